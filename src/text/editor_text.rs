use std::borrow::Cow;

use super::{LineIndex, Span};

/// A text as an editor holds it, and the way between both. The editor counts UTF-16 code units and has lines that end
/// at `\n`; where every line of the text ends in `\r\n`, the editor sees `\n` in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditorText {
    index: LineIndex,
    /// Whether the `\r` before each `\n` is hidden from the editor.
    hides_returns: bool,
}

impl EditorText {
    /// The view that an editor has of `text`.
    pub fn new(text: &str) -> Self {
        Self { index: LineIndex::new(text), hides_returns: has_only_crlf(text) }
    }

    /// What the editor is given for `text`, the one this was made from.
    pub fn shown<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.hides_returns { text.replace("\r\n", "\n").into() } else { text.into() }
    }

    /// The text for what the editor `shown` holds now, after it was edited.
    pub fn restored(&self, shown: String) -> String {
        if self.hides_returns { shown.replace('\n', "\r\n") } else { shown }
    }

    /// The editor's offset, in UTF-16 code units, of a byte offset.
    pub fn to_editor(&self, offset: u32) -> u32 {
        let utf16 = self.index.utf16_offset(offset);
        if !self.hides_returns {
            return utf16;
        }
        let line = self.index.line(offset);
        let line_end = self.index.line_span(line).end;
        // Between `\r` and `\n` there is no place in the editor: it is the end of the line.
        let behind_return = line + 1 < self.index.len() && offset + 1 == line_end;
        utf16 - line - u32::from(behind_return)
    }

    /// The byte offset of an editor's offset, in UTF-16 code units.
    pub fn to_bytes(&self, shown: u32) -> u32 {
        if !self.hides_returns {
            return self.index.byte_offset(shown);
        }
        let (mut low, mut high) = (0, self.index.len());
        while low + 1 < high {
            let middle = low + (high - low) / 2;
            let start = self.index.utf16_offset(self.index.line_span(middle).start) - middle;
            if start <= shown { low = middle } else { high = middle }
        }
        self.index.byte_offset(shown.saturating_add(low))
    }

    /// The editor's offsets of a span.
    pub fn span_to_editor(&self, span: Span) -> (u32, u32) {
        (self.to_editor(span.start), self.to_editor(span.end))
    }

    /// The span of two editor's offsets.
    pub fn span_to_bytes(&self, from: u32, to: u32) -> Span {
        Span::new(self.to_bytes(from), self.to_bytes(to))
    }
}

fn has_only_crlf(text: &str) -> bool {
    let mut before = 0;
    let mut pairs = 0u32;
    for byte in text.bytes() {
        match (before, byte) {
            (b'\r', b'\n') => pairs += 1,
            (b'\r', _) | (_, b'\n') => return false,
            _ => {}
        }
        before = byte;
    }
    pairs > 0 && before != b'\r'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_round_trips() {
        for text in ["", "\r\n", "a\r\nbé\r\n\r\n😀x", "a\r\nb\n", "a\rb\n", "é\r\n😀\r\n", "a\nb", "a\r\n\r"]
        {
            let view = EditorText::new(text);
            let shown = view.shown(text);
            assert_eq!(view.restored(shown.clone().into_owned()), text);
            let mut offset = 0;
            for (place, character) in shown.char_indices() {
                let utf16 = shown.get(..place).unwrap().encode_utf16().count() as u32;
                assert_eq!(view.to_bytes(utf16), offset, "{text:?} {utf16}");
                assert_eq!(view.to_editor(offset), utf16, "{text:?} {offset}");
                let returns = u32::from(character == '\n' && shown.len() < text.len());
                offset += character.len_utf8() as u32 + returns;
            }
            assert_eq!(view.to_editor(text.len() as u32), shown.encode_utf16().count() as u32);
            assert_eq!(view.to_bytes(u32::MAX / 2), text.len() as u32);
        }
    }

    #[test]
    fn a_place_inside_a_line_end_is_the_end_of_the_line() {
        let view = EditorText::new("ab\r\ncd\r\n");
        assert_eq!(view.to_editor(3), 2);
        assert_eq!(view.span_to_editor(Span::new(4, 8)), (3, 6));
        assert_eq!(view.span_to_bytes(2, 5), Span::new(2, 6));
    }
}
