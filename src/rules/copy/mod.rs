//! Rules about COPY and ADD.

use super::Rule;

mod copy_of_ignored_file;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    copy_of_ignored_file::RULE,
];
