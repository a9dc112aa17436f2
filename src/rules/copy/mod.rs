//! Rules about COPY and ADD.

use super::Rule;

/// The rules, sorted by id.
pub const RULES: &[Rule] = &[];
