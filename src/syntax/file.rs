use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use super::{Keyword, ParserDirective, SyntaxError, Token};
use crate::text::{Joined, Lines, Placed, Shift, Span, placed};

/// A Dockerfile as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    /// The text.
    pub source: Rc<str>,
    /// Parser directives at the top, in order.
    pub directives: Vec<ParserDirective>,
    /// The escape character: `\` unless a directive says otherwise.
    pub escape: char,
    /// The instructions in order.
    pub instructions: Vec<Instruction>,
    /// All comment lines outside heredocs that are not directives, in order.
    pub comments: Vec<Comment>,
    /// What lines are made of. Tiles the source exactly, in order.
    pub tokens: Vec<Token>,
    /// Everything BuildKit's parser refuses, in source order.
    pub errors: Vec<SyntaxError>,
    /// What each instruction was read from.
    pub(super) readings: Vec<Reading>,
}

/// What an instruction was read from, and which tokens and comments it gave besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// Its lines with their line ends.
    pub span: Span,
    /// Which tokens of the file are those of its lines.
    pub tokens: Range<usize>,
    /// Which comments of the file stand between its lines.
    pub comments: Range<usize>,
    /// Whether the same lines give the same again wherever they stand: they hold no mistake, and it is not the
    /// text that ends them.
    pub is_sound: bool,
}

/// One instruction with its continuation lines and heredocs.
#[derive(Clone, Debug, PartialEq)]
pub struct Instruction {
    /// The instruction.
    pub keyword: Keyword,
    /// The keyword as written, joined where a continuation splits it.
    pub keyword_text: Cow<'static, str>,
    /// Where the keyword stands.
    pub keyword_span: Span,
    /// From the keyword to the end of the last line, without its line end; heredocs included.
    pub span: Span,
    /// First and last physical line, heredocs included.
    pub lines: Lines,
    /// The last physical line before heredocs, from 1.
    pub last_command_line: u32,
    /// The logical line: what remains when continuations, comment lines and blank lines are left out.
    pub line: Joined,
    /// Flags before the arguments.
    pub flags: Vec<Flag>,
    /// Where the text behind keyword and flags stands in `line`, trimmed.
    pub rest: Range<usize>,
    /// The arguments.
    pub arguments: Arguments,
    /// Heredocs in the order of their bodies.
    pub heredocs: Vec<Heredoc>,
    /// Comment lines that belong to this instruction, as BuildKit collects them.
    pub comments: Vec<Comment>,
    /// Blank lines inside the logical line.
    pub empty_lines: Vec<Span>,
}

/// What follows keyword and flags.
#[derive(Clone, Debug, PartialEq)]
pub enum Arguments {
    /// Nothing.
    None,
    /// Whatever follows an unknown keyword; BuildKit does not read it.
    Ignored,
    /// One argument: the rest of the line as it is.
    Text(Word),
    /// Words between blanks; for ARG `NAME` or `NAME=value` each.
    List(Vec<Word>),
    /// A JSON array of strings.
    Exec(Vec<Word>),
    /// ENV and LABEL.
    Pairs(Vec<Pair>),
    /// HEALTHCHECK: its type and what follows.
    Health {
        /// `CMD`, `NONE` or what stands there.
        kind: Word,
        /// `None`, `Text` or `Exec`.
        command: Box<Arguments>,
    },
    /// ONBUILD: the instruction it defers.
    Trigger(Box<Instruction>),
}

/// One argument, before expansion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The text, with quotes and escapes as BuildKit's parser leaves them; decoded where it is a JSON string.
    pub text: String,
    /// Where it stands, quotes included.
    pub span: Span,
    /// Where it stands in the logical line.
    pub joined: Range<usize>,
}

/// One name and value of ENV or LABEL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The name, with quotes and escapes.
    pub name: Word,
    /// The value, with quotes and escapes.
    pub value: Word,
    /// Whether it is written `NAME value` instead of `NAME=value`.
    pub is_legacy: bool,
}

