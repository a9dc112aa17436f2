//! Rules about how the file is written.

use super::Rule;

/// The rules, sorted by id.
pub const RULES: &[Rule] = &[];
