use std::rc::Rc;

use super::Saved;
use crate::model::Options;

/// Something the visitor is told beside the work. At most one of a kind is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Another tab stored this work; nothing of this tab is stored until the visitor has chosen.
    OtherTab(Saved),
    /// There is no room to store the text.
    StorageFull,
    /// The browser stores nothing for this page.
    StorageDenied,
    /// The text was replaced by an example of this name; undoing brings it back, and these are its inputs.
    Replaced(&'static str, Options),
    /// The given link cannot be read; why, in a sentence without a full stop, and what could be read of its text.
    DamagedLink(String, Option<Rc<str>>),
}

impl Notice {
    /// Whether both are of one kind.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}
