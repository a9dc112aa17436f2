use crate::syntax::Word;

/// STOPSIGNAL: sets the signal that stops the container.
#[derive(Clone, Debug, PartialEq)]
pub struct Stopsignal {
    /// A name or a number, before expansion.
    pub signal: Word,
}
