use super::Span;

/// First and last line, from 1, both included: the way BuildKit reports a place.
pub type Lines = (u32, u32);

/// A place as an editor counts: line from 0, column in UTF-16 code units from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 0.
    pub line: u32,
    /// Column in UTF-16 code units, from 0.
    pub column: u32,
}

/// Where the lines of a text begin. Lines end at `\n` only, as BuildKit splits them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
    /// Every character beyond ASCII, ascending.
    wide: Vec<Wide>,
}

/// A character that UTF-8 and UTF-16 measure differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wide {
    start: u32,
    end: u32,
    utf16_start: u32,
    utf16_end: u32,
}

impl LineIndex {
    /// The index of `text`.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        let mut wide = Vec::new();
        let mut next = 0;
        while let Some(length) = text.get(next..).and_then(|rest| rest.find('\n')) {
            next += length + 1;
            starts.push(next as u32);
        }
        if text.is_ascii() {
            return Self { starts, len: text.len() as u32, wide };
        }
        let mut lost = 0; // Bytes that UTF-16 does not have, so far.
        for (start, character) in text.char_indices().filter(|(_, character)| !character.is_ascii()) {
            let utf16_start = (start - lost) as u32;
            let end = start + character.len_utf8();
            lost += character.len_utf8() - character.len_utf16();
            wide.push(Wide {
                start: start as u32,
                end: end as u32,
                utf16_start,
                utf16_end: (end - lost) as u32,
            });
        }
        Self { starts, len: text.len() as u32, wide }
    }

    /// The number of lines, as an editor shows them: one more than there are `\n`.
    pub fn len(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The line of a byte offset, from 0.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1) as u32
    }

    /// The lines of a span, from 1, both included. A span that ends right behind a line end does not reach the next line.
    pub fn lines(&self, span: Span) -> Lines {
        let last = if span.is_empty() { span.start } else { span.end - 1 };
        (self.line(span.start) + 1, self.line(last) + 1)
    }

    /// The span of a line (from 0), its line end included; empty at the end of the text where there is no such line.
    pub fn line_span(&self, line: u32) -> Span {
        let start = self.starts.get(line as usize).copied().unwrap_or(self.len);
        let end = self.starts.get(line as usize + 1).copied().unwrap_or(self.len);
        Span::new(start, end)
    }

    /// The span of a range of lines from 1, both included, with the last line end.
    pub fn lines_span(&self, lines: Lines) -> Span {
        let first = self.line_span(lines.0.saturating_sub(1));
        first.cover(self.line_span(lines.1.saturating_sub(1)))
    }

    /// The UTF-16 offset of a byte offset, from the start of the text; inside a character, that of its end.
    pub fn utf16_offset(&self, offset: u32) -> u32 {
        let offset = offset.min(self.len);
        match self.wide.get(..self.wide.partition_point(|wide| wide.start < offset)).and_then(|w| w.last()) {
            Some(wide) => wide.utf16_end + offset.saturating_sub(wide.end),
            None => offset,
        }
    }

    /// The byte offset of a UTF-16 offset from the start of the text; inside a surrogate pair, the end of the character.
    pub fn byte_offset(&self, utf16: u32) -> u32 {
        let last = self.wide.partition_point(|wide| wide.utf16_start < utf16);
        let offset = match self.wide.get(..last).and_then(|wide| wide.last()) {
            Some(wide) => wide.end + utf16.saturating_sub(wide.utf16_end),
            None => utf16,
        };
        offset.min(self.len)
    }

    /// The position of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        let offset = offset.min(self.len);
        let line = self.line(offset);
        let start = self.starts.get(line as usize).copied().unwrap_or(0);
        Position { line, column: self.utf16_offset(offset) - self.utf16_offset(start) }
    }

    /// The byte offset of a position; past the end of its line, the start of the next.
    pub fn offset(&self, position: Position) -> u32 {
        let span = self.line_span(position.line);
        self.byte_offset(self.utf16_offset(span.start) + position.column).min(span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_round_trip() {
        for text in ["", "a", "a\nb\r\n\tc", "é\n😀x\nж€😀😀", "€a😀", "a€", "日本語\n"] {
            let index = LineIndex::new(text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let offset = offset as u32;
                let utf16 = text.get(..offset as usize).unwrap().encode_utf16().count() as u32;
                assert_eq!(index.utf16_offset(offset), utf16, "{text:?} {offset}");
                assert_eq!(index.byte_offset(utf16), offset, "{text:?} {utf16}");
                assert_eq!(index.offset(index.position(offset)), offset, "{text:?}");
            }
        }
    }

    #[test]
    fn lines_count_from_one() {
        let index = LineIndex::new("a\nbc\n");
        assert_eq!(index.len(), 3);
        assert_eq!(index.lines(Span::new(0, 2)), (1, 1));
        assert_eq!(index.lines(Span::new(0, 3)), (1, 2));
        assert_eq!(index.lines_span((2, 2)), Span::new(2, 5));
        assert_eq!(index.line_span(9), Span::empty(5));
    }
}
