use std::ops::Range;

use crate::shell::word::is_name;
use crate::shell::{Assignment, Part, PartKind, Parts, Quote, Word};
use crate::text::{Joined, Span};

/// A word in the making. Offsets are those of the joined text.
#[derive(Debug, Default)]
pub(super) struct WordBuilder {
    pub start: usize,
    pub text: String,
    pub quoted: bool,
    /// In how many `${…}` or arithmetic expansions the reader is; their text is taken as a whole at their end.
    pub nesting: usize,
    /// Name and start, where the word is the value of an assignment.
    pub assignment: Option<(String, bool, usize)>,
    /// Whether a `=` has been met, so that no later one can end the name of an assignment.
    pub has_equals: bool,
    /// Whether something other than text and globs stands in it.
    has_expansion: bool,
    /// Their spans are in the joined text, too.
    parts: Parts,
}

impl WordBuilder {
    pub fn new(start: usize) -> Self {
        Self { start, ..Self::default() }
    }

    /// Adds plain text that stands at `range`; `text` may differ from it by escapes.
    pub fn literal(&mut self, text: &str, range: Range<usize>, quote: Quote) {
        if self.nesting > 0 {
            return;
        }
        let from = self.text.len();
        self.text.push_str(text);
        let to = self.text.len();
        match self.parts.last_mut() {
            Some(last) if last.kind == PartKind::Literal && last.quote == quote && !last.nested => {
                last.span.end = range.end as u32;
                last.text.end = to;
            }
            _ => self.push(PartKind::Literal, range, from..to, quote),
        }
    }

    fn push(&mut self, kind: PartKind, range: Range<usize>, text: Range<usize>, quote: Quote) {
        let (span, nested) = (Span::new(range.start as u32, range.end as u32), self.nesting > 0);
        self.parts.push(Part { kind, span, text, quote, nested });
    }

    /// Adds a part that is complete; `text` is how it is written.
    pub fn part(&mut self, kind: PartKind, text: &str, range: Range<usize>, quote: Quote) {
        let index = self.open(kind, range.start, quote);
        self.close(index, text, range.end);
    }

    /// Begins a part that ends later; returns its index for [`Self::close`].
    pub fn open(&mut self, kind: PartKind, start: usize, quote: Quote) -> usize {
        let at = self.text.len();
        self.has_expansion |= kind != PartKind::Glob;
        self.push(kind, start..start, at..at, quote);
        self.parts.len() - 1
    }

    /// Ends the part at `index`; `text` is how the whole part is written.
    pub fn close(&mut self, index: usize, text: &str, end: usize) {
        let nested = self.nesting > 0;
        if let Some(part) = self.parts.get_mut(index) {
            part.span.end = end as u32;
            if !nested {
                self.text.push_str(text);
                part.text.end = self.text.len();
            }
        }
    }

    /// Where the part at `index` begins.
    pub fn part_start(&self, index: usize) -> usize {
        self.parts.get(index).map_or(self.start, |part| part.span.start as usize)
    }

    /// Whether only plain unquoted text stands here so far.
    pub fn is_plain(&self) -> bool {
        !self.quoted && !self.has_expansion
    }

    /// The name and whether it appends, where what stands here so far can be the left side of an assignment.
    pub fn assignment_name(&self) -> Option<(String, bool)> {
        if self.has_equals || self.assignment.is_some() {
            return None;
        }
        let append = self.text.ends_with('+');
        let name = self.text.strip_suffix('+').unwrap_or(&self.text);
        let base = match name.split_once('[') {
            Some((base, index)) if index.ends_with(']') => base,
            Some(_) => return None,
            None => name,
        };
        (is_name(base) && (base.len() < name.len() || self.is_plain())).then(|| (name.to_owned(), append))
    }

    pub fn finish(mut self, end: usize, source: &Joined) -> Word {
        let brace_expansion = self.has_brace_expansion();
        for part in self.parts.iter_mut() {
            part.span = source.source_span(part.span.start as usize..part.span.end as usize);
        }
        Word {
            parts: self.parts,
            span: source.source_span(self.start..end),
            quoted: self.quoted,
            brace_expansion,
            text: self.text,
        }
    }

    pub fn finish_assignment(mut self, end: usize, source: &Joined) -> Option<Assignment> {
        let (name, append, start) = self.assignment.take()?;
        let value = self.finish(end, source);
        Some(Assignment { name, append, value, span: source.source_span(start..end) })
    }

    /// Whether unquoted text reads `{…,…}` or `{…..…}`.
    fn has_brace_expansion(&self) -> bool {
        if !self.text.contains('{') {
            return false;
        }
        let plain = self.parts.iter().filter(|part| {
            part.quote == Quote::None
                && !part.nested
                && matches!(part.kind, PartKind::Literal | PartKind::Glob)
        });
        let (mut open, mut list, mut previous) = (false, false, 0);
        for byte in plain.flat_map(|part| self.text.get(part.text.clone()).unwrap_or_default().bytes()) {
            match byte {
                b'{' => (open, list) = (true, false),
                b',' => list |= open,
                b'.' => list |= open && previous == b'.',
                b'}' if list => return true,
                b'}' => open = false,
                _ => {}
            }
            previous = byte;
        }
        false
    }
}
