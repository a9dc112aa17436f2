use crate::model::{Endpoint, StageId};

/// What a node stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A stage of this file.
    Stage(StageId),
    /// An image, as named.
    Image(String),
    /// A named build context.
    Context(String),
    /// The files sent to the build.
    BuildContext,
    /// A git repository that ADD names.
    Git(String),
    /// A file behind an address that ADD names.
    Url(String),
    /// The nothing that a stage starts from.
    Scratch(StageId),
}

impl Origin {
    /// What the model calls it; `None` where the model has no edges from it.
    pub fn endpoint(&self) -> Option<Endpoint> {
        match self {
            Self::Stage(id) => Some(Endpoint::Stage(*id)),
            Self::Image(name) => Some(Endpoint::Image(name.clone())),
            Self::Context(name) => Some(Endpoint::Context(name.clone())),
            _ => None,
        }
    }
}

impl From<&Endpoint> for Origin {
    fn from(endpoint: &Endpoint) -> Self {
        match endpoint {
            Endpoint::Stage(id) => Self::Stage(*id),
            Endpoint::Image(name) => Self::Image(name.clone()),
            Endpoint::Context(name) => Self::Context(name.clone()),
        }
    }
}
