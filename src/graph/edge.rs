use crate::model::EdgeKind;
use crate::text::Span;

/// All ways of one kind in which a node takes something from another.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The index of the node that gives.
    pub from: usize,
    /// The index of the stage that takes.
    pub to: usize,
    /// How.
    pub kind: EdgeKind,
    /// The row of the stage that it leads to, where that stage is open.
    pub row: Option<usize>,
    /// The places that say so, in source order; never empty.
    pub uses: Vec<Use>,
    /// Whether the target needs it.
    pub is_needed: bool,
    /// Whether it is one of so many lines at a node that it is drawn thin.
    pub is_thin: bool,
    /// The line, as the `d` attribute of an SVG path, with absolute commands only.
    pub path: String,
    /// A point on the line where a count may stand.
    pub label: (f32, f32),
}

/// A place that makes an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The index of the instruction.
    pub instruction: usize,
    /// Its first line, from 1.
    pub line: u32,
    /// Where it names what it takes from.
    pub place: Place,
    /// Whether it is an ONBUILD of the base stage that runs here.
    pub is_deferred: bool,
}

/// Where the text speaks of something. It moves with every letter that is typed before it and changes nothing that is
/// drawn, so all places are equal: graphs are equal that look the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place(pub Span);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Place {}

impl Edge {
    /// Whether all of it is what ONBUILD of the base stage defers.
    pub fn is_deferred(&self) -> bool {
        self.uses.iter().all(|place| place.is_deferred)
    }
}
