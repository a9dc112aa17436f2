//! A part of the picture with coordinates of its own.

use super::{Direction, NodeSize, Placed, Route};

/// Placed nodes and routes, by their indices in the whole graph; everything lies between 0 and the extents.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) nodes: Vec<(usize, Placed)>,
    pub(super) routes: Vec<(usize, Route)>,
    /// Where links pass by ranks.
    pub(super) passes: Vec<(usize, Vec<(f32, f32)>)>,
    /// Where the lanes are.
    pub(super) lanes: Vec<(u8, Placed)>,
}

impl Sheet {
    /// Adds a node and grows to hold it.
    pub(super) fn add(&mut self, node: usize, placed: Placed) {
        self.width = self.width.max(placed.x + placed.width);
        self.height = self.height.max(placed.y + placed.height);
        self.nodes.push((node, placed));
    }
}

impl Direction {
    /// Turns (along the links, across them) into (x, y), and back.
    pub(super) fn turn(self, (main, cross): (f32, f32)) -> (f32, f32) {
        match self {
            Self::LeftToRight => (main, cross),
            Self::TopToBottom => (cross, main),
        }
    }

    /// The extents of a node along the links and across them.
    pub(super) fn extents(self, size: NodeSize) -> (f32, f32) {
        self.turn((size.width, size.height))
    }
}

/// The next half unit at or above, so that coordinates print exactly.
pub(super) fn half_up(value: f32) -> f32 {
    (value * 2.0).ceil() / 2.0
}

/// The nearest half unit.
pub(super) fn half(value: f32) -> f32 {
    (value * 2.0 + 0.5).floor() / 2.0
}

/// A count as a length.
pub(super) fn length(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}
