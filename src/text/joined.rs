use std::ops::Range;

use super::{Placed, Shift, Span};

/// Text put together from pieces of the source, with the way back to it.
///
/// A logical line of a Dockerfile leaves out continuation characters, line ends and comment lines; `text` is what
/// remains, and every byte of it remembers where it stood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// The joined text.
    pub text: String,
    /// Where pieces begin: offset in `text`, offset in the source. Sorted by the first; pieces are copied verbatim.
    pieces: Vec<(u32, u32)>,
}

impl Joined {
    /// One verbatim piece of the source starting at `offset`.
    pub fn verbatim(text: &str, offset: u32) -> Self {
        Self { text: text.to_owned(), pieces: vec![(0, offset)] }
    }

    /// Appends a verbatim piece that stands at `offset` in the source.
    pub fn push(&mut self, piece: &str, offset: u32) {
        let at = self.text.len() as u32;
        let continues = self.pieces.last().is_some_and(|(joined, source)| at - joined + source == offset);
        if !continues {
            match self.pieces.last_mut() {
                // The last piece was empty: replace it.
                Some(last) if last.0 == at => last.1 = offset,
                _ => self.pieces.push((at, offset)),
            }
        }
        self.text.push_str(piece);
    }

    /// The part at `range` of the joined text; empty where the range is not one of `text`.
    pub fn slice(&self, range: Range<usize>) -> Self {
        let Some(text) = self.text.get(range.clone()) else { return Self::default() };
        let start = range.start as u32;
        let end = range.end as u32;
        let first = self.pieces.partition_point(|(joined, _)| *joined <= start).saturating_sub(1);
        let pieces = self
            .pieces
            .iter()
            .skip(first)
            .take_while(|(joined, _)| *joined < end || *joined <= start)
            .map(
                |&(joined, source)| {
                    if joined < start { (0, source + (start - joined)) } else { (joined - start, source) }
                },
            )
            .collect();
        Self { text: text.to_owned(), pieces }
    }

    /// The source offset of the byte at `offset` of the joined text; past the end, one past the last byte.
    pub fn source_offset(&self, offset: usize) -> u32 {
        let offset = offset.min(self.text.len()) as u32;
        let index = self.pieces.partition_point(|(joined, _)| *joined <= offset).saturating_sub(1);
        self.pieces.get(index).map_or(0, |(joined, source)| source + (offset - joined))
    }

    /// The source span of a range of the joined text, from its first to its last byte. What was left out between them
    /// is covered; what was left out before the first or after the last byte is not.
    pub fn source_span(&self, range: Range<usize>) -> Span {
        let start = self.source_offset(range.start);
        if range.end <= range.start {
            return Span::empty(start);
        }
        Span::new(start, self.source_offset(range.end - 1) + 1)
    }

    /// The source span of the whole text.
    pub fn span(&self) -> Span {
        self.source_span(0..self.text.len())
    }

    /// The verbatim pieces that make up a range of the joined text, as source spans in order.
    pub fn source_spans(&self, range: Range<usize>) -> Vec<Span> {
        let (start, end) = (range.start as u32, range.end.min(self.text.len()) as u32);
        let first = self.pieces.partition_point(|(joined, _)| *joined <= start).saturating_sub(1);
        let mut spans = Vec::new();
        for (index, &(joined, source)) in self.pieces.iter().enumerate().skip(first) {
            if joined >= end {
                break;
            }
            let next = self.pieces.get(index + 1).map_or(self.text.len() as u32, |(joined, _)| *joined);
            let from = start.max(joined);
            let to = end.min(next);
            if from < to {
                spans.push(Span::new(source + (from - joined), source + (to - joined)));
            }
        }
        spans
    }
}

impl Placed for Joined {
    fn shift(&mut self, by: Shift) {
        for (_, source) in &mut self.pieces {
            *source = by.offset(*source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_back_across_a_gap() {
        // Source: "ab\\\ncd ef", where the two bytes at 2 are left out.
        let mut joined = Joined::default();
        joined.push("ab", 0);
        joined.push("cd", 4);
        joined.push(" ef", 6);
        assert_eq!(joined.text, "abcd ef");
        assert_eq!(joined.source_span(1..3), Span::new(1, 5));
        assert_eq!(joined.source_span(0..2), Span::new(0, 2));
        assert_eq!(joined.source_spans(1..7), vec![Span::new(1, 2), Span::new(4, 9)]);
        assert_eq!(joined.source_offset(99), 9);
        let part = joined.slice(1..6);
        assert_eq!(part.text, "bcd e");
        assert_eq!(part.source_span(0..5), Span::new(1, 8));
        assert_eq!(part.source_span(1..2), Span::new(4, 5));
    }
}
