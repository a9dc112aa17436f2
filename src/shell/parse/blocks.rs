//! Blocks: brackets, keywords, and the way back out of what is not closed.

use std::mem;

use super::{Close, Context, Header, List, Parser};
use crate::shell::{Block, BlockKind, ProblemKind, Word};

impl Parser<'_> {
    /// Begins the list of commands of a new block that begins at `start`.
    pub(super) fn open_list(&mut self, close: Close, kind: BlockKind, start: usize, context: Context) {
        let inside_word = context == Context::Substitution;
        let (pipeline, before, negated) = if inside_word {
            (None, None, false)
        } else {
            self.list.pipeline = self.next_pipeline().0;
            (Some(self.list.pipeline), self.list.before, mem::take(&mut self.list.negated))
        };
        let index = self.script.blocks.len();
        let commands = self.script.commands.len();
        self.script.blocks.push(Block {
            kind,
            span: self.span(start..start + 1),
            parent: self.list.block,
            command: self.list.command.filter(|_| inside_word),
            commands: commands..commands,
            before,
            pipeline,
            negated,
            words: Vec::new(),
            redirects: Vec::new(),
        });
        let list = List::new(close, start, Some(index), context);
        self.outer.push(mem::replace(&mut self.list, list));
        self.depth += 1;
        self.backquotes += usize::from(matches!(close, Close::Backquote { .. }));
    }

    /// Ends the innermost list here, behind what closes it.
    pub(super) fn close_list(&mut self) {
        self.end_list_commands();
        let Some(outer) = self.outer.pop() else { return };
        let list = mem::replace(&mut self.list, outer);
        let (start, end) = (list.open, self.at);
        self.depth -= 1;
        self.backquotes -= usize::from(matches!(list.close, Close::Backquote { .. }));
        let span = self.span(start..end);
        let commands = self.script.commands.len();
        let Some(block) = list.block.and_then(|index| self.script.blocks.get_mut(index)) else { return };
        block.span = span;
        block.commands.end = commands;
        if block.pipeline.is_some() {
            self.list.after_block = list.block;
        } else if let (Some(part), Some(word)) = (list.part, &mut self.list.word) {
            word.close(part, self.text.text.get(start..end).unwrap_or_default(), end);
        }
    }

    /// Ends the innermost list, whose closing is missing.
    pub(super) fn abandon_list(&mut self) {
        let start = self.list.open;
        let block = self.list.block.and_then(|index| self.script.blocks.get(index));
        let open = block.map_or("", |block| block.kind.opener());
        self.problem(ProblemKind::Unclosed(open, self.list.close.as_str()), start..start + open.len());
        self.close_list();
    }

    /// Abandons lists until the one at `index` is the innermost, and ends what is open in it.
    pub(super) fn unwind_to(&mut self, index: usize) {
        loop {
            while !self.list.modes.is_empty() {
                self.end_mode();
            }
            self.finish_word();
            if self.outer.len() <= index {
                return;
            }
            self.abandon_list();
        }
    }

    /// Unwinds to the innermost list that the keyword belongs to; whether there is one.
    pub(super) fn unwind_for(&mut self, keyword: &str) -> bool {
        if takes(&self.list, keyword) {
            return true;
        }
        if self.list.close.is_barrier() {
            return false;
        }
        let lists = self.outer.iter().enumerate().rev();
        let found =
            lists.take_while(|(_, list)| !list.close.is_barrier()).find(|(_, list)| takes(list, keyword));
        let Some(index) = found.map(|(index, _)| index) else { return false };
        self.unwind_to(index);
        true
    }

    /// `(` between words.
    pub(super) fn open_paren(&mut self) {
        if self.list.header == Header::CasePattern {
            self.at += 1;
        } else if self.list.header == Header::ForName && self.peek(1) == Some(b'(') {
            self.list.word = Some(super::WordBuilder::new(self.at));
            self.open_arithmetic(2, Default::default());
        } else if let Some(width) = self.function_brackets() {
            if self.list.function.is_none() {
                self.take_function_name();
            }
            self.at += width;
        } else if self.list.command.is_none() && self.peek(1) == Some(b'(') && self.is_arithmetic(2) {
            self.begin_command();
            self.list.word = Some(super::WordBuilder::new(self.at));
            self.open_arithmetic(2, Default::default());
        } else {
            self.open_subshell();
        }
    }

    /// The length of `()` here, where a function is being defined.
    fn function_brackets(&self) -> Option<usize> {
        let blanks = self.rest().iter().skip(1).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if self.peek(1 + blanks) != Some(b')') {
            return None;
        }
        let command = self.list.command.and_then(|index| self.script.commands.get(index));
        let named = command.is_some_and(|command| {
            let plain = command.words.first().is_some_and(|word| !word.has_expansion());
            plain
                && command.words.len() == 1
                && command.assignments.is_empty()
                && command.redirects.is_empty()
        });
        (named || self.list.function.is_some() && self.list.command.is_none()).then_some(blanks + 2)
    }

    fn open_subshell(&mut self) {
        self.missing_target();
        if self.list.header != Header::None || self.finish_command() {
            self.unexpected(1);
            self.list.header = Header::None;
        }
        if self.may_nest(1) {
            self.open_body(Close::Paren, BlockKind::Subshell, self.at, Context::Subshell);
        }
        self.at += 1;
    }

    /// Opens a group or a subshell, which is the body of a function where its name stands before it.
    fn open_body(&mut self, close: Close, kind: BlockKind, start: usize, context: Context) {
        match self.list.function.take() {
            Some(name) => {
                self.open_list(close, BlockKind::Function, start, Context::Function);
                self.keep_block_word(name);
            }
            None => self.open_list(close, kind, start, context),
        }
    }

    /// `)` between words.
    pub(super) fn close_paren(&mut self) {
        if self.list.header == Header::CasePattern {
            self.list.header = Header::None;
            self.next_section(Context::Branch);
            self.at += 1;
            return;
        }
        let open = if self.list.close == Close::Paren {
            Some(self.outer.len())
        } else {
            let index = self.outer.iter().rposition(|list| list.close.is_barrier());
            index.filter(|index| self.outer.get(*index).is_some_and(|list| list.close == Close::Paren))
        };
        if let Some(index) = open.filter(|index| *index == self.outer.len() || !self.list.close.is_barrier())
        {
            self.unwind_to(index);
            self.at += 1;
            self.close_list();
        } else {
            self.missing_target();
            self.unexpected(1);
            self.at += 1;
        }
    }

    /// Acts on a keyword that stands where a command begins; whether the word is one.
    pub(super) fn keyword(&mut self, word: &Word, start: usize) -> bool {
        let text = word.text.as_str();
        if let Some((kind, close, context, header)) = opening(text) {
            self.undo_command();
            if self.may_nest(text.len()) {
                self.open_body_or_list(kind, close, start, context);
                self.list.header = header;
            }
            return true;
        }
        match text {
            "!" => {
                self.undo_command();
                self.list.negated = true;
            }
            "function" => {
                self.undo_command();
                self.list.header = Header::FunctionName;
            }
            "then" | "elif" | "else" | "do" | "fi" | "done" | "esac" | "}" => {
                self.undo_command();
                self.list.command_range.1 = start;
                self.closing(text, start);
            }
            _ => return false,
        }
        true
    }

    fn open_body_or_list(&mut self, kind: BlockKind, close: Close, start: usize, context: Context) {
        if kind == BlockKind::Group {
            self.open_body(close, kind, start, context);
        } else {
            self.list.function = None;
            self.open_list(close, kind, start, context);
        }
    }

    fn closing(&mut self, keyword: &str, start: usize) {
        if !self.unwind_for(keyword) {
            self.problem(ProblemKind::Unexpected(keyword.to_owned()), start..self.at);
            return;
        }
        match keyword {
            "then" | "else" => self.next_section(Context::Branch),
            "elif" => self.next_section(Context::Condition),
            "do" => self.next_section(Context::LoopBody),
            _ => self.close_list(),
        }
    }

    /// A word in the head of `for`, `case` or `function`.
    pub(super) fn header_word(&mut self, word: Word, plain: bool, start: usize) {
        match self.list.header {
            Header::ForName => {
                self.list.header = Header::ForIn;
                self.keep_block_word(word);
            }
            Header::CaseSubject => {
                self.list.header = Header::CaseIn;
                self.keep_block_word(word);
            }
            Header::ForItems => self.keep_block_word(word),
            Header::ForIn if word.text == "in" => self.list.header = Header::ForItems,
            Header::ForIn if word.text == "do" => {
                self.list.header = Header::None;
                self.next_section(Context::LoopBody);
            }
            Header::CaseIn if word.text == "in" => self.list.header = Header::CasePattern,
            Header::CasePattern if plain && word.text == "esac" => self.close_list(),
            Header::FunctionName => {
                self.list.header = Header::None;
                self.list.function = Some(word);
            }
            Header::CasePattern | Header::None => {}
            Header::ForIn | Header::CaseIn => {
                self.problem(ProblemKind::Unexpected(word.text), start..self.at);
            }
        }
    }

    fn keep_block_word(&mut self, word: Word) {
        let block = self.list.block.and_then(|index| self.script.blocks.get_mut(index));
        if let Some(block) = block {
            block.words.push(word);
        }
    }
}

