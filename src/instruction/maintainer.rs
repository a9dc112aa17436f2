use super::flags::Flags;
use super::reader::Reader;
use crate::syntax::Word;

/// MAINTAINER: names an author (deprecated).
#[derive(Clone, Debug, PartialEq)]
pub struct Maintainer {
    /// The author.
    pub name: Word,
}

impl Maintainer {
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let name = reader.only_word();
        Flags::read(reader, &[]);
        Some(Self { name: name? })
    }
}
