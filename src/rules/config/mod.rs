//! Rules about the image config: labels, ports, directories and users.

use super::Rule;

mod expose_with_host_port;
mod maintainer_instruction;
mod relative_workdir;
mod uppercase_expose_protocol;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    expose_with_host_port::RULE,
    maintainer_instruction::RULE,
    relative_workdir::RULE,
    uppercase_expose_protocol::RULE,
];
