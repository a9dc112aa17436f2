use std::fmt;

use super::VariableUse;
use crate::text::go_quote;

/// Why a word cannot be expanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpandError {
    /// The word at fault.
    pub word: String,
    /// Where in the word: at the quote or the `$` that starts the trouble, or at an unknown modifier.
    pub offset: usize,
    /// What is wrong.
    pub kind: ExpandErrorKind,
    /// The lookups made before.
    pub uses: Vec<VariableUse>,
}

/// What is wrong with a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpandErrorKind {
    /// `'…` without the second `'`.
    UnclosedSingleQuote,
    /// `"…` without the second `"`.
    UnclosedDoubleQuote,
    /// `${…` without `}`.
    MissingBrace,
    /// `${a/b}`: no second `/`.
    MissingSlash,
    /// `${}`, `${{`, `${:`.
    BadSubstitution,
    /// What follows the name in `${…}` is none of the modifiers.
    UnsupportedModifier(String),
    /// `${a:?message}` where `a` is not set.
    Required {
        /// The variable.
        name: String,
        /// The message written, or one that says what is missing.
        message: String,
    },
    /// An escape that patterns do not know.
    InvalidPattern {
        /// The pattern; backwards where it is that of a suffix, as BuildKit prints it.
        pattern: String,
        /// The character after the escape.
        escaped: char,
    },
    /// `${a:-${b:-…}}` nests deeper than `MAX_DEPTH`. BuildKit has no such limit.
    TooDeep,
    /// More values or more work than `MAX_VALUE_BYTES`. BuildKit has no such limit.
    TooLong,
}

impl ExpandErrorKind {
    /// Whether it is a limit of this library rather than an error of the word.
    pub const fn is_limit(&self) -> bool {
        matches!(self, Self::TooDeep | Self::TooLong)
    }
}

impl fmt::Display for ExpandErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const UNCLOSED: &str = "unexpected end of statement while looking for matching";
        match self {
            Self::UnclosedSingleQuote => write!(f, "{UNCLOSED} single-quote"),
            Self::UnclosedDoubleQuote => write!(f, "{UNCLOSED} double-quote"),
            Self::MissingBrace => f.write_str("syntax error: missing '}'"),
            Self::MissingSlash => f.write_str("syntax error: missing '/' in ${}"),
            Self::BadSubstitution => f.write_str("syntax error: bad substitution"),
            Self::UnsupportedModifier(modifier) => {
                write!(f, "unsupported modifier ({modifier}) in substitution")
            }
            Self::Required { name, message } => write!(f, "{name}: {message}"),
            Self::InvalidPattern { pattern, escaped } => {
                write!(f, "invalid pattern ({pattern}) in substitution: invalid escape '\\{escaped}'")
            }
            Self::TooDeep => f.write_str("substitutions nest too deep"),
            Self::TooLong => f.write_str("the expanded text is too long"),
        }
    }
}

/// How many characters of the word a reader is shown.
const MAX_TOLD: usize = 120;

/// How many characters of the word a message shows.
const MAX_SHOWN: usize = 400;

impl fmt::Display for ExpandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.word.char_indices().nth(MAX_SHOWN) {
            Some((end, _)) => go_quote(&format!("{}…", self.word.get(..end).unwrap_or_default())),
            None => go_quote(&self.word),
        };
        write!(f, "failed to process {word}: {}", self.kind)
    }
}

impl std::error::Error for ExpandError {}

impl ExpandError {
    /// Whether a `${` is not closed: at the end of a word BuildKit speaks of a brace or of a modifier.
    pub fn lacks_brace(&self) -> bool {
        match &self.kind {
            ExpandErrorKind::MissingBrace => true,
            ExpandErrorKind::UnsupportedModifier(modifier) => modifier.contains('\u{fffd}'),
            _ => false,
        }
    }

    /// What is wrong, for a reader who does not know how a builder reads words.
    pub fn in_words(&self) -> String {
        let end = self.word.char_indices().nth(MAX_TOLD).map(|(end, _)| end);
        let shown = end.and_then(|end| self.word.get(..end)).unwrap_or(&self.word);
        let shown = format!("{shown}{}", if end.is_some() { "…" } else { "" });
        let word = if shown.contains('`') { format!("`` {shown} ``") } else { format!("`{shown}`") };
        match &self.kind {
            _ if self.lacks_brace() => format!("{word} opens `${{` without a `}}` that closes it"),
            ExpandErrorKind::UnclosedSingleQuote => {
                format!("{word} opens a single quote and does not close it")
            }
            ExpandErrorKind::UnclosedDoubleQuote => {
                format!("{word} opens a double quote and does not close it")
            }
            ExpandErrorKind::MissingSlash => format!("{word} lacks the second `/` of a replacement"),
            ExpandErrorKind::BadSubstitution => format!("{word} has a `${{…}}` that names no variable"),
            ExpandErrorKind::UnsupportedModifier(modifier) => {
                format!("{word} has `{modifier}` behind a name, which is no modifier that BuildKit knows")
            }
            ExpandErrorKind::Required { name, message } => match message.as_str() {
                "is not allowed to be unset" => {
                    format!("{word} needs a value of `{name}`, which has none here")
                }
                "is not allowed to be empty" => {
                    format!("{word} needs a value of `{name}`, which is empty here")
                }
                _ => format!("{word} needs a value of `{name}`: {message}"),
            },
            ExpandErrorKind::InvalidPattern { escaped, .. } => {
                format!("{word} escapes `{escaped}`, which patterns do not know")
            }
            ExpandErrorKind::MissingBrace | ExpandErrorKind::TooDeep | ExpandErrorKind::TooLong => {
                format!("{word} cannot be expanded: {}", self.kind)
            }
        }
    }
}

#[test]
fn readers_are_told_in_words() {
    let told = |word: &str, kind: ExpandErrorKind| {
        ExpandError { word: word.to_owned(), offset: 0, kind, uses: Vec::new() }.in_words()
    };
    let open = "`${G` opens `${` without a `}` that closes it";
    assert_eq!(told("${G", ExpandErrorKind::UnsupportedModifier("\u{fffd}".to_owned())), open);
    assert_eq!(told("${G", ExpandErrorKind::MissingBrace), open);
    let required =
        |message: &str| ExpandErrorKind::Required { name: "G".to_owned(), message: message.to_owned() };
    assert_eq!(
        told("${G?}", required("is not allowed to be unset")),
        "`${G?}` needs a value of `G`, which has none here"
    );
    assert_eq!(told("${G?`x`}", required("x")), "`` ${G?`x`} `` needs a value of `G`: x");
    let long = told(&"x".repeat(1000), ExpandErrorKind::TooDeep);
    assert!(long.contains('…') && long.len() < 200, "{long}");
}
