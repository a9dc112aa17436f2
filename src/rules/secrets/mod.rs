//! Rules about secrets.

use super::Rule;

/// The rules, sorted by id.
pub const RULES: &[Rule] = &[];
