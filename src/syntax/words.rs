//! Splitting an instruction line into words before anything is expanded.

use std::ops::Range;

/// A part of a text after quotes or escapes were looked at, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it says, which may differ from what is written.
    pub text: String,
    /// What is written, as a byte range of the text that was split.
    pub range: Range<usize>,
}
