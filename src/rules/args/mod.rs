//! Rules about ARG, build arguments and the use of variables.

use super::Rule;

mod invalid_default_arg_in_from;
mod meta_arg_in_run;
mod undefined_arg_in_from;
mod undefined_variable;
mod unused_arg;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    invalid_default_arg_in_from::RULE,
    meta_arg_in_run::RULE,
    undefined_arg_in_from::RULE,
    undefined_variable::RULE,
    unused_arg::RULE,
];
