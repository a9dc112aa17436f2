use crate::text::order;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::Span;

/// One replacement of a span of the source by a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Replaces `span` by `text`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Inserts `text` at `offset`.
    pub fn insert(offset: u32, text: impl Into<String>) -> Self {
        Self { span: Span::empty(offset), text: text.into() }
    }

    /// Deletes `span`.
    pub fn delete(span: Span) -> Self {
        Self { span, text: String::new() }
    }
}

/// Why edits could not be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// Two edits touch the same byte.
    Overlap(Span, Span),
    /// An edit does not lie on character boundaries of the text, or reaches past its end.
    OutOfBounds(Span),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap(a, b) => {
                write!(f, "the edits at bytes {}..{} and {}..{} overlap", a.start, a.end, b.start, b.end)
            }
            Self::OutOfBounds(span) => {
                write!(f, "the edit at bytes {}..{} does not fit the text", span.start, span.end)
            }
        }
    }
}

impl std::error::Error for EditError {}

/// The text after all `edits`, given in any order. Insertions at one place are made in the order given.
///
/// # Errors
/// Two edits overlap, or one does not lie on character boundaries.
pub fn apply_edits(source: &str, edits: &[Edit]) -> Result<String, EditError> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    order::sort_by_key(&mut sorted, |edit| (edit.span.start, edit.span.end));
    let mut result = String::with_capacity(source.len());
    let mut last = Span::empty(0);
    for edit in sorted {
        if edit.span.start < last.end {
            return Err(EditError::Overlap(last, edit.span));
        }
        let before = source.get(last.end as usize..edit.span.start as usize);
        let replaced = source.get(edit.span.range());
        let (Some(before), Some(_)) = (before, replaced) else {
            return Err(EditError::OutOfBounds(edit.span));
        };
        result.push_str(before);
        result.push_str(&edit.text);
        last = edit.span;
    }
    result.push_str(source.get(last.end as usize..).ok_or(EditError::OutOfBounds(last))?);
    Ok(result)
}

/// The one edit that turns `before` into `after`; `None` where they are equal.
pub fn difference(before: &str, after: &str) -> Option<Edit> {
    if before == after {
        return None;
    }
    let mut start = same(before.as_bytes().chunks(CHUNK).zip(after.as_bytes().chunks(CHUNK)), |a, b| {
        a.iter().zip(b).take_while(|(a, b)| a == b).count()
    });
    while !before.is_char_boundary(start) {
        start -= 1;
    }
    let (old, new) = (before.get(start..)?, after.get(start..)?);
    let mut end = same(old.as_bytes().rchunks(CHUNK).zip(new.as_bytes().rchunks(CHUNK)), |a, b| {
        a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
    });
    while !old.is_char_boundary(old.len() - end) {
        end -= 1;
    }
    let span = Span::new(start as u32, (before.len() - end) as u32);
    Some(Edit::replace(span, new.get(..new.len() - end)?))
}

/// Long texts are compared in pieces of so many bytes.
const CHUNK: usize = 1_024;

/// How many bytes are the same: those of all pieces up to the first that differs, and some of that.
fn same<'a>(
    pieces: impl Iterator<Item = (&'a [u8], &'a [u8])>,
    within: impl Fn(&[u8], &[u8]) -> usize,
) -> usize {
    let mut bytes = 0;
    for (a, b) in pieces {
        if a != b {
            return bytes + within(a, b);
        }
        bytes += a.len();
    }
    bytes
}

#[test]
fn a_difference_is_one_edit() {
    for (before, after, span) in [
        ("aXc", "aYc", (1, 2)),
        ("aa", "aaa", (2, 2)),
        ("é", "è", (0, 2)),
        ("", "x", (0, 0)),
        ("é©", "ê©", (0, 2)),
        ("aé", "aéé", (3, 3)),
        ("ࠀ", "ဂ", (0, 3)),
    ] {
        let edit = difference(before, after).unwrap();
        assert_eq!(edit.span, Span::new(span.0, span.1));
        assert_eq!(apply_edits(before, &[edit]).unwrap(), after);
    }
    assert_eq!(difference("a", "a"), None);
    let long = "é".repeat(3_000);
    let edit = difference(&long, &format!("{long}é")).unwrap();
    assert_eq!((edit.span, edit.text.as_str()), (Span::empty(6_000), "é"));
}

#[test]
fn edits_apply_in_source_order() {
    let edits = [Edit::replace(Span::new(4, 5), "Y"), Edit::insert(0, "<"), Edit::delete(Span::new(1, 3))];
    assert_eq!(apply_edits("abcdef", &edits).unwrap(), "<adYf");
    let overlap = [Edit::delete(Span::new(0, 2)), Edit::delete(Span::new(1, 3))];
    assert!(matches!(apply_edits("abc", &overlap), Err(EditError::Overlap(..))));
    assert!(matches!(apply_edits("é", &[Edit::insert(1, "x")]), Err(EditError::OutOfBounds(_))));
}
