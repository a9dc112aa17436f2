//! Programs that are known not to look around in a project.

use crate::instruction::Kind;
use crate::model::Model;
use crate::shell::{Action, Command, Word};

/// Programs whose arguments are no paths of a project.
pub(super) const FREE: &[&str] = &[
    ":",
    "a2dismod",
    "a2enmod",
    "add-apt-repository",
    "addgroup",
    "adduser",
    "apt-key",
    "apt-mark",
    "arch",
    "corepack",
    "date",
    "debconf-set-selections",
    "deluser",
    "docker-php-ext-configure",
    "docker-php-ext-enable",
    "docker-php-ext-install",
    "dpkg",
    "dpkg-reconfigure",
    "echo",
    "exit",
    "export",
    "false",
    "fc-cache",
    "getent",
    "groupadd",
    "groupmod",
    "id",
    "install_packages",
    "ldconfig",
    "locale-gen",
    "localedef",
    "nproc",
    "phpenmod",
    "printf",
    "rustup",
    "set",
    "sleep",
    "true",
    "uname",
    "unset",
    "update-alternatives",
    "update-locale",
    "useradd",
    "userdel",
    "usermod",
    "whoami",
    "yes",
];

/// Programs that work on the paths they are told, and on nothing else.
pub(super) const FILES: &[&str] = &[
    "[",
    "cat",
    "chgrp",
    "chmod",
    "chown",
    "cp",
    "curl",
    "cut",
    "gpg",
    "grep",
    "gunzip",
    "gzip",
    "head",
    "install",
    "ln",
    "mkdir",
    "mktemp",
    "mv",
    "rm",
    "rmdir",
    "sed",
    "ssh-keyscan",
    "strip",
    "tail",
    "tar",
    "tee",
    "test",
    "touch",
    "tr",
    "unzip",
    "wget",
    "xz",
];

/// Those of them whose first argument is no path.
const TELLS: &[&str] = &["chgrp", "chmod", "chown", "grep", "sed"];

/// Whether a sorted list holds a name.
pub(super) fn is_in(list: &[&str], name: &str) -> bool {
    list.binary_search(&name).is_ok()
}

/// The arguments of such a program that may be paths.
pub(super) fn paths_of(command: &Command) -> Vec<&Word> {
    let Some(invocation) = command.invocation() else { return Vec::new() };
    let skipped = usize::from(TELLS.contains(&invocation.name));
    let is_download = matches!(invocation.name, "curl" | "wget");
    let flags = invocation.flags.iter().filter(|flag| !is_download || OUTPUTS.contains(&&*flag.name));
    let values = flags.filter_map(|flag| flag.value).map(|value| value.word);
    values.chain(invocation.operands.iter().copied().skip(skipped)).collect()
}

/// The options of a download that name a file.
const OUTPUTS: &[&str] = &[
    "-K",
    "-O",
    "-P",
    "-T",
    "-o",
    "--config",
    "--directory-prefix",
    "--output",
    "--output-document",
    "--upload-file",
];

/// Whether every command of a RUN is a well-known tool that does its work whatever variables of other names there are.
pub(super) fn is_well_known(model: &Model, index: usize) -> bool {
    let Some(Kind::Run(_)) = model.kind(index) else { return false };
    model.script(index).is_some_and(|run| {
        let is_known = |command: &Command| {
            command.words.is_empty()
                || command.effective().is_some_and(|effective| {
                    is_in(FREE, effective.name)
                        || is_in(FILES, effective.name)
                        || matches!(effective.name, "cd")
                })
                || command.install().is_some()
                || command
                    .package_command()
                    .is_some_and(|package| !matches!(package.action, Action::Other | Action::Run))
        };
        run.script.problems.is_empty() && run.script.commands.iter().all(is_known)
    })
}

#[test]
fn tables_are_sorted() {
    assert!(FREE.is_sorted() && FILES.is_sorted());
}
