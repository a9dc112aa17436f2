use super::layout::Direction;

/// What a drawing shows, and which way it runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The way the edges point.
    pub direction: Direction,
    /// Whether the build context and what ADD downloads are nodes.
    pub has_sources: bool,
    /// How stages that start from nothing are shown.
    pub scratch: Scratch,
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
