use crate::text::{Fix, Lines, Span};

/// What kind of mistake a [`SyntaxError`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it; the messages explain it")]
pub enum ErrorCode {
    EmptyFile,
    NoInstructions,
    LineTooLong,
    DuplicateDirective,
    InvalidEscapeDirective,
    InvalidCheckDirective,
    UnterminatedHeredoc,
    InvalidJsonArray,
    MissingEquals,
    MissingValue,
    UnknownInstruction,
    MissingStage,
    NoStages,
    WrongArity,
    UnknownFlag,
    DuplicateFlag,
    InvalidFlagValue,
    InvalidStageName,
    InvalidMount,
    InvalidValue,
    InvalidOnbuild,
    InvalidImageReference,
    InvalidPlatform,
    InvalidExpansion,
    InvalidStageReference,
    CircularStages,
    UnknownTarget,
    InvalidEpoch,
    InvalidDockerignore,
    TooLarge,
}

impl ErrorCode {
    /// All kinds, in their order.
    pub const ALL: [Self; 30] = [
        Self::EmptyFile,
        Self::NoInstructions,
        Self::LineTooLong,
        Self::DuplicateDirective,
        Self::InvalidEscapeDirective,
        Self::InvalidCheckDirective,
        Self::UnterminatedHeredoc,
        Self::InvalidJsonArray,
        Self::MissingEquals,
        Self::MissingValue,
        Self::UnknownInstruction,
        Self::MissingStage,
        Self::NoStages,
        Self::WrongArity,
        Self::UnknownFlag,
        Self::DuplicateFlag,
        Self::InvalidFlagValue,
        Self::InvalidStageName,
        Self::InvalidMount,
        Self::InvalidValue,
        Self::InvalidOnbuild,
        Self::InvalidImageReference,
        Self::InvalidPlatform,
        Self::InvalidExpansion,
        Self::InvalidStageReference,
        Self::CircularStages,
        Self::UnknownTarget,
        Self::InvalidEpoch,
        Self::InvalidDockerignore,
        Self::TooLarge,
    ];

    /// The id of this kind of error, in kebab case, as findings are named.
    pub const fn id(self) -> &'static str {
        match self {
            Self::EmptyFile => "empty-file",
            Self::NoInstructions => "no-instructions",
            Self::LineTooLong => "line-too-long",
            Self::DuplicateDirective => "duplicate-directive",
            Self::InvalidEscapeDirective => "invalid-escape-directive",
            Self::InvalidCheckDirective => "invalid-check-directive",
            Self::UnterminatedHeredoc => "unterminated-heredoc",
            Self::InvalidJsonArray => "invalid-json-array",
            Self::MissingEquals => "missing-equals",
            Self::MissingValue => "missing-value",
            Self::UnknownInstruction => "unknown-instruction",
            Self::MissingStage => "instruction-before-from",
            Self::NoStages => "no-stages",
            Self::WrongArity => "wrong-arity",
            Self::UnknownFlag => "unknown-flag",
            Self::DuplicateFlag => "duplicate-flag",
            Self::InvalidFlagValue => "invalid-flag-value",
            Self::InvalidStageName => "invalid-stage-name",
            Self::InvalidMount => "invalid-mount",
            Self::InvalidValue => "invalid-value",
            Self::InvalidOnbuild => "invalid-onbuild",
            Self::InvalidImageReference => "invalid-image-reference",
            Self::InvalidPlatform => "invalid-platform",
            Self::InvalidExpansion => "invalid-expansion",
            Self::InvalidStageReference => "invalid-stage-reference",
            Self::CircularStages => "circular-stages",
            Self::UnknownTarget => "unknown-target",
            Self::InvalidEpoch => "invalid-source-date-epoch",
            Self::InvalidDockerignore => "invalid-dockerignore",
            Self::TooLarge => "too-large",
        }
    }
}

/// Something BuildKit refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The kind of mistake.
    pub code: ErrorCode,
    /// What is wrong and what to write, in a sentence without a full stop.
    pub message: String,
    /// The exact place.
    pub span: Span,
    /// The lines BuildKit names; from 1, both included; 0 where it names none.
    pub lines: Lines,
    /// A repair, where the intent is clear.
    pub fix: Option<Fix>,
    /// Whether a build fails even when the target does not need the stage it stands in.
    pub always_fatal: bool,
}

impl SyntaxError {
    /// An error without a repair that fails every build.
    pub fn new(code: ErrorCode, span: Span, lines: Lines, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), span, lines, fix: None, always_fatal: true }
    }

    /// The same error with a repair.
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// The same error, which fails a build only where the target needs its stage.
    pub fn when_reachable(mut self) -> Self {
        self.always_fatal = false;
        self
    }
}
