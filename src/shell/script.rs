use std::fmt;
use std::ops::Range;

use super::Word;
use super::effective::Program;
use crate::text::Span;

/// What a shell text does, as flat lists in source order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// Every simple command, also those in substitutions, groups and loops. Sorted by start; a command comes before
    /// the commands of its own substitutions.
    pub commands: Vec<Command>,
    /// Groups, subshells, conditions, loops, functions and substitutions. Sorted by start, outer before inner.
    pub blocks: Vec<Block>,
    /// What joins commands, sorted by start.
    pub operators: Vec<(Operator, Span)>,
    /// What the shell would refuse, in the order it was met; at most [`Script::MAX_PROBLEMS`].
    pub problems: Vec<Problem>,
}

/// A simple command: assignments, words and redirects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// `A=b` before the first word.
    pub assignments: Vec<Assignment>,
    /// The name and its arguments; empty where the command only assigns or redirects.
    pub words: Vec<Word>,
    /// Redirects wherever they stand in the command.
    pub redirects: Vec<Redirect>,
    /// From the first to the last byte of the command.
    pub span: Span,
    /// What joins it to what stands before it in the same list; `None` for the first.
    pub before: Option<Operator>,
    /// Which pipeline it is part of; commands with the same number are joined by `|`.
    pub pipeline: usize,
    /// In how many blocks it stands.
    pub depth: u32,
    /// The part it has in its innermost block.
    pub context: Context,
    /// The innermost block around it.
    pub block: Option<usize>,
    /// Whether `!` stands before it.
    pub negated: bool,
    /// The program that does the work, found once the command is read.
    pub(super) program: Option<Program>,
}

/// `NAME=value` before a command or alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The name, with the index where it has one: `a` or `a[0]`.
    pub name: String,
    /// Whether it is `+=`.
    pub append: bool,
    /// The value; empty text where there is none.
    pub value: Word,
    /// Name and value.
    pub span: Span,
}

/// A redirect such as `2>&1` or `<<EOF`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// Which one.
    pub kind: RedirectKind,
    /// What stands right before the operator: `2` in `2>`, `{fd}` in `{fd}>`.
    pub descriptor: Option<String>,
    /// The file, the descriptor, the delimiter or the string.
    pub target: Word,
    /// The body of a heredoc that follows in this text, without its delimiter line; expanded when not `quoted`.
    pub body: Option<Word>,
    /// From the descriptor to the end of the target.
    pub span: Span,
}

/// The kind of a redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectKind {
    /// `<`.
    Input,
    /// `>`.
    Output,
    /// `>>`.
    Append,
    /// `>|`.
    Clobber,
    /// `<>`.
    InputOutput,
    /// `<&`.
    DuplicateInput,
    /// `>&`.
    DuplicateOutput,
    /// `&>`; not in POSIX.
    Both,
    /// `&>>`; not in POSIX.
    BothAppend,
    /// `<<`.
    Heredoc,
    /// `<<-`, which strips leading tabs.
    HeredocTabs,
    /// `<<<`; not in POSIX.
    HereString,
}

/// What joins two commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `&&`.
    And,
    /// `||`.
    Or,
    /// `|`.
    Pipe,
    /// `|&`; not in POSIX.
    PipeBoth,
    /// `;`.
    Semicolon,
    /// `&`.
    Background,
    /// A line end.
    Newline,
}

/// Something that holds commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Which kind.
    pub kind: BlockKind,
    /// From its first to its last byte, `if` to `fi`.
    pub span: Span,
    /// The block around it.
    pub parent: Option<usize>,
    /// The command whose word holds it, for substitutions.
    pub command: Option<usize>,
    /// The commands in it, those of inner blocks included, as a range of `Script::commands`.
    pub commands: Range<usize>,
    /// What joins it to what stands before it; always `None` for substitutions.
    pub before: Option<Operator>,
    /// Which pipeline it is part of; `None` for substitutions.
    pub pipeline: Option<usize>,
    /// Whether `!` stands before it.
    pub negated: bool,
    /// `for`: the variable and what it runs over. `case`: the value. Functions: the name.
    pub words: Vec<Word>,
    /// Redirects behind its end.
    pub redirects: Vec<Redirect>,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// `(…)`.
    Subshell,
    /// `{ …; }`.
    Group,
    /// `if … fi`.
    If,
    /// `while … done`.
    While,
    /// `until … done`.
    Until,
    /// `for … done`.
    For,
    /// `select … done`; not in POSIX.
    Select,
    /// `case … esac`.
    Case,
    /// The body of a function.
    Function,
    /// `$(…)`.
    Substitution,
    /// The old form of `$(…)`, in backquotes.
    Backquotes,
    /// `<(…)` or `>(…)`; not in POSIX.
    ProcessSubstitution,
}

