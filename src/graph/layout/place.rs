//! Moves ordered items along their ranks so that links get short and straight.
//!
//! Each rank is an isotonic regression (pool adjacent violators): every item asks for a place, neighbours keep
//! their distance, and groups that collide settle on a common best. Means give the shape, then weighted medians
//! make links exactly straight.

#![expect(clippy::indexing_slicing, reason = "springs hold items of the columns; blocks cover a column")]

/// A link that wants `to` to stand `offset` further than `from`.
#[derive(Clone, Copy)]
pub(super) struct Spring {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) offset: f32,
    pub(super) weight: f32,
}

const MEAN_PASSES: usize = 8;
const BOTH_SIDES_PASSES: usize = 4;
const MEDIAN_PASSES: usize = 6;

/// The centre of each item; from `real` on these are dummies. The springs of a chain follow each other.
/// `distance` tells how far apart the centres of two neighbours must be at least.
pub(super) fn place(
    columns: &[Vec<usize>],
    items: usize,
    real: usize,
    springs: &[Spring],
    distance: impl Fn(usize, usize) -> f32,
) -> Vec<f32> {
    let ranks: Vec<Rank> = columns.iter().map(|column| Rank::new(column, &distance)).collect();
    let pulls = Pulls::new(items, springs);
    let chains: Vec<&[Spring]> = springs.chunk_by(|a, b| a.to == b.from && a.to >= real).collect();
    let beside = besides(&ranks, items);
    let mut places = vec![0.0; items];
    for rank in &ranks {
        let middle = rank.starts.last().copied().unwrap_or_default() / 2.0;
        for (&item, start) in rank.items.iter().zip(&rank.starts) {
            places[item] = start - middle;
        }
    }
    for pass in 0..MEAN_PASSES + BOTH_SIDES_PASSES + MEDIAN_PASSES {
        let is_forward = pass % 2 == 0;
        let view = match pass {
            pass if pass >= MEAN_PASSES => View::Both,
            _ if is_forward => View::Left,
            _ => View::Right,
        };
        for step in 0..ranks.len() {
            let rank = &ranks[if is_forward { step } else { ranks.len() - 1 - step }];
            if pass < MEAN_PASSES + BOTH_SIDES_PASSES {
                rank.settle_by_means(&mut places, &pulls, view);
            } else {
                rank.settle_by_medians(&mut places, &pulls);
            }
        }
        if pass >= MEAN_PASSES + BOTH_SIDES_PASSES {
            for step in 0..chains.len() {
                let chain = chains[if is_forward { step } else { chains.len() - 1 - step }];
                straighten(chain, &mut places, &beside);
            }
        }
    }
    places
}

/// The items before and after an item in its rank, and how far they must stay away.
#[derive(Clone, Copy, Default)]
struct Beside {
    before: Option<(usize, f32)>,
    after: Option<(usize, f32)>,
}

impl Beside {
    /// Where the item may stand while its neighbours stay.
    fn room(&self, places: &[f32]) -> (f32, f32) {
        let low = self.before.map_or(f32::NEG_INFINITY, |(item, distance)| places[item] + distance);
        let high = self.after.map_or(f32::INFINITY, |(item, distance)| places[item] - distance);
        (low, high)
    }
}

fn besides(ranks: &[Rank], items: usize) -> Vec<Beside> {
    let mut beside = vec![Beside::default(); items];
    for rank in ranks {
        for (pair, starts) in rank.items.windows(2).zip(rank.starts.windows(2)) {
            let distance = starts[1] - starts[0];
            beside[pair[0]].after = Some((pair[1], distance));
            beside[pair[1]].before = Some((pair[0], distance));
        }
    }
    beside
}

/// Moves the dummies of a chain as one, or in as few groups as their room allows, where that saves bends.
/// Medians alone do not: a dummy between two others is content with either.
fn straighten(chain: &[Spring], places: &mut [f32], beside: &[Beside]) {
    let ([first, .., last], true) = (chain, chain.len() > 2) else { return };
    let inner: Vec<usize> = chain.iter().skip(1).map(|spring| spring.from).collect();
    let present: Vec<f32> = inner.iter().map(|&item| places[item]).collect();
    let rooms: Vec<(f32, f32)> = inner.iter().map(|&item| beside[item].room(places)).collect();
    let from_start = follow(&rooms, places[first.from] + first.offset);
    let mut from_end =
        follow(&rooms.iter().rev().copied().collect::<Vec<_>>(), places[last.to] - last.offset);
    from_end.reverse();
    let mut best = (bends(chain, places), &present);
    for wish in [&from_start, &from_end] {
        inner.iter().zip(wish).for_each(|(&item, &place)| places[item] = place);
        let cost = bends(chain, places);
        if cost < best.0 {
            best = (cost, wish);
        }
    }
    inner.iter().zip(best.1).for_each(|(&item, &place)| places[item] = place);
}

