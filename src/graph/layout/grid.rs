//! Plain placements: nodes without links, and graphs too large for a careful layout.

#![expect(clippy::indexing_slicing, reason = "pieces hold nodes of the graph")]

use super::pack::{self, Piece};
use super::rank;
use super::route::Pen;
use super::sheet::{Sheet, half_up};
use super::{Direction, NodeSize, Placed};
use crate::text::order;

const GAP: f32 = 32.0;

/// Distance between two columns where links run between them.
const GUTTER: f32 = 80.0;

/// Nodes without links in rows of equal columns, about as wide as the other sheets or as wide as high.
pub(super) fn alone(sizes: &[NodeSize], nodes: &[usize], others: &[Sheet]) -> Option<Sheet> {
    let widest = nodes.iter().map(|&node| sizes[node].width).reduce(f32::max)?;
    let column = half_up(widest) + GAP;
    let area: f32 = nodes.iter().map(|&node| column * (sizes[node].height + GAP)).sum();
    let limit = pack::width_limit(others, area);
    let mut sheet = Sheet::default();
    let (mut x, mut y, mut row) = (0.0, 0.0, 0.0_f32);
    for &node in nodes {
        let NodeSize { width, height, .. } = sizes[node];
        if x > 0.0 && x + widest > limit {
            (x, y, row) = (0.0, y + half_up(row) + GAP, 0.0);
        }
        sheet.add(node, Placed { x, y, width, height });
        x += column;
        row = row.max(height);
    }
    Some(sheet)
}

/// All pieces in common ranks, long ranks in several columns, with straight routes; linear time.
pub(super) fn columns(sizes: &[NodeSize], pieces: &[Piece], direction: Direction) -> Sheet {
    let mut ranks: Vec<Vec<usize>> = Vec::new();
    for piece in pieces {
        let of = rank::longest_paths(piece.nodes.len(), &piece.edges);
        for (&node, rank) in piece.nodes.iter().zip(of) {
            if ranks.len() <= rank {
                ranks.resize_with(rank + 1, Vec::new);
            }
            ranks[rank].push(node);
        }
    }
    let places = column_places(sizes, ranks, direction);
    let mut sheet = Sheet::default();
    for &node in pieces.iter().flat_map(|piece| &piece.nodes) {
        let ((x, y), NodeSize { width, height, .. }) = (direction.turn(places[node]), sizes[node]);
        sheet.add(node, Placed { x, y, width, height });
    }
    for piece in pieces {
        for edge in &piece.edges {
            let (from, to) = (piece.nodes[edge.from], piece.nodes[edge.to]);
            let (main, cross) = direction.extents(sizes[from]);
            let start = (places[from].0 + main, places[from].1 + cross / 2.0);
            let end = (places[to].0, places[to].1 + direction.extents(sizes[to]).1 / 2.0);
            let mut pen = Pen::new(direction, start);
            pen.straight(end);
            let route = pen.finish(((start.0 + end.0) / 2.0, (start.1 + end.1) / 2.0));
            for lane in &edge.lanes {
                let route = route.clone();
                sheet.routes.push((lane.link, if lane.is_reversed { route.reversed() } else { route }));
            }
        }
    }
    sheet
}

/// The corner of each node, along the links and across them.
fn column_places(sizes: &[NodeSize], ranks: Vec<Vec<usize>>, direction: Direction) -> Vec<(f32, f32)> {
    let extents = |node: usize| direction.extents(sizes[node]);
    let area: f32 =
        ranks.iter().flatten().map(|&node| (extents(node).0 + GUTTER) * (extents(node).1 + GAP)).sum();
    let limit = area.sqrt();
    let mut places = vec![(0.0, 0.0); sizes.len()];
    let (mut main, mut width) = (0.0, 0.0_f32);
    for mut rank in ranks {
        order::sort(&mut rank);
        let mut cross = 0.0;
        for node in rank {
            let extents = extents(node);
            if cross > 0.0 && cross + extents.1 > limit {
                (main, cross, width) = (main + half_up(width) + GUTTER, 0.0, 0.0);
            }
            places[node] = (main, cross);
            width = width.max(extents.0);
            cross += half_up(extents.1) + GAP;
        }
        (main, width) = (main + half_up(width) + GUTTER, 0.0);
    }
    places
}
