//! Rules about ENV.

use super::Rule;

/// The rules, sorted by id.
pub const RULES: &[Rule] = &[];
