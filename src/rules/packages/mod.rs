//! Rules about package managers.

use super::Rule;

/// The rules, sorted by id.
pub const RULES: &[Rule] = &[];
