use std::fmt::{self, Display};

use dockerfile_playground::Severity;

/// Colours, where they are wanted.
pub struct Paint {
    is_colored: bool,
}

/// A text in a colour.
pub struct Painted<T> {
    text: T,
    code: Option<&'static str>,
}

impl Paint {
    /// Colours or none.
    pub const fn new(is_colored: bool) -> Self {
        Self { is_colored }
    }

    /// In the colour of a severity.
    pub const fn severity<T>(&self, severity: Severity, text: T) -> Painted<T> {
        let code = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Info => "1;36",
            Severity::Style => "1;35",
        };
        self.paint(code, text)
    }

    /// What is read first.
    pub const fn strong<T>(&self, text: T) -> Painted<T> {
        self.paint("1", text)
    }

    /// Line numbers and frames.
    pub const fn frame<T>(&self, text: T) -> Painted<T> {
        self.paint("34", text)
    }

    const fn paint<T>(&self, code: &'static str, text: T) -> Painted<T> {
        Painted { text, code: if self.is_colored { Some(code) } else { None } }
    }
}

impl<T: Display> Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "\x1b[{code}m{}\x1b[0m", self.text),
            None => self.text.fmt(f),
        }
    }
}
