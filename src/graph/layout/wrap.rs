//! Spreads wide fans (many nodes that hang on the same one or two nodes and on nothing else) over several ranks, so that
//! no rank becomes a strip.

#![expect(clippy::indexing_slicing, reason = "edges and ranks hold nodes of the piece")]

use std::collections::BTreeMap;

use super::layered::NODE_GAP;
use super::pack::Piece;
use super::sheet::length;
use super::{Direction, NodeSize};

/// Fewer nodes stay in one rank.
const LEAST: usize = 20;

/// A fan is not spread where that makes more dummies than this.
const MAX_DUMMIES: usize = 1_500;

/// About what lies between two ranks.
const GUTTER: f32 = 64.0;

/// The shape of a spread fan: width through height.
const ASPECT: f32 = 1.5;

/// What the nodes of a fan hang on: before them and behind them.
type Stem = (Option<usize>, Option<usize>);

/// Spreads the fans of a piece; whether each node is in one.
pub(super) fn wrap(
    ranks: &mut [usize],
    sizes: &[NodeSize],
    piece: &Piece,
    direction: Direction,
) -> Vec<bool> {
    let mut is_spread = vec![false; ranks.len()];
    for ((before, behind), fan) in fans(ranks.len(), piece) {
        let columns = columns(&fan, sizes, piece, direction);
        if columns < 2 || fan.len() * columns / 2 > MAX_DUMMIES {
            continue;
        }
        match (before, behind) {
            (Some(before), None) => spread(ranks, &fan, columns, ranks[before] + 1),
            (None, Some(behind)) => {
                let least = make_room(ranks, ranks[behind], columns);
                spread(ranks, &fan, columns, least);
            }
            (Some(before), Some(behind)) => {
                let (first, last) = (ranks[before] + 1, ranks[behind]);
                let missing = columns.saturating_sub(last - first);
                ranks.iter_mut().filter(|rank| **rank >= last).for_each(|rank| *rank += missing);
                spread(ranks, &fan, columns, first);
            }
            (None, None) => {}
        }
        fan.iter().for_each(|&node| is_spread[node] = true);
    }
    is_spread
}

/// The first of `columns` ranks before `rank`; all ranks move where there are fewer.
fn make_room(ranks: &mut [usize], rank: usize, columns: usize) -> usize {
    let missing = columns.saturating_sub(rank);
    ranks.iter_mut().for_each(|rank| *rank += missing);
    rank + missing - columns
}

/// The nodes side by side, then the next below them.
fn spread(ranks: &mut [usize], fan: &[usize], columns: usize, first: usize) {
    for (place, &node) in fan.iter().enumerate() {
        ranks[node] = first + place % columns;
    }
}

/// Nodes with the same stem, ascending, where there are many.
fn fans(nodes: usize, piece: &Piece) -> Vec<(Stem, Vec<usize>)> {
    let mut stems = vec![((None, None), 0_usize); nodes];
    for edge in &piece.edges {
        stems[edge.to].0.0 = Some(edge.from);
        stems[edge.from].0.1 = Some(edge.to);
        stems[edge.to].1 += 1;
        stems[edge.from].1 += 1;
    }
    let mut fans: BTreeMap<Stem, Vec<usize>> = BTreeMap::new();
    for (node, ((before, behind), degree)) in stems.into_iter().enumerate() {
        if degree == usize::from(before.is_some()) + usize::from(behind.is_some()) {
            fans.entry((before, behind)).or_default().push(node);
        }
    }
    fans.into_iter().filter(|(_, fan)| fan.len() >= LEAST).collect()
}

/// Over how many ranks a fan is spread.
fn columns(fan: &[usize], sizes: &[NodeSize], piece: &Piece, direction: Direction) -> usize {
    let (mut main, mut cross) = (0.0_f32, 0.0);
    for &node in fan {
        let extents = direction.extents(sizes[piece.nodes[node]]);
        main = main.max(extents.0);
        cross += extents.1 + NODE_GAP;
    }
    let aspect = match direction {
        Direction::LeftToRight => ASPECT,
        Direction::TopToBottom => 1.0 / ASPECT,
    };
    let wanted = (cross * aspect / (main + GUTTER)).sqrt();
    (1..fan.len()).take_while(|columns| length(*columns) <= wanted).last().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::super::{Layout, Link, layout};
    use super::*;

    fn drawn(links: &[Link], nodes: usize, direction: Direction) -> Layout {
        layout(&vec![NodeSize { width: 150.0, height: 60.0, lane: 0 }; nodes], links, direction)
    }

    #[test]
    fn a_wide_fan_is_no_strip() {
        let from_one: Vec<Link> = (1..81).map(|node| Link::new(0, node)).collect();
        let to_one: Vec<Link> = (0..80).map(|node| Link::new(node, 80)).collect();
        let between: Vec<Link> = (1..81)
            .flat_map(|node| [Link::new(0, node), Link::new(node, 81)])
            .chain([Link::new(81, 82)])
            .collect();
        for (links, nodes) in [(from_one, 81), (to_one, 81), (between, 83)] {
            for direction in Direction::ALL {
                let layout = drawn(&links, nodes, direction);
                let shape = layout.width / layout.height;
                assert!((0.25..4.0).contains(&shape), "{direction:?}: {} by {}", layout.width, layout.height);
            }
        }
    }

    #[test]
    fn a_small_fan_stays_in_its_rank() {
        let links: Vec<Link> = (1..15).map(|node| Link::new(0, node)).collect();
        let layout = drawn(&links, 15, Direction::LeftToRight);
        assert!(layout.nodes.iter().skip(1).all(|node| node.x == layout.nodes[1].x));
    }
}
