use std::borrow::Cow;

use super::error::{ExpandError, ExpandErrorKind};
use super::name::{is_decimal_digit, is_name_character};
use super::pattern::Pattern;
use super::split::Splitter;
use super::{Environment, Lexer, MAX_DEPTH, MAX_VALUE_BYTES, Modifier, VariableUse};

/// Why a scan ended, without the word it was about.
pub struct Stop {
    offset: usize,
    kind: ExpandErrorKind,
}

impl Stop {
    /// The error, about `word`.
    pub fn into_error(self, word: &str, uses: Vec<VariableUse>) -> ExpandError {
        ExpandError { word: word.to_owned(), offset: self.offset, kind: self.kind, uses }
    }
}

/// One pass over a word. Follows `shellWord`.
pub struct Scan<'a> {
    lexer: &'a Lexer,
    env: &'a dyn Environment,
    word: &'a str,
    offset: usize,
    raw_escapes: bool,
    depth: usize,
    budget: usize,
    /// The lookups so far.
    pub uses: Vec<VariableUse>,
}

impl<'a> Scan<'a> {
    /// A scan that starts at the beginning of `word`.
    pub fn new(lexer: &'a Lexer, word: &'a str, env: &'a dyn Environment) -> Self {
        // The scanner of Go skips a byte order mark in front.
        let offset = if word.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let raw_escapes = lexer.raw_escapes;
        Self { lexer, env, word, offset, raw_escapes, depth: 0, budget: MAX_VALUE_BYTES, uses: Vec::new() }
    }

    fn peek(&self) -> Option<char> {
        self.word.get(self.offset..)?.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.offset += character.len_utf8();
        Some(character)
    }

    fn next_if(&mut self, wanted: char) -> bool {
        let is_next = self.peek() == Some(wanted);
        if is_next {
            self.offset += wanted.len_utf8();
        }
        is_next
    }

    fn at_end(&self) -> bool {
        self.offset >= self.word.len()
    }

    fn stop<T>(&self, offset: usize, kind: ExpandErrorKind) -> Result<T, Stop> {
        Err(Stop { offset, kind })
    }

    fn spend(&mut self, amount: usize) -> Result<(), Stop> {
        match self.budget.checked_sub(amount) {
            Some(left) => self.budget = left,
            None => return self.stop(self.offset, ExpandErrorKind::TooLong),
        }
        Ok(())
    }

    /// Reads up to `stop` or the end. Follows `processStopOn`.
    pub fn until(
        &mut self,
        stop: Option<char>,
        raw_escapes: bool,
        split: &mut Option<Splitter>,
    ) -> Result<String, Stop> {
        let outer = std::mem::replace(&mut self.raw_escapes, raw_escapes);
        let mut text = String::new();
        while let Some(character) = self.peek() {
            let start = self.offset;
            if Some(character) == stop {
                self.offset += character.len_utf8();
                self.raw_escapes = outer;
                return Ok(text);
            }
            match character {
                '$' => {
                    let value = self.dollar(split)?;
                    Splitter::characters(split, &value, start..self.offset);
                    text.push_str(&value);
                }
                '<' => {
                    let raw = self.possible_heredoc();
                    Splitter::raw(split, raw, start..self.offset);
                    text.push_str(raw);
                }
                '\'' | '"' if !self.lexer.skip_process_quotes => {
                    let quoted =
                        if character == '"' { self.double_quote(split)? } else { self.single_quote()? };
                    Splitter::raw(split, &quoted, start..self.offset);
                    text.push_str(&quoted);
                }
                _ => match self.plain_run(stop) {
                    0 => self.plain(&mut text, split),
                    length => {
                        self.offset += length;
                        let run = self.word.get(start..self.offset).unwrap_or_default();
                        Splitter::raw(split, run, start..self.offset);
                        text.push_str(run);
                    }
                },
            }
        }
        self.raw_escapes = outer;
        // The caller, who knows what it is that ends too early, replaces this error.
        if stop.is_some() { self.stop(self.offset, ExpandErrorKind::MissingBrace) } else { Ok(text) }
    }

