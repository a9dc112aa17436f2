//! Rules about CMD, ENTRYPOINT and HEALTHCHECK.

use super::Rule;

mod cmd_ignored_by_entrypoint;
mod missing_healthcheck;
mod repeated_process_instruction;
mod shell_form_process;
mod shell_syntax_in_exec_form;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    cmd_ignored_by_entrypoint::RULE,
    missing_healthcheck::RULE,
    repeated_process_instruction::RULE,
    shell_form_process::RULE,
    shell_syntax_in_exec_form::RULE,
];
