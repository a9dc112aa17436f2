use std::fmt;

use serde::Serialize;

use crate::text::lower;

/// The word an instruction begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names are those of the Dockerfile reference")]
pub enum Keyword {
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    Stopsignal,
    User,
    Volume,
    Workdir,
    /// A word that is no instruction.
    Unknown,
}

impl Keyword {
    /// All 18 instructions of the reference, in alphabetical order.
    pub const ALL: [Self; 18] = [
        Self::Add,
        Self::Arg,
        Self::Cmd,
        Self::Copy,
        Self::Entrypoint,
        Self::Env,
        Self::Expose,
        Self::From,
        Self::Healthcheck,
        Self::Label,
        Self::Maintainer,
        Self::Onbuild,
        Self::Run,
        Self::Shell,
        Self::Stopsignal,
        Self::User,
        Self::Volume,
        Self::Workdir,
    ];

    /// The keyword that `text` spells in any case. As for BuildKit, `İ` and the sign of the Kelvin are letters of it.
    pub fn parse(text: &str) -> Self {
        let first = |text: &str| text.bytes().next().map(|first| first.to_ascii_uppercase());
        let spelled = |text: &str| {
            let initial = first(text);
            let mut all = Self::ALL.into_iter().filter(|one| first(one.name()) == initial);
            all.find(|one| one.name().eq_ignore_ascii_case(text))
        };
        let found = if text.is_ascii() { spelled(text) } else { spelled(&lower(text)) };
        found.unwrap_or(Self::Unknown)
    }

    /// The keyword in upper case; empty for an unknown one.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Add => "ADD",
            Self::Arg => "ARG",
            Self::Cmd => "CMD",
            Self::Copy => "COPY",
            Self::Entrypoint => "ENTRYPOINT",
            Self::Env => "ENV",
            Self::Expose => "EXPOSE",
            Self::From => "FROM",
            Self::Healthcheck => "HEALTHCHECK",
            Self::Label => "LABEL",
            Self::Maintainer => "MAINTAINER",
            Self::Onbuild => "ONBUILD",
            Self::Run => "RUN",
            Self::Shell => "SHELL",
            Self::Stopsignal => "STOPSIGNAL",
            Self::User => "USER",
            Self::Volume => "VOLUME",
            Self::Workdir => "WORKDIR",
            Self::Unknown => "",
        }
    }

    /// Whether the instruction may be followed by heredocs.
    pub const fn takes_heredocs(self) -> bool {
        matches!(self, Self::Add | Self::Copy | Self::Run)
    }
}

impl fmt::Display for Keyword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[test]
fn keywords_are_found_in_any_case() {
    assert_eq!(Keyword::parse("froM"), Keyword::From);
    assert_eq!(Keyword::parse("FORM"), Keyword::Unknown);
    assert_eq!(Keyword::parse("workd\u{130}r"), Keyword::Workdir);
    assert_eq!(Keyword::parse("\u{17f}hell"), Keyword::Unknown);
    assert!(Keyword::ALL.is_sorted_by_key(|keyword| keyword.name()));
}
