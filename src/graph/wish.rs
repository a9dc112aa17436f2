use super::layout::Direction;
use crate::model::{Model, Stage};

/// What a drawing shows, and which way it runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The way the edges point.
    pub direction: Direction,
    /// Whether the build context and what ADD downloads are nodes.
    pub has_sources: bool,
    /// How stages that start from nothing are shown.
    pub scratch: Scratch,
    /// Whether stages are open, so that they show their steps.
    pub has_steps: bool,
    /// Stages for which that is the other way round, each by the offset at which its FROM begins.
    pub turned: Vec<u32>,
}

impl Wish {
    /// Whether it shows the same, but for stages that are opened or closed.
    pub fn is_like(&self, other: &Self) -> bool {
        let shown = |wish: &Self| (wish.direction, wish.has_sources, wish.scratch);
        shown(self) == shown(other)
    }

    pub(super) fn is_open(&self, model: &Model, stage: &Stage) -> bool {
        let start = model.instruction(stage.from).map(|from| from.span.start);
        self.has_steps != start.is_some_and(|start| self.turned.contains(&start))
    }
}

/// How stages that start from nothing are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scratch {
    /// They say so.
    #[default]
    Inside,
    /// Nothing is a node of its own.
    Node,
    /// Not at all.
    Hidden,
}

impl Scratch {
    /// All, the default first.
    pub const ALL: [Self; 3] = [Self::Inside, Self::Node, Self::Hidden];
}

impl From<Direction> for Wish {
    fn from(direction: Direction) -> Self {
        Self { direction, ..Self::default() }
    }
}
