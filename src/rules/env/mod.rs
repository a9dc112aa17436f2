//! Rules about ENV and LABEL.

use super::Rule;

mod env_uses_own_variable;
mod legacy_key_value;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    env_uses_own_variable::RULE,
    legacy_key_value::RULE,
];