/// The part a command has in its innermost block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Context {
    /// In no block.
    #[default]
    Plain,
    /// In `( … )`.
    Subshell,
    /// In `{ … }`.
    Group,
    /// Between `if`, `elif`, `while` or `until` and `then` or `do`.
    Condition,
    /// Behind `then` or `else`, or in an arm of `case`.
    Branch,
    /// Between `do` and `done`.
    LoopBody,
    /// In the body of a function.
    Function,
    /// In `$(…)`, backquotes, `<(…)` or `>(…)`.
    Substitution,
}

/// Something the shell would refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where: what is not closed, not expected or not complete.
    pub span: Span,
}

/// What is wrong with a shell text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A quote, bracket or keyword that is never closed: what opens it, and what would close it.
    Unclosed(&'static str, &'static str),
    /// Something that cannot stand here.
    Unexpected(String),
    /// An operator with no command behind it.
    NoCommandAfter(Operator),
    /// A redirect without a target.
    NoTarget,
    /// A heredoc whose delimiter line does not come.
    UnclosedHeredoc(String),
    /// More nesting than this reader follows.
    TooDeep,
}

impl Script {
    /// How many problems are kept.
    pub const MAX_PROBLEMS: usize = 100;

    /// The commands of a pipeline in order, without those inside its blocks.
    pub fn pipeline(&self, number: usize) -> impl Iterator<Item = &Command> {
        self.commands.iter().filter(move |command| command.pipeline == number)
    }

    /// Whether the text defines a function of this name.
    pub fn defines(&self, name: &str) -> bool {
        let functions = self.blocks.iter().filter(|block| block.kind == BlockKind::Function);
        functions.filter_map(|block| block.words.first()).any(|word| word.text == name)
    }

    /// The innermost command that `offset` of the source stands in or touches.
    pub fn command_at(&self, offset: u32) -> Option<&Command> {
        self.commands.iter().rfind(|command| command.span.touches(offset))
    }

    /// The blocks around a command, from the innermost outwards.
    pub fn blocks_around(&self, command: &Command) -> impl Iterator<Item = &Block> {
        let first = command.block.and_then(|index| self.blocks.get(index));
        std::iter::successors(first, |block| block.parent.and_then(|index| self.blocks.get(index)))
    }
}

impl Operator {
    /// How it is written; a line end is `\n`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::And => "&&",
            Self::Or => "||",
            Self::Pipe => "|",
            Self::PipeBoth => "|&",
            Self::Semicolon => ";",
            Self::Background => "&",
            Self::Newline => "\n",
        }
    }

    /// Whether it hands the output of one command to the next.
    pub const fn is_pipe(self) -> bool {
        matches!(self, Self::Pipe | Self::PipeBoth)
    }

    /// Whether a command has to follow.
    pub(super) const fn wants_command(self) -> bool {
        matches!(self, Self::And | Self::Or | Self::Pipe | Self::PipeBoth)
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unclosed(open, close) => write!(f, "`{open}` is not closed by `{close}`"),
            Self::Unexpected(text) => write!(f, "`{text}` cannot stand here"),
            Self::NoCommandAfter(operator) => write!(f, "no command follows `{}`", operator.as_str()),
            Self::NoTarget => f.write_str("the redirect has no target"),
            Self::UnclosedHeredoc(delimiter) => {
                write!(f, "the line `{delimiter}` that ends the heredoc is missing")
            }
            Self::TooDeep => f.write_str("the nesting is too deep to follow"),
        }
    }
}
