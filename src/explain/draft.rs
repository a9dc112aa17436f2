use super::words::shorten;
use super::{Part, Topic, catalogue};
use crate::instruction::Kind;
use crate::model::{Model, Stage, Surroundings};
use crate::syntax::{Flag, Instruction, Keyword, Word};
use crate::text::Span;

/// An explanation has at most this many parts; long scripts and lists are cut off.
pub(super) const MAX_PARTS: usize = 400;

/// The texts of parts are cut at this length, in characters.
const MAX_TEXT: usize = 72;

/// The instruction to describe and what it finds.
pub(super) struct Scene<'a> {
    pub model: &'a Model,
    pub index: usize,
    /// The instruction; behind ONBUILD, the deferred one.
    pub node: &'a Instruction,
    pub kind: &'a Kind,
    pub stage: Option<&'a Stage>,
    pub around: &'a Surroundings,
    /// Where the instruction uses a variable without a known value, as offsets; sorted.
    pub open: Vec<u32>,
}

/// An explanation while it is put together.
#[derive(Default)]
pub(super) struct Draft {
    pub summary: String,
    pub parts: Vec<Part>,
    /// Whose paragraphs become notes, most specific first.
    pub topics: Vec<Topic>,
    group: usize,
}

impl Scene<'_> {
    /// A word with its variables replaced; as written where that fails, or where one of them has no known value.
    pub fn value(&self, word: &Word) -> String {
        let value = if self.is_open(word) { None } else { self.model.expand(self.index, word) };
        let plain = || {
            let inner = |quote: char| word.text.strip_prefix(quote)?.strip_suffix(quote);
            inner('"').or_else(|| inner('\'')).unwrap_or(&word.text).to_owned()
        };
        value.unwrap_or_else(plain)
    }

    /// Whether a word uses a variable whose value only the build or the base image knows, and says no default for it.
    pub fn is_open(&self, word: &Word) -> bool {
        let at = self.open.partition_point(|offset| *offset < word.span.start);
        self.open.get(at).is_some_and(|offset| *offset < word.span.end)
            && ![":-", ":+", ":="].iter().any(|operator| word.text.contains(operator))
    }

    /// ` Here it is `value`.` where variables make a difference.
    pub fn resolved(&self, word: &Word) -> String {
        match self.model.expand(self.index, word) {
            Some(value) if value != word.text && word.text.contains('$') && !self.is_open(word) => {
                format!(" Here it is {}.", super::words::code(&value))
            }
            _ => String::new(),
        }
    }

    /// The line of an instruction, from 1.
    pub fn line(&self, index: usize) -> u32 {
        self.model.instruction(index).map_or(0, |node| node.lines.0)
    }

    /// A path seen from the working directory.
    pub fn path(&self, path: &str) -> String {
        super::facts::join(self.around, path)
    }
}

impl Draft {
    /// Begins a new group: the next part leads it.
    pub fn group(&mut self) {
        if self.parts.iter().next_back().is_some_and(|part| part.group == self.group) {
            self.group += 1;
        }
    }

    /// Adds a part that leads a group of its own.
    pub fn part(
        &mut self,
        span: Span,
        text: &str,
        title: impl Into<String>,
        detail: impl Into<String>,
        see: Option<Topic>,
    ) {
        self.group();
        self.push(span, text, title.into(), detail.into(), see, 0);
    }

    /// Adds a part to the current group.
    pub fn member(
        &mut self,
        span: Span,
        text: &str,
        title: impl Into<String>,
        detail: impl Into<String>,
        see: Option<Topic>,
    ) {
        self.push(span, text, title.into(), detail.into(), see, 1);
    }

    fn push(&mut self, span: Span, text: &str, title: String, detail: String, see: Option<Topic>, depth: u8) {
        if self.parts.len() < MAX_PARTS && !span.is_empty() {
            let text = shorten(text, MAX_TEXT);
            self.parts.push(Part { span, text, title, detail, group: self.group, depth, see });
        }
    }

    /// Adds a part for a flag whose sentence is its entry's, followed by `more`.
    pub fn flag(&mut self, scene: &Scene, flag: &Flag, more: &str) {
        let keyword = scene.node.keyword;
        let found = known_flag(keyword, &flag.name);
        let detail = match found {
            Some(entry) => format!("{}{more}", entry.summary),
            None => format!("{keyword} has no flag of this name."),
        };
        self.part(flag.span, &flag.text, format!("--{}", flag.name), detail, found.map(|entry| entry.topic));
        self.topics.extend(found.map(|entry| entry.topic));
    }

    /// Whether there is still room for parts.
    pub fn has_room(&self) -> bool {
        self.parts.len() < MAX_PARTS
    }
}

/// The entry of a flag by its name in the text.
fn known_flag(keyword: Keyword, name: &str) -> Option<super::Entry> {
    catalogue::all()
        .iter()
        .find(|entry| matches!(entry.topic, Topic::Flag(of, known) if of == keyword && known == name && known != "as"))
        .copied()
}
