//! Rules about RUN and its commands.

use super::Rule;

mod cd_in_run;
mod consecutive_runs;
mod linked_shell;
mod pipe_without_pipefail;
mod pointless_command;
mod sudo_in_run;
mod useradd_without_no_log_init;
mod wget_and_curl;
mod wget_progress_noise;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    cd_in_run::RULE,
    consecutive_runs::RULE,
    linked_shell::RULE,
    pipe_without_pipefail::RULE,
    pointless_command::RULE,
    sudo_in_run::RULE,
    useradd_without_no_log_init::RULE,
    wget_and_curl::RULE,
    wget_progress_noise::RULE,
];
