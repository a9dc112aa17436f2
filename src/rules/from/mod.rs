//! Rules about FROM, stages and base images.

use super::Rule;

/// The rules, sorted by id.
pub const RULES: &[Rule] = &[];
