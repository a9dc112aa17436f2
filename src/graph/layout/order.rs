//! Orders the items of each rank so that few links cross.

#![expect(clippy::indexing_slicing, reason = "items, ranks and positions come from the same arena")]

use std::cmp::Ordering;

use super::lane::Lanes;
use super::random::Random;
use super::side::{Side, inversions};
use crate::text::order;

/// Rough number of comparisons after which no further start is tried.
const WORK_LIMIT: usize = 100_000;

/// What comparing two items counts for, roughly.
const PAIR_WORK: usize = 3;

/// Orders that cross more than the best by over one part in this many are not worth single moves.
const SIFT_SHARE: usize = 8;

/// Sweeps without gain before a start is given up.
const PATIENCE: usize = 2;

const SWEEPS: usize = 24;

const STARTS: usize = 12;

const ROUNDS: usize = 8;

/// A picture that stays as it was may have so many crossings more than the best, and one part in so many more.
const STEADY: usize = 3;
const STEADY_SHARE: usize = 3;

/// So many places along the side of an item are told apart.
pub(super) const SLOTS: u32 = 64;

/// What is to be ordered: real nodes and dummies alike.
pub(super) struct Problem<'a> {
    /// The rank of each item.
    pub(super) ranks: &'a [usize],
    /// Where nothing else decides, items stand by this key.
    pub(super) keys: &'a [usize],
    /// Links between items of neighbouring ranks, each once.
    pub(super) links: &'a [(usize, usize)],
    /// For each link, in how many parts of [`SLOTS`] along the side of its second item it ends.
    pub(super) ends: &'a [u32],
    /// The lane of each item, in whose order they stand in their rank, 0 for any; empty where there are none.
    pub(super) lanes: &'a [u8],
    /// From this item on, all are dummies.
    pub(super) real: usize,
    /// Where each item stood in the picture before; empty where there was none.
    pub(super) hints: &'a [Option<f32>],
}

/// The crossings and the items of each rank, in order: as they stood before, as long as that is not much worse than the
/// best.
pub(super) fn order(problem: &Problem) -> (usize, Vec<Vec<usize>>) {
    if problem.hints.is_empty() {
        return best_order(problem);
    }
    let mut state = State::new(problem);
    if state.order_by_hints(problem) {
        state.refresh_all();
        return (state.crossings(), state.columns);
    }
    let near = state.fit_new_items(problem);
    let kept = state.columns;
    let (crossings, columns) = best_order(problem);
    // Orders that heed where links end cross more often elsewhere.
    let steady = if problem.ends.iter().any(|end| *end != SLOTS / 2) { 2 * STEADY } else { STEADY };
    let is_near = near <= crossings + crossings / STEADY_SHARE + steady;
    if is_near { (near, kept) } else { (crossings, columns) }
}

/// The crossings and the items of each rank, from scratch.
fn best_order(problem: &Problem) -> (usize, Vec<Vec<usize>>) {
    let mut state = State::new(problem);
    let mut best = (usize::MAX, Vec::new());
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for start in 0..STARTS {
        match start {
            0 => {}
            1 => state.order_by_search(),
            _ if start % 3 == 0 => state.columns.iter_mut().for_each(|column| random.shuffle(column)),
            _ => {
                state.columns.clone_from(&best.1);
                state.columns.iter_mut().for_each(|column| random.disturb(column));
            }
        }
        let crossings = state.descend(best.0);
        if crossings < best.0 {
            best = (crossings, state.columns.clone());
        }
        if best.0 == 0 || state.work > WORK_LIMIT {
            break;
        }
    }
    state.restore(best.1);
    state.face_keys();
    state.tidy();
    (best.0, state.columns)
}

struct State<'a> {
    keys: &'a [usize],
    lanes: Lanes<'a>,
    columns: Vec<Vec<usize>>,
    left: Side,
    right: Side,
    /// Where the links to the items in `left` end, in step with those.
    ends: Vec<u32>,
    work: usize,
    tree: Vec<usize>,
}