/// `--name` or `--name=value` before the arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The whole flag as BuildKit reads it: dashes included, quotes and escapes removed.
    pub text: String,
    /// The name without dashes.
    pub name: String,
    /// The value behind `=`.
    pub value: Option<Word>,
    /// Where the whole flag stands.
    pub span: Span,
    /// Where `--name` stands.
    pub name_span: Span,
    /// Where the whole flag stands in the logical line.
    pub joined: Range<usize>,
}

/// A heredoc that an instruction introduces with `<<NAME`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heredoc {
    /// The terminator.
    pub name: String,
    /// The file descriptor before `<<`, 0 where there is none.
    pub file_descriptor: u64,
    /// Whether variables in the body are expanded.
    pub expand: bool,
    /// Whether leading tabs are removed (`<<-`).
    pub chomp: bool,
    /// Where `<<NAME` stands.
    pub span: Span,
    /// The body with all its line ends.
    pub body: Span,
    /// The line that ends it, without its line end; empty where it is missing.
    pub terminator: Span,
    /// Whether the terminator is there.
    pub is_terminated: bool,
}

/// A comment line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The text as BuildKit collects it: the raw line without its first byte, trimmed.
    pub text: String,
    /// From `#` to the end of the line, without its line end.
    pub span: Span,
}

/// How a command is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `CMD a b`: run by a shell.
    Shell,
    /// `CMD ["a", "b"]`: run as it is.
    Exec,
}

impl File {
    /// A text of which nothing is read yet.
    pub(crate) fn unread(source: &str) -> Self {
        Self { source: source.into(), escape: '\\', ..Self::default() }
    }
}

impl Word {
    /// Whether the text is a copy of what the logical line holds, so that parts of it can be mapped back.
    pub fn is_verbatim(&self, line: &Joined) -> bool {
        line.text.get(self.joined.clone()) == Some(&*self.text)
    }

    /// Where a part of the text stands in the logical line; `None` where that is not known, because more than quotes and
    /// escape characters is missing.
    pub fn part(&self, line: &Joined, range: Range<usize>) -> Option<Range<usize>> {
        let whole = line.text.get(self.joined.clone())?;
        let start = self.joined.start;
        if self.text.len() != whole.len() {
            return self.unquoted(whole, range).map(|part| start + part.start..start + part.end);
        }
        let joined = start + range.start..start + range.end;
        let is_copy = self.text.get(range).is_some_and(|part| line.text.get(joined.clone()) == Some(part));
        is_copy.then_some(joined)
    }

    /// Where a part of the text stands in what is written, from which quotes and escape characters are left out.
    fn unquoted(&self, written: &str, range: Range<usize>) -> Option<Range<usize>> {
        if range.is_empty() || written.len() > MAX_UNQUOTED_BYTES {
            return None;
        }
        let mut text = self.text.char_indices().peekable();
        let (mut start, mut end) = (None, None);
        for (offset, character) in written.char_indices() {
            match text.peek() {
                Some((at, expected)) if *expected == character => {
                    let after = *at + character.len_utf8();
                    start = start.or((*at == range.start).then_some(offset));
                    end = end.or((after == range.end).then_some(offset + character.len_utf8()));
                    text.next();
                }
                _ if matches!(character, '"' | '\'' | '\\' | '`') => {}
                _ => return None,
            }
        }
        let is_whole = text.peek().is_none();
        start.zip(end).filter(|_| is_whole).map(|(start, end)| start..end)
    }

    /// Where a part of the text stands in the source; the whole word where the text is not a verbatim copy.
    pub fn part_span(&self, line: &Joined, range: Range<usize>) -> Span {
        self.part(line, range).map_or(self.span, |joined| line.source_span(joined))
    }

    /// The text with the way back to the source; mapped to the start of the word where it is not a verbatim copy.
    pub fn to_joined(&self, line: &Joined) -> Joined {
        if self.is_verbatim(line) {
            line.slice(self.joined.clone())
        } else {
            Joined::verbatim(&self.text, self.span.start)
        }
    }
}

/// Parts of longer words with quotes are not looked for.
const MAX_UNQUOTED_BYTES: usize = 400;

