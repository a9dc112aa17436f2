//! Rules about the image config: labels, ports, directories and users.

use super::Rule;

mod relative_workdir;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    relative_workdir::RULE,
];
