use super::flags::Flags;
use super::reader::Reader;
use crate::syntax::Word;

/// WORKDIR: sets and creates the working directory.
#[derive(Clone, Debug, PartialEq)]
pub struct Workdir {
    /// The path, before expansion.
    pub path: Word,
}

impl Workdir {
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let path = reader.only_word();
        Flags::read(reader, &[]);
        Some(Self { path: path? })
    }
}
