use super::env;
use super::reader::Reader;
use crate::syntax::Pair;

/// LABEL: sets metadata.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Keys and values in order.
    pub pairs: Vec<Pair>,
}

impl Label {
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        env::pairs(reader).map(|pairs| Self { pairs })
    }
}
