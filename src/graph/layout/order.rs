//! Orders the items of each rank so that few links cross.

#![expect(clippy::indexing_slicing, reason = "items, ranks and positions come from the same arena")]

use crate::text::order;
use std::cmp::Ordering;

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

/// What is to be ordered: real nodes and dummies alike.
pub(super) struct Problem<'a> {
    /// The rank of each item.
    pub(super) ranks: &'a [usize],
    /// Where nothing else decides, items stand by this key.
    pub(super) keys: &'a [usize],
    /// Links between items of neighbouring ranks, each once.
    pub(super) links: &'a [(usize, usize)],
}

/// The items of each rank, in order.
pub(super) fn order(problem: &Problem) -> Vec<Vec<usize>> {
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
    state.columns
}

/// The neighbours of each item in one adjacent rank.
struct Side {
    start: Box<[usize]>,
    items: Box<[usize]>,
    /// Where these stand, ascending; in step with the columns after `refresh`.
    positions: Box<[u32]>,
    cursor: Box<[usize]>,
}

impl Side {
    fn new(items: usize, links: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let mut start = vec![0; items + 1];
        for (item, _) in links.clone() {
            start[item + 1] += 1;
        }
        for item in 0..items {
            start[item + 1] += start[item];
        }
        let mut cursor = start.clone();
        let mut list = vec![0; start[items]];
        for (item, neighbour) in links {
            list[cursor[item]] = neighbour;
            cursor[item] += 1;
        }
        let positions = vec![0; list.len()].into();
        Self { positions, start: start.into(), items: list.into(), cursor: cursor.into() }
    }

    fn items(&self, item: usize) -> &[usize] {
        &self.items[self.start[item]..self.start[item + 1]]
    }

    #[inline]
    fn positions(&self, item: usize) -> &[u32] {
        &self.positions[self.start[item]..self.start[item + 1]]
    }

    fn restart(&mut self, item: usize) {
        self.cursor[item] = self.start[item];
    }

    #[inline]
    fn push(&mut self, item: usize, position: u32) {
        self.positions[self.cursor[item]] = position;
        self.cursor[item] += 1;
    }
}

struct State<'a> {
    keys: &'a [usize],
    columns: Vec<Vec<usize>>,
    left: Side,
    right: Side,
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
        let links = problem.links.iter();
        let left = Side::new(items, links.clone().map(|&(from, to)| (to, from)));
        let right = Side::new(items, links.copied());
        Self { keys: problem.keys, columns, left, right, work: 0, tree: Vec::new() }
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

    /// Improves the present order as far as sweeps and single moves lead; the crossings left.
    fn descend(&mut self, rival: usize) -> usize {
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
            let gain: usize = (0..self.columns.len()).map(|rank| self.sift(rank)).sum();
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
            for &neighbour in &self.left.items[self.left.start[item]..self.left.start[item + 1]] {
                self.right.push(neighbour, position);
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
    }

    /// Swaps neighbours in a rank as long as that saves crossings.
    fn transpose(&mut self) {
        for rank in 0..self.columns.len() {
            let mut column = std::mem::take(&mut self.columns[rank]);
            let mut changed = false;
            for _ in 0..ROUNDS {
                self.work += column.len() * PAIR_WORK;
                let again =
                    swap_pairs(&mut column, |first, second| self.gain(first, second) == Ordering::Less);
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

    /// Moves each item of a rank to its best place; the crossings saved.
    fn sift(&mut self, rank: usize) -> usize {
        let mut column = std::mem::take(&mut self.columns[rank]);
        self.work += column.len() * column.len() * PAIR_WORK;
        let mut saved = 0;
        for item in column.clone() {
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
        for target in (0..place).rev() {
            let pair = self.pair(column[target], item);
            (as_is, moved) = (as_is + pair.0, moved + pair.1);
            if as_is > moved + best.1 {
                best = (target, as_is - moved);
            }
        }
        (as_is, moved) = (0, 0);
        for (target, &other) in column.iter().enumerate().skip(place + 1) {
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
        if descending > ascending {
            self.columns.iter_mut().for_each(|column| column.reverse());
            self.refresh_all();
        }
    }

    /// Swaps neighbours that cross no more the other way round, so that they stand by their keys.
    fn tidy(&mut self) {
        for rank in 0..self.columns.len() {
            let mut column = std::mem::take(&mut self.columns[rank]);
            let wants = |first: usize, second: usize| match self.gain(first, second) {
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

/// Pairs where a position of `a` lies behind one of `b`, and the other way round; both are sorted.
#[inline]
fn inversions(a: &[u32], b: &[u32]) -> (usize, usize) {
    // Most items have one neighbour.
    if let (&[a], &[b]) = (a, b) {
        return (usize::from(a > b), usize::from(a < b));
    }
    let (mut behind, mut ahead) = (0, 0);
    let (mut less, mut not_more) = (0, 0);
    for &position in a {
        while less < b.len() && b[less] < position {
            less += 1;
        }
        not_more = less.max(not_more);
        while not_more < b.len() && b[not_more] <= position {
            not_more += 1;
        }
        behind += less;
        ahead += b.len() - not_more;
    }
    (behind, ahead)
}

/// A small generator of equal numbers on every platform (xorshift64*).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or_default() % limit.max(1)
    }

    /// Carries a few items elsewhere.
    fn disturb(&mut self, column: &mut [usize]) {
        for _ in 0..column.len().div_ceil(8) {
            let (from, to) = (self.below(column.len()), self.below(column.len()));
            if from < to {
                column[from..=to].rotate_left(1);
            } else {
                column[to..=from].rotate_right(1);
            }
        }
    }

    fn shuffle(&mut self, column: &mut [usize]) {
        for place in (1..column.len()).rev() {
            column.swap(place, self.below(place + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn untangles_and_keeps_the_index_order_among_equals() {
        let links = [(0, 5), (1, 4), (2, 3)];
        let problem = Problem { ranks: &[0, 0, 0, 1, 1, 1], keys: &[0, 1, 2, 3, 4, 5], links: &links };
        let columns = order(&problem);
        assert_eq!(State { columns, ..State::new(&problem) }.refreshed_crossings(), 0);
        let star = Problem { ranks: &[0, 1, 1, 1], keys: &[0, 3, 2, 1], links: &[(0, 1), (0, 2), (0, 3)] };
        assert_eq!(order(&star), [vec![0], vec![3, 2, 1]]);
    }

    impl State<'_> {
        fn refreshed_crossings(mut self) -> usize {
            self.refresh_all();
            self.crossings()
        }
    }

    #[test]
    fn counts_inversions_both_ways() {
        assert_eq!(inversions(&[1, 3], &[0, 3, 5]), (2, 3));
    }
}
