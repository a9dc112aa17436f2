#![expect(clippy::indexing_slicing, reason = "places are below the length of the column")]

/// A small generator of equal numbers on every platform (xorshift64*).
pub(super) struct Random(pub(super) u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or_default() % limit.max(1)
    }

    /// Carries a few items elsewhere.
    pub(super) fn disturb(&mut self, column: &mut [usize]) {
        for _ in 0..column.len().div_ceil(8) {
            let (from, to) = (self.below(column.len()), self.below(column.len()));
            if from < to {
                column[from..=to].rotate_left(1);
            } else {
                column[to..=from].rotate_right(1);
            }
        }
    }

    pub(super) fn shuffle(&mut self, column: &mut [usize]) {
        for place in (1..column.len()).rev() {
            column.swap(place, self.below(place + 1));
        }
    }
}
