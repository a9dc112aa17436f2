//! Modes of `--chmod`: `755`, `u=rwX,go-w`.

use std::fmt;

/// The highest mode.
const MAX_MODE: u32 = 0o7777;

/// What `--chmod` sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chmod {
    /// An octal number.
    Octal(u32),
    /// Changes in the notation of chmod(1), as written.
    Symbolic(String),
}

/// Why a text is no mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChmodError {
    /// It starts with a digit, but is no octal number up to 7777.
    NotOctal(String),
    /// It is no change in the notation of chmod(1).
    NotSymbolic,
}

impl fmt::Display for ChmodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOctal(text) => write!(
                f,
                "invalid chmod parameter: '{text}'. it should be octal string and between 0 and 07777"
            ),
            Self::NotSymbolic => f.write_str("invalid syntax"),
        }
    }
}

impl std::error::Error for ChmodError {}

/// Reads a mode. Follows `dispatchCopy` of BuildKit and its package `mode`.
pub fn parse_chmod(text: &str) -> Result<Chmod, ChmodError> {
    let is_octal = !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
    if is_octal || text.starts_with(|first: char| first.is_ascii_digit()) {
        let mode = u32::from_str_radix(text, 8).ok().filter(|mode| is_octal && *mode <= MAX_MODE);
        return mode.map(Chmod::Octal).ok_or_else(|| ChmodError::NotOctal(text.to_owned()));
    }
    if text.split(',').all(is_clause) {
        Ok(Chmod::Symbolic(text.to_owned()))
    } else {
        Err(ChmodError::NotSymbolic)
    }
}

/// Whether `clause` matches `[augo]*([+=-][rwxXstugo]*)+`.
fn is_clause(clause: &str) -> bool {
    let operations = clause.trim_start_matches(['a', 'u', 'g', 'o']);
    operations.starts_with(['+', '-', '='])
        && operations.chars().all(|character| "+-=rwxXstugo".contains(character))
}

#[test]
fn reads_modes() {
    assert_eq!(parse_chmod("0755"), Ok(Chmod::Octal(0o755)));
    assert_eq!(parse_chmod("00000007777"), Ok(Chmod::Octal(0o7777)));
    for text in ["u+x", "a=rX,go-w", "=", "+t-s=o", "ug=u,o="] {
        assert_eq!(parse_chmod(text), Ok(Chmod::Symbolic(text.to_owned())), "{text}");
    }
    for text in ["888", "10000", "0o755", "7 ", "99999999999"] {
        assert_eq!(parse_chmod(text), Err(ChmodError::NotOctal(text.to_owned())));
    }
    for text in ["", "rwx", "u", "u+x,", ",u+x", "u+z", "u+xa", "+755", "-rw-r--r--x1"] {
        assert_eq!(parse_chmod(text), Err(ChmodError::NotSymbolic), "{text}");
    }
}
