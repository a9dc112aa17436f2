//! Words: quotes, escapes and expansions.

use super::{Close, Header, List, MAX_DEPTH, Mode, Parser, WordBuilder};
use crate::shell::{BlockKind, Context, Modifier, PartKind, ProblemKind, Quote};

/// How far ahead is looked to tell `$((…))` from a substitution that begins with a subshell.
const ARITHMETIC_REACH: usize = 512;

impl Parser<'_> {
    pub(super) fn start_word(&mut self) {
        if self.list.header == Header::None && self.list.redirect.is_none() {
            self.begin_command();
        }
        self.list.word = Some(WordBuilder::new(self.at));
    }

    /// Reads on in an unquoted word.
    pub(super) fn word_step(&mut self) {
        let length = self.run_length(is_special);
        if length > 0 {
            self.take_literal(length, Quote::None);
            return;
        }
        let Some(byte) = self.peek(0) else { return };
        match byte {
            b'\'' => self.single_quoted(),
            b'"' => self.open_double(),
            b'\\' => self.escape(Quote::None),
            b'`' => self.backquote(Quote::None),
            b'$' => self.dollar(Quote::None),
            b'*' | b'?' | b'[' => self.glob(byte),
            b'=' => self.equals(),
            b'<' | b'>' if !self.list.test && self.peek(1) == Some(b'(') => self.open_process(),
            b'<' | b'>' if self.is_descriptor() => self.redirect_from_descriptor(),
            _ if self.ends_word(byte) => self.finish_word(),
            _ => self.take_literal(1, Quote::None),
        }
    }

    /// Whether an operator, a blank or a bracket ends the word here.
    fn ends_word(&self, byte: u8) -> bool {
        if byte.is_ascii_whitespace() || !self.list.test {
            return true;
        }
        byte == b';' || self.list.word.as_ref().is_some_and(|word| word.text == "]]")
    }

    pub(super) fn take_literal(&mut self, length: usize, quote: Quote) {
        let range = self.at..self.at + length;
        let text = self.text.text.get(range.clone()).unwrap_or_default();
        if let Some(word) = &mut self.list.word {
            word.literal(text, range, quote);
        }
        self.at += length;
    }

    fn mark_quoted(&mut self) {
        if let Some(word) = &mut self.list.word {
            word.quoted |= word.nesting == 0;
        }
    }

    /// `'…'`.
    fn single_quoted(&mut self) {
        self.mark_quoted();
        let start = self.at;
        self.at += 1;
        let length = self.run_length(|byte| byte == b'\'');
        self.take_literal(length, Quote::Single);
        if self.at < self.end {
            self.at += 1;
        } else {
            self.problem(ProblemKind::Unclosed("'", "'"), start..start + 1);
        }
    }

    /// `$'…'`; the escapes in it stay as written.
    fn escapes_quoted(&mut self) {
        self.mark_quoted();
        let start = self.at;
        self.at += 2;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'\'' => {
                    self.at += 1;
                    return;
                }
                b'\\' => self.take_literal(1 + self.char_length(1), Quote::Escapes),
                _ => {
                    let length = self.run_length(|byte| matches!(byte, b'\'' | b'\\'));
                    self.take_literal(length, Quote::Escapes);
                }
            }
        }
        self.problem(ProblemKind::Unclosed("$'", "'"), start..start + 2);
    }

    fn open_double(&mut self) {
        self.mark_quoted();
        let start = self.at;
        if self.open_mode(Mode::Double { start }, 1) {
            self.at += 1;
        } else {
            self.take_literal(1, Quote::None);
        }
    }

    /// Opens `mode` unless too much is open; whether it did.
    pub(super) fn open_mode(&mut self, mode: Mode, width: usize) -> bool {
        let may = self.may_nest(width);
        if may {
            self.list.modes.push(mode);
            self.depth += 1;
        }
        may
    }

    /// Reads on between double quotes.
    pub(super) fn double_step(&mut self, _start: usize) {
        let length = self.run_length(|byte| matches!(byte, b'"' | b'\\' | b'$' | b'`'));
        if length > 0 {
            self.take_literal(length, Quote::Double);
            return;
        }
        match self.peek(0) {
            Some(b'"') => {
                self.at += 1;
                self.end_mode_well();
            }
            Some(b'\\') => self.escape(Quote::Double),
            Some(b'$') => self.dollar(Quote::Double),
            _ => self.backquote(Quote::Double),
        }
    }

    /// Ends the innermost mode at its proper end.
    fn end_mode_well(&mut self) {
        if self.list.modes.pop().is_some() {
            self.depth -= 1;
        }
    }

    /// A backslash and what it protects.
    pub(super) fn escape(&mut self, quote: Quote) {
        if self.backquotes > 0 && self.peek(1) == Some(b'`') {
            self.backquote(quote);
            return;
        }
        let Some(next) = self.peek(1) else { return self.take_literal(1, quote) };
        if next == b'\n' {
            self.at += 2;
            return;
        }
        if quote == Quote::Double && !matches!(next, b'"' | b'\\' | b'$' | b'`') {
            return self.take_literal(1, quote);
        }
        self.mark_quoted();
        let range = self.at..self.at + 1 + self.char_length(1);
        let text = self.text.text.get(range.start + 1..range.end).unwrap_or_default();
        if let Some(word) = &mut self.list.word {
            word.literal(text, range.clone(), quote);
        }
        self.at = range.end;
    }

    fn glob(&mut self, byte: u8) {
        let is_glob = byte != b'[' || {
            let reach = self.rest().iter().take(64).skip(2);
            reach.take_while(|byte| !byte.is_ascii_whitespace()).any(|byte| *byte == b']')
        };
        if !is_glob || self.list.header == Header::None && self.list.test {
            return self.take_literal(1, Quote::None);
        }
        let text = self.text.text.get(self.at..self.at + 1).unwrap_or_default();
        if let Some(word) = &mut self.list.word {
            word.part(PartKind::Glob, text, self.at..self.at + 1, Quote::None);
        }
        self.at += 1;
    }

    /// `=`, which may make what stands before it the name of an assignment, and an array what comes behind it.
    fn equals(&mut self) {
        let first = self.at_command_name();
        let Some(word) = &mut self.list.word else { return };
        let name = if first { word.assignment_name() } else { None };
        if let Some((name, append)) = name {
            let start = word.start;
            let mut value = WordBuilder::new(self.at + 1);
            value.assignment = Some((name, append, start));
            self.list.word = Some(value);
            self.at += 1;
        } else {
            self.take_literal(1, Quote::None);
        }
        let Some(word) = &mut self.list.word else { return };
        word.has_equals = true;
        if word.is_plain() && !self.list.test && self.peek(0) == Some(b'(') {
            self.open_array();
        }
    }

    fn open_array(&mut self) {
        if !self.may_nest(1) {
            return self.take_literal(1, Quote::None);
        }
        let Some(word) = &mut self.list.word else { return };
        let part = word.open(PartKind::Array, self.at, Quote::None);
        word.nesting += 1;
        self.open_mode(Mode::Array { part }, 1);
        self.at += 1;
    }

    /// Reads on between the brackets of an array.
    pub(super) fn array_step(&mut self, part: usize) {
        match self.peek(0) {
            Some(b')') => {
                self.at += 1;
                self.close_part(part);
            }
            Some(b'#') if self.bytes.get(self.at - 1).is_some_and(u8::is_ascii_whitespace) => {
                self.at += self.run_length(|byte| byte == b'\n');
            }
            Some(b'\'') => self.single_quoted(),
            Some(b'"') => self.open_double(),
            Some(b'\\') => self.escape(Quote::None),
            Some(b'$') => self.dollar(Quote::None),
            Some(b'`') => self.backquote(Quote::None),
            _ => self.at += 1.max(self.run_length(|byte| b")#'\"\\$`".contains(&byte))),
        }
    }

    /// Ends the innermost mode and the part it fills, here.
    fn close_part(&mut self, part: usize) {
        self.end_mode_well();
        let end = self.at;
        let Some(word) = &mut self.list.word else { return };
        word.nesting = word.nesting.saturating_sub(1);
        let text = self.text.text.get(word.part_start(part)..end).unwrap_or_default();
        word.close(part, text, end);
    }

    /// Ends the innermost mode because the text or a block around it ends.
    pub(super) fn end_mode(&mut self) {
        match self.list.modes.last().copied() {
            Some(Mode::Heredoc { .. }) => self.finish_heredoc(),
            Some(Mode::Double { start }) => {
                self.end_mode_well();
                self.problem(ProblemKind::Unclosed("\"", "\""), start..start + 1);
            }
            Some(Mode::Parameter { part, .. }) => self.end_part(part, 2, ("${", "}")),
            Some(Mode::Arithmetic { part, .. }) => self.end_part(part, 2, ("((", "))")),
            Some(Mode::Array { part }) => self.end_part(part, 1, ("(", ")")),
            None => {}
        }
    }

    fn end_part(&mut self, part: usize, width: usize, (open, close): (&'static str, &'static str)) {
        self.close_part(part);
        let start = self.list.word.as_ref().map_or(self.at, |word| word.part_start(part));
        self.problem(ProblemKind::Unclosed(open, close), start..start + width);
    }

    /// `$` and what it begins.
    pub(super) fn dollar(&mut self, quote: Quote) {
        match self.peek(1) {
            Some(b'(') if self.peek(2) == Some(b'(') && self.is_arithmetic(3) => {
                self.open_arithmetic(3, quote)
            }
            Some(b'(') => self.open_substitution(2, Close::Paren, BlockKind::Substitution, quote),
            Some(b'{') => self.open_parameter(quote),
            Some(b'\'') if quote == Quote::None => self.escapes_quoted(),
            Some(b'"') if quote == Quote::None => self.at += 1,
            Some(byte) if byte == b'_' || byte.is_ascii_alphabetic() => {
                let length = name_length(self.bytes.get(self.at + 1..self.end).unwrap_or_default());
                self.variable(length, quote);
            }
            Some(byte) if is_special_parameter(byte) => self.variable(1, quote),
            _ => self.take_literal(1, quote),
        }
    }

    /// `$name` with a name of `length` bytes.
    fn variable(&mut self, length: usize, quote: Quote) {
        let range = self.at..self.at + 1 + length;
        let text = self.text.text.get(range.clone()).unwrap_or_default();
        let name = text.get(1..).unwrap_or_default().to_owned();
        if let Some(word) = &mut self.list.word {
            word.part(PartKind::Variable { name, modifier: Modifier::None }, text, range.clone(), quote);
        }
        self.at = range.end;
    }

    /// `${`, the name and what tells the modifier; the rest is read in its mode.
    fn open_parameter(&mut self, quote: Quote) {
        if !self.may_nest(2) {
            return self.take_literal(2, quote);
        }
        let rest = self.bytes.get(self.at + 2..self.end).unwrap_or_default();
        let (name, length, modifier) = read_parameter(rest);
        let name = String::from_utf8_lossy(name).into_owned();
        let start = self.at;
        let Some(word) = &mut self.list.word else { return };
        let part = word.open(PartKind::Variable { name, modifier }, start, quote);
        word.nesting += 1;
        let raw = quote == Quote::Double && !matches!(modifier, Modifier::Trim | Modifier::Replace);
        self.open_mode(Mode::Parameter { part, raw }, 2);
        self.at += 2 + length;
    }

    /// Reads on inside `${…}`.
    pub(super) fn parameter_step(&mut self, part: usize, raw: bool) {
        let quote = if raw { Quote::Double } else { Quote::None };
        match self.peek(0) {
            Some(b'}') => {
                self.at += 1;
                self.close_part(part);
            }
            Some(b'\'') if !raw => self.single_quoted(),
            Some(b'"') => self.open_double(),
            Some(b'\\') => self.escape(Quote::None),
            Some(b'$') => self.dollar(quote),
            Some(b'`') => self.backquote(quote),
            _ => self.at += 1.max(self.run_length(|byte| b"}'\"\\$`".contains(&byte))),
        }
    }

    /// Whether brackets that are open twice, `ahead` bytes from here, are closed by two brackets side by side.
    pub(super) fn is_arithmetic(&self, ahead: usize) -> bool {
        if self.depth >= MAX_DEPTH {
            return false;
        }
        let rest = self.bytes.get(self.at + ahead..self.end).unwrap_or_default();
        let mut depth = 0_usize;
        for (index, byte) in rest.iter().take(ARITHMETIC_REACH).enumerate() {
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => return rest.get(index + 1) == Some(&b')'),
                b')' => depth -= 1,
                _ => {}
            }
        }
        // Not closed within reach: `$((` is arithmetic, `((` is two subshells.
        ahead == 3
    }

    /// `$((` or `((`, `width` bytes long.
    pub(super) fn open_arithmetic(&mut self, width: usize, quote: Quote) {
        if !self.may_nest(width) {
            return self.take_literal(width, quote);
        }
        let start = self.at;
        let Some(word) = &mut self.list.word else { return };
        let part = word.open(PartKind::Arithmetic, start, quote);
        word.nesting += 1;
        self.open_mode(Mode::Arithmetic { part, parens: 2 }, width);
        self.at += width;
    }

    /// Reads on inside `((…))`, where names stand for variables without a `$`.
    pub(super) fn arithmetic_step(&mut self, part: usize, parens: usize) {
        let Some(byte) = self.peek(0) else { return };
        match byte {
            b'(' | b')' => {
                self.at += 1;
                let parens = if byte == b'(' { parens + 1 } else { parens - 1 };
                if parens == 0 {
                    self.close_part(part);
                } else if let Some(Mode::Arithmetic { parens: open, .. }) = self.list.modes.last_mut() {
                    *open = parens;
                }
            }
            b'"' => self.open_double(),
            b'\\' => self.escape(Quote::None),
            b'$' => self.dollar(Quote::None),
            b'`' => self.backquote(Quote::None),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => self.bare_variable(),
            b'0'..=b'9' => self.at += self.run_length(|byte| !byte.is_ascii_alphanumeric()),
            _ => self.at += self.char_length(0).max(1),
        }
    }

    fn bare_variable(&mut self) {
        let range = self.at..self.at + name_length(self.rest());
        let name = self.slice(range.clone()).to_owned();
        if let Some(word) = &mut self.list.word {
            let kind = PartKind::Variable { name, modifier: Modifier::None };
            word.part(kind, "", range.clone(), Quote::None);
        }
        self.at = range.end;
    }

    /// `` ` `` or, inside backquotes, `` \` ``: opens a substitution or ends the one that is open.
    pub(super) fn backquote(&mut self, quote: Quote) {
        let escaped = self.peek(0) == Some(b'\\');
        let width = if escaped { 2 } else { 1 };
        if let Some(index) = self.open_backquotes(escaped) {
            self.unwind_to(index);
            self.at += width;
            self.close_list();
        } else {
            self.open_substitution(width, Close::Backquote { escaped }, BlockKind::Backquotes, quote);
        }
    }

    /// The list that a backquote here would end.
    fn open_backquotes(&self, escaped: bool) -> Option<usize> {
        if self.backquotes == 0 {
            return None;
        }
        let close = Close::Backquote { escaped };
        let is_heredoc = |list: &List| list.modes.iter().any(|mode| matches!(mode, Mode::Heredoc { .. }));
        let lists = (0..=self.outer.len()).rev().zip([&self.list].into_iter().chain(self.outer.iter().rev()));
        // What stands in the body of a heredoc ends nothing outside of it.
        let mut lists = lists.take_while(|(_, list)| !is_heredoc(list));
        lists.find(|(_, list)| list.close == close).map(|(index, _)| index)
    }

    /// `<(` or `>(`.
    pub(super) fn open_process(&mut self) {
        self.open_substitution(2, Close::Paren, BlockKind::ProcessSubstitution, Quote::None);
    }

    /// Begins a list of commands inside the word; `width` is the length of what opens it.
    pub(super) fn open_substitution(&mut self, width: usize, close: Close, kind: BlockKind, quote: Quote) {
        if self.list.word.is_none() {
            self.start_word();
        }
        if !self.may_nest(width) {
            return self.take_literal(width, quote);
        }
        let block = self.script.blocks.len();
        let part_kind = match kind {
            BlockKind::ProcessSubstitution => PartKind::ProcessSubstitution(block),
            _ => PartKind::Substitution(block),
        };
        let start = self.at;
        let part = self.list.word.as_mut().map(|word| word.open(part_kind, start, quote));
        self.open_list(close, kind, start, Context::Substitution);
        self.list.part = part;
        self.at += width;
    }
}

