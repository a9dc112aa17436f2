use std::ops::Range;

use super::file::{Arguments, Flag, Instruction, Pair, Word};
use super::json::{self, JsonForm};
use super::words::{self, Piece};
use super::{ErrorCode, Keyword, SyntaxError};
use crate::text::{Edit, Fix, Joined, Lines, Span, json_array, loose_array, plain_text};

/// ONBUILD is read this deep; BuildKit refuses it inside itself anyway.
const MAX_TRIGGER_DEPTH: u32 = 2;

/// More of a value is not repeated in a message, in characters.
const MAX_SHOWN: usize = 200;

/// Reads a logical line. Heredocs and comments are the caller's.
///
/// Follows `splitCommand` and the line parsers of BuildKit.
pub(super) fn read(line: Joined, escape: char, lines: Lines, errors: &mut Vec<SyntaxError>) -> Instruction {
    read_at(line, escape, lines, errors, MAX_TRIGGER_DEPTH)
}

fn read_at(
    line: Joined,
    escape: char,
    lines: Lines,
    errors: &mut Vec<SyntaxError>,
    depth: u32,
) -> Instruction {
    let whole = words::trimmed(&line.text);
    let (keyword_range, after) = first_word(&line.text, whole.clone());
    let written = slice(&line.text, &keyword_range);
    let keyword = Keyword::parse(written);
    let is_upper = written == keyword.name();
    let keyword_text = if is_upper { keyword.name().into() } else { written.to_owned().into() };
    let found = words::builder_flags(slice(&line.text, &after), escape);
    let flags = found.flags.into_iter().map(|piece| flag(shifted(piece, after.start), &line)).collect();
    let rest = after.start + found.rest.start..after.start + found.rest.end;
    let mut reader = Reader { line: &line, escape, lines, errors, keyword };
    let arguments = reader.arguments(rest.clone(), depth);
    Instruction {
        keyword,
        keyword_text,
        keyword_span: line.source_span(keyword_range),
        span: line.source_span(whole),
        lines,
        last_command_line: lines.1,
        flags,
        rest,
        arguments,
        heredocs: Vec::new(),
        comments: Vec::new(),
        empty_lines: Vec::new(),
        line,
    }
}

fn slice<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(range.clone()).unwrap_or_default()
}

/// A piece of a part of a text as a piece of the whole, where the part starts at `offset`.
fn shifted(piece: Piece, offset: usize) -> Piece {
    Piece { text: piece.text, range: piece.range.start + offset..piece.range.end + offset }
}

/// The first word of a range and what follows the blanks behind it.
fn first_word(text: &str, range: Range<usize>) -> (Range<usize>, Range<usize>) {
    match words::next_gap(slice(text, &range), 0) {
        Some(gap) => (range.start..range.start + gap.start, range.start + gap.end..range.end),
        None => (range.clone(), range.end..range.end),
    }
}

fn flag(piece: Piece, line: &Joined) -> Flag {
    let raw = line.text.get(piece.range.clone()).unwrap_or_default();
    let name_len = raw.find('=').unwrap_or(raw.len());
    let (name, value) = match piece.text.split_once('=') {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => (piece.text.as_str(), None),
    };
    let value_range = (piece.range.start + name_len + 1).min(piece.range.end)..piece.range.end;
    let value = value.map(|text| word(Piece { text, range: value_range }, line));
    Flag {
        name: name.trim_start_matches('-').to_owned(),
        value,
        span: line.source_span(piece.range.clone()),
        name_span: line.source_span(piece.range.start..piece.range.start + name_len),
        joined: piece.range.clone(),
        text: piece.text,
    }
}

fn word(piece: Piece, line: &Joined) -> Word {
    Word { text: piece.text, span: line.source_span(piece.range.clone()), joined: piece.range }
}

struct Reader<'a> {
    line: &'a Joined,
    escape: char,
    lines: Lines,
    errors: &'a mut Vec<SyntaxError>,
    keyword: Keyword,
}

