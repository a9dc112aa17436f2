//! Rules about RUN and its commands.

use super::Rule;

/// The rules, sorted by id.
pub const RULES: &[Rule] = &[];
