//! Rules about CMD, ENTRYPOINT and HEALTHCHECK.

use super::Rule;

mod repeated_process_instruction;
mod shell_form_process;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    repeated_process_instruction::RULE,
    shell_form_process::RULE,
];