/// A line through the rooms that stays near `anchor` and then straight for as long as it can.
fn follow(rooms: &[(f32, f32)], mut anchor: f32) -> Vec<f32> {
    let mut line: Vec<f32> = Vec::with_capacity(rooms.len());
    let mut common = (f32::NEG_INFINITY, f32::INFINITY);
    for (index, &(low, high)) in rooms.iter().enumerate() {
        let next = (low.max(common.0), high.min(common.1));
        if next.0 <= next.1 {
            common = next;
            continue;
        }
        anchor = anchor.min(common.1).max(common.0);
        line.resize(index, anchor);
        common = (low, high);
    }
    line.resize(rooms.len(), anchor.min(common.1).max(common.0));
    line
}

/// How far the links of a chain are from straight.
fn bends(chain: &[Spring], places: &[f32]) -> f32 {
    chain
        .iter()
        .map(|spring| (places[spring.from] + spring.offset - places[spring.to]).abs() * spring.weight)
        .sum()
}

/// Which links count.
#[derive(Clone, Copy, PartialEq)]
enum View {
    Left,
    Right,
    Both,
}

/// Where one end of a link wants the other, relative to itself.
#[derive(Clone, Copy)]
struct Pull {
    neighbour: usize,
    offset: f32,
    weight: f32,
}

/// The pulls on each item, those from the left first.
struct Pulls {
    start: Vec<usize>,
    middle: Vec<usize>,
    list: Vec<Pull>,
}

impl Pulls {
    fn new(items: usize, springs: &[Spring]) -> Self {
        let mut of = vec![(Vec::new(), Vec::new()); items];
        for &Spring { from, to, offset, weight } in springs {
            of[to].0.push(Pull { neighbour: from, offset, weight });
            of[from].1.push(Pull { neighbour: to, offset: -offset, weight });
        }
        let mut pulls = Self { start: vec![0], middle: Vec::new(), list: Vec::new() };
        for (left, right) in of {
            pulls.list.extend(left);
            pulls.middle.push(pulls.list.len());
            pulls.list.extend(right);
            pulls.start.push(pulls.list.len());
        }
        pulls
    }

    /// The pulls of one side, or of both where that side has none.
    fn of(&self, item: usize, view: View) -> &[Pull] {
        let (start, middle, end) = (self.start[item], self.middle[item], self.start[item + 1]);
        match view {
            View::Left if start < middle => &self.list[start..middle],
            View::Right if middle < end => &self.list[middle..end],
            _ => &self.list[start..end],
        }
    }
}

/// One rank: its items and how far each stands from the first at the tightest.
struct Rank<'a> {
    items: &'a [usize],
    starts: Vec<f32>,
}

impl<'a> Rank<'a> {
    fn new(items: &'a [usize], distance: impl Fn(usize, usize) -> f32) -> Self {
        let mut end = 0.0;
        let mut starts = Vec::with_capacity(items.len());
        for (index, &item) in items.iter().enumerate() {
            if let Some(before) = index.checked_sub(1) {
                end += distance(items[before], item);
            }
            starts.push(end);
        }
        Self { items, starts }
    }

    fn settle_by_means(&self, places: &mut [f32], pulls: &Pulls, view: View) {
        // Blocks of touching items: sum of wishes, sum of weights, number of items.
        let mut blocks: Vec<(f32, f32, usize)> = Vec::with_capacity(self.items.len());
        for (&item, start) in self.items.iter().zip(&self.starts) {
            let (mut wish, mut weight) = (0.0, 0.0);
            for pull in pulls.of(item, view) {
                wish += (places[pull.neighbour] + pull.offset) * pull.weight;
                weight += pull.weight;
            }
            if weight == 0.0 {
                (wish, weight) = (places[item], 1.0);
            }
            let mut block = (wish - start * weight, weight, 1);
            while let Some(&before) = blocks.last() {
                if before.0 * block.1 <= block.0 * before.1 {
                    break;
                }
                blocks.pop();
                block = (before.0 + block.0, before.1 + block.1, before.2 + block.2);
            }
            blocks.push(block);
        }
        let levels = blocks.iter().flat_map(|&(sum, weight, count)| std::iter::repeat_n(sum / weight, count));
        for ((&item, start), level) in self.items.iter().zip(&self.starts).zip(levels) {
            places[item] = level + start;
        }
    }