    /// How many bytes from here on are characters that stand for themselves in every word: no blanks, and no `stop`.
    fn plain_run(&self, stop: Option<char>) -> usize {
        let is_plain = |byte: &u8| {
            let is_known =
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'/' | b':' | b'=' | b'_');
            is_known && Some(char::from(*byte)) != stop
        };
        let rest = self.word.as_bytes().get(self.offset..).unwrap_or_default();
        rest.iter().position(|byte| !is_plain(byte)).unwrap_or(rest.len())
    }

    /// Reads an ordinary character or an escape with what it escapes.
    fn plain(&mut self, text: &mut String, split: &mut Option<Splitter>) {
        let start = self.offset;
        let Some(character) = self.next() else { return };
        if character != self.lexer.escape {
            text.push(character);
            let written = self.word.get(start..self.offset).unwrap_or_default();
            return Splitter::characters(split, written, start..self.offset);
        }
        let escaped = self.offset;
        self.next();
        let kept = if self.raw_escapes { start } else { escaped };
        let written = self.word.get(kept..self.offset).unwrap_or_default();
        text.push_str(written);
        Splitter::raw(split, written, start..self.offset);
    }

    /// Takes `<`, or `<<` with the blanks behind it. Follows `processPossibleHeredoc`.
    fn possible_heredoc(&mut self) -> &'a str {
        let start = self.offset;
        self.next_if('<');
        if self.next_if('<') {
            while matches!(self.peek(), Some('\t' | '\r' | ' ')) {
                self.next();
            }
        }
        self.word.get(start..self.offset).unwrap_or_default()
    }

    /// Follows `processSingleQuote`.
    fn single_quote(&mut self) -> Result<String, Stop> {
        let start = self.offset;
        self.next();
        let rest = self.word.get(self.offset..).unwrap_or_default();
        let Some(length) = rest.find('\'') else {
            self.offset = self.word.len();
            return self.stop(start, ExpandErrorKind::UnclosedSingleQuote);
        };
        let inside = self.offset..self.offset + length;
        self.offset = inside.end + 1;
        let kept = if self.lexer.raw_quotes { start..self.offset } else { inside };
        Ok(self.word.get(kept).unwrap_or_default().to_owned())
    }

    /// Follows `processDoubleQuote`.
    fn double_quote(&mut self, split: &mut Option<Splitter>) -> Result<String, Stop> {
        let start = self.offset;
        self.next();
        let quote = if self.lexer.raw_quotes { "\"" } else { "" };
        let mut text = quote.to_owned();
        loop {
            match self.peek() {
                None => return self.stop(start, ExpandErrorKind::UnclosedDoubleQuote),
                Some('"') => break,
                Some('$') => text.push_str(&self.dollar(split)?),
                Some(_) => {
                    let start = self.offset;
                    self.offset += self.plain_run(None);
                    text.push_str(self.word.get(start..self.offset).unwrap_or_default());
                    if self.offset == start {
                        self.double_quoted(&mut text);
                    }
                }
            }
        }
        self.next();
        text.push_str(quote);
        Ok(text)
    }

    fn double_quoted(&mut self, text: &mut String) {
        let Some(mut character) = self.next() else { return };
        if character == self.lexer.escape {
            if self.raw_escapes {
                text.push(character);
            }
            match self.peek() {
                None => return,
                Some(escaped) if matches!(escaped, '"' | '$') || escaped == self.lexer.escape => {
                    character = escaped;
                    self.next();
                }
                Some(_) => {}
            }
        }
        text.push(character);
    }

    /// Follows `processDollar`.
    fn dollar(&mut self, split: &mut Option<Splitter>) -> Result<Cow<'a, str>, Stop> {
        let start = self.offset;
        self.next();
        if self.next_if('{') {
            return self.braces(start, split);
        }
        let name = self.name();
        if name.is_empty() {
            return Ok("$".into());
        }
        let value = self.look_up(name, start, Modifier::None)?;
        Ok(self.or_as_written(value, || format!("${name}")))
    }

    fn braces(&mut self, start: usize, split: &mut Option<Splitter>) -> Result<Cow<'a, str>, Stop> {
        match self.peek() {
            None => return self.stop(start, ExpandErrorKind::MissingBrace),
            Some('{' | '}' | ':') => return self.stop(start, ExpandErrorKind::BadSubstitution),
            Some(_) => {}
        }
        let name = self.name();
        let modifier_start = self.offset;
        match self.next() {
            Some('}') => {
                let value = self.look_up(name, start, Modifier::None)?;
                Ok(self.or_as_written(value, || format!("${{{name}}}")))
            }
            Some('/') => self.replacement(name, start, split),
            Some(':') => match self.peek() {
                Some('#' | '%') => {
                    self.next();
                    self.unsupported(modifier_start)
                }
                _ => self.modified(name, start, modifier_start, split),
            },
            Some('+' | '-' | '?' | '#' | '%') => {
                self.offset = modifier_start;
                self.modified(name, start, modifier_start, split)
            }
            _ => self.unsupported(modifier_start),
        }
    }

    fn unsupported<T>(&self, start: usize) -> Result<T, Stop> {
        let mut modifier = self.word.get(start..self.offset).unwrap_or_default().to_owned();
        if self.at_end() && (modifier.is_empty() || modifier == ":") {
            modifier.push('\u{fffd}');
        }
        self.stop(start, ExpandErrorKind::UnsupportedModifier(modifier))
    }

    /// Reads the modifiers made of one character and an optional colon before it.
    fn modified(
        &mut self,
        name: &str,
        start: usize,
        modifier_start: usize,
        split: &mut Option<Splitter>,
    ) -> Result<Cow<'a, str>, Stop> {
        let colon = modifier_start < self.offset;
        let operator = self.next().unwrap_or('\u{fffd}');
        let operator_end = self.offset;
        let trims = matches!(operator, '#' | '%');
        let argument = self.argument(start, '}', trims, ExpandErrorKind::MissingBrace, split)?;
        let longest = argument.starts_with(operator);
        let modifier = match operator {
            '-' => Modifier::Default { colon },
            '+' => Modifier::Alternative { colon },
            '?' => Modifier::Required { colon },
            '#' => Modifier::RemovePrefix { longest },
            '%' => Modifier::RemoveSuffix { longest },
            _ => Modifier::None,
        };
        let value = self.look_up(name, start, modifier)?;
        let written = self.word.get(modifier_start..operator_end).unwrap_or_default();
        if self.lexer.skip_unset && value.is_none() {
            return Ok(format!("${{{name}{written}{argument}}}").into());
        }
        if modifier == Modifier::None {
            let kind = ExpandErrorKind::UnsupportedModifier(written.to_owned());
            return self.stop(modifier_start, kind);
        }
        self.apply(modifier, name, value, argument, start)
    }

    fn apply(
        &mut self,
        modifier: Modifier,
        name: &str,
        value: Option<&'a str>,
        argument: String,
        start: usize,
    ) -> Result<Cow<'a, str>, Stop> {
        let colon = matches!(
            modifier,
            Modifier::Default { colon: true }
                | Modifier::Alternative { colon: true }
                | Modifier::Required { colon: true }
        );
        let present = value.filter(|value| !(colon && value.is_empty()));
        match (modifier, present) {
            (Modifier::Default { .. }, Some(present)) => Ok(present.into()),
            (Modifier::Default { .. }, None) => Ok(argument.into()),
            (Modifier::Alternative { .. }, Some(_)) => Ok(argument.into()),
            (Modifier::Alternative { .. }, None) => Ok(Cow::default()),
            (Modifier::Required { .. }, Some(present)) => Ok(present.into()),
            (Modifier::Required { .. }, None) => {
                let missing = if value.is_none() { "unset" } else { "empty" };
                let message = match argument {
                    empty if empty.is_empty() => format!("is not allowed to be {missing}"),
                    message => message,
                };
                self.stop(start, ExpandErrorKind::Required { name: name.to_owned(), message })
            }
            (Modifier::RemovePrefix { longest } | Modifier::RemoveSuffix { longest }, _) => {
                let is_suffix = matches!(modifier, Modifier::RemoveSuffix { .. });
                self.trimmed(value.unwrap_or_default(), &argument, longest, is_suffix, start).map(Cow::Owned)
            }
            (Modifier::None | Modifier::Replace { .. }, _) => Ok(value.unwrap_or_default().into()),
        }
    }

    fn trimmed(
        &mut self,
        value: &str,
        argument: &str,
        longest: bool,
        is_suffix: bool,
        start: usize,
    ) -> Result<String, Stop> {
        let skipped = usize::from(longest);
        let written = argument.get(skipped..).unwrap_or_default();
        let pattern = self.pattern(written, is_suffix, start)?;
        self.spend(pattern.cost(value))?;
        Ok(if is_suffix {
            pattern.without_suffix(value, longest)
        } else {
            pattern.without_prefix(value, longest)
        })
    }

    fn pattern(&self, written: &str, is_reversed: bool, start: usize) -> Result<Pattern, Stop> {
        let pattern = if is_reversed { Pattern::reversed(written) } else { Pattern::new(written) };
        pattern.or_else(|kind| self.stop(start, kind))
    }

    fn replacement(
        &mut self,
        name: &str,
        start: usize,
        split: &mut Option<Splitter>,
    ) -> Result<Cow<'a, str>, Stop> {
        let all = self.next_if('/');
        let pattern = self.argument(start, '/', true, ExpandErrorKind::MissingSlash, split)?;
        let replacement = self.argument(start, '}', true, ExpandErrorKind::MissingBrace, split)?;
        let value = self.look_up(name, start, Modifier::Replace { all })?;
        if self.lexer.skip_unset && value.is_none() {
            return Ok(format!("${{{name}/{pattern}/{replacement}}}").into());
        }
        let value = value.unwrap_or_default();
        let pattern = self.pattern(&pattern, false, start)?;
        self.spend(pattern.cost(value))?;
        let replaced = if all {
            pattern.replace_all(value, &replacement, self.budget)
        } else {
            Some(pattern.replace_first(value, &replacement))
        };
        let Some(replaced) = replaced else { return self.stop(start, ExpandErrorKind::TooLong) };
        self.spend(replaced.len())?;
        Ok(replaced.into())
    }

    /// Reads the text behind a modifier up to `stop`.
    fn argument(
        &mut self,
        start: usize,
        stop: char,
        raw_escapes: bool,
        missing: ExpandErrorKind,
        split: &mut Option<Splitter>,
    ) -> Result<String, Stop> {
        if self.depth >= MAX_DEPTH {
            return self.stop(start, ExpandErrorKind::TooDeep);
        }
        self.depth += 1;
        let argument = self.until(Some(stop), raw_escapes, &mut None);
        self.depth -= 1;
        // BuildKit keeps the word being read in one buffer for all levels: what stood before is lost.
        if let Some(split) = split {
            split.discard();
        }
        match argument {
            Err(error) if self.at_end() && !error.kind.is_limit() => self.stop(start, missing),
            argument => argument,
        }
    }

    fn look_up(&mut self, name: &str, start: usize, modifier: Modifier) -> Result<Option<&'a str>, Stop> {
        let value = self.env.get(name);
        self.spend(value.map_or(0, str::len))?;
        let range = start..self.offset;
        let found = value.map(str::to_owned);
        self.uses.push(VariableUse { name: name.to_owned(), range, value: found, modifier });
        Ok(value)
    }

    fn or_as_written(&self, value: Option<&'a str>, written: impl FnOnce() -> String) -> Cow<'a, str> {
        match value {
            Some(value) => value.into(),
            None if self.lexer.skip_unset => written().into(),
            None => Cow::default(),
        }
    }

    /// Follows `processName`.
    fn name(&mut self) -> &'a str {
        let start = self.offset;
        match self.peek() {
            Some(first) if is_decimal_digit(first) => {
                while self.peek().is_some_and(is_decimal_digit) {
                    self.next();
                }
            }
            Some('@' | '*' | '#' | '?' | '-' | '$' | '!') => {
                self.next();
            }
            _ => {
                let is_plain = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
                let rest = self.word.as_bytes().get(start..).unwrap_or_default();
                self.offset += rest.iter().take_while(is_plain).count();
                while self.peek().is_some_and(is_name_character) {
                    self.next();
                }
            }
        }
        self.word.get(start..self.offset).unwrap_or_default()
    }
}
