use std::{fmt, io};

/// Why the command line stops.
#[derive(Debug)]
pub enum Failure {
    /// It is asked how to use it.
    Help,
    /// The arguments make no sense; says what is wrong with them.
    Usage(String),
    /// A file could not be used: its name and why.
    File(String, String),
    /// What was found could not be written.
    Output(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Help => f.write_str("--help says how to use it"),
            Self::Usage(message) => write!(f, "{message}; see --help"),
            Self::File(name, reason) => write!(f, "{name}: {reason}"),
            Self::Output(error) => write!(f, "the output could not be written: {error}"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