    fn settle_by_medians(&self, places: &mut [f32], pulls: &Pulls) {
        let mut blocks: Vec<MedianBlock> = Vec::with_capacity(self.items.len());
        for (&item, start) in self.items.iter().zip(&self.starts) {
            let present = places[item] - start;
            let pulled = pulls.of(item, View::Both).iter();
            let mut wishes: Vec<(f32, f32)> =
                pulled.map(|pull| (places[pull.neighbour] + pull.offset - start, pull.weight)).collect();
            if wishes.is_empty() {
                wishes.push((present, 1.0));
            }
            crate::text::order::sort_by(&mut wishes, |a, b| a.0.total_cmp(&b.0));
            let mut block = MedianBlock::new(wishes, present, 1);
            while let Some(before) = blocks.pop_if(|before| before.level > block.level) {
                block = before.join(block);
            }
            blocks.push(block);
        }
        let levels = blocks.iter().flat_map(|block| std::iter::repeat_n(block.level, block.count));
        for ((&item, start), level) in self.items.iter().zip(&self.starts).zip(levels) {
            places[item] = level + start;
        }
    }
}

/// Touching items with all their wishes.
struct MedianBlock {
    wishes: Vec<(f32, f32)>,
    present: f32,
    count: usize,
    level: f32,
}

impl MedianBlock {
    /// The wishes are sorted.
    fn new(wishes: Vec<(f32, f32)>, present: f32, count: usize) -> Self {
        let level = median(&wishes, present);
        Self { wishes, present, count, level }
    }

    fn join(self, other: Self) -> Self {
        let mut wishes = Vec::with_capacity(self.wishes.len() + other.wishes.len());
        let mut rest = other.wishes.iter().copied().peekable();
        for wish in self.wishes {
            while let Some(before) = rest.next_if(|before| before.0 < wish.0) {
                wishes.push(before);
            }
            wishes.push(wish);
        }
        wishes.extend(rest);
        let count = self.count + other.count;
        let present =
            (self.present * count_of(self.count) + other.present * count_of(other.count)) / count_of(count);
        Self::new(wishes, present, count)
    }
}

fn count_of(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}

/// The weighted median; where a whole range is as good, the end of it that is closer to `present`.
fn median(wishes: &[(f32, f32)], present: f32) -> f32 {
    let total: f32 = wishes.iter().map(|wish| wish.1).sum();
    let mut sum = 0.0;
    for (index, &(value, weight)) in wishes.iter().enumerate() {
        sum += weight;
        if sum * 2.0 > total {
            return value;
        }
        if sum * 2.0 == total {
            let next = wishes.get(index + 1).map_or(value, |wish| wish.0);
            return if present - value <= next - present { value } else { next };
        }
    }
    present
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_is_straight_and_neighbours_keep_their_distance() {
        let spring = |from, to| Spring { from, to, offset: 0.0, weight: 1.0 };
        let columns = [vec![0], vec![1, 2, 3], vec![4]];
        let springs = [spring(0, 1), spring(0, 2), spring(0, 3), spring(2, 4)];
        let places = place(&columns, 5, 5, &springs, |_, _| 10.0);
        assert_eq!([places[0], places[4]], [places[2]; 2]);
        assert!(places[2] - places[1] >= 10.0 && places[3] - places[2] >= 10.0);
    }

    #[test]
    fn a_line_bends_only_where_it_must() {
        let rooms = [(0.0, 10.0), (4.0, 20.0), (6.0, 7.0), (30.0, 40.0)];
        assert_eq!(follow(&rooms, 0.0), [6.0, 6.0, 6.0, 30.0]);
    }

    #[test]
    fn a_median_prefers_the_nearer_end() {
        assert_eq!(median(&[(0.0, 1.0), (10.0, 1.0)], 7.0), 10.0);
        assert_eq!(median(&[(0.0, 1.0), (10.0, 3.0)], 0.0), 10.0);
    }
}
