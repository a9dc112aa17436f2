//! Rules about CMD, ENTRYPOINT and HEALTHCHECK.

use super::Rule;

mod missing_healthcheck;
mod repeated_process_instruction;
mod shell_form_process;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    missing_healthcheck::RULE,
    repeated_process_instruction::RULE,
    shell_form_process::RULE,
];