impl<'a> State<'a> {
    fn new(problem: &Problem<'a>) -> Self {
        let items = problem.ranks.len();
        let mut columns = vec![Vec::new(); problem.ranks.iter().max().map_or(0, |rank| rank + 1)];
        for (item, &rank) in problem.ranks.iter().enumerate() {
            columns[rank].push(item);
        }
        for column in &mut columns {
            order::sort_by_key(column, |&item| problem.keys[item]);
        }
        let lanes = Lanes(problem.lanes);
        let links = problem.links.iter();
        let left = Side::new(items, links.clone().map(|&(from, to)| (to, from)));
        let right = Side::new(items, links.clone().copied());
        let numbers = Side::new(items, links.zip(0..).map(|(&(_, to), link)| (to, link)));
        let end = |link: &usize| problem.ends.get(*link).copied().unwrap_or(SLOTS / 2);
        let ends = numbers.items.iter().map(end).collect();
        Self { keys: problem.keys, lanes, columns, left, right, ends, work: 0, tree: Vec::new() }
    }

    /// Orders each rank as a depth-first search over the links meets its items.
    fn order_by_search(&mut self) {
        let mut roots: Vec<usize> = (0..self.keys.len()).collect();
        order::sort_by_key(&mut roots, |&item| (self.keys[item], item));
        let mut met = vec![usize::MAX; roots.len()];
        let mut count = 0;
        for root in roots {
            let mut waiting = vec![root];
            while let Some(item) = waiting.pop() {
                if met[item] != usize::MAX {
                    continue;
                }
                met[item] = count;
                count += 1;
                waiting.extend(self.left.items(item).iter().chain(self.right.items(item)).rev());
            }
        }
        for column in &mut self.columns {
            order::sort_by_key(column, |&item| met[item]);
        }
    }

    /// Orders each rank as its items stood, new ones beside their neighbours; whether there are none.
    fn order_by_hints(&mut self, problem: &Problem) -> bool {
        let hint = |item: usize| problem.hints.get(item).copied().flatten();
        let mean = |item: usize| {
            let beside = self.left.items(item).iter().chain(self.right.items(item));
            let known: Vec<f32> = beside.filter_map(|&item| hint(item)).collect();
            let count = u16::try_from(known.len()).unwrap_or(u16::MAX);
            (count > 0).then(|| known.iter().sum::<f32>() / f32::from(count))
        };
        let places: Vec<f32> =
            (0..self.keys.len()).map(|item| hint(item).or_else(|| mean(item)).unwrap_or(f32::MAX)).collect();
        for column in &mut self.columns {
            order::sort_by(column, |&a, &b| places[a].total_cmp(&places[b]));
            self.lanes.keep(column);
        }
        (0..self.keys.len()).all(|item| hint(item).is_some())
    }

    /// Moves what is new, and dummies, to where they cross least; the crossings left. What stood before stays in order.
    fn fit_new_items(&mut self, problem: &Problem) -> usize {
        let is_free =
            |item: usize| item >= problem.real || problem.hints.get(item).copied().flatten().is_none();
        self.refresh_all();
        for _ in 0..ROUNDS {
            let gain: usize = (0..self.columns.len()).map(|rank| self.sift(rank, is_free)).sum();
            if gain == 0 || self.work > WORK_LIMIT {
                break;
            }
        }
        self.crossings()
    }

    /// Improves the present order as far as sweeps and single moves lead; the crossings left.
    fn descend(&mut self, rival: usize) -> usize {
        self.columns.iter_mut().for_each(|column| self.lanes.keep(column));
        self.refresh_all();
        let mut best = self.crossings();
        let mut saved = self.columns.clone();
        let mut stale = 0;
        for sweep in 0..SWEEPS {
            if best == 0 || stale == PATIENCE || self.work > WORK_LIMIT {
                break;
            }
            self.sweep(sweep % 2 == 0);
            self.transpose();
            let crossings = self.crossings();
            stale += 1;
            if crossings < best {
                best = crossings;
                saved.clone_from(&self.columns);
                stale = 0;
            }
        }
        self.restore(saved);
        // Single moves are dear; they close gaps of this size at best.
        if best > rival.saturating_add(rival / SIFT_SHARE) {
            return best;
        }
        for _ in 0..ROUNDS {
            let gain: usize = (0..self.columns.len()).map(|rank| self.sift(rank, |_| true)).sum();
            best -= gain.min(best);
            if gain == 0 || self.work > WORK_LIMIT {
                break;
            }
        }
        best
    }