/// The name at the beginning of what stands in `${…}`, how many bytes to pass over, and what is done to the value.
fn read_parameter(rest: &[u8]) -> (&[u8], usize, Modifier) {
    let first = rest.first().copied().unwrap_or_default();
    let prefix = matches!(first, b'#' | b'!') && !matches!(rest.get(1), None | Some(b'}'));
    let prefix =
        prefix && rest.get(1).is_some_and(|next| next.is_ascii_alphanumeric() || b"_@*#?".contains(next));
    let skip = usize::from(prefix);
    let body = rest.get(skip..).unwrap_or_default();
    let length = match body.first() {
        Some(byte) if byte.is_ascii_digit() => body.iter().take_while(|byte| byte.is_ascii_digit()).count(),
        Some(byte) if is_special_parameter(*byte) => 1,
        _ => name_length(body),
    };
    let name = body.get(..length).unwrap_or_default();
    let after = body.get(length).copied().unwrap_or_default();
    let modifier = match (first, after) {
        (b'#', _) if prefix => Modifier::Length,
        (b'!', _) if prefix => Modifier::Indirect,
        (_, b':') => colon_modifier(body.get(length + 1).copied().unwrap_or_default()),
        (_, b'-' | b'=' | b'+' | b'?') => colon_modifier(after),
        (_, b'#' | b'%') => Modifier::Trim,
        (_, b'/') => Modifier::Replace,
        (_, b'^' | b',' | b'@' | b'~') => Modifier::Transform,
        (_, b'[') => Modifier::Index,
        _ => Modifier::None,
    };
    (name, skip + length, modifier)
}

fn colon_modifier(byte: u8) -> Modifier {
    match byte {
        b'-' => Modifier::Default,
        b'=' => Modifier::Assign,
        b'+' => Modifier::Alternative,
        b'?' => Modifier::Required,
        _ => Modifier::Slice,
    }
}

fn name_length(rest: &[u8]) -> usize {
    if rest.first().is_some_and(u8::is_ascii_digit) {
        return 0;
    }
    rest.iter().take_while(|byte| **byte == b'_' || byte.is_ascii_alphanumeric()).count()
}

fn is_special_parameter(byte: u8) -> bool {
    byte.is_ascii_digit() || b"?$!#*@-".contains(&byte)
}

/// Whether a byte can be more than plain text in an unquoted word.
fn is_special(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')')
        || matches!(byte, b'\'' | b'"' | b'\\' | b'`' | b'$' | b'*' | b'?' | b'[' | b'=')
}
