use super::flags::Flags;
use super::reader::Reader;
use crate::syntax::Word;

/// USER: sets who runs what follows.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// `user`, `user:group` or ids, before expansion.
    pub user: Word,
}

impl User {
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let user = reader.only_word();
        Flags::read(reader, &[]);
        Some(Self { user: user? })
    }
}
