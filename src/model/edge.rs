use super::StageId;
use crate::text::Span;

/// One thing a stage takes from elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Where it comes from.
    pub from: Endpoint,
    /// The stage that takes it.
    pub to: StageId,
    /// How.
    pub kind: EdgeKind,
    /// The index of the instruction that says so.
    pub instruction: usize,
    /// Where the source is named.
    pub span: Span,
}

/// Where something comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Endpoint {
    /// A stage of this file.
    Stage(StageId),
    /// An image, as named.
    Image(String),
    /// A named build context.
    Context(String),
}

/// How a stage takes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// It starts from it.
    From,
    /// COPY --from.
    Copy,
    /// ADD of what another stage holds; BuildKit has no such flag today.
    Add,
    /// RUN --mount=from=.
    Mount,
}
