use std::iter::{Enumerate, Peekable, Zip};
use std::vec::IntoIter;

use super::file::{Comment, File, Instruction, Reading};
use super::{ParserDirective, Token};
use crate::text::{Placed, Shift, Span, difference, placed};

/// An instruction that was taken over from the reading of an earlier text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its index there.
    pub index: usize,
    /// How far it has moved since.
    pub by: Shift,
}

/// What was read from an earlier text. Instructions are taken over where their lines are the same.
pub(super) struct Earlier {
    instructions: Peekable<Enumerate<Zip<IntoIter<Instruction>, IntoIter<Reading>>>>,
    directives: Vec<ParserDirective>,
    tokens: Vec<Token>,
    comments: Vec<Comment>,
    /// What differs: a part of the earlier text, and the length of what stands there now.
    changed: (Span, u32),
}

impl Earlier {
    /// What `file` has of its text that `source` has too.
    pub fn new(file: File, source: &str) -> Self {
        let edit = difference(&file.source, source);
        let end = Span::empty(source.len() as u32);
        let changed = edit.map_or((end, 0), |edit| (edit.span, edit.text.len() as u32));
        Self {
            instructions: file.instructions.into_iter().zip(file.readings).enumerate().peekable(),
            directives: file.directives,
            tokens: file.tokens,
            comments: file.comments,
            changed,
        }
    }

    /// The instruction whose lines begin at an offset of the present text, where it can be taken over. Offsets only grow
    /// from call to call.
    pub fn take(
        &mut self,
        offset: u32,
        line: u32,
        directives: &[ParserDirective],
    ) -> Option<(Kept, Instruction, Reading)> {
        let start = self.earlier_offset(offset)?;
        while self.instructions.next_if(|(_, (_, reading))| reading.span.start < start).is_some() {}
        let changed = self.changed.0;
        let (index, (mut instruction, reading)) = self.instructions.next_if(|(_, (_, reading))| {
            let span = reading.span;
            let is_same = span.end <= changed.start || changed.end <= span.start;
            span.start == start && is_same && reading.is_sound
        })?;
        if !are_alike(&self.directives, directives) {
            return None;
        }
        let by = Shift::between((start, instruction.lines.0), (offset, line));
        instruction.comments.clear();
        if !by.is_none() {
            instruction.shift(by);
        }
        Some((Kept { index, by }, instruction, reading))
    }

    /// The tokens of a reading and the comments between its lines, where they are now.
    pub fn pieces(&self, reading: &Reading, by: Shift) -> (impl Iterator<Item = Token>, Vec<Comment>) {
        let tokens = self.tokens.get(reading.tokens.clone()).unwrap_or_default();
        let mut comments = self.comments.get(reading.comments.clone()).unwrap_or_default().to_vec();
        comments.shift(by);
        let tokens = tokens.iter().map(move |token| {
            let mut token = *token;
            token.shift(by);
            token
        });
        (tokens, comments)
    }

    fn earlier_offset(&self, offset: u32) -> Option<u32> {
        let (span, length) = self.changed;
        if offset < span.start {
            Some(offset)
        } else {
            Some(offset.checked_sub(span.start + length)? + span.end)
        }
    }
}

/// Whether directives mean the same.
fn are_alike(earlier: &[ParserDirective], present: &[ParserDirective]) -> bool {
    let is_alike = |(a, b): (&ParserDirective, &ParserDirective)| a.name == b.name && a.value == b.value;
    earlier.len() == present.len() && earlier.iter().zip(present).all(is_alike)
}

placed! { Token { span; kind } }
