use crate::text::order;

use super::layout::Direction;
use super::{Graph, Node};

/// Where a node stood: across the edges, then along them.
type Place = (f32, f32);

/// Beyond this many nodes, long routes shape the picture more than nodes do, so that sorting these brings no picture
/// back.
const MAX_SORTED: usize = 20;

/// The order in which the nodes are handed to the layout, which settles what crossings leave open. Where nodes and
/// edges are those of the previous picture it is the same, so that only sizes can move anything; else it is the order
/// in which the nodes stood.
pub(super) fn order(graph: &Graph, steady: Option<(&Graph, &[Option<usize>])>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..graph.nodes.len()).collect();
    let Some((previous, matched)) = steady else { return order };
    if is_alike(graph, previous) {
        return previous.order.clone();
    }
    if graph.nodes.len() <= MAX_SORTED {
        let places = places(graph, previous, matched);
        let place = |node: usize| places.get(node).copied().unwrap_or_default();
        order::sort_by(&mut order, |&a, &b| {
            let ((across_a, along_a), (across_b, along_b)) = (place(a), place(b));
            across_a.total_cmp(&across_b).then(along_a.total_cmp(&along_b)).then(a.cmp(&b))
        });
    }
    order
}

/// Whether two graphs have the same nodes and edges, whatever their names and sizes.
fn is_alike(graph: &Graph, previous: &Graph) -> bool {
    let ends = |graph: &Graph| graph.links().map(|link| (link.from, link.to)).collect::<Vec<_>>();
    let stages = |graph: &Graph| graph.nodes.iter().filter(|node| node.is_stage()).count();
    graph.nodes.len() == previous.nodes.len()
        && stages(graph) == stages(previous)
        && ends(graph) == ends(previous)
}

/// Where each node stood. A new one counts as beside its neighbours, or behind the node before it.
fn places(graph: &Graph, previous: &Graph, matched: &[Option<usize>]) -> Vec<Place> {
    let known = |old: &Option<usize>| Some(place(previous.nodes.get((*old)?)?, previous.direction));
    let known: Vec<Option<Place>> = matched.iter().map(known).collect();
    let mut beside = vec![(0.0_f32, 0_usize); graph.nodes.len()];
    for edge in &graph.edges {
        for (node, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
            let place = known.get(other).copied().flatten();
            if let (Some(sum), Some((across, _))) = (beside.get_mut(node), place) {
                *sum = (sum.0 + across, sum.1 + 1);
            }
        }
    }
    let mut last = (0.0, 0.0);
    let settle = |(known, (sum, count)): (Option<Place>, (f32, usize))| {
        let mean = || (count > 0).then(|| (sum / count as f32, 0.0));
        last = known.or_else(mean).unwrap_or(last);
        last
    };
    known.into_iter().zip(beside).map(settle).collect()
}

fn place(node: &Node, direction: Direction) -> Place {
    let (x, y) = node.centre();
    match direction {
        Direction::LeftToRight => (y, x),
        Direction::TopToBottom => (x, y),
    }
}
