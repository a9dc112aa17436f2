use super::{Command, Mount};
use crate::syntax::Word;

/// RUN: runs a command in a new layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The command.
    pub command: Command,
    /// `--mount` flags in order.
    pub mounts: Vec<Mount>,
    /// The value of `--network`.
    pub network: Option<Word>,
    /// The value of `--security`.
    pub security: Option<Word>,
    /// The values of `--device`.
    pub devices: Vec<Word>,
}
