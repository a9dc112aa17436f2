use crate::syntax::Word;

/// WORKDIR: sets and creates the working directory.
#[derive(Clone, Debug, PartialEq)]
pub struct Workdir {
    /// The path, before expansion.
    pub path: Word,
}
