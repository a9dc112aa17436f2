use super::Command;
use crate::syntax::Word;

/// HEALTHCHECK: how to tell whether the container works.
#[derive(Clone, Debug, PartialEq)]
pub struct Healthcheck {
    /// The command; `None` for `HEALTHCHECK NONE`.
    pub command: Option<Command>,
    /// `--interval` in nanoseconds, with the word that says so.
    pub interval: Option<(i64, Word)>,
    /// `--timeout` in nanoseconds.
    pub timeout: Option<(i64, Word)>,
    /// `--start-period` in nanoseconds.
    pub start_period: Option<(i64, Word)>,
    /// `--start-interval` in nanoseconds.
    pub start_interval: Option<(i64, Word)>,
    /// `--retries`.
    pub retries: Option<(i32, Word)>,
}
