//! Text to a lossless file: parser directives, instructions, words, flags, heredocs.

pub mod expand;
pub mod heredoc;
pub mod json;
pub mod words;
