use serde::{Deserialize, Serialize};

use super::packages::Uses;
use super::programs::Programs;
use super::{Equivalent, Fix, Rule};
use crate::model::{Dispatched, Model};
use crate::syntax::{ErrorCode, SyntaxError};
use crate::text::{Lines, Span};

/// How bad something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The build fails, or does what nobody wants.
    Error,
    /// Likely a mistake.
    Warning,
    /// Worth knowing.
    Info,
    /// A matter of taste.
    Style,
}

impl Severity {
    /// All, the worst first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Info, Self::Style];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Style => "style",
        }
    }
}

/// One place where a rule applies, or a syntax error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of the rule or of the kind of error.
    pub rule: &'static str,
    /// The names other tools have for it: those of its rule, or the one of them that is meant.
    pub equivalents: &'static [Equivalent],
    /// How bad it is.
    pub severity: Severity,
    /// The exact place.
    pub span: Span,
    /// The lines of the instruction it is about, as BuildKit reports them.
    pub lines: Lines,
    /// The first line of the instruction whose comments silence it.
    pub silenced_at: u32,
    /// What is, in a sentence without a full stop.
    pub message: String,
    /// Ways to settle it, the best first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// A syntax error as a finding.
    pub fn of_error(error: &SyntaxError) -> Self {
        Self {
            rule: error.code.id(),
            equivalents: equivalents_of(error.code),
            severity: Severity::Error,
            span: error.span,
            lines: error.lines,
            silenced_at: error.lines.0,
            message: error.message.clone(),
            fixes: error.fix.iter().cloned().collect(),
        }
    }
}

fn equivalents_of(code: ErrorCode) -> &'static [Equivalent] {
    let known = ERROR_EQUIVALENTS.iter().find(|(error, _)| *error == code);
    known.map_or(&[], |(_, equivalents)| *equivalents)
}

/// What hadolint has rules for and fails the build anyway. An error that covers more than the rule has its name too.
const ERROR_EQUIVALENTS: &[(ErrorCode, &[Equivalent])] = &[
    (ErrorCode::MissingStage, &[Equivalent::Hadolint("DL3061")]),
    (ErrorCode::InvalidOnbuild, &[Equivalent::Hadolint("DL3043")]),
    (ErrorCode::InvalidStageReference, &[Equivalent::Hadolint("DL3022")]),
    (ErrorCode::CircularStages, &[Equivalent::Hadolint("DL3023")]),
];

/// Where the findings of a rule are gathered.
pub struct Findings<'a> {
    pub(super) model: &'a Model,
    pub(super) rule: &'a Rule,
    /// The commands of package managers.
    pub(super) uses: &'a Uses<'a>,
    /// All commands.
    pub(super) programs: &'a Programs<'a>,
    pub(super) list: Vec<Finding>,
}

impl Findings<'_> {
    /// Adds a finding at `span`. Its lines are those of the instruction there.
    pub fn add(&mut self, span: Span, message: impl Into<String>, fixes: impl IntoIterator<Item = Fix>) {
        let finding = self.finding(span, message, fixes);
        self.list.push(finding);
    }

    /// Adds a finding for which only one of the equivalents of the rule stands, or none.
    pub fn add_as(
        &mut self,
        equivalent: Option<Equivalent>,
        span: Span,
        message: impl Into<String>,
        fixes: impl IntoIterator<Item = Fix>,
    ) {
        self.add(span, message, fixes);
        let position = self.rule.equivalents.iter().position(|one| Some(*one) == equivalent);
        debug_assert_eq!(position.is_some(), equivalent.is_some(), "{} names {equivalent:?}", self.rule.id);
        if let Some(finding) = self.list.last_mut() {
            let only = position.and_then(|at| self.rule.equivalents.get(at..=at));
            finding.equivalents = only.unwrap_or_default();
        }
    }

    /// Adds a finding whose lines are not those of the instruction at `span`.
    pub fn add_at(
        &mut self,
        lines: Lines,
        span: Span,
        message: impl Into<String>,
        fixes: impl IntoIterator<Item = Fix>,
    ) {
        let finding = Finding { lines, ..self.finding(span, message, fixes) };
        self.list.push(finding);
    }

    /// Adds a finding about an instruction as a stage runs it. What the base deferred is told at the FROM, as BuildKit does,
    /// where no comment silences it; it cannot be mended there.
    pub fn add_dispatched(
        &mut self,
        place: &Dispatched,
        span: Span,
        message: impl Into<String>,
        fixes: impl IntoIterator<Item = Fix>,
    ) {
        let finding = self.finding(span, message, fixes);
        self.push_dispatched(place, finding);
    }

    /// Adds a finding made with [`Self::finding`] about an instruction as a stage runs it.
    pub fn push_dispatched(&mut self, place: &Dispatched, finding: Finding) {
        let Some(stage) = place.stage.filter(|_| place.is_deferred) else { return self.push(finding) };
        let lines = self.model.instruction(stage.from).map_or(stage.lines, |node| node.lines);
        let line = place.node.lines.0;
        let message = format!("`ONBUILD` on line {line} defers to this stage: {}", finding.message);
        let silenced_at = if finding.silenced_at == line { 0 } else { finding.silenced_at };
        let finding =
            Finding { span: stage.base_span, lines, silenced_at, message, fixes: Vec::new(), ..finding };
        self.push(finding);
    }

    /// Adds a finding made with [`Self::finding`].
    pub fn push(&mut self, finding: Finding) {
        self.list.push(finding);
    }

    /// A finding at `span`, about the instruction there, without adding it.
    pub fn finding(
        &self,
        span: Span,
        message: impl Into<String>,
        fixes: impl IntoIterator<Item = Fix>,
    ) -> Finding {
        let instruction =
            self.model.instruction_at(span.start).and_then(|index| self.model.instruction(index));
        let lines = instruction.map_or_else(|| self.model.lines.lines(span), |instruction| instruction.lines);
        Finding {
            rule: self.rule.id,
            equivalents: self.rule.equivalents,
            severity: self.rule.severity,
            span,
            lines,
            silenced_at: lines.0,
            message: message.into(),
            fixes: fixes.into_iter().collect(),
        }
    }
}
