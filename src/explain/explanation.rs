use super::Topic;
use crate::model::StageId;
use crate::text::{Lines, Span};

/// What a reader sees about one place of a Dockerfile. All texts are small Markdown: `code`, **bold** and links.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What it is about.
    pub topic: Topic,
    /// A heading, such as `RUN in builder`.
    pub title: String,
    /// The stage it stands in.
    pub stage: Option<StageId>,
    /// What is explained: an instruction, a directive, a stage.
    pub span: Span,
    /// First and last line, from 1.
    pub lines: Lines,
    /// Short facts for one line under the heading, such as `build time`; only what is known.
    pub meta: Vec<String>,
    /// What this very place does, with its real values.
    pub summary: String,
    /// Every meaningful piece. Sorted by start; pieces never overlap, but may leave gaps.
    pub parts: Vec<Part>,
    /// The index of the part that the offset asked for stands in.
    pub focus: Option<usize>,
    /// Every variable that is used here, with its value.
    pub variables: Vec<VariableFact>,
    /// What one should know besides, most specific first; few.
    pub notes: Vec<Note>,
    /// The address of the section of the Dockerfile reference.
    pub reference: Option<String>,
    /// Addresses where the facts are documented; without `reference`.
    pub sources: Vec<String>,
    /// What to read next.
    pub see_also: Vec<Topic>,
}

/// One piece of what is explained.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where it stands.
    pub span: Span,
    /// Its text on one line, cut where it is long.
    pub text: String,
    /// A short name of it.
    pub title: String,
    /// What it does here.
    pub detail: String,
    /// Pieces of one command or one flag have the same group; counts from 0.
    pub group: usize,
    /// 0 for what stands alone or leads a group, 1 for what belongs to the leader.
    pub depth: u8,
    /// Where to read more.
    pub see: Option<Topic>,
}

/// A variable that an instruction uses.
#[derive(Clone, Debug, PartialEq)]
pub struct VariableFact {
    /// The name.
    pub name: String,
    /// Where it is used.
    pub span: Span,
    /// Its value here.
    pub value: Option<String>,
    /// Where it gets the value: the name in its declaration.
    pub origin: Option<Span>,
    /// Where the value comes from, or why there is none: a phrase such as `line 3`.
    pub remark: String,
}

/// A paragraph with a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// What it is about.
    pub title: String,
    /// The paragraph.
    pub text: String,
    /// The topic it belongs to.
    pub topic: Topic,
}

/// What the word under the pointer is.
#[derive(Clone, Debug, PartialEq)]
pub struct Hover {
    /// The word.
    pub span: Span,
    /// Its name.
    pub title: String,
    /// One sentence.
    pub text: String,
}
