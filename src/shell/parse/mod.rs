//! Reads shell text in one pass over its bytes, with its own stack.

mod blocks;
mod builder;
mod commands;
mod heredocs;
mod list;
mod words;

use std::collections::VecDeque;
use std::ops::Range;

use self::builder::WordBuilder;
use self::list::{Close, Header, List, Mode, Owner, PendingHeredoc, PendingRedirect};
use super::{Context, Problem, ProblemKind, Script};
use crate::text::{Joined, Span};

/// How many quotes, substitutions and blocks may stand in each other. What opens further ones is read as plain text.
const MAX_DEPTH: usize = 64;

/// Reads POSIX shell text and the common additions of bash. Never fails: what the shell would refuse is listed in
/// `problems`, and reading goes on behind it. All spans are those of the source.
pub fn parse(text: &Joined) -> Script {
    let mut parser = Parser {
        text,
        bytes: text.text.as_bytes(),
        at: 0,
        end: text.text.len(),
        list: List::new(Close::End, 0, None, Context::Plain),
        outer: Vec::new(),
        depth: 0,
        backquotes: 0,
        pipelines: 0,
        heredocs: VecDeque::new(),
        script: Script::default(),
    };
    parser.run();
    parser.script.find_programs();
    parser.script
}

/// The state of the reader. All offsets are those of the joined text.
struct Parser<'a> {
    text: &'a Joined,
    bytes: &'a [u8],
    at: usize,
    /// The end of the text in view: the end of the text, or of the heredoc body being read.
    end: usize,
    /// The innermost list.
    list: List,
    /// The lists around it, from the outermost to the innermost.
    outer: Vec<List>,
    /// Lists and modes that are open.
    depth: usize,
    /// Lists in backquotes that are open.
    backquotes: usize,
    /// How many pipelines have begun.
    pipelines: usize,
    /// Heredocs whose bodies follow the next line end.
    heredocs: VecDeque<PendingHeredoc>,
    script: Script,
}

impl Parser<'_> {
    fn run(&mut self) {
        loop {
            if self.at < self.end {
                self.step();
            } else if self.end_of_text() {
                return;
            }
        }
    }

    /// Reads at least one byte, or ends something that is open.
    fn step(&mut self) {
        match self.list.modes.last().copied() {
            None if self.list.word.is_some() => self.word_step(),
            None => self.list_step(),
            Some(Mode::Double { start }) => self.double_step(start),
            Some(Mode::Parameter { part, raw }) => self.parameter_step(part, raw),
            Some(Mode::Arithmetic { part, parens }) => self.arithmetic_step(part, parens),
            Some(Mode::Array { part }) => self.array_step(part),
            Some(Mode::Heredoc { expand, .. }) => self.heredoc_step(expand),
        }
    }

    /// Ends the innermost thing that is open; whether nothing was left.
    fn end_of_text(&mut self) -> bool {
        if !self.list.modes.is_empty() {
            self.end_mode();
            return false;
        }
        if self.list.word.is_some() {
            self.finish_word();
            return false;
        }
        self.end_list_commands();
        if self.outer.is_empty() {
            return true;
        }
        self.abandon_list();
        false
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        let index = self.at + ahead;
        if index < self.end { self.bytes.get(index).copied() } else { None }
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.text.get(range).unwrap_or_default()
    }

    /// The text in view from here on.
    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..self.end).unwrap_or_default()
    }

    /// How many bytes from here on none of which `stop` holds for.
    fn run_length(&self, stop: impl Fn(u8) -> bool) -> usize {
        let rest = self.rest();
        rest.iter().position(|byte| stop(*byte)).unwrap_or(rest.len())
    }

    /// The length of the character `ahead` bytes from here; 0 at the end.
    fn char_length(&self, ahead: usize) -> usize {
        self.slice(self.at + ahead..self.end).chars().next().map_or(0, char::len_utf8)
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.text.source_span(range)
    }

    fn problem(&mut self, kind: ProblemKind, range: Range<usize>) {
        if self.script.problems.len() < Script::MAX_PROBLEMS {
            let span = self.span(range);
            self.script.problems.push(Problem { kind, span });
        }
    }

    /// Whether one more thing may be opened; `width` is the length of what would open it.
    fn may_nest(&mut self, width: usize) -> bool {
        if self.depth < MAX_DEPTH {
            return true;
        }
        if !self.script.problems.iter().any(|problem| problem.kind == ProblemKind::TooDeep) {
            self.problem(ProblemKind::TooDeep, self.at..self.at + width);
        }
        false
    }
}

#[cfg(test)]
mod tests;
