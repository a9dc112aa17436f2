//! Lanes: nodes of one lane stand apart from those of others in every rank.

#![expect(clippy::indexing_slicing, reason = "lanes are in step with items, columns hold items")]

use super::layered::Layers;
use super::place::{self, Spring};
use super::sheet::{Sheet, half_up};
use super::{Direction, Placed};
use crate::text::order;

/// Between the border of a lane and what stands in it.
const PADDING: f32 = 10.0;

/// Where the words of a lane stand, above its nodes.
const HEAD: f32 = 24.0;

/// Between two lanes.
const GAP: f32 = 8.0;

/// Kept free at the beginning of a sheet with lanes: along the links, then across them.
pub(super) fn start(direction: Direction) -> (f32, f32) {
    match direction {
        Direction::LeftToRight => (PADDING, HEAD),
        Direction::TopToBottom => (HEAD, PADDING),
    }
}

/// The lane of each item, in whose order they stand in their rank, 0 for any; empty where there are none.
#[derive(Clone, Copy)]
pub(super) struct Lanes<'a>(pub(super) &'a [u8]);

impl Lanes<'_> {
    /// Whether the second of two items may come to stand before the first.
    #[inline]
    pub(super) fn may_swap(self, first: usize, second: usize) -> bool {
        self.0.is_empty() || self.0[first] == 0 || self.0[second] <= self.0[first]
    }

    /// Puts the items of a rank in the order of their lanes; those that may stand in any stay.
    pub(super) fn keep(self, column: &mut [usize]) {
        if self.0.is_empty() {
            return;
        }
        let mut items: Vec<usize> = column.iter().copied().filter(|&item| self.0[item] > 0).collect();
        order::sort_by_key(&mut items, |&item| self.0[item]);
        let slots = column.iter_mut().filter(|item| self.0[**item] > 0);
        slots.zip(items).for_each(|(slot, item)| *slot = item);
    }

    /// The lane of each item in these ranks; one that may stand in any is in its own as far as its neighbours allow.
    pub(super) fn settled(self, own: &[u8], columns: &[Vec<usize>]) -> Vec<u8> {
        let mut settled = own.to_vec();
        for column in columns {
            let mut next = u8::MAX;
            for &item in column.iter().rev() {
                next = if self.0[item] > 0 { self.0[item] } else { next };
                settled[item] = settled[item].min(next);
            }
            let mut last = 0;
            for &item in column {
                last = settled[item].max(last);
                settled[item] = last;
            }
        }
        settled
    }
}

/// Lanes are drawn where they cost no more than so many crossings, and one in so many more.
const MORE: usize = 2;
const MORE_SHARE: usize = 5;

/// Whether lanes are worth the crossings that they cost.
pub(super) fn is_worth(with: usize, without: usize) -> bool {
    with <= without + without / MORE_SHARE + MORE
}

/// The centre of each item: every lane for itself, one behind the other.
pub(super) fn place(
    layers: &Layers,
    columns: &[Vec<usize>],
    springs: &[Spring],
    direction: Direction,
) -> Vec<f32> {
    let lanes = &layers.lanes;
    let mut places = vec![0.0; lanes.len()];
    for lane in 1..=lanes.iter().max().copied().unwrap_or_default() {
        let is_inside = |item: &usize| lanes[*item] == lane;
        let column = |column: &Vec<usize>| column.iter().copied().filter(is_inside).collect();
        let columns: Vec<Vec<usize>> = columns.iter().map(column).collect();
        let springs = springs.iter().filter(|spring| is_inside(&spring.from) && is_inside(&spring.to));
        let springs: Vec<Spring> = springs.copied().collect();
        let distance = |before, after| layers.distance(before, after);
        let own = place::place(&columns, lanes.len(), layers.real, &springs, distance);
        columns.iter().flatten().for_each(|&item| places[item] = own[item]);
    }
    push_apart(layers, &mut places, direction);
    places
}

/// Moves whole lanes across the links until each begins behind the one before.
fn push_apart(layers: &Layers, places: &mut [f32], direction: Direction) {
    let lanes = &layers.lanes;
    let last = lanes.iter().max().copied().unwrap_or_default();
    let apart = PADDING + GAP + start(direction).1;
    for lane in 1..=last {
        let (end, _) = ends(layers, places, |known| known < lane);
        let (_, begin) = ends(layers, places, |known| known == lane);
        let by = half_up(end + apart - begin);
        if by.is_finite() {
            places
                .iter_mut()
                .zip(lanes)
                .filter(|(_, known)| **known >= lane)
                .for_each(|(place, _)| *place += by);
        }
    }
}

/// Where the furthest item ends and the first begins, across the links, of some lanes.
fn ends(layers: &Layers, places: &[f32], is_meant: impl Fn(u8) -> bool) -> (f32, f32) {
    let mut ends = (f32::NEG_INFINITY, f32::INFINITY);
    for (item, place) in places.iter().enumerate().filter(|(item, _)| is_meant(layers.lanes[*item])) {
        let reach = layers.extents[item].1 / 2.0;
        ends = (ends.0.max(place + reach), ends.1.min(place - reach));
    }
    ends
}

/// Makes room for the lanes around a finished sheet, which begins behind [`start`], and adds them.
pub(super) fn draw(layers: &Layers, places: &[f32], direction: Direction, sheet: &mut Sheet) {
    let (width, height) = (sheet.width + PADDING, sheet.height + PADDING);
    (sheet.width, sheet.height) = (width, height);
    let (main, _) = direction.turn((width, height));
    let last = layers.lanes.iter().max().copied().unwrap_or_default();
    for lane in 1..=last {
        let (end, begin) = ends(layers, places, |known| known == lane);
        if begin > end {
            continue;
        }
        let (x, y) = direction.turn((0.0, begin - start(direction).1));
        let (width, height) = direction.turn((main, end - begin + start(direction).1 + PADDING));
        sheet.lanes.push((lane, Placed { x, y, width, height }));
    }
}