impl BlockKind {
    /// How it begins.
    pub const fn opener(self) -> &'static str {
        match self {
            Self::Subshell => "(",
            Self::Group | Self::Function => "{",
            Self::If => "if",
            Self::While => "while",
            Self::Until => "until",
            Self::For => "for",
            Self::Select => "select",
            Self::Case => "case",
            Self::Substitution => "$(",
            Self::Backquotes => "`",
            Self::ProcessSubstitution => "<(",
        }
    }
}

/// What a keyword that begins a block opens.
fn opening(keyword: &str) -> Option<(BlockKind, Close, Context, Header)> {
    Some(match keyword {
        "{" => (BlockKind::Group, Close::Brace, Context::Group, Header::None),
        "if" => (BlockKind::If, Close::Fi, Context::Condition, Header::None),
        "while" => (BlockKind::While, Close::Done, Context::Condition, Header::None),
        "until" => (BlockKind::Until, Close::Done, Context::Condition, Header::None),
        "for" => (BlockKind::For, Close::Done, Context::Condition, Header::ForName),
        "select" => (BlockKind::Select, Close::Done, Context::Condition, Header::ForName),
        "case" => (BlockKind::Case, Close::Esac, Context::Branch, Header::CaseSubject),
        _ => return None,
    })
}

/// Whether the keyword ends or divides the list.
fn takes(list: &List, keyword: &str) -> bool {
    match keyword {
        "then" | "elif" | "else" | "fi" => list.close == Close::Fi,
        "do" | "done" => list.close == Close::Done,
        "esac" => list.close == Close::Esac,
        _ => list.close == Close::Brace,
    }
}
