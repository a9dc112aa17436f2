//! Rules about secrets.

use super::Rule;

mod credentials_in_url;
mod deleted_secret;
mod secret_in_arg_or_env;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    credentials_in_url::RULE,
    deleted_secret::RULE,
    secret_in_arg_or_env::RULE,
];
