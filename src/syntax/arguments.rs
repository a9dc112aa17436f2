use std::ops::Range;

use super::file::{Arguments, Flag, Instruction, Pair, Word};
use super::json::{self, JsonForm};
use super::words::{self, Piece};
use super::{ErrorCode, Keyword, SyntaxError};
use crate::text::{Edit, Fix, Joined, Lines, Span};

/// ONBUILD is read this deep; BuildKit refuses it inside itself anyway.
const MAX_TRIGGER_DEPTH: u32 = 2;

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
    let keyword_text = slice(&line.text, &keyword_range).to_owned();
    let keyword = Keyword::parse(&keyword_text);
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
        Arguments::List(pieces.into_iter().map(|piece| word(shifted(piece, rest.start), self.line)).collect())
    }

    fn json(&mut self, rest: Range<usize>) -> Option<Arguments> {
        let text = self.line.text.get(rest.clone())?;
        match json::string_array(text) {
            JsonForm::NotJson => None,
            JsonForm::NotStrings => {
                let message = "a JSON array here holds only strings in double quotes";
                self.error(ErrorCode::InvalidJsonArray, rest, message, None);
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
        let mut pairs = Vec::new();
        for piece in pieces {
            match piece.text.split_once('=') {
                Some((name, value)) => pairs.push(self.pair(name, value, &piece)),
                None if piece.text.starts_with('#') => {
                    self.comment(piece.range.start..rest.end);
                    break;
                }
                None => self.missing_equals(&piece),
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

    fn missing_equals(&mut self, piece: &Piece) {
        let keyword = self.keyword;
        let message = format!(
            "`{}` has no `=`; every word of {keyword} has the form `name=value`, and a value with blanks stands in quotes",
            piece.text
        );
        self.error(ErrorCode::MissingEquals, piece.range.clone(), message, None);
    }

    /// What was meant for a comment.
    fn comment(&mut self, range: Range<usize>) {
        let message = format!(
            "a comment cannot follow an instruction on its line; every word of {} has the form `name=value`",
            self.keyword
        );
        let before = slice(&self.line.text, &(0..range.start)).trim_end_matches([' ', '\t']).len();
        let edit = Edit::delete(self.line.source_span(before..range.end));
        let is_one_line = self.lines.0 == self.lines.1;
        let fix = is_one_line.then(|| Fix::unsafe_("Remove the comment", vec![edit]));
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
