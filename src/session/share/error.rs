use std::fmt;

use super::{MAX_LINK_BYTES, MAX_UNPACKED_BYTES};

/// Why a link could not be made or opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareError {
    /// What is wrong.
    pub kind: ShareErrorKind,
    /// What could be read of the text of a damaged link.
    pub partial: Option<String>,
}

/// What is wrong with a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareErrorKind {
    /// The fragment is no share link at all.
    NoLink,
    /// A later program made it.
    UnknownVersion(String),
    /// The link is longer than [`MAX_LINK_BYTES`].
    TooLong,
    /// The text is longer than [`MAX_UNPACKED_BYTES`].
    TooLarge,
    /// The end of the link is missing.
    CutOff,
    /// Characters of the link are wrong.
    Damaged,
    /// Something stands behind the end of the link.
    TrailingData,
}

impl ShareError {
    /// An error from which nothing could be saved.
    pub(super) fn new(kind: ShareErrorKind) -> Self {
        Self { kind, partial: None }
    }
}

impl fmt::Display for ShareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ShareErrorKind::NoLink => f.write_str("this is no share link; such a link begins with `#0.`"),
            ShareErrorKind::UnknownVersion(version) => write!(
                f,
                "the link has version {version}, which this program does not know; open it with a newer one"
            ),
            ShareErrorKind::TooLong => write!(
                f,
                "the link is longer than the {} KiB that a link may have; share the file itself",
                MAX_LINK_BYTES / 1024
            ),
            ShareErrorKind::TooLarge => write!(
                f,
                "the text is longer than the {} KiB that a link may carry; share the file itself",
                MAX_UNPACKED_BYTES / 1024
            ),
            ShareErrorKind::CutOff => {
                f.write_str("the end of the link is missing; copy the whole link from where it came")
            }
            ShareErrorKind::Damaged => {
                f.write_str("the link is damaged; copy it once more from where it came")
            }
            ShareErrorKind::TrailingData => {
                f.write_str("something stands behind the end of the link; copy the link alone")
            }
        }
    }
}

impl std::error::Error for ShareError {}
