//! Rules about ARG, build arguments and the use of variables.

use super::Rule;

/// The rules, sorted by id.
pub const RULES: &[Rule] = &[];
