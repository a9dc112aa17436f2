use super::{Findings, Severity};
use crate::model::Model;

/// Something that is checked.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its id: kebab case, names the problem.
    pub id: &'static str,
    /// How bad a finding is.
    pub severity: Severity,
    /// Whether findings come with a fix.
    pub fixable: Fixable,
    /// Whether its findings are shown unasked.
    pub is_default: bool,
    /// The names other tools have for it.
    pub equivalents: &'static [Equivalent],
    /// Reads the model and adds findings.
    pub check: fn(&Model, &mut Findings),
    /// Its page in Markdown: the doc comment of its file, every line with one leading blank.
    pub page: &'static str,
}

/// Whether the findings of a rule come with a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixable {
    /// Every finding has one.
    Always,
    /// Some have one.
    Sometimes,
    /// None has one.
    Never,
}

/// The same check in another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Equivalent {
    /// A check of BuildKit.
    BuildKit(&'static str),
    /// A rule of hadolint.
    Hadolint(&'static str),
}

impl Equivalent {
    /// The tool and its name, as `BuildKit/WorkdirRelativePath`.
    pub fn code(self) -> String {
        match self {
            Self::BuildKit(name) => format!("BuildKit/{name}"),
            Self::Hadolint(name) => format!("hadolint/{name}"),
        }
    }
}

impl Rule {
    /// The first line of its page: what it finds, in one phrase.
    pub fn title(&self) -> &'static str {
        self.page.lines().next().unwrap_or_default().trim()
    }

    /// The part of its page under a heading, without leading blanks; empty where there is none.
    pub fn section(&self, heading: &str) -> String {
        let mut lines = self.page.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.find(|line| line.strip_prefix("## ") == Some(heading));
        let body: Vec<&str> = lines.take_while(|line| !line.starts_with("## ")).collect();
        body.join("\n").trim().to_owned()
    }
}

/// Defines a [`Rule`] whose page is its doc comment.
macro_rules! rule {
    ($(#[doc = $doc:literal])* pub const RULE: Rule = Rule { $($field:ident $(: $value:expr)?),* $(,)? };) => {
        $(#[doc = $doc])*
        pub const RULE: $crate::rules::Rule = $crate::rules::Rule {
            $($field $(: $value)?,)*
            page: concat!($($doc, "\n",)*),
        };
    };
}
pub(crate) use rule;