impl Reader<'_> {
    fn arguments(&mut self, rest: Range<usize>, depth: u32) -> Arguments {
        match self.keyword {
            Keyword::Maintainer | Keyword::Stopsignal | Keyword::User | Keyword::Workdir => self.text(rest),
            Keyword::Expose | Keyword::From => self.list(rest),
            Keyword::Add | Keyword::Copy | Keyword::Volume => {
                self.json(rest.clone()).unwrap_or_else(|| self.list(rest))
            }
            Keyword::Cmd | Keyword::Entrypoint | Keyword::Run | Keyword::Shell => {
                self.json(rest.clone()).unwrap_or_else(|| self.text(rest))
            }
            Keyword::Healthcheck => self.health(rest),
            Keyword::Env | Keyword::Label => self.pairs(rest),
            Keyword::Arg => self.build_args(rest),
            Keyword::Onbuild => self.trigger(rest, depth),
            Keyword::Unknown => Arguments::Ignored,
        }
    }

    fn piece(&self, range: Range<usize>) -> Word {
        let text = self.line.text.get(range.clone()).unwrap_or_default().to_owned();
        word(Piece { text, range }, self.line)
    }

    fn text(&self, rest: Range<usize>) -> Arguments {
        if rest.is_empty() { Arguments::None } else { Arguments::Text(self.piece(rest)) }
    }

    fn list(&self, rest: Range<usize>) -> Arguments {
        if rest.is_empty() {
            return Arguments::None;
        }
        let pieces = words::split_whitespace(slice(&self.line.text, &rest));
        Arguments::List(pieces.map(|piece| word(shifted(piece, rest.start), self.line)).collect())
    }

    fn json(&mut self, rest: Range<usize>) -> Option<Arguments> {
        let text = self.line.text.get(rest.clone())?;
        match json::string_array(text) {
            JsonForm::NotJson => None,
            JsonForm::NotStrings(other) => {
                let message = format!(
                    "`{}` is no string; a JSON array here holds only strings in double quotes",
                    slice(text, &other)
                );
                let fix = loose_array(text).map(|array| {
                    let array = json_array(&array.members);
                    let edit = Edit::replace(self.line.source_span(rest.clone()), array.clone());
                    Fix::unsafe_(format!("Write `{array}`"), vec![edit])
                });
                let range = rest.start + other.start..rest.start + other.end;
                self.error(ErrorCode::InvalidJsonArray, range, message, fix);
                Some(Arguments::Exec(Vec::new()))
            }
            JsonForm::Strings(strings) => {
                let words = strings.into_iter().map(|string| {
                    let range = rest.start + string.range.start..rest.start + string.range.end;
                    word(Piece { text: string.value, range }, self.line)
                });
                Some(Arguments::Exec(words.collect()))
            }
        }
    }

    fn health(&mut self, rest: Range<usize>) -> Arguments {
        if rest.is_empty() {
            return Arguments::None;
        }
        let (kind, next) = words::split_health_type(slice(&self.line.text, &rest));
        let after = rest.start + next..rest.end;
        let command = self.json(after.clone()).unwrap_or_else(|| self.text(after));
        Arguments::Health { kind: word(shifted(kind, rest.start), self.line), command: Box::new(command) }
    }

    fn pairs(&mut self, rest: Range<usize>) -> Arguments {
        let pieces = self.words(&rest);
        let Some(first) = pieces.first() else { return Arguments::None };
        if !first.text.contains('=') {
            return self.legacy_pair(rest);
        }
        let mut pairs: Vec<Pair> = Vec::new();
        let mut pieces = pieces.into_iter().peekable();
        while let Some(piece) = pieces.next() {
            match piece.text.split_once('=') {
                Some((name, value)) => pairs.push(self.pair(name, value, &piece)),
                None if piece.text.starts_with('#') => {
                    self.comment(piece.range.start..rest.end);
                    break;
                }
                None => {
                    // Words without an equals sign up to the next pair are one mistake.
                    let mut all = piece.range.clone();
                    let is_more = |next: &Piece| !next.text.contains('=') && !next.text.starts_with('#');
                    while let Some(next) = pieces.next_if(is_more) {
                        all.end = next.range.end;
                    }
                    self.missing_equals(all, pairs.last());
                }
            }
        }
        Arguments::Pairs(pairs)
    }

    fn pair(&self, name: &str, value: &str, piece: &Piece) -> Pair {
        let Range { start, end } = piece.range;
        let middle = (start + name.len()).min(end);
        let name = word(Piece { text: name.to_owned(), range: start..middle }, self.line);
        let value = word(Piece { text: value.to_owned(), range: (middle + 1).min(end)..end }, self.line);
        Pair { name, value, is_legacy: false }
    }

    fn legacy_pair(&mut self, rest: Range<usize>) -> Arguments {
        let (name, value) = first_word(&self.line.text, rest);
        if value.is_empty() {
            let keyword = self.keyword;
            let text = self.line.text.get(name.clone()).unwrap_or_default();
            let message = format!("`{keyword} {text}` has no value; write `{keyword} {text}=value`");
            let at = self.line.source_span(name.clone()).end;
            let fix = Fix::unsafe_(format!("Give `{text}` an empty value"), vec![Edit::insert(at, "=")]);
            self.error(ErrorCode::MissingValue, name, message, Some(fix));
            return Arguments::Pairs(Vec::new());
        }
        let pair = Pair { name: self.piece(name), value: self.piece(value), is_legacy: true };
        Arguments::Pairs(vec![pair])
    }

    fn missing_equals(&mut self, range: Range<usize>, previous: Option<&Pair>) {
        let keyword = self.keyword;
        let text = slice(&self.line.text, &range);
        let first = text.split_whitespace().next().unwrap_or_default();
        let start = self.line.source_offset(range.start);
        let before = previous.map_or(range.start, |pair| pair.value.joined.end);
        let gap = Span::new(self.line.source_span(0..before).end, start);
        let is_same_line = gap.len() as usize == range.start - before;
        if Keyword::parse(first) != Keyword::Unknown && !is_same_line && crate::text::upper(first) == first {
            let message = format!(
                "`{first}` begins an instruction, and the line above it ends in `{}`, so it is read as a part of {keyword}",
                self.escape
            );
            let fix = Fix::unsafe_("End the line above", vec![Edit::replace(gap, "\n")]);
            self.error(ErrorCode::MissingEquals, range, message, Some(fix));
            return;
        }
        let shown: String = text.chars().take(MAX_SHOWN).collect();
        let fix = previous.filter(|_| is_same_line).and_then(|pair| self.whole_value(pair, &range, gap));
        let message = format!(
            "`{shown}` has no `=`; every word of {keyword} has the form `name=value`, and a value with blanks stands in quotes"
        );
        self.error(ErrorCode::MissingEquals, range, message, fix);
    }

    /// Makes words behind a pair a part of its value.
    fn whole_value(&self, pair: &Pair, range: &Range<usize>, gap: Span) -> Option<Fix> {
        let value = &pair.value;
        let span = value.span.cover(self.line.source_span(range.clone()));
        let text = self.line.text.get(value.joined.start..range.end)?;
        if span.len() as usize != text.len() {
            return None;
        }
        let words = slice(&self.line.text, range);
        if value.text.is_empty() && !words.contains(char::is_whitespace) {
            return Some(Fix::unsafe_("Remove the blank", vec![Edit::delete(gap)]));
        }
        let plain = plain_text(text);
        if plain != text && plain.starts_with(['"', '\'']) {
            return Some(Fix::unsafe_("Write plain quotes", vec![Edit::replace(span, plain)]));
        }
        let is_free = !text.contains(['"', '\'', self.escape]) && !value.text.is_empty();
        let edits = || vec![Edit::insert(span.start, "\""), Edit::insert(span.end, "\"")];
        is_free.then(|| Fix::unsafe_("Put the value in quotes", edits()))
    }

    /// What was meant for a comment.
    fn comment(&mut self, range: Range<usize>) {
        let word = slice(&self.line.text, &range).split_whitespace().next().unwrap_or_default();
        let word: String = word.chars().take(MAX_SHOWN).collect();
        let message = format!(
            "`{word}` begins no comment, which cannot follow an instruction on its line; every word of {} has the form `name=value`",
            self.keyword
        );
        let before = slice(&self.line.text, &(0..range.start)).trim_end_matches([' ', '\t']).len();
        let comment = slice(&self.line.text, &range);
        let start = self.line.source_offset(words::trimmed(&self.line.text).start);
        let edits = vec![
            Edit::insert(start, format!("{comment}\n")),
            Edit::delete(self.line.source_span(before..range.end)),
        ];
        let is_one_line = self.lines.0 == self.lines.1;
        let fix = is_one_line.then(|| Fix::unsafe_("Move the comment to a line of its own", edits));
        self.error(ErrorCode::MissingEquals, range, message, fix);
    }

    /// The words of ENV, LABEL and ARG.
    fn words(&self, rest: &Range<usize>) -> Vec<Piece> {
        let pieces = words::parse_words(slice(&self.line.text, rest), self.escape);
        pieces.into_iter().map(|piece| shifted(piece, rest.start)).collect()
    }

    fn build_args(&mut self, rest: Range<usize>) -> Arguments {
        let pieces = self.words(&rest);
        if pieces.is_empty() {
            return Arguments::None;
        }
        Arguments::List(pieces.into_iter().map(|piece| word(piece, self.line)).collect())
    }

    fn trigger(&mut self, rest: Range<usize>, depth: u32) -> Arguments {
        if rest.is_empty() || depth == 0 {
            return Arguments::None;
        }
        let line = self.line.slice(rest);
        Arguments::Trigger(Box::new(read_at(line, self.escape, self.lines, self.errors, depth - 1)))
    }

    fn error(&mut self, code: ErrorCode, range: Range<usize>, message: impl Into<String>, fix: Option<Fix>) {
        let span: Span = self.line.source_span(range);
        self.errors.push(SyntaxError { fix, ..SyntaxError::new(code, span, self.lines, message) });
    }
}

#[test]
fn repairs_of_pairs_and_arrays() {
    for (source, fixed) in [
        ("ENV A=hello big world", "ENV A=\"hello big world\""),
        ("ENV A= b", "ENV A=b"),
        ("ENV A=“b c”", "ENV A=\"b c\""),
        ("ENV A=1 \\\n  B=2 \\\nEXPOSE 80", "ENV A=1 \\\n  B=2\nEXPOSE 80"),
        ("LABEL a=b # why", "# why\nLABEL a=b"),
        ("ENV A", "ENV A="),
        ("CMD [\"a\", 60]", "CMD [\"a\", \"60\"]"),
        ("RUN <<E\nb\n  e;\nUSER c\n", "RUN <<E\nb\nE\nUSER c\n"),
    ] {
        let errors = super::parse(source).errors;
        let [error] = errors.as_slice() else { panic!("{source}: {errors:?}") };
        let edits = error.fix.as_ref().map(|fix| fix.edits.as_slice()).unwrap_or_default();
        assert_eq!(crate::text::apply_edits(source, edits).unwrap(), fixed, "{source}");
    }
    assert_eq!(super::parse("ENV A=1 \\\n  b c\n").errors.first().and_then(|error| error.fix.clone()), None);
}
