use std::ops::Range;

use super::{Arguments, File, Instruction};
use crate::text::Span;

/// A piece of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands; never empty.
    pub span: Span,
}

/// What a piece of the source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// The byte order mark at the very start.
    ByteOrderMark,
    /// Blanks, and blank lines inside an instruction.
    Space,
    /// The end of a line.
    LineEnd,
    /// An escape character at the end of a line, with the blanks behind it.
    Continuation,
    /// A comment line.
    Comment,
    /// A parser directive.
    Directive,
    /// A part of a logical line that is not refined yet; only in [`File::tokens`] before [`File::words`].
    Text,
    /// A keyword.
    Keyword,
    /// A flag.
    Flag,
    /// An argument.
    Word,
    /// The body of a heredoc.
    HeredocBody,
    /// The line that ends a heredoc.
    HeredocEnd,
}

impl File {
    /// All tokens with the text of logical lines split into keyword, flags, arguments and blanks. Tiles the source.
    pub fn words(&self) -> Vec<Token> {
        self.words_of(&self.instructions, &self.tokens)
    }

    /// The same of what [`File::around`] a place gives.
    pub fn words_in(&self, (instructions, span): (Range<usize>, Span)) -> Vec<Token> {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        let nodes = self.instructions.get(instructions).unwrap_or_default();
        self.words_of(nodes, self.tokens.get(first..end).unwrap_or_default())
    }

    /// The instructions that touch a span, and that with the whole of them.
    pub fn around(&self, span: Span) -> (Range<usize>, Span) {
        let first = self.instructions.partition_point(|node| node.span.end < span.start);
        let end = self.instructions.partition_point(|node| node.span.start <= span.end).max(first);
        let touched = self.instructions.get(first..end).unwrap_or_default();
        let whole = [touched.first(), touched.last()].into_iter().flatten();
        (first..end, whole.fold(span, |span, node| span.cover(node.span)))
    }

    fn words_of(&self, instructions: &[Instruction], tokens: &[Token]) -> Vec<Token> {
        let mut parts = Vec::new();
        for instruction in instructions {
            parts_of(instruction, &mut parts);
        }
        let mut result = Vec::with_capacity(tokens.len() * 2);
        let mut parts = parts.into_iter().peekable();
        for token in tokens {
            if token.kind != TokenKind::Text {
                result.push(*token);
                continue;
            }
            let mut at = token.span.start;
            while let Some(part) = parts.next_if(|part| part.span.start < token.span.end) {
                push(&mut result, TokenKind::Space, at, part.span.start.max(at));
                push(&mut result, part.kind, part.span.start.max(at), part.span.end);
                at = at.max(part.span.end);
            }
            push(&mut result, TokenKind::Space, at, token.span.end);
        }
        result
    }
}

fn push(tokens: &mut Vec<Token>, kind: TokenKind, start: u32, end: u32) {
    if start < end {
        tokens.push(Token { kind, span: Span::new(start, end) });
    }
}

/// The keyword, flags and arguments of an instruction as verbatim pieces, in source order.
fn parts_of(instruction: &Instruction, parts: &mut Vec<Token>) {
    let line = &instruction.line;
    let mut add = |kind, range| {
        parts.extend(line.source_spans(range).into_iter().map(|span| Token { kind, span }));
    };
    let keyword = keyword_range(instruction);
    let mut end = keyword.end;
    add(TokenKind::Keyword, keyword);
    for flag in &instruction.flags {
        add(TokenKind::Flag, flag.joined.clone());
        end = flag.joined.end;
    }
    // What is neither a flag nor an argument is the `--` that ends flags.
    if let Some(gap) = line.text.get(end..instruction.rest.start) {
        let start = end + (gap.len() - gap.trim_start().len());
        if !gap.trim().is_empty() {
            add(TokenKind::Flag, start..start + gap.trim().len());
        }
    }
    match &instruction.arguments {
        Arguments::Trigger(trigger) => parts_of(trigger, parts),
        Arguments::None => add_words(&line.text, instruction.rest.clone(), add),
        Arguments::List(words) => {
            let mut at = instruction.rest.start;
            for word in words {
                add_words(&line.text, at..word.joined.start, &mut add);
                add(TokenKind::Word, word.joined.clone());
                at = word.joined.end;
            }
            add_words(&line.text, at..instruction.rest.end, &mut add);
        }
        _ => add_words(&line.text, instruction.rest.clone(), add),
    }
}

fn keyword_range(instruction: &Instruction) -> std::ops::Range<usize> {
    let text = &instruction.line.text;
    let start = text.find(&*instruction.keyword_text).unwrap_or(0);
    start..start + instruction.keyword_text.len()
}

/// Every run of non-blank characters in a range.
fn add_words(
    text: &str,
    range: std::ops::Range<usize>,
    mut add: impl FnMut(TokenKind, std::ops::Range<usize>),
) {
    let Some(part) = text.get(range.clone()) else { return };
    let mut start = None;
    for (offset, character) in part.char_indices().chain([(part.len(), ' ')]) {
        match (start, character.is_whitespace()) {
            (None, false) => start = Some(offset),
            (Some(from), true) => {
                add(TokenKind::Word, range.start + from..range.start + offset);
                start = None;
            }
            _ => {}
        }
    }
}
