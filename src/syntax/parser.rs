use super::again::{Earlier, Kept};
use super::directive::DirectiveReader;
use super::error::{ErrorCode, SyntaxError};
use super::file::{Comment, File, Heredoc, Instruction, Reading};
use super::token::{Token, TokenKind};
use super::{Keyword, arguments, heredoc};
use crate::text::{Edit, Fix, Joined, Lines, Span, order};

/// The longest physical line that BuildKit reads, in bytes with its line end.
pub const MAX_LINE_BYTES: usize = 65_536;

/// Reads a Dockerfile. Never fails: what BuildKit refuses is listed in [`File::errors`], and reading goes on behind it.
///
/// Follows `Parse` of BuildKit's parser.
pub fn parse(source: &str) -> File {
    Parser::new(source).read().0
}

/// The same after a change to the text that `earlier` was read from: what the change does not touch is taken over. Says
/// of each instruction whether it was, and from where.
pub fn parse_again(source: &str, earlier: File) -> (File, Vec<Option<Kept>>) {
    let earlier = Some(Earlier::new(earlier, source));
    Parser { earlier, ..Parser::new(source) }.read()
}

/// A physical line.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// The text with its line end.
    raw: &'a str,
    /// The text without its line end.
    text: &'a str,
    /// Where it starts in the source.
    offset: u32,
    /// Its number, from 1.
    number: u32,
}

/// An instruction that is being put together from its lines.
struct Pending {
    joined: Joined,
    empty_lines: Vec<Span>,
    first_line: u32,
    last_end: u32,
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    line_number: u32,
    directives: DirectiveReader,
    /// Comments collected for the next instruction.
    collected: Vec<Comment>,
    /// The texts of the lines behind the first heredoc without an end, sorted, and where each begins: as they are, and
    /// without leading tabs.
    line_texts: [Option<Vec<(&'a str, u32)>>; 2],
    /// How many lines there are, once that was asked.
    line_count: Option<u32>,
    file: File,
    /// What was read from an earlier text, and which instructions were taken over from it.
    earlier: Option<Earlier>,
    kept: Vec<Option<Kept>>,
}

impl<'a> Parser<'a> {
    fn new(source: &'a str) -> Self {
        let file = File::unread(source);
        let directives = DirectiveReader::default();
        Self {
            source,
            at: 0,
            line_number: 0,
            directives,
            collected: Vec::new(),
            line_texts: [None, None],
            line_count: None,
            file,
            earlier: None,
            kept: Vec::new(),
        }
    }

    fn read(mut self) -> (File, Vec<Option<Kept>>) {
        self.byte_order_mark();
        while let Some(line) = self.next_line() {
            self.top_level_line(line);
        }
        let kept = std::mem::take(&mut self.kept);
        (self.finish(), kept)
    }

    fn byte_order_mark(&mut self) {
        if self.source.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
            self.token(TokenKind::ByteOrderMark, 0, self.at);
        }
    }

    fn next_line(&mut self) -> Option<Line<'a>> {
        let rest = self.source.get(self.at..).filter(|rest| !rest.is_empty())?;
        let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let raw = rest.get(..end)?;
        let offset = self.at as u32;
        self.at += end;
        self.line_number += 1;
        let line = Line { raw, text: raw.trim_end_matches(['\r', '\n']), offset, number: self.line_number };
        self.check_length(line);
        Some(line)
    }

    fn check_length(&mut self, line: Line) {
        let limit = if line.raw.ends_with('\n') { MAX_LINE_BYTES } else { MAX_LINE_BYTES - 1 };
        if line.raw.len() > limit {
            let span = Span::new(line.offset, line.offset + line.text.len() as u32);
            let message = format!(
                "the line is {} bytes long; BuildKit reads at most {} bytes a line",
                line.text.len(),
                MAX_LINE_BYTES - 1
            );
            let before = line.number - 1;
            self.file.errors.push(SyntaxError::new(ErrorCode::LineTooLong, span, (before, before), message));
        }
    }

    /// A line outside instructions: a directive, a comment, a blank line or the start of an instruction.
    fn top_level_line(&mut self, line: Line<'a>) {
        let trimmed = line.text.trim_start();
        let indent = line.text.len() - trimmed.len();
        let start = line.offset + indent as u32;
        let was_directive =
            self.directives.read(trimmed, start, line.number, indent > 0, &mut self.file.errors);
        if was_directive {
            self.trivia_line(line, TokenKind::Directive);
        } else if trimmed.starts_with('#') {
            self.collect_comment(line);
            self.trivia_line(line, TokenKind::Comment);
        } else if trimmed.is_empty() {
            self.trivia_line(line, TokenKind::Space);
        } else {
            self.instruction(line);
        }
    }

