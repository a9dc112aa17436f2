use crate::syntax::Word;

/// FROM: starts a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct From {
    /// What the stage starts from, before expansion.
    pub base: Word,
    /// The stage name behind `AS`, as written.
    pub name: Option<Word>,
    /// The word `AS`, as written.
    pub as_keyword: Option<Word>,
    /// The value of `--platform`; absent where it is empty.
    pub platform: Option<Word>,
}
