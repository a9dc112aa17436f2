//! The stage graph: what is drawn, where it stands and how it is said in words, in abstract units.
//!
//! It knows the model, but no colours, no screen and no findings.

mod build;
mod describe;
mod edge;
pub mod export;
mod lane;
pub mod layout;
pub mod mount;
mod node;
mod order;
mod origin;
mod relation;
mod row;
mod search;
mod source;
mod steady;
pub mod text;
mod walk;
mod wish;

pub use build::{graph, graph_like};
pub use edge::{Edge, Place, Use};
pub use lane::Lane;
pub use mount::MountPort;
pub use node::{CORNER_RADIUS, HUES, Node, SIGN_WIDTH, TARGET_MARK_WIDTH};
pub use origin::Origin;
pub use row::{KEYWORD_SIZE, MAX_ROWS, ROW_HEIGHT, Row, RowKind, stage_rows};
pub use search::Hit;
pub use walk::Key;
pub use wish::{Scratch, Wish};

use layout::Direction;

use crate::model::StageId;

/// The stages of a file and what they take from, in their places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// The way the edges point.
    pub direction: Direction,
    /// First the stages in their order (so that the index of a node is that of its stage), then images, contexts and
    /// other sources in the order in which the file names them. None overlap.
    pub nodes: Vec<Node>,
    /// What nodes take from each other, by the first place that says so.
    pub edges: Vec<Edge>,
    /// Where the stages of each platform stand; empty where all run on one.
    pub lanes: Vec<Lane>,
    /// Extent of everything drawn, with a margin.
    pub width: f32,
    /// Extent of everything drawn, with a margin.
    pub height: f32,
    /// Whether the graph is too large for a careful layout: nodes stand in plain columns.
    pub is_simplified: bool,
    /// The order in which the nodes were handed to the layout.
    order: Vec<usize>,
    /// Relations that have room without being drawn.
    held: Vec<steady::Held>,
    /// Where the edges and, behind them, what is held pass by ranks.
    passes: Vec<Vec<(f32, f32)>>,
}

impl Graph {
    /// The index of the node that stands for something.
    pub fn find(&self, origin: &Origin) -> Option<usize> {
        match origin {
            Origin::Stage(StageId(index)) => (*index < self.nodes.len()).then_some(*index),
            _ => self.nodes.iter().position(|node| node.origin == *origin),
        }
        .filter(|index| self.nodes.get(*index).is_some_and(|node| node.origin == *origin))
    }

    /// The index of the node of a stage.
    pub fn find_stage(&self, id: StageId) -> Option<usize> {
        self.find(&Origin::Stage(id))
    }

    /// The index of the node whose box holds a point.
    pub fn node_at(&self, x: f32, y: f32) -> Option<usize> {
        let holds = |node: &Node| {
            (node.x..=node.x + node.width).contains(&x) && (node.y..=node.y + node.height).contains(&y)
        };
        self.nodes.iter().position(holds)
    }

    /// What the layout links: the edges, then what is held.
    fn links(&self) -> impl Iterator<Item = layout::Link> {
        let edges = self.edges.iter().map(|edge| layout::Link {
            from: edge.from,
            to: edge.to,
            end: self.end_of(edge),
        });
        edges.chain(self.held.iter().map(|held| layout::Link::new(held.from, held.to)))
    }

    /// How far below the corner of its stage a line enters, where it leads to a row.
    fn end_of(&self, edge: &Edge) -> Option<f32> {
        let row = self.nodes.get(edge.to)?.rows.get(edge.row?)?;
        (self.direction == Direction::LeftToRight).then_some(row.top + ROW_HEIGHT / 2.0)
    }

    /// The index of the target's node.
    pub fn target(&self) -> Option<usize> {
        self.nodes.iter().position(|node| node.is_target)
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod typing;