    /// Keeps a comment for the next instruction. An empty comment forgets those before it.
    fn collect_comment(&mut self, line: Line) {
        let comment = self.comment(line);
        if comment.text.is_empty() {
            self.collected.clear();
        } else {
            self.collected.push(comment.clone());
        }
        self.file.comments.push(comment);
    }

    fn comment(&self, line: Line) -> Comment {
        // BuildKit drops the first byte of the raw line, which is a blank where the comment is indented. What remains of a
        // blank of several bytes is no text.
        let mut characters = line.text.chars();
        let lost = characters.next().map_or(0, char::len_utf8).saturating_sub(1);
        let text = if lost == 0 { characters.as_str().trim() } else { characters.as_str().trim_end() };
        let text = "\u{fffd}".repeat(lost) + text;
        let indent = line.text.len() - line.text.trim_start().len();
        let span = Span::new(line.offset + indent as u32, line.offset + line.text.len() as u32);
        Comment { text, span }
    }

    /// Pushes the tokens of a line that is wholly trivia: its indent, its text and its line end.
    fn trivia_line(&mut self, line: Line, kind: TokenKind) {
        let start = line.offset as usize;
        let indent = line.text.len() - line.text.trim_start().len();
        self.token(TokenKind::Space, start, start + indent);
        self.token(kind, start + indent, start + line.text.len());
        self.line_end(line);
    }

    fn line_end(&mut self, line: Line) {
        let start = line.offset as usize;
        self.token(TokenKind::LineEnd, start + line.text.len(), start + line.raw.len());
    }

    fn instruction(&mut self, first: Line<'a>) {
        let before = (self.file.tokens.len(), self.file.comments.len());
        let is_sound = self.take_over(first).is_some() || self.read_instruction(first);
        let span = Span::new(first.offset, self.at as u32);
        self.file.readings.push(Reading {
            span,
            tokens: before.0..self.file.tokens.len(),
            comments: before.1..self.file.comments.len(),
            is_sound: is_sound && self.at < self.source.len(),
        });
    }

    /// Takes an instruction over from the earlier text.
    fn take_over(&mut self, first: Line<'a>) -> Option<()> {
        let earlier = self.earlier.as_mut()?;
        let taken = earlier.take(first.offset, first.number, &self.directives.directives);
        self.kept.push(taken.as_ref().map(|(kept, ..)| *kept));
        let (kept, mut instruction, reading) = taken?;
        let (tokens, comments) = earlier.pieces(&reading, kept.by);
        self.file.tokens.extend(tokens);
        self.file.comments.extend(comments);
        self.at = kept.by.offset(reading.span.end) as usize;
        self.line_number = instruction.lines.1;
        instruction.comments = std::mem::take(&mut self.collected);
        self.file.instructions.push(instruction);
        Some(())
    }

    /// Reads an instruction; returns whether it holds no mistake.
    fn read_instruction(&mut self, first: Line<'a>) -> bool {
        let errors_before = self.file.errors.len();
        let pending = self.logical_line(first);
        let comments = std::mem::take(&mut self.collected);
        let last_command_line = self.line_number;
        let lines = (pending.first_line, last_command_line);
        let escape = self.directives.escape();
        let mut instruction = arguments::read(pending.joined, escape, lines, &mut self.file.errors);
        instruction.comments = comments;
        instruction.empty_lines = pending.empty_lines;
        instruction.span.end = pending.last_end.max(instruction.span.end);
        // BuildKit stops at an error before it looks for heredocs; a guess at them keeps their lines from being read
        // as instructions.
        if takes_heredocs(&instruction) && instruction.line.text.contains("<<") {
            self.heredocs(&mut instruction);
        }
        instruction.lines = (lines.0, self.line_number);
        for error in self.file.errors.iter_mut().skip(errors_before) {
            if error.code != ErrorCode::UnterminatedHeredoc && error.code != ErrorCode::LineTooLong {
                error.lines = lines;
            }
        }
        self.file.instructions.push(instruction);
        self.file.errors.len() == errors_before
    }

    /// Joins a line with its continuation lines.
    fn logical_line(&mut self, first: Line<'a>) -> Pending {
        let mut pending = Pending {
            joined: Joined::default(),
            empty_lines: Vec::new(),
            first_line: first.number,
            last_end: first.offset + first.text.len() as u32,
        };
        let indent = first.text.len() - first.text.trim_start().len();
        let mut continues = self.piece(first, indent, &mut pending);
        while continues {
            let Some(line) = self.next_line() else { break };
            let trimmed = line.text.trim_start();
            if trimmed.starts_with('#') {
                let comment = self.comment(line);
                self.file.comments.push(comment);
                self.trivia_line(line, TokenKind::Comment);
            } else if trimmed.is_empty() {
                pending.empty_lines.push(Span::new(line.offset, line.offset + line.raw.len() as u32));
                self.trivia_line(line, TokenKind::Space);
            } else {
                continues = self.piece(line, 0, &mut pending);
            }
        }
        pending
    }

