//! Rules about RUN and its commands.

use super::Rule;

mod cd_in_run;
mod consecutive_runs;
mod curl_pipe_without_fail;
mod deletion_in_later_layer;
mod heredoc_without_errexit;
mod linked_shell;
mod package_manager_without_root;
mod pipe_without_pipefail;
mod pointless_command;
mod run_without_shell;
mod sudo_in_run;
mod useradd_without_no_log_init;
mod wget_and_curl;
mod wget_progress_noise;
mod world_writable;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    cd_in_run::RULE,
    consecutive_runs::RULE,
    curl_pipe_without_fail::RULE,
    deletion_in_later_layer::RULE,
    heredoc_without_errexit::RULE,
    linked_shell::RULE,
    package_manager_without_root::RULE,
    pipe_without_pipefail::RULE,
    pointless_command::RULE,
    run_without_shell::RULE,
    sudo_in_run::RULE,
    useradd_without_no_log_init::RULE,
    wget_and_curl::RULE,
    wget_progress_noise::RULE,
    world_writable::RULE,
];
