use std::ops::Range;

use crate::syntax::expand::is_plain;
use crate::syntax::{Arguments, ErrorCode, File, Flag, Heredoc, Instruction, Keyword, SyntaxError, Word};
use crate::text::{Edit, Fix, Span};

/// More errors of one instruction are not told.
const MAX_ERRORS: usize = 200;

/// The first FROM is looked for among so many instructions.
const MAX_GLOBAL: usize = 500;

/// What the reading of one instruction needs: the instruction, what surrounds it, and where errors go.
pub(super) struct Reader<'a> {
    /// The instruction.
    pub node: &'a Instruction,
    /// The heredocs that its words introduce: for a trigger of ONBUILD those of the whole instruction.
    pub heredocs: &'a [Heredoc],
    /// The file it stands in.
    pub file: &'a File,
    /// The errors so far.
    errors: &'a mut Vec<SyntaxError>,
    /// Whether the words are what they are worth: without variables, quotes and escapes.
    pub is_expanded: bool,
    /// No more errors than these are kept.
    max_errors: usize,
}

impl<'a> Reader<'a> {
    /// A reader of `node`, whose words introduce `heredocs`.
    pub fn new(
        node: &'a Instruction,
        heredocs: &'a [Heredoc],
        file: &'a File,
        errors: &'a mut Vec<SyntaxError>,
    ) -> Self {
        let max_errors = errors.len() + MAX_ERRORS;
        Self { node, heredocs, file, errors, is_expanded: false, max_errors }
    }

    /// An error in this instruction, located as BuildKit locates it.
    pub fn error(&self, code: ErrorCode, span: Span, message: impl Into<String>) -> SyntaxError {
        SyntaxError::new(code, span, self.node.lines, message)
    }

    /// Adds an error.
    pub fn push(&mut self, error: SyntaxError) {
        if self.errors.len() < self.max_errors {
            self.errors.push(error);
        }
    }

    /// Adds an error without a repair.
    pub fn refuse(&mut self, code: ErrorCode, span: Span, message: impl Into<String>) {
        self.push(self.error(code, span, message));
    }

    /// Adds an error that only a build that needs the stage meets.
    pub fn refuse_when_reachable(&mut self, code: ErrorCode, span: Span, message: impl Into<String>) {
        self.push(self.error(code, span, message).when_reachable());
    }

    /// The words of the arguments; `None` where the parser has refused them as a JSON array of something else.
    pub fn words(&self) -> Option<&'a [Word]> {
        let node = self.node;
        if is_refused_array(node, &node.arguments) { None } else { Some(node.arguments.words()) }
    }

    /// The one argument of an instruction that takes the rest of its line.
    pub fn only_word(&mut self) -> Option<Word> {
        let word = self.node.arguments.words().first().cloned();
        if word.is_none() {
            let keyword = self.node.keyword;
            self.refuse(
                ErrorCode::WrongArity,
                self.node.keyword_span,
                format!("{keyword} needs exactly one argument"),
            );
        }
        word
    }

    /// The text of a word that no expansion changes: without variables, quotes, escapes and characters that may be blanks.
    pub fn literal<'w>(&self, word: &'w Word) -> Option<&'w str> {
        (self.is_expanded || is_plain(&word.text)).then_some(word.text.as_str())
    }

    /// A part of a word as a word of its own.
    pub fn part(&self, word: &Word, range: Range<usize>) -> Word {
        let text = word.text.get(range.clone()).unwrap_or_default().to_owned();
        match word.part(&self.node.line, range) {
            Some(joined) => Word { text, span: self.node.line.source_span(joined.clone()), joined },
            None => Word { text, span: word.span, joined: word.joined.clone() },
        }
    }

    /// The fix that writes what was meant for a comment above the instruction, where it ends the line of that.
    pub fn comment_above(&self, span: Span) -> Option<Fix> {
        comment_above(self.node, &self.file.source, span)
    }

    /// A span with the blanks before it on its line.
    pub fn with_blanks_before(&self, span: Span) -> Span {
        let before = self.file.source.get(..span.start as usize).unwrap_or_default();
        Span::new(before.trim_end_matches([' ', '\t']).len() as u32, span.end)
    }

    /// Whether a FROM stands above.
    pub fn is_in_stage(&self) -> bool {
        // No one writes so much above the first stage.
        let first = self.file.instructions.iter().take(MAX_GLOBAL).find(|node| node.keyword == Keyword::From);
        first.map_or(self.file.instructions.len() > MAX_GLOBAL, |from| from.span.start < self.node.span.start)
    }

    /// The flag that a word is the value of; the word itself where it is none.
    pub fn flag_span(&self, word: &Word) -> Span {
        let flags = &self.node.flags;
        let index = flags.partition_point(|flag| flag.joined.end < word.joined.end);
        flags
            .get(index)
            .filter(|flag| flag.joined.start < word.joined.start)
            .map_or(word.span, |flag| flag.span)
    }

    /// An empty word behind the last argument.
    pub fn missing_word(&self) -> Word {
        let end = self.node.rest.end;
        Word { text: String::new(), span: Span::empty(self.end()), joined: end..end }
    }

    /// The source offset behind the last argument or flag.
    pub fn end(&self) -> u32 {
        let node = self.node;
        let flags_end = node.flags.last().map_or(node.keyword_span.end, |flag: &Flag| flag.span.end);
        if node.rest.is_empty() { flags_end } else { node.line.source_span(node.rest.clone()).end }
    }
}

/// The fix that writes a comment at the end of an instruction of one line above it.
pub fn comment_above(node: &Instruction, source: &str, comment: Span) -> Option<Fix> {
    let before = source.get(..node.span.start as usize)?;
    let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
    let indent = before.get(before.len() - indent..)?;
    let kept = source.get(..comment.start as usize)?.trim_end_matches([' ', '\t']).len() as u32;
    let edits = vec![
        Edit::insert(node.span.start, format!("{}\n{indent}", comment.of(source))),
        Edit::delete(Span::new(kept, comment.end)),
    ];
    let is_one_line = node.lines.0 == node.last_command_line;
    is_one_line.then(|| Fix::unsafe_("Move the comment to a line of its own", edits))
}

/// Whether the parser has refused `arguments` because an array holds other things than strings.
pub(super) fn is_refused_array(node: &Instruction, arguments: &Arguments) -> bool {
    let is_blank = |character: char| character.is_whitespace() || matches!(character, '[' | ']');
    match arguments {
        Arguments::Exec(words) if words.is_empty() => {
            let rest = node.line.text.get(node.rest.clone()).unwrap_or_default();
            let array = rest.find('[').and_then(|start| rest.get(start..)).unwrap_or_default();
            array.matches('[').nth(1).is_some() || !array.chars().all(is_blank)
        }
        _ => false,
    }
}
