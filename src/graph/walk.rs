use super::layout::Direction;
use super::{Graph, Node};
use crate::text::order;

/// An arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Towards smaller x.
    Left,
    /// Towards larger x.
    Right,
    /// Towards smaller y.
    Up,
    /// Towards larger y.
    Down,
}

/// How much worse a step aside is than a step ahead.
const ASIDE: f32 = 3.0;

impl Graph {
    /// The node that an arrow key leads to: along the edges to a linked node, else to the nearest one that way.
    pub fn next(&self, node: usize, key: Key) -> Option<usize> {
        let start = self.nodes.get(node)?;
        let linked = self.linked(node, key);
        linked.first().copied().or_else(|| self.by_distance(start, key, 0..self.nodes.len()).first().copied())
    }

    /// The nodes that edges link with one and that lie where an arrow key along the edges points, the nearest first.
    pub(super) fn linked(&self, node: usize, key: Key) -> Vec<usize> {
        let is_along = matches!(
            (self.direction, key),
            (Direction::LeftToRight, Key::Left | Key::Right) | (Direction::TopToBottom, Key::Up | Key::Down)
        );
        let Some(start) = self.nodes.get(node).filter(|_| is_along) else { return Vec::new() };
        let linked = self.edges.iter().filter_map(|edge| match node {
            _ if edge.from == node => Some(edge.to),
            _ if edge.to == node => Some(edge.from),
            _ => None,
        });
        let mut nodes = self.by_distance(start, key, linked);
        // Several edges to one node are as far as each other, so they stand side by side.
        nodes.dedup();
        nodes
    }

    fn by_distance(&self, start: &Node, key: Key, nodes: impl Iterator<Item = usize>) -> Vec<usize> {
        let distance = |index: usize| Some((distance(start, self.nodes.get(index)?, key)?, index));
        let mut found: Vec<(f32, usize)> = nodes.filter_map(distance).collect();
        order::sort_by(&mut found, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        found.into_iter().map(|(_, index)| index).collect()
    }
}

/// How far a node is; `None` where it does not lie that way.
fn distance(start: &Node, node: &Node, key: Key) -> Option<f32> {
    let ((ax, ay), (bx, by)) = (start.centre(), node.centre());
    let (ahead, aside) = match key {
        Key::Left => (ax - bx, by - ay),
        Key::Right => (bx - ax, by - ay),
        Key::Up => (ay - by, bx - ax),
        Key::Down => (by - ay, bx - ax),
    };
    (ahead > 0.5).then_some(ahead + ASIDE * aside.abs())
}
