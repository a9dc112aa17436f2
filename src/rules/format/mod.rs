//! Rules about how the file is written.

use super::Rule;

mod empty_continuation_line;
mod inconsistent_keyword_casing;
mod inline_ignore;
mod lone_carriage_return;
mod misplaced_definition_comment;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    empty_continuation_line::RULE,
    inconsistent_keyword_casing::RULE,
    inline_ignore::RULE,
    lone_carriage_return::RULE,
    misplaced_definition_comment::RULE,
];
