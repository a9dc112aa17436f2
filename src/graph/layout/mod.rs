//! Layered placement of a directed graph, in abstract units.
//!
//! It knows sizes and links, nothing of Dockerfiles. Nodes stand in ranks along the direction of the links;
//! long links run through ranks as dummies, so that no route passes through a foreign node. All steps are
//! deterministic: they use only exact arithmetic, seeded randomness and work limits instead of clocks.

mod acyclic;
mod grid;
mod lane;
mod layered;
mod order;
mod pack;
mod place;
mod port;
mod random;
mod rank;
mod route;
mod sheet;
mod side;
mod wrap;

pub use route::{Route, Segment};

use acyclic::Edge;

/// More connected nodes than this are placed in plain columns, in linear time.
pub const MAX_LAYOUT_NODES: usize = 600;

/// More dummies than this (ranks that links pass by, summed) lead to plain columns as well.
pub const MAX_DUMMIES: usize = 4_000;

/// The way the links point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Ranks are columns.
    #[default]
    LeftToRight,
    /// Ranks are rows.
    TopToBottom,
}

impl Direction {
    /// All, the default first.
    pub const ALL: [Self; 2] = [Self::LeftToRight, Self::TopToBottom];
}

/// The outer size of a node. What is negative or not finite counts as 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NodeSize {
    /// Extent along x.
    pub width: f32,
    /// Extent along y.
    pub height: f32,
    /// The lane it stands in, from 1; all nodes are in one, or all have 0.
    pub lane: u8,
}

/// A link between two nodes, by index. A link to a node that does not exist gets an empty route.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Where it starts.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Where on the side of `to` it ends, from the corner of that; where it is not said, at the best place.
    pub end: Option<f32>,
}

impl Link {
    /// A link that ends at the best place.
    pub const fn new(from: usize, to: usize) -> Self {
        Self { from, to, end: None }
    }
}

/// A node in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Placed {
    /// Left border.
    pub x: f32,
    /// Upper border.
    pub y: f32,
    /// Extent along x, as given.
    pub width: f32,
    /// Extent along y, as given.
    pub height: f32,
}

/// A finished picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Extent of everything drawn, with a margin.
    pub width: f32,
    /// Extent of everything drawn, with a margin.
    pub height: f32,
    /// One for each node, in the same order; none overlap.
    pub nodes: Vec<Placed>,
    /// One for each link, in the same order.
    pub routes: Vec<Route>,
    /// For each link, the points where it passes by ranks, in the order of its edge; empty between neighbouring ranks.
    pub passes: Vec<Vec<(f32, f32)>>,
    /// Where the lanes are, with their numbers; one of a piece that does not hang together with others has its own.
    pub lanes: Vec<(u8, Placed)>,
    /// Whether the graph is too large for a careful layout: nodes stand in plain columns.
    pub is_simplified: bool,
}

/// Where things stood in the picture before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Before {
    /// For each node, where its centre stood across the links; `None` for a new one.
    pub nodes: Vec<Option<f32>>,
    /// For each link, where it passed by ranks; `None` for a new one.
    pub passes: Vec<Option<Vec<(f32, f32)>>>,
}

/// Places `nodes` and routes `links`. Total: cycles, self links and parallel links are drawn, too.
pub fn layout(nodes: &[NodeSize], links: &[Link], direction: Direction) -> Layout {
    layout_like(nodes, links, direction, None)
}

/// The same near the picture before: what stood there keeps its order, as long as the lines do not cross much more.
pub fn layout_like(
    nodes: &[NodeSize],
    links: &[Link],
    direction: Direction,
    before: Option<&Before>,
) -> Layout {
    let sizes: Vec<NodeSize> = nodes.iter().map(|size| size.cleaned()).collect();
    let edges = acyclic::edges(sizes.len(), links);
    let (pieces, alone) = pack::pieces(sizes.len(), edges);
    let connected = sizes.len() - alone.len();
    let layered = layered_sheets(&sizes, &pieces, connected, (direction, before));
    let is_simplified = layered.is_none();
    let mut sheets = layered.unwrap_or_else(|| vec![grid::columns(&sizes, &pieces, direction)]);
    sheets.extend(grid::alone(&sizes, &alone, &sheets));
    Layout { is_simplified, ..pack::join(&sizes, links, sheets) }
}

/// One sheet a piece, or `None` where the graph is too large for a careful layout.
fn layered_sheets(
    sizes: &[NodeSize],
    pieces: &[pack::Piece],
    connected: usize,
    (direction, before): (Direction, Option<&Before>),
) -> Option<Vec<sheet::Sheet>> {
    if connected > MAX_LAYOUT_NODES {
        return None;
    }
    let mut dummies_left = MAX_DUMMIES;
    let ranks: Option<Vec<(Vec<usize>, Vec<bool>)>> = pieces
        .iter()
        .map(|piece| {
            let mut ranks = rank::ranks(piece.nodes.len(), &piece.edges);
            let is_spread = wrap::wrap(&mut ranks, sizes, piece, direction);
            dummies_left = dummies_left.checked_sub(dummies(&piece.edges, &ranks))?;
            Some((ranks, is_spread))
        })
        .collect();
    let sheet = |(piece, (ranks, is_spread)): (&pack::Piece, (Vec<usize>, Vec<bool>))| {
        layered::sheet(sizes, piece, (&ranks, &is_spread), (direction, before))
    };
    Some(pieces.iter().zip(ranks?).map(sheet).collect())
}

fn dummies(edges: &[Edge], ranks: &[usize]) -> usize {
    let rank = |node: usize| ranks.get(node).copied().unwrap_or_default();
    edges.iter().map(|edge| rank(edge.to).saturating_sub(rank(edge.from) + 1)).sum()
}

impl NodeSize {
    fn cleaned(self) -> Self {
        let clean =
            |extent: f32| if extent.is_finite() { crate::text::within(extent, 0.0, MAX_EXTENT) } else { 0.0 };
        Self { width: clean(self.width), height: clean(self.height), lane: self.lane }
    }
}

/// Larger nodes are cut, so that sums stay exact enough.
const MAX_EXTENT: f32 = 20_000.0;

#[cfg(test)]
mod tests;
