//! Ideas that several instructions share, by subject.

mod build;
mod image;
mod process;
mod syntax;

use super::Entry;

/// Every table of this folder.
pub(super) const TABLES: &[&[Entry]] = &[build::ENTRIES, image::ENTRIES, process::ENTRIES, syntax::ENTRIES];
