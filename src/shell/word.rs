use std::ops::{Deref, DerefMut, Range};

use crate::text::Span;

/// One shell word, after quotes are taken away and before anything is expanded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The text without quotes; expansions stand in it as they were written, such as `$x` or `$(nproc)`.
    pub text: String,
    /// Where the word stands, with its quotes.
    pub span: Span,
    /// What the word is made of, sorted by start. Parts that are not `nested` make up the text in order.
    pub parts: Parts,
    /// Whether any quote or backslash stands in it.
    pub quoted: bool,
    /// Whether it holds a brace expansion such as `{a,b}`, which only some shells know.
    pub brace_expansion: bool,
}

/// The pieces of a word. Most words have one, which stands in no memory of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts(Kept);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Kept {
    #[default]
    None,
    One(Part),
    More(Vec<Part>),
}

/// A piece of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Where it stands; the quotes around a literal are not covered.
    pub span: Span,
    /// The bytes of `Word::text` it makes up; empty for a nested part.
    pub text: Range<usize>,
    /// The quotes it stands in.
    pub quote: Quote,
    /// Whether it stands inside another part, as `$y` does in `${x:-$y}`.
    pub nested: bool,
}

/// What a part of a word is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Plain text.
    Literal,
    /// Unquoted `*`, `?` or `[…]`; the part covers the character that begins it.
    Glob,
    /// `$name` or `${name…}`.
    Variable {
        /// The name, or the character of a special parameter such as `?` or `@`.
        name: String,
        /// What the braces do to the value.
        modifier: Modifier,
    },
    /// `$(…)` or backquotes: the block of `Script::blocks` that holds its commands.
    Substitution(usize),
    /// `<(…)` or `>(…)`: the block that holds its commands.
    ProcessSubstitution(usize),
    /// `$((…))` or `((…))`.
    Arithmetic,
    /// `(…)`, the elements of an array.
    Array,
}

/// What a parameter expansion does to the value of its variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// `$x` or `${x}`: nothing.
    None,
    /// `${x:-y}` or `${x-y}`.
    Default,
    /// `${x:=y}` or `${x=y}`.
    Assign,
    /// `${x:+y}` or `${x+y}`.
    Alternative,
    /// `${x:?y}` or `${x?y}`.
    Required,
    /// `${x#y}`, `${x##y}`, `${x%y}` or `${x%%y}`.
    Trim,
    /// `${#x}`.
    Length,
    /// `${x/y/z}`; not in POSIX.
    Replace,
    /// `${x:1:2}`; not in POSIX.
    Slice,
    /// `${x^}`, `${x,,}` or `${x@Q}`; not in POSIX.
    Transform,
    /// `${!x}`; not in POSIX.
    Indirect,
    /// `${x[0]}`; not in POSIX.
    Index,
}

/// The quotes a part stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quote {
    /// None, or a backslash.
    #[default]
    None,
    /// `'…'`.
    Single,
    /// `"…"`.
    Double,
    /// `$'…'`; not in POSIX before 2024.
    Escapes,
}

impl Word {
    /// The value of the word where the shell expands no variable and runs no command for it. Globs and brace
    /// expansions stay as written.
    pub fn literal(&self) -> Option<&str> {
        (!self.has_expansion()).then_some(self.text.as_str())
    }

    /// Whether a variable, a command or a calculation decides the value.
    pub fn has_expansion(&self) -> bool {
        self.parts.iter().any(Part::is_expansion)
    }

    /// Whether an unquoted `*`, `?` or `[` stands in it.
    pub fn has_glob(&self) -> bool {
        self.parts.iter().any(|part| part.kind == PartKind::Glob && !part.nested)
    }

    /// The text before the first expansion; the whole text where there is none.
    pub fn leading(&self) -> &str {
        let end = self
            .parts
            .iter()
            .find(|part| part.is_expansion())
            .map_or(self.text.len(), |part| part.text.start);
        self.text.get(..end).unwrap_or_default()
    }

    /// The names of the variables whose values the word takes, nested ones included, in order; may repeat.
    pub fn variables(&self) -> impl Iterator<Item = (&str, Span)> {
        self.parts.iter().filter_map(|part| match &part.kind {
            PartKind::Variable { name, .. } => Some((name.as_str(), part.span)),
            _ => None,
        })
    }

    /// The name and the rest where the word looks like `name=rest`, as arguments of `export` and `env` do.
    pub fn assignment(&self) -> Option<(&str, &str)> {
        let (name, value) = self.text.split_once('=')?;
        let name = name.strip_suffix('+').unwrap_or(name);
        (is_name(name) && self.leading().len() > name.len()).then_some((name, value))
    }

    /// Where the bytes `range` of the text stand. `None` where quotes, escapes or a line continuation keep the text
    /// from standing in the source as it is.
    pub fn span_of(&self, range: Range<usize>) -> Option<Span> {
        let verbatim = !self.quoted && self.span.len() as usize == self.text.len();
        (verbatim && range.end <= self.text.len())
            .then(|| Span::new(self.span.start + range.start as u32, self.span.start + range.end as u32))
    }
}

impl Parts {
    /// Adds a part behind the others.
    pub(super) fn push(&mut self, part: Part) {
        self.0 = match std::mem::take(&mut self.0) {
            Kept::None => Kept::One(part),
            Kept::One(first) => Kept::More(vec![first, part]),
            Kept::More(mut parts) => {
                parts.push(part);
                Kept::More(parts)
            }
        };
    }
}

impl From<Part> for Parts {
    fn from(part: Part) -> Self {
        Self(Kept::One(part))
    }
}

impl Deref for Parts {
    type Target = [Part];

    fn deref(&self) -> &[Part] {
        match &self.0 {
            Kept::None => &[],
            Kept::One(part) => std::slice::from_ref(part),
            Kept::More(parts) => parts,
        }
    }
}

impl DerefMut for Parts {
    fn deref_mut(&mut self) -> &mut [Part] {
        match &mut self.0 {
            Kept::None => &mut [],
            Kept::One(part) => std::slice::from_mut(part),
            Kept::More(parts) => parts,
        }
    }
}

impl Part {
    /// Whether the shell puts something else in its place.
    pub fn is_expansion(&self) -> bool {
        !matches!(self.kind, PartKind::Literal | PartKind::Glob | PartKind::Array)
    }
}

/// Whether `text` is a name a variable may have.
pub fn is_name(text: &str) -> bool {
    text.bytes().next().is_some_and(|first| !first.is_ascii_digit())
        && text.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
}
