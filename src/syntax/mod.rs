//! Text to a lossless [`File`]: lines, parser directives, instructions, words, flags, heredocs.
//!
//! Follows BuildKit's `frontend/dockerfile/parser`, but never fails: errors are data, and what follows an error is read
//! all the same. Knows the shape of instructions and nothing of their meaning.

mod again;
mod arguments;
pub mod check_options;
mod directive;
mod error;
pub mod expand;
mod file;
pub mod heredoc;
pub mod json;
mod keyword;
mod parser;
mod swallowed;
#[cfg(test)]
mod tests;
mod token;
pub mod words;

pub use again::Kept;
pub use directive::{DirectiveName, ParserDirective, listed_directives, split_comment};
pub use error::{ErrorCode, SyntaxError};
pub use file::{Arguments, Comment, File, Flag, Form, Heredoc, Instruction, Pair, Word};
pub use keyword::Keyword;
pub use parser::{MAX_LINE_BYTES, parse, parse_again};
pub use swallowed::Swallowed;
pub use token::{Token, TokenKind};
