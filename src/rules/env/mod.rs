//! Rules about ENV and LABEL.

use super::Rule;

mod legacy_key_value;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    legacy_key_value::RULE,
];
