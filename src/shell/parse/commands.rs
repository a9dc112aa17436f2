//! Simple commands, what joins them, and redirects.

use std::mem;

use super::{Close, Context, Header, Owner, Parser, PendingHeredoc, PendingRedirect};
use crate::shell::{Command, Operator, ProblemKind, Redirect, RedirectKind, Word};

impl Parser<'_> {
    /// Reads what stands between words.
    pub(super) fn list_step(&mut self) {
        let Some(byte) = self.peek(0) else { return };
        if self.list.test && !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b';' | b'\\') {
            return self.test_step(byte);
        }
        match byte {
            b' ' | b'\t' | b'\r' => self.at += self.run_length(|byte| !matches!(byte, b' ' | b'\t' | b'\r')),
            b'\\' if self.peek(1) == Some(b'\n') => self.at += 2,
            b'\n' => self.newline(),
            b'#' => self.comment(),
            b';' => self.semicolon(),
            b'&' if self.peek(1) == Some(b'>') => self.redirect(None),
            b'&' if self.peek(1) == Some(b'&') => self.operator(Operator::And),
            b'&' => self.operator(Operator::Background),
            b'|' if self.list.header == Header::CasePattern => self.at += 1,
            b'|' if self.peek(1) == Some(b'|') => self.operator(Operator::Or),
            b'|' if self.peek(1) == Some(b'&') => self.operator(Operator::PipeBoth),
            b'|' => self.operator(Operator::Pipe),
            b'<' | b'>' if self.peek(1) == Some(b'(') => self.open_process(),
            b'<' | b'>' => self.redirect(None),
            b'(' => self.open_paren(),
            b')' => self.close_paren(),
            b'`' | b'\\' if self.ends_backquotes(byte) => self.backquote(Default::default()),
            _ => self.start_word(),
        }
    }

    /// Between `[[` and `]]` operators are words.
    fn test_step(&mut self, byte: u8) {
        if self.ends_backquotes(byte) {
            return self.backquote(Default::default());
        }
        self.start_word();
        if matches!(byte, b'<' | b'>' | b'|' | b'&' | b'(' | b')') {
            self.take_literal(1, Default::default());
        }
    }

    fn ends_backquotes(&self, byte: u8) -> bool {
        self.backquotes > 0 && (byte == b'`' || byte == b'\\' && self.peek(1) == Some(b'`'))
    }

    fn comment(&mut self) {
        let backquotes = self.backquotes > 0;
        self.at += self.run_length(|byte| byte == b'\n' || backquotes && byte == b'`');
    }

    fn newline(&mut self) {
        self.missing_target();
        match self.list.header {
            Header::ForIn | Header::ForItems => self.list.header = Header::None,
            _ if self.list.test => {}
            _ => {
                if self.finish_command() {
                    self.join(Operator::Newline, 1);
                }
            }
        }
        self.at += 1;
        self.start_heredoc();
    }

    fn semicolon(&mut self) {
        if matches!(self.list.header, Header::ForIn | Header::ForItems) {
            self.missing_target();
            self.list.header = Header::None;
            self.at += 1;
            return;
        }
        if !matches!(self.peek(1), Some(b';' | b'&')) {
            return self.operator(Operator::Semicolon);
        }
        let width = if self.peek(1) == Some(b';') && self.peek(2) == Some(b'&') { 3 } else { 2 };
        if self.list.close != Close::Esac {
            self.unwind_for("esac");
        }
        self.end_list_commands();
        if self.list.close == Close::Esac {
            self.list.header = Header::CasePattern;
            self.list.before = None;
            self.list.after_block = None;
        } else {
            self.unexpected(width);
        }
        self.at += width;
    }

    fn operator(&mut self, operator: Operator) {
        self.missing_target();
        let width = operator.as_str().len();
        if self.finish_command() {
            self.join(operator, width);
        } else {
            self.unexpected(width);
        }
        self.at += width;
    }

    /// Remembers the operator here, `width` bytes long.
    fn join(&mut self, operator: Operator, width: usize) {
        let range = self.at..self.at + width;
        let span = self.span(range.clone());
        self.script.operators.push((operator, span));
        self.list.before = Some(operator);
        self.list.before_range = (range.start, range.end);
        self.list.after_block = None;
    }

    pub(super) fn unexpected(&mut self, width: usize) {
        let text = self.slice(self.at..self.at + width).to_owned();
        self.problem(ProblemKind::Unexpected(text), self.at..self.at + width);
    }

    /// The number of the pipeline that begins or goes on here, and whether it begins.
    pub(super) fn next_pipeline(&mut self) -> (usize, bool) {
        if self.list.before.is_some_and(Operator::is_pipe) {
            return (self.list.pipeline, false);
        }
        self.pipelines += 1;
        (self.pipelines - 1, true)
    }

    /// Begins a command here unless one is being read.
    pub(super) fn begin_command(&mut self) {
        if self.list.command.is_some() {
            return;
        }
        let (pipeline, began) = self.next_pipeline();
        self.list.pipeline = pipeline;
        self.list.began_pipeline = began;
        self.list.command = Some(self.script.commands.len());
        self.list.command_range = (self.at, self.at);
        self.script.commands.push(Command {
            assignments: Vec::new(),
            words: Vec::new(),
            redirects: Vec::new(),
            span: self.span(self.at..self.at),
            before: self.list.before,
            pipeline,
            depth: self.outer.len() as u32,
            context: self.list.context,
            block: self.list.block,
            negated: self.list.negated,
            program: None,
        });
    }

    /// The command being read.
    fn command(&mut self) -> Option<&mut Command> {
        self.list.command.and_then(|index| self.script.commands.get_mut(index))
    }

    /// Takes back the command being read, which has turned out to be a keyword.
    pub(super) fn undo_command(&mut self) {
        if self.list.command.take().is_some() {
            self.script.commands.pop();
            if self.list.began_pipeline {
                self.pipelines -= 1;
            }
        }
    }

    /// Whether the word being read may be the name of a command or an assignment before it.
    pub(super) fn at_command_name(&self) -> bool {
        let command = self.list.command.and_then(|index| self.script.commands.get(index));
        self.list.header == Header::None
            && self.list.redirect.is_none()
            && command.is_some_and(|command| command.words.is_empty())
    }

    /// Ends the word being read, here.
    pub(super) fn finish_word(&mut self) {
        let Some(builder) = self.list.word.take() else { return };
        let end = self.at;
        if self.list.header == Header::None {
            self.list.command_range.1 = end;
        }
        if builder.assignment.is_some() {
            let assignment = builder.finish_assignment(end, self.text);
            if let (Some(command), Some(assignment)) = (self.command(), assignment) {
                command.assignments.push(assignment);
            }
            return;
        }
        let (start, plain) = (builder.start, builder.is_plain());
        let word = builder.finish(end, self.text);
        if let Some(redirect) = self.list.redirect.take() {
            self.finish_redirect(redirect, word, end);
        } else if self.list.header != Header::None {
            self.header_word(word, plain, start);
        } else {
            self.command_word(word, plain, start);
        }
    }

    fn command_word(&mut self, word: Word, plain: bool, start: usize) {
        let Some(command) = self.command() else { return };
        let first = command.words.is_empty();
        let bare = first && command.assignments.is_empty() && command.redirects.is_empty();
        if bare && plain && self.keyword(&word, start) {
            return;
        }
        if bare && self.list.after_block.take().is_some() {
            self.problem(ProblemKind::Unexpected(word.text.clone()), start..self.at);
        }
        if self.list.test && word.text == "]]" {
            self.list.test = false;
        }
        if first && word.text == "[[" {
            self.list.test = true;
        }
        if let Some(command) = self.command() {
            command.words.push(word);
        }
    }

    /// Ends the command being read; whether there was one, or a block.
    pub(super) fn finish_command(&mut self) -> bool {
        self.list.test = false;
        self.list.negated = false;
        let (start, end) = self.list.command_range;
        let span = self.span(start..end);
        let Some(command) = self.command() else { return self.list.after_block.is_some() };
        command.span = span;
        self.list.command = None;
        true
    }

    /// Ends the last command of the list and looks whether one is missing.
    pub(super) fn end_list_commands(&mut self) {
        self.missing_target();
        let found = self.finish_command();
        let (start, end) = self.list.before_range;
        if let Some(operator) = self.list.before.take().filter(|operator| !found && operator.wants_command())
        {
            self.problem(ProblemKind::NoCommandAfter(operator), start..end);
        }
    }

    /// Begins the next list of commands of the same block, as `then` does.
    pub(super) fn next_section(&mut self, context: Context) {
        self.end_list_commands();
        self.list.context = context;
        self.list.before = None;
        self.list.after_block = None;
        self.list.negated = false;
    }

    /// Whether the word being read is `2` or `{fd}`, with a redirect right behind it.
    pub(super) fn is_descriptor(&self) -> bool {
        let Some(word) = &self.list.word else { return false };
        let named = word.text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
        self.list.header == Header::None
            && self.list.redirect.is_none()
            && !self.list.test
            && word.is_plain()
            && word.assignment.is_none()
            && (word.text.bytes().all(|byte| byte.is_ascii_digit())
                || named.is_some_and(crate::shell::is_name))
    }

    pub(super) fn redirect_from_descriptor(&mut self) {
        let Some(word) = self.list.word.take() else { return };
        if self.list.after_block.is_some() {
            // The word has begun a command of its own.
            self.undo_command();
        }
        self.redirect(Some((word.text, word.start)));
    }

    /// A redirect operator here, behind the descriptor.
    fn redirect(&mut self, descriptor: Option<(String, usize)>) {
        self.missing_target();
        let start = descriptor.as_ref().map_or(self.at, |(_, start)| *start);
        let (kind, width) = redirect_kind(self.rest());
        if self.list.after_block.is_none() && self.list.header == Header::None {
            self.begin_command();
        }
        let end = self.at + width;
        let descriptor = descriptor.map(|(text, _)| text);
        self.list.redirect = Some(PendingRedirect { kind, descriptor, start, end });
        if self.list.command.is_some() {
            self.list.command_range.1 = end;
        }
        self.at = end;
    }

    /// Reports the redirect that still waits for its target.
    pub(super) fn missing_target(&mut self) {
        if let Some(redirect) = self.list.redirect.take() {
            self.problem(ProblemKind::NoTarget, redirect.start..redirect.end);
        }
    }

    fn finish_redirect(&mut self, pending: PendingRedirect, target: Word, end: usize) {
        let PendingRedirect { kind, descriptor, start, end: operator_end } = pending;
        let span = self.span(start..end);
        let delimiter = target.text.clone();
        let expand = !target.quoted;
        let redirect = Redirect { kind, descriptor, target, body: None, span };
        let Some(owner) = self.keep_redirect(redirect) else { return };
        if matches!(kind, RedirectKind::Heredoc | RedirectKind::HeredocTabs) {
            let tabs = kind == RedirectKind::HeredocTabs;
            let operator = (start, operator_end);
            self.heredocs.push_back(PendingHeredoc { delimiter, expand, tabs, operator, owner });
        }
    }

    /// Gives the redirect to the command being read, or to the block that has just ended.
    fn keep_redirect(&mut self, redirect: Redirect) -> Option<Owner> {
        if let Some(index) = self.list.command {
            let redirects = &mut self.script.commands.get_mut(index)?.redirects;
            redirects.push(redirect);
            return Some(Owner::Command(index, redirects.len() - 1));
        }
        let index = self.list.after_block?;
        let redirects = &mut self.script.blocks.get_mut(index)?.redirects;
        redirects.push(redirect);
        Some(Owner::Block(index, redirects.len() - 1))
    }

    /// Takes the only word of the command being read, which is the name of a function.
    pub(super) fn take_function_name(&mut self) {
        let words = self.command().map(|command| mem::take(&mut command.words));
        self.undo_command();
        self.list.function = words.and_then(|words| words.into_iter().next());
    }
}

/// The redirect operator at the beginning of `rest`, and its length.
fn redirect_kind(rest: &[u8]) -> (RedirectKind, usize) {
    const KINDS: [(&[u8], RedirectKind); 12] = [
        (b"&>>", RedirectKind::BothAppend),
        (b"<<<", RedirectKind::HereString),
        (b"<<-", RedirectKind::HeredocTabs),
        (b"&>", RedirectKind::Both),
        (b"<<", RedirectKind::Heredoc),
        (b"<&", RedirectKind::DuplicateInput),
        (b"<>", RedirectKind::InputOutput),
        (b">>", RedirectKind::Append),
        (b">&", RedirectKind::DuplicateOutput),
        (b">|", RedirectKind::Clobber),
        (b"<", RedirectKind::Input),
        (b">", RedirectKind::Output),
    ];
    let kind = KINDS.iter().find(|(text, _)| rest.starts_with(text));
    kind.map_or((RedirectKind::Output, 1), |(text, kind)| (*kind, text.len()))
}
