//! Rules about how the file is written.

use super::Rule;

mod broken_exec_form;
mod empty_continuation_line;
mod inconsistent_keyword_casing;
mod inline_ignore;
mod keyword_as_argument;
mod lone_carriage_return;
mod lookalike_character;
mod misplaced_definition_comment;
mod misread_directive;
mod misread_flag;
mod shell_syntax_outside_run;
mod swallowed_instruction;
mod trailing_comment;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    broken_exec_form::RULE,
    empty_continuation_line::RULE,
    inconsistent_keyword_casing::RULE,
    inline_ignore::RULE,
    keyword_as_argument::RULE,
    lone_carriage_return::RULE,
    lookalike_character::RULE,
    misplaced_definition_comment::RULE,
    misread_directive::RULE,
    misread_flag::RULE,
    shell_syntax_outside_run::RULE,
    swallowed_instruction::RULE,
    trailing_comment::RULE,
];
