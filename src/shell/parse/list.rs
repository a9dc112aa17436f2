use super::WordBuilder;
use crate::shell::{Context, Operator, RedirectKind, Word};

/// A list of commands that is being read: the whole text or the inside of a block.
#[derive(Debug)]
pub(super) struct List {
    /// What ends it.
    pub close: Close,
    /// Where its opener stands.
    pub open: usize,
    /// Its block; `None` for the whole text.
    pub block: Option<usize>,
    /// The part the next command has in it.
    pub context: Context,
    /// What joins the next command to what stands before it.
    pub before: Option<Operator>,
    /// Where that operator stands.
    pub before_range: (usize, usize),
    /// The pipeline of the last command or block.
    pub pipeline: usize,
    /// Whether the command being read has begun that pipeline.
    pub began_pipeline: bool,
    /// The command being read.
    pub command: Option<usize>,
    /// From where to where that command reaches so far.
    pub command_range: (usize, usize),
    /// The word being read.
    pub word: Option<WordBuilder>,
    /// What of that word is open, from the outermost to the innermost.
    pub modes: Vec<Mode>,
    /// What the next word is where it is no part of a command.
    pub header: Header,
    /// The redirect whose target comes next.
    pub redirect: Option<PendingRedirect>,
    /// The block that has just ended.
    pub after_block: Option<usize>,
    /// Whether `!` stands before what comes next.
    pub negated: bool,
    /// The name of the function whose body comes next.
    pub function: Option<Word>,
    /// Whether the reader is between `[[` and `]]`.
    pub test: bool,
    /// The part of the word outside that this list fills, for substitutions.
    pub part: Option<usize>,
}

/// What ends a list of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Close {
    End,
    Paren,
    Backquote { escaped: bool },
    Brace,
    Fi,
    Done,
    Esac,
}

/// What the next word is where it is no part of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    None,
    ForName,
    ForIn,
    ForItems,
    CaseSubject,
    CaseIn,
    CasePattern,
    FunctionName,
}

/// Something inside a word that is open.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mode {
    /// `"…"` from `start`.
    Double { start: usize },
    /// `${…}`; `raw` where a single quote is plain text.
    Parameter { part: usize, raw: bool },
    /// `$((…))` or `((…))`, `parens` deep.
    Arithmetic { part: usize, parens: usize },
    /// `(…)` behind `name=`.
    Array { part: usize },
    /// The body of a heredoc, up to the end of the text in view.
    Heredoc { outer_end: usize, resume: usize, expand: bool, owner: Owner },
}

/// Where a redirect is kept: a command or a block, and its place among their redirects.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner {
    Command(usize, usize),
    Block(usize, usize),
}

#[derive(Debug)]
pub(super) struct PendingRedirect {
    pub kind: RedirectKind,
    pub descriptor: Option<String>,
    pub start: usize,
    pub end: usize,
}

#[derive(Debug)]
pub(super) struct PendingHeredoc {
    pub delimiter: String,
    pub expand: bool,
    pub tabs: bool,
    pub operator: (usize, usize),
    pub owner: Owner,
}

impl List {
    pub fn new(close: Close, open: usize, block: Option<usize>, context: Context) -> Self {
        Self {
            close,
            open,
            block,
            context,
            before: None,
            before_range: (open, open),
            pipeline: 0,
            began_pipeline: false,
            command: None,
            command_range: (open, open),
            word: None,
            modes: Vec::new(),
            header: Header::None,
            redirect: None,
            after_block: None,
            negated: false,
            function: None,
            test: false,
            part: None,
        }
    }
}

impl Close {
    /// How the end of the list is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::End => "",
            Self::Paren => ")",
            Self::Backquote { .. } => "`",
            Self::Brace => "}",
            Self::Fi => "fi",
            Self::Done => "done",
            Self::Esac => "esac",
        }
    }

    /// Whether a keyword inside cannot end what stands outside of it.
    pub fn is_barrier(self) -> bool {
        matches!(self, Self::End | Self::Paren | Self::Backquote { .. })
    }
}
