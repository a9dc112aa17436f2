use crate::syntax::Word;

/// EXPOSE: names ports the container listens on.
#[derive(Clone, Debug, PartialEq)]
pub struct Expose {
    /// The ports in the order written.
    pub ports: Vec<Word>,
}
