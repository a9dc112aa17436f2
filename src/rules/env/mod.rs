//! Rules about ENV and LABEL.

use super::Rule;

mod duplicate_env_key;
mod env_uses_own_variable;
mod legacy_key_value;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    duplicate_env_key::RULE,
    env_uses_own_variable::RULE,
    legacy_key_value::RULE,
];
