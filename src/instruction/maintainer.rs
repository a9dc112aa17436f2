use crate::syntax::Word;

/// MAINTAINER: names an author (deprecated).
#[derive(Clone, Debug, PartialEq)]
pub struct Maintainer {
    /// The author.
    pub name: Word,
}
