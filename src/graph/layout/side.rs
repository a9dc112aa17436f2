#![expect(clippy::indexing_slicing, reason = "links hold items below `items`; positions are walked in step")]

/// The neighbours of each item in one adjacent rank.
pub(super) struct Side {
    pub(super) start: Box<[usize]>,
    pub(super) items: Box<[usize]>,
    /// Where these stand, ascending; in step with the columns after `refresh`.
    positions: Box<[u32]>,
    cursor: Box<[usize]>,
}

impl Side {
    pub(super) fn new(items: usize, links: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
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

    pub(super) fn items(&self, item: usize) -> &[usize] {
        &self.items[self.start[item]..self.start[item + 1]]
    }

    #[inline]
    pub(super) fn positions(&self, item: usize) -> &[u32] {
        &self.positions[self.start[item]..self.start[item + 1]]
    }

    pub(super) fn restart(&mut self, item: usize) {
        self.cursor[item] = self.start[item];
    }

    #[inline]
    pub(super) fn push(&mut self, item: usize, position: u32) {
        self.positions[self.cursor[item]] = position;
        self.cursor[item] += 1;
    }
}

/// Pairs where a position of `a` lies behind one of `b`, and the other way round; both are sorted.
#[inline]
pub(super) fn inversions(a: &[u32], b: &[u32]) -> (usize, usize) {
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

#[test]
fn counts_inversions_both_ways() {
    assert_eq!(inversions(&[1, 3], &[0, 3, 5]), (2, 3));
}