    /// Adds a line to the logical line; returns whether it continues on the next.
    fn piece(&mut self, line: Line, indent: usize, pending: &mut Pending) -> bool {
        let kept = continuation(line.text.get(indent..).unwrap_or_default(), self.directives.escape());
        let text = line.text.get(indent..).unwrap_or_default();
        let kept_len = kept.unwrap_or(text.len());
        let start = line.offset as usize + indent;
        self.token(TokenKind::Space, line.offset as usize, start);
        self.token(TokenKind::Text, start, start + kept_len);
        self.token(TokenKind::Continuation, start + kept_len, line.offset as usize + line.text.len());
        self.line_end(line);
        pending.joined.push(text.get(..kept_len).unwrap_or_default(), start as u32);
        pending.last_end = line.offset + line.text.len() as u32;
        kept.is_some()
    }

    fn heredocs(&mut self, instruction: &mut Instruction) {
        for (word, range) in heredoc::heredocs_of_line(&instruction.line.text) {
            let span = instruction.line.source_span(range);
            let first_line = instruction.lines.0;
            let heredoc = self.heredoc(word, span, first_line);
            instruction.span.end = heredoc.body.end.max(heredoc.terminator.end).max(instruction.span.end);
            let is_terminated = heredoc.is_terminated;
            instruction.heredocs.push(heredoc);
            if !is_terminated {
                break;
            }
        }
    }

    fn heredoc(&mut self, word: heredoc::HeredocWord, span: Span, first_line: u32) -> Heredoc {
        let rest = self.source.get(self.at..).unwrap_or_default();
        let Body { length: body_len, is_terminated, has_near_end } = body(rest, &word, self.may_end(&word));
        let start = self.at;
        let body = Span::new(start as u32, (start + body_len) as u32);
        while self.at < start + body_len {
            if let Some(line) = self.next_line() {
                self.token(
                    TokenKind::HeredocBody,
                    line.offset as usize,
                    line.offset as usize + line.raw.len(),
                );
            }
        }
        let mut terminator = Span::empty(body.end);
        if (is_terminated || has_near_end)
            && let Some(line) = self.next_line()
        {
            terminator = Span::new(line.offset, line.offset + line.text.len() as u32);
            self.token(TokenKind::HeredocEnd, terminator.start as usize, terminator.end as usize);
            self.line_end(line);
        }
        if !is_terminated {
            self.note_lines(&word);
            self.unterminated(&word.name, span, body, terminator, first_line);
        }
        Heredoc {
            name: word.name,
            file_descriptor: word.fd,
            expand: word.expand,
            chomp: word.chomp,
            span,
            body,
            terminator,
            is_terminated,
        }
    }

    /// Whether a line behind here ends a heredoc. The first heredoc without an end makes a list of the ends of all lines,
    /// so that many of them do not each read on to the end of the file.
    fn may_end(&mut self, word: &heredoc::HeredocWord) -> bool {
        let Some(lines) = self.line_texts.get(usize::from(word.chomp)).and_then(Option::as_ref) else {
            return true;
        };
        let after = lines.partition_point(|(text, _)| *text <= word.name.as_str());
        let last = after.checked_sub(1).and_then(|index| lines.get(index));
        last.is_some_and(|(text, offset)| *text == word.name && *offset as usize >= self.at)
    }

    /// Notes the texts of all lines from here on, in alphabetical order, each as often as it occurs, ascending.
    fn note_lines(&mut self, word: &heredoc::HeredocWord) {
        if self.line_texts.get(usize::from(word.chomp)).is_none_or(Option::is_some) {
            return;
        }
        let mut offset = self.at as u32;
        let mut lines = Vec::new();
        for line in self.source.get(self.at..).unwrap_or_default().split_inclusive('\n') {
            lines.push((heredoc_line(line, word), offset));
            offset += line.len() as u32;
        }
        order::sort(&mut lines);
        if let Some(slot) = self.line_texts.get_mut(usize::from(word.chomp)) {
            *slot = Some(lines);
        }
    }

