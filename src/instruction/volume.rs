use crate::syntax::Word;

/// VOLUME: names paths that become volumes.
#[derive(Clone, Debug, PartialEq)]
pub struct Volume {
    /// The paths in order.
    pub paths: Vec<Word>,
}
