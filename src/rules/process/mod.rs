//! Rules about CMD, ENTRYPOINT and HEALTHCHECK.

use super::Rule;

/// The rules, sorted by id.
pub const RULES: &[Rule] = &[];
