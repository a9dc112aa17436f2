//! Lanes: nodes of one lane stand apart from those of others in every rank.

#![expect(clippy::indexing_slicing, reason = "lanes are in step with items, columns hold items")]

use super::layered::Layers;
use super::sheet::{Sheet, half_up};
use super::{Direction, Placed};
use crate::text::order;

/// Between the border of a lane and what stands in it.
const PADDING: f32 = 14.0;

/// Where the words of a lane stand, above its nodes.
const HEAD: f32 = 28.0;

/// Between two lanes.
const GAP: f32 = 14.0;

/// Kept free at the beginning of a sheet with lanes: along the links, then across them.
pub(super) fn start(direction: Direction) -> (f32, f32) {
    match direction {
        Direction::LeftToRight => (PADDING, HEAD),
        Direction::TopToBottom => (HEAD, PADDING),
    }
}

/// In which order real items may stand; dummies stand anywhere.
#[derive(Clone, Copy)]
pub(super) struct Lanes<'a> {
    /// The lane of each item; empty where there are none.
    pub(super) of: &'a [u8],
    /// From this item on, all are dummies.
    pub(super) real: usize,
}

impl Lanes<'_> {
    /// Whether the second of two items may come to stand before the first.
    #[inline]
    pub(super) fn may_swap(self, first: usize, second: usize) -> bool {
        self.of.is_empty() || first.max(second) >= self.real || self.of[second] <= self.of[first]
    }

    /// Puts the real items of a rank in the order of their lanes; dummies stay.
    pub(super) fn keep(self, column: &mut [usize]) {
        if self.of.is_empty() {
            return;
        }
        let mut items: Vec<usize> = column.iter().copied().filter(|&item| item < self.real).collect();
        order::sort_by_key(&mut items, |&item| self.of[item]);
        let slots = column.iter_mut().filter(|item| **item < self.real);
        slots.zip(items).for_each(|(slot, item)| *slot = item);
    }

    /// The lane of each item, those of dummies by where they stand: in their own as far as their neighbours allow.
    pub(super) fn settled(self, columns: &[Vec<usize>]) -> Vec<u8> {
        let mut settled = self.of.to_vec();
        for column in columns {
            let mut next = u8::MAX;
            for &item in column.iter().rev() {
                next = if item < self.real { self.of[item] } else { next };
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

/// Moves whole lanes across the links until each begins behind the one before.
pub(super) fn push_apart(layers: &Layers, places: &mut [f32], direction: Direction) {
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
