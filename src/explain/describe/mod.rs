//! What one instruction does here: a summary with its real values, and a part for every meaningful piece.

mod action;
mod base_facts;
mod copy;
mod from;
mod mount;
mod phrase;
mod process;
mod run;
mod script;
mod setting;
mod variable;

use super::draft::{Draft, Scene};
use crate::instruction::Kind;

/// Describes an instruction.
pub(super) fn describe(scene: &Scene, draft: &mut Draft) {
    match scene.kind {
        Kind::Add(add) => copy::add(scene, add, draft),
        Kind::Arg(arg) => variable::arg(scene, arg, draft),
        Kind::Cmd(command) => process::cmd(scene, command, draft),
        Kind::Copy(copy) => copy::copy(scene, copy, draft),
        Kind::Entrypoint(command) => process::entrypoint(scene, command, draft),
        Kind::Env(env) => variable::env(scene, env, draft),
        Kind::Expose(expose) => setting::expose(scene, expose, draft),
        Kind::From(from) => from::from(scene, from, draft),
        Kind::Healthcheck(check) => process::healthcheck(scene, check, draft),
        Kind::Label(label) => variable::label(scene, label, draft),
        Kind::Maintainer(maintainer) => setting::maintainer(maintainer, draft),
        Kind::Onbuild(onbuild) => setting::onbuild(scene, onbuild, draft),
        Kind::Run(run) => run::run(scene, run, draft),
        Kind::Shell(shell) => process::shell(shell, draft),
        Kind::Stopsignal(stop) => setting::stopsignal(scene, stop, draft),
        Kind::User(user) => setting::user(scene, user, draft),
        Kind::Volume(volume) => setting::volume(scene, volume, draft),
        Kind::Workdir(workdir) => setting::workdir(scene, workdir, draft),
    }
}
