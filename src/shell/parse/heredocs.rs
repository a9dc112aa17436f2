//! Bodies of heredocs that stand in the shell text itself.

use super::{Mode, Owner, Parser, WordBuilder};
use crate::shell::{ProblemKind, Quote, Redirect};

impl Parser<'_> {
    /// Begins the body of the next heredoc that waits for one, at the beginning of a line.
    pub(super) fn start_heredoc(&mut self) {
        if self.depth >= super::MAX_DEPTH {
            self.heredocs.clear();
        }
        let Some(pending) = self.heredocs.pop_front() else { return };
        let (body_end, resume, closed) = self.find_delimiter(&pending.delimiter, pending.tabs);
        if !closed {
            let (start, end) = pending.operator;
            self.problem(ProblemKind::UnclosedHeredoc(pending.delimiter), start..end);
        }
        let mut word = WordBuilder::new(self.at);
        word.quoted = !pending.expand;
        self.list.word = Some(word);
        let (expand, owner, outer_end) = (pending.expand, pending.owner, self.end);
        self.open_mode(Mode::Heredoc { outer_end, resume, expand, owner }, 0);
        self.end = body_end;
    }

    /// Where the body that begins here ends, where the text goes on, and whether the delimiter stands between.
    fn find_delimiter(&self, delimiter: &str, tabs: bool) -> (usize, usize, bool) {
        let mut start = self.at;
        for line in self.slice(self.at..self.end).split_inclusive('\n') {
            let next = start + line.len();
            let text = line.strip_suffix('\n').unwrap_or(line);
            let text = text.strip_suffix('\r').unwrap_or(text);
            let text = if tabs { text.trim_start_matches('\t') } else { text };
            if text == delimiter {
                return (start, next, true);
            }
            start = next;
        }
        (self.end, self.end, false)
    }

    /// Reads on in the body.
    pub(super) fn heredoc_step(&mut self, expand: bool) {
        if !expand {
            let length = self.end - self.at;
            return self.take_literal(length, Quote::Single);
        }
        let length = self.run_length(|byte| matches!(byte, b'\\' | b'$' | b'`'));
        if length > 0 {
            return self.take_literal(length, Quote::Double);
        }
        match self.peek(0) {
            Some(b'$') => self.dollar(Quote::Double),
            Some(b'`') => self.backquote(Quote::Double),
            _ if matches!(self.peek(1), Some(b'\\' | b'$' | b'`' | b'\n')) => self.escape(Quote::Double),
            _ => self.take_literal(1, Quote::Double),
        }
    }

    /// Ends the body, gives it to its redirect and goes on behind the delimiter.
    pub(super) fn finish_heredoc(&mut self) {
        let Some(Mode::Heredoc { outer_end, resume, expand, owner }) = self.list.modes.pop() else { return };
        self.depth -= 1;
        let body = self.list.word.take().map(|word| word.finish(self.at, self.text));
        self.end = outer_end;
        self.at = resume.max(self.at);
        if let (Some(redirect), Some(mut body)) = (self.redirect_of(owner), body) {
            body.quoted = !expand;
            redirect.body = Some(body);
        }
        self.start_heredoc();
    }

    fn redirect_of(&mut self, owner: Owner) -> Option<&mut Redirect> {
        match owner {
            Owner::Command(command, index) => self.script.commands.get_mut(command)?.redirects.get_mut(index),
            Owner::Block(block, index) => self.script.blocks.get_mut(block)?.redirects.get_mut(index),
        }
    }
}
