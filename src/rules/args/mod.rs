//! Rules about ARG, build arguments and the use of variables.

use super::Rule;

mod invalid_default_arg_in_from;
mod undefined_arg_in_from;
mod undefined_variable;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    invalid_default_arg_in_from::RULE,
    undefined_arg_in_from::RULE,
    undefined_variable::RULE,
];