impl Arguments {
    /// The arguments as BuildKit's parser lists them: ENV and LABEL as name, value and `=` or nothing.
    pub fn as_listed(&self) -> Vec<&str> {
        match self {
            Self::None | Self::Trigger(_) => Vec::new(),
            Self::Ignored => vec![""],
            Self::Text(word) => vec![&word.text],
            Self::List(words) | Self::Exec(words) => words.iter().map(|word| word.text.as_str()).collect(),
            Self::Pairs(pairs) => pairs
                .iter()
                .flat_map(|pair| {
                    [pair.name.text.as_str(), &pair.value.text, if pair.is_legacy { "" } else { "=" }]
                })
                .collect(),
            Self::Health { kind, command } => {
                let mut list = vec![kind.text.as_str()];
                list.extend(command.as_listed());
                list
            }
        }
    }

    /// The words, where they are a list of words.
    pub fn words(&self) -> &[Word] {
        match self {
            Self::List(words) | Self::Exec(words) => words,
            Self::Text(word) => std::slice::from_ref(word),
            _ => &[],
        }
    }

    /// Whether they are a JSON array.
    pub fn is_exec(&self) -> bool {
        match self {
            Self::Exec(_) => true,
            Self::Health { command, .. } => command.is_exec(),
            _ => false,
        }
    }
}

impl Instruction {
    /// The text behind keyword and flags, with the way back to the source.
    pub fn rest(&self) -> Joined {
        self.line.slice(self.rest.clone())
    }

    /// The first flag of this name.
    pub fn flag(&self, name: &str) -> Option<&Flag> {
        self.flags.iter().find(|flag| flag.name == name)
    }

    /// How its command is written, for the instructions that have one.
    pub fn form(&self) -> Option<Form> {
        if self.arguments.is_exec() {
            return Some(Form::Exec);
        }
        let has_command =
            matches!(self.keyword, Keyword::Cmd | Keyword::Entrypoint | Keyword::Run | Keyword::Shell);
        match &self.arguments {
            Arguments::Health { command, .. } if matches!(**command, Arguments::Text(_)) => Some(Form::Shell),
            _ if has_command => Some(Form::Shell),
            _ => None,
        }
    }
}

placed! {
    Word { span; text, joined }
    Pair { name, value; is_legacy }
    Flag { value, span, name_span; text, name, joined }
    Heredoc { span, body, terminator; name, file_descriptor, expand, chomp, is_terminated }
    Comment { span; text }
}

impl Placed for Instruction {
    fn shift(&mut self, by: Shift) {
        let Self {
            keyword: _,
            keyword_text: _,
            keyword_span,
            span,
            lines,
            last_command_line,
            line,
            flags,
            rest: _,
            arguments,
            heredocs,
            comments,
            empty_lines,
        } = self;
        keyword_span.shift(by);
        span.shift(by);
        *lines = by.lines(*lines);
        *last_command_line = by.line(*last_command_line);
        line.shift(by);
        flags.shift(by);
        arguments.shift(by);
        heredocs.shift(by);
        comments.shift(by);
        empty_lines.shift(by);
    }
}

impl Placed for Arguments {
    fn shift(&mut self, by: Shift) {
        match self {
            Self::None | Self::Ignored => {}
            Self::Text(word) => word.shift(by),
            Self::List(words) | Self::Exec(words) => words.shift(by),
            Self::Pairs(pairs) => pairs.shift(by),
            Self::Health { kind, command } => {
                kind.shift(by);
                command.shift(by);
            }
            Self::Trigger(trigger) => trigger.shift(by),
        }
    }
}

#[test]
fn parts_of_words() {
    let part = |written: &str, text: &str, range| {
        let word = Word { text: text.to_owned(), span: Span::empty(0), joined: 2..2 + written.len() };
        let line = Joined::verbatim(&format!("a {written} b"), 0);
        word.part(&line, range).and_then(|part| line.text.get(part).map(str::to_owned))
    };
    assert_eq!(part("abc", "abc", 1..2).as_deref(), Some("b"));
    assert_eq!(part("\"a$B\"", "a$B", 1..3).as_deref(), Some("$B"));
    assert_eq!(part("x,'é,$B'`,$C", "x,é,$B,$C", 5..7).as_deref(), Some("$B"));
    assert_eq!(part("\"\\u0041b\"", "Ab", 1..2), None);
}
