//! Sorting, with one sort for all types.
//!
//! The sort of the standard library is compiled anew for each type and each comparison: 4 kB a time, a tenth of the code
//! that the page sends. Here numbers are sorted, by one function, and values only trade places.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts a list by the order of its values; equal ones stay as they are.
pub fn sort<T: Ord>(list: &mut [T]) {
    sort_by(list, T::cmp);
}

/// Sorts a list by keys; those with equal keys stay as they are.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], mut key: impl FnMut(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// Sorts a list by a comparison; those that it calls equal stay as they are.
pub fn sort_by<T>(list: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let trades = trades(list.len(), &mut |a, b| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    trades.into_iter().for_each(|(a, b)| list.swap(a, b));
}

/// A set of values, put in one by one: to collect them into one sorts them first.
pub fn set<T: Ord>(values: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(values);
    set
}

/// A map, filled as [`set`] is; of equal keys the last one counts.
pub fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(pairs);
    map
}

/// The pairs of places that trade, one after the other, to sort a list of this length.
fn trades(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    let mut sources: Vec<usize> = (0..length).collect();
    sources.sort_by(|&a, &b| compare(a, b));
    let mut trades = Vec::new();
    for start in 0..length {
        let mut place = start;
        // Around one cycle: each place takes from its source, and is then its own.
        while let Some(source) = sources.get_mut(place).map(|source| std::mem::replace(source, place)) {
            if source == start {
                break;
            }
            trades.push((place, source));
            place = source;
        }
    }
    trades
}

#[cfg(test)]
mod tests {
    use super::{sort, sort_by, sort_by_key};

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut seed = 7_u32;
        for length in 0..200 {
            let list: Vec<(u32, u32)> = (0..length)
                .map(|place| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 28, place)
                })
                .collect();
            let mut expected = list.clone();
            expected.sort_by_key(|pair| pair.0);
            let mut by_key = list.clone();
            sort_by_key(&mut by_key, |pair| pair.0);
            assert_eq!(by_key, expected);
            let mut all = list.clone();
            sort(&mut all);
            assert_eq!(all, expected);
            expected.sort_by(|a, b| b.cmp(a));
            sort_by(&mut all, |a, b| b.cmp(a));
            assert_eq!(all, expected);
        }
    }
}
