use crate::syntax::Pair;

/// ENV: sets environment variables.
#[derive(Clone, Debug, PartialEq)]
pub struct Env {
    /// Names and values in order.
    pub pairs: Vec<Pair>,
}
