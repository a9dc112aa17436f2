//! What shell commands and their options do, by subject.

mod compiled;
mod debian;
mod file;
mod javascript;
mod network;
mod package;
mod path;
mod python;
mod script;
mod shell;
mod system;
mod tool;
mod user;
mod windows;

pub(super) use package::package;
pub(super) use path::{mode, path};
pub(super) use tool::{Opt, Sub, Tool, find, names, option};

/// Every table of this folder.
pub(super) const TABLES: &[&[Tool]] = &[
    compiled::TOOLS,
    debian::TOOLS,
    file::TOOLS,
    javascript::TOOLS,
    network::TOOLS,
    python::TOOLS,
    script::TOOLS,
    shell::TOOLS,
    system::TOOLS,
    user::TOOLS,
    windows::TOOLS,
];
