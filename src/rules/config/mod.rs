//! Rules about the image config: labels, ports, directories and users.

use super::Rule;

mod duplicate_port;
mod expose_with_host_port;
mod invalid_label_key;
mod maintainer_instruction;
mod misread_path;
mod non_numeric_user;
mod relative_workdir;
mod root_user;
mod unused_user;
mod uppercase_expose_protocol;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    duplicate_port::RULE,
    expose_with_host_port::RULE,
    invalid_label_key::RULE,
    maintainer_instruction::RULE,
    misread_path::RULE,
    non_numeric_user::RULE,
    relative_workdir::RULE,
    root_user::RULE,
    unused_user::RULE,
    uppercase_expose_protocol::RULE,
];
