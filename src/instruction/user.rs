use crate::syntax::Word;

/// USER: sets who runs what follows.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// `user`, `user:group` or ids, before expansion.
    pub user: Word,
}