    fn restore(&mut self, columns: Vec<Vec<usize>>) {
        self.columns = columns;
        self.refresh_all();
    }

    fn refresh_all(&mut self) {
        (0..self.columns.len()).for_each(|rank| self.refresh(rank));
    }

    /// Tells the neighbours of a rank where its items stand now.
    fn refresh(&mut self, rank: usize) {
        if let Some(next) = self.columns.get(rank + 1) {
            next.iter().for_each(|&item| self.left.restart(item));
        }
        if let Some(previous) = rank.checked_sub(1) {
            self.columns[previous].iter().for_each(|&item| self.right.restart(item));
        }
        for (position, &item) in (0..).zip(&self.columns[rank]) {
            for &neighbour in &self.right.items[self.right.start[item]..self.right.start[item + 1]] {
                self.left.push(neighbour, position);
            }
            let links = self.left.start[item]..self.left.start[item + 1];
            for (&neighbour, end) in self.left.items[links.clone()].iter().zip(&self.ends[links]) {
                self.right.push(neighbour, position * SLOTS + end);
            }
        }
        self.work += self.columns[rank].len() * 2;
    }

    fn sweep(&mut self, is_forward: bool) {
        let last = self.columns.len() - 1;
        for step in 1..=last {
            let rank = if is_forward { step } else { last - step };
            self.sort_by_neighbours(rank, is_forward);
            self.refresh(rank);
        }
    }

    /// Sorts a rank by the mean position of the neighbours on one side; items without any stay.
    fn sort_by_neighbours(&mut self, rank: usize, is_left: bool) {
        let side = if is_left { &self.left } else { &self.right };
        let column = &mut self.columns[rank];
        let mut moving: Vec<(u64, u64, usize)> = Vec::with_capacity(column.len());
        for &item in column.iter() {
            let positions = side.positions(item);
            if !positions.is_empty() {
                let sum = positions.iter().map(|&position| u64::from(position)).sum();
                moving.push((sum, positions.len() as u64, item));
            }
        }
        self.work += column.len() * 4;
        order::sort_by(&mut moving, |a, b| (a.0 * b.1).cmp(&(b.0 * a.1)));
        let mut moving = moving.into_iter();
        for slot in column.iter_mut().filter(|slot| !side.positions(**slot).is_empty()) {
            if let Some((_, _, item)) = moving.next() {
                *slot = item;
            }
        }
        self.lanes.keep(column);
    }

    /// Swaps neighbours in a rank as long as that saves crossings.
    fn transpose(&mut self) {
        for rank in 0..self.columns.len() {
            let mut column = std::mem::take(&mut self.columns[rank]);
            let mut changed = false;
            for _ in 0..ROUNDS {
                self.work += column.len() * PAIR_WORK;
                let again = swap_pairs(&mut column, |first, second| {
                    self.gain(first, second) == Ordering::Less && self.lanes.may_swap(first, second)
                });
                changed |= again;
                if !again {
                    break;
                }
            }
            self.columns[rank] = column;
            if changed {
                self.refresh(rank);
            }
        }
    }

    /// `Less` where two neighbours cross less when swapped.
    fn gain(&self, first: usize, second: usize) -> Ordering {
        let (as_is, swapped) = self.pair(first, second);
        swapped.cmp(&as_is)
    }

    /// Crossings between the links of two items, with the first before the second and the other way round.
    fn pair(&self, first: usize, second: usize) -> (usize, usize) {
        let mut sum = (0, 0);
        for side in [&self.left, &self.right] {
            let (a, b) = (side.positions(first), side.positions(second));
            let (as_is, swapped) = inversions(a, b);
            sum = (sum.0 + as_is, sum.1 + swapped);
        }
        sum
    }

