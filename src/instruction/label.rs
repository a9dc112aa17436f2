use crate::syntax::Pair;

/// LABEL: sets metadata.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Keys and values in order.
    pub pairs: Vec<Pair>,
}