    fn unterminated(&mut self, name: &str, span: Span, body: Span, near_end: Span, first_line: u32) {
        let source = self.source;
        let last_line = *self.line_count.get_or_insert_with(|| source.lines().count() as u32);
        let lines: Lines = (first_line, last_line);
        if !near_end.is_empty() {
            let line = near_end.of(source);
            let message = format!(
                "the heredoc `{name}` is not closed: `{line}` does not end it, since that line holds `{name}` and nothing else, not even a blank"
            );
            let fix = Fix::unsafe_(format!("Write `{name}` alone"), vec![Edit::replace(near_end, name)]);
            let error = SyntaxError::new(ErrorCode::UnterminatedHeredoc, span, lines, message);
            self.file.errors.push(error.with_fix(fix));
            return;
        }
        let is_guess = (body.end as usize) < self.source.len();
        let guess = if is_guess {
            "; it is taken to end before the next line that looks like an instruction"
        } else {
            ""
        };
        let message =
            format!("the heredoc `{name}` is not closed: a line that holds only `{name}` is missing{guess}");
        let needs_line_end = self.source.get(..body.end as usize).is_some_and(|text| !text.ends_with('\n'));
        let terminator = format!("{}{name}\n", if needs_line_end { "\n" } else { "" });
        let fix = Fix::unsafe_(format!("Close it with `{name}`"), vec![Edit::insert(body.end, terminator)]);
        let error = SyntaxError::new(ErrorCode::UnterminatedHeredoc, span, lines, message);
        self.file.errors.push(error.with_fix(fix));
    }

    fn token(&mut self, kind: TokenKind, start: usize, end: usize) {
        if start < end {
            self.file.tokens.push(Token { kind, span: Span::new(start as u32, end as u32) });
        }
    }

    fn finish(mut self) -> File {
        self.file.escape = self.directives.escape();
        self.file.directives = self.directives.directives;
        if self.source.is_empty() {
            let message = "the Dockerfile is empty; it needs at least a FROM instruction";
            self.file.errors.push(SyntaxError::new(ErrorCode::EmptyFile, Span::empty(0), (0, 0), message));
        } else if self.file.instructions.is_empty() {
            let end = self.source.trim_end().len() as u32;
            let message = "the file has no instructions; it needs at least a FROM";
            let line = self.line_number;
            self.file.errors.push(SyntaxError::new(
                ErrorCode::NoInstructions,
                Span::empty(end),
                (line, line),
                message,
            ));
        }
        order::sort_by_key(&mut self.file.errors, |error| error.span);
        self.file
    }
}

fn takes_heredocs(instruction: &Instruction) -> bool {
    use super::Arguments;
    match &instruction.arguments {
        Arguments::Exec(_) => false,
        Arguments::Trigger(trigger) => {
            trigger.keyword.takes_heredocs() && !matches!(trigger.arguments, Arguments::Exec(_))
        }
        _ => instruction.keyword.takes_heredocs() && instruction.keyword != Keyword::Onbuild,
    }
}

/// The length of what is kept of a line that continues on the next; `None` where it does not continue.
fn continuation(text: &str, escape: char) -> Option<usize> {
    let kept = text.trim_end_matches([' ', '\t']).strip_suffix(escape)?;
    if kept.ends_with(escape) { None } else { Some(kept.len()) }
}

/// What must be the name of a heredoc for a line to end it.
fn heredoc_line<'a>(line: &'a str, word: &heredoc::HeredocWord) -> &'a str {
    let text = line.trim_end_matches(['\r', '\n']);
    if word.chomp { text.trim_start_matches('\t') } else { text }
}

/// The body of a heredoc.
struct Body {
    length: usize,
    /// Whether its terminator follows.
    is_terminated: bool,
    /// Whether a line follows that was meant for its terminator.
    has_near_end: bool,
}

/// The body at the start of `rest`; a terminator only follows where it may.
fn body(rest: &str, word: &heredoc::HeredocWord, may_end: bool) -> Body {
    let mut length = 0;
    let mut guess = None;
    for line in rest.split_inclusive('\n') {
        if heredoc_line(line, word) == word.name {
            return Body { length, is_terminated: true, has_near_end: false };
        }
        let is_near = is_near_end(line, &word.name);
        if guess.is_none() && (is_near || looks_like_instruction(line)) {
            guess = Some((length, is_near));
            if !may_end {
                break;
            }
        }
        length += line.len();
    }
    // Without a terminator BuildKit reads no further. While it is being typed, what looks like the next instruction is
    // taken as such.
    let (length, has_near_end) = guess.unwrap_or((length, false));
    Body { length, is_terminated: false, has_near_end }
}

/// Whether a line was meant to end a heredoc: with blanks around its name, in another case, or with a mark behind it.
fn is_near_end(line: &str, name: &str) -> bool {
    let text = line.trim().trim_end_matches([';', '.', ',', '`', '\\']).trim_matches(['"', '\'']);
    text.trim_end().eq_ignore_ascii_case(name)
}

/// Whether a line begins, unindented and in upper case, with a keyword.
fn looks_like_instruction(line: &str) -> bool {
    let Some((word, _)) = line.split_once([' ', '\t']) else { return false };
    Keyword::ALL.iter().any(|keyword| keyword.name() == word)
}
