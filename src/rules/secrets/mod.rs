//! Rules about secrets.

use super::Rule;

mod secret_in_arg_or_env;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    secret_in_arg_or_env::RULE,
];
