//! Entries of the 18 instructions and their flags, one file an instruction.

mod add;
mod arg;
mod cmd;
mod copy;
mod entrypoint;
mod env;
mod expose;
mod from;
mod healthcheck;
mod label;
mod maintainer;
mod mount;
mod onbuild;
mod run;
mod shell;
mod stopsignal;
mod user;
mod volume;
mod workdir;

use super::Entry;

/// Every table of this folder.
pub(super) const TABLES: &[&[Entry]] = &[
    add::ENTRIES,
    arg::ENTRIES,
    cmd::ENTRIES,
    copy::ENTRIES,
    entrypoint::ENTRIES,
    env::ENTRIES,
    expose::ENTRIES,
    from::ENTRIES,
    healthcheck::ENTRIES,
    label::ENTRIES,
    maintainer::ENTRIES,
    mount::ENTRIES,
    onbuild::ENTRIES,
    run::ENTRIES,
    shell::ENTRIES,
    stopsignal::ENTRIES,
    user::ENTRIES,
    volume::ENTRIES,
    workdir::ENTRIES,
];