    /// Moves each item of a rank that may move to its best place; the crossings saved.
    fn sift(&mut self, rank: usize, may_move: impl Fn(usize) -> bool) -> usize {
        let mut column = std::mem::take(&mut self.columns[rank]);
        self.work += column.len() * column.len() * PAIR_WORK;
        let mut saved = 0;
        for item in column.clone().into_iter().filter(|item| may_move(*item)) {
            let place = column.iter().position(|&other| other == item).unwrap_or_default();
            let (target, gain) = self.best_place(&column, place);
            match target.cmp(&place) {
                Ordering::Less => column[target..=place].rotate_right(1),
                Ordering::Greater => column[place..=target].rotate_left(1),
                Ordering::Equal => {}
            }
            saved += gain;
        }
        self.columns[rank] = column;
        if saved > 0 {
            self.refresh(rank);
        }
        saved
    }

    /// Where the item at `place` saves most crossings, and how many.
    fn best_place(&self, column: &[usize], place: usize) -> (usize, usize) {
        let item = column[place];
        let mut best = (place, 0);
        let (mut as_is, mut moved) = (0, 0);
        for target in (0..place).rev().take_while(|&target| self.lanes.may_swap(column[target], item)) {
            let pair = self.pair(column[target], item);
            (as_is, moved) = (as_is + pair.0, moved + pair.1);
            if as_is > moved + best.1 {
                best = (target, as_is - moved);
            }
        }
        (as_is, moved) = (0, 0);
        let behind = column.iter().enumerate().skip(place + 1);
        for (target, &other) in behind.take_while(|(_, other)| self.lanes.may_swap(item, **other)) {
            let pair = self.pair(item, other);
            (as_is, moved) = (as_is + pair.0, moved + pair.1);
            if as_is > moved + best.1 {
                best = (target, as_is - moved);
            }
        }
        best
    }

    fn crossings(&mut self) -> usize {
        (1..self.columns.len()).map(|rank| self.crossings_before(rank)).sum()
    }

    /// Crossings between a rank and the one before it, with a Fenwick tree over the positions there.
    fn crossings_before(&mut self, rank: usize) -> usize {
        let size = self.columns[rank - 1].len();
        self.tree.clear();
        self.tree.resize(size + 1, 0);
        let mut inserted = 0;
        let mut crossings = 0;
        for &item in &self.columns[rank] {
            let positions = self.left.positions(item);
            for &position in positions {
                let mut at = position as usize + 1;
                crossings += inserted;
                while at > 0 {
                    crossings -= self.tree[at];
                    at &= at - 1;
                }
            }
            for &position in positions {
                let mut at = position as usize + 1;
                while at <= size {
                    self.tree[at] += 1;
                    at += at & at.wrapping_neg();
                }
            }
            inserted += positions.len();
            self.work += positions.len() * 8;
        }
        crossings
    }

    /// Mirrors everything where the order would follow the keys better.
    fn face_keys(&mut self) {
        let (mut ascending, mut descending) = (0, 0);
        for column in &self.columns {
            for pair in column.windows(2) {
                ascending += usize::from(self.keys[pair[0]] < self.keys[pair[1]]);
                descending += usize::from(self.keys[pair[0]] > self.keys[pair[1]]);
            }
        }
        if descending > ascending && self.lanes.0.is_empty() {
            self.columns.iter_mut().for_each(|column| column.reverse());
            self.refresh_all();
        }
    }

    /// Swaps neighbours that cross no more the other way round, so that they stand by their keys.
    fn tidy(&mut self) {
        for rank in 0..self.columns.len() {
            let mut column = std::mem::take(&mut self.columns[rank]);
            let wants = |first: usize, second: usize| match self.gain(first, second) {
                _ if !self.lanes.may_swap(first, second) => false,
                Ordering::Less => true,
                Ordering::Equal => self.keys[first] > self.keys[second],
                Ordering::Greater => false,
            };
            for _ in 0..ROUNDS {
                if !swap_pairs(&mut column, wants) {
                    break;
                }
            }
            self.columns[rank] = column;
            self.refresh(rank);
        }
    }
}

/// Swaps neighbours that want it, once through the column; whether there were any.
fn swap_pairs(column: &mut [usize], wants: impl Fn(usize, usize) -> bool) -> bool {
    let mut changed = false;
    for place in 1..column.len() {
        if wants(column[place - 1], column[place]) {
            column.swap(place - 1, place);
            changed = true;
        }
    }
    changed
}

#[cfg(test)]
mod tests;
