//! Where on a node's side each route starts or ends.

#![expect(
    clippy::indexing_slicing,
    reason = "chains hold items of the columns; ports are in step with lanes"
)]

use super::layered::{Chain, Layers};
use super::sheet::{half, length};
use crate::text::order;

/// Wanted distance between two ports.
const GAP: f32 = 9.0;

/// Least distance between two ports, where moving one makes its route straight.
const TIGHT_GAP: f32 = 5.0;

/// How far the lanes that end at one given place lie apart in sum.
const TOGETHER: f32 = 14.0;

/// Kept free at both ends of a side.
const MARGIN: f32 = 7.0;

/// The ports of a chain, relative to the centres of its first and last node; one for each lane.
#[derive(Clone, Default)]
pub(super) struct Ports {
    pub(super) first: Vec<f32>,
    pub(super) last: Vec<f32>,
}

/// One side of a node: the lanes that touch it, in order.
struct Side {
    item: usize,
    is_first: bool,
    /// Chain and lane.
    lanes: Vec<(usize, usize)>,
    gap: f32,
    reach: f32,
}

/// Ports close to the middle of each side, ordered by where the routes lead.
pub(super) fn spread(layers: &Layers, columns: &[Vec<usize>]) -> Vec<Ports> {
    let mut ports: Vec<Ports> = layers.chains.iter().map(|chain| blank(layers, chain)).collect();
    for side in sides(layers, columns) {
        if let Some(given) = given_ends(layers, &side) {
            for (&(chain, lane), offset) in side.lanes.iter().zip(given) {
                *port(&mut ports, false, chain, lane) = offset;
            }
            continue;
        }
        let first = -side.gap * length(side.lanes.len() - 1) / 2.0;
        for (index, &(chain, lane)) in side.lanes.iter().enumerate() {
            *port(&mut ports, side.is_first, chain, lane) = first + side.gap * length(index);
        }
    }
    ports
}

/// Moves ports along their sides where that makes a route straight.
pub(super) fn straighten(layers: &Layers, columns: &[Vec<usize>], places: &[f32], ports: &mut [Ports]) {
    for side in sides(layers, columns).into_iter().filter(|side| given_ends(layers, side).is_none()) {
        let mut wishes = Vec::with_capacity(side.lanes.len());
        for &(chain, lane) in &side.lanes {
            let wish = far_end(layers, places, ports, &side, (chain, lane)) - places[side.item];
            let present = *port(ports, side.is_first, chain, lane);
            wishes.push(if wish.abs() <= side.reach { wish } else { present });
        }
        let settled = settle(&wishes, side.gap.min(TIGHT_GAP), side.reach);
        for (&(chain, lane), offset) in side.lanes.iter().zip(settled) {
            *port(ports, side.is_first, chain, lane) = offset;
        }
    }
}

/// Where the lanes of a side end, relative to the centre of their node, where that is given. Several that end at one place
/// lie close around it, in their order.
fn given_ends(layers: &Layers, side: &Side) -> Option<Vec<f32>> {
    if side.is_first {
        return None;
    }
    let given: Vec<Option<f32>> = side.lanes.iter().map(|&(chain, lane)| layers.end(chain, lane)).collect();
    let middle = layers.extents[side.item].1 / 2.0;
    given.iter().flatten().next()?;
    let place = |(index, end): (usize, &Option<f32>)| {
        let Some(end) = end else { return 0.0 };
        let same = |list: &[Option<f32>]| list.iter().filter(|other| **other == Some(*end)).count();
        let (before, all) = (same(&given[..index]), same(&given));
        let gap = (TOGETHER / length(all)).min(TIGHT_GAP);
        end - middle + gap * (length(before) - length(all - 1) / 2.0)
    };
    Some(given.iter().enumerate().map(place).collect())
}

/// Where the other end of the first stretch of a lane lies.
fn far_end(
    layers: &Layers,
    places: &[f32],
    ports: &[Ports],
    side: &Side,
    (chain, lane): (usize, usize),
) -> f32 {
    let items = &layers.chains[chain].items;
    let next = if side.is_first { items[1] } else { items[items.len() - 2] };
    let offset = match (layers.is_real(next), side.is_first) {
        (false, _) => layers.lane_offset(chain, lane),
        (true, true) => ports[chain].last[lane],
        (true, false) => ports[chain].first[lane],
    };
    places[next] + offset
}

fn port(ports: &mut [Ports], is_first: bool, chain: usize, lane: usize) -> &mut f32 {
    let ports = &mut ports[chain];
    if is_first { &mut ports.first[lane] } else { &mut ports.last[lane] }
}

fn blank(layers: &Layers, chain: &Chain) -> Ports {
    let lanes = layers.lanes(chain);
    Ports { first: vec![0.0; lanes], last: vec![0.0; lanes] }
}

/// Both sides of every real item that have lanes.
fn sides(layers: &Layers, columns: &[Vec<usize>]) -> Vec<Side> {
    let mut position = vec![0; layers.extents.len()];
    for (place, &item) in columns.iter().flat_map(|column| column.iter().enumerate()) {
        position[item] = place;
    }
    let mut chains_at = vec![(Vec::new(), Vec::new()); layers.real];
    for (index, chain) in layers.chains.iter().enumerate() {
        let items = &chain.items;
        chains_at[items[0]].0.push((position[items[1]], index));
        chains_at[items[items.len() - 1]].1.push((position[items[items.len() - 2]], index));
    }
    let mut sides = Vec::new();
    for (item, (first, last)) in chains_at.into_iter().enumerate() {
        for (is_first, mut chains) in [(false, last), (true, first)] {
            order::sort(&mut chains);
            let lanes_of = |(_, chain): (usize, usize)| {
                (0..layers.lanes(&layers.chains[chain])).map(move |lane| (chain, lane))
            };
            let lanes: Vec<_> = chains.into_iter().flat_map(lanes_of).collect();
            if lanes.is_empty() {
                continue;
            }
            let reach = half((layers.extents[item].1 / 2.0 - MARGIN).max(0.0));
            let gap = (2.0 * reach / length(lanes.len() - 1).max(1.0)).min(GAP);
            sides.push(Side { item, is_first, lanes, gap, reach });
        }
    }
    sides
}

/// The wishes as well as a common distance and the reach allow (isotonic regression, then cut).
fn settle(wishes: &[f32], gap: f32, reach: f32) -> Vec<f32> {
    let mut blocks: Vec<(f32, usize)> = Vec::with_capacity(wishes.len());
    for (index, wish) in wishes.iter().enumerate() {
        let mut block = (wish - gap * length(index), 1);
        while let Some((sum, count)) =
            blocks.pop_if(|before| before.0 / length(before.1) > block.0 / length(block.1))
        {
            block = (sum + block.0, count + block.1);
        }
        blocks.push(block);
    }
    let room = reach - gap * length(wishes.len().saturating_sub(1));
    let levels = blocks.iter().flat_map(|&(sum, count)| std::iter::repeat_n(sum / length(count), count));
    levels.enumerate().map(|(index, level)| level.min(room).max(-reach) + gap * length(index)).collect()
}

#[test]
fn wishes_settle_within_reach() {
    assert_eq!(settle(&[3.0], 9.0, 10.0), [3.0]);
    assert_eq!(settle(&[2.0, 2.0], 8.0, 10.0), [-2.0, 6.0]);
    assert_eq!(settle(&[9.0, 9.0], 8.0, 10.0), [2.0, 10.0]);
}
