//! Typed instructions: one file an instruction, and the small grammars their values follow.
//!
//! Reads one [`syntax::Instruction`] at a time and knows nothing of stages, scopes or other instructions. What BuildKit's
//! `instructions.Parse` refuses becomes a [`SyntaxError`]; what can be understood is still returned.

mod add;
mod arg;
pub mod bytes_size;
pub mod chmod;
mod command;
mod copy;
pub mod csv;
pub mod duration;
mod env;
mod expose;
mod from;
mod healthcheck;
mod label;
mod maintainer;
mod mount;
mod onbuild;
pub mod platform;
pub mod port;
pub mod reference;
mod run;
mod shell;
pub mod signal;
pub mod source;
mod stopsignal;
mod user;
mod volume;
mod workdir;
pub mod workdir_path;

pub use add::Add;
pub use arg::{Arg, BuildArg};
pub use command::Command;
pub use copy::{Copy, Source};
pub use env::Env;
pub use expose::Expose;
pub use from::From;
pub use healthcheck::Healthcheck;
pub use label::Label;
pub use maintainer::Maintainer;
pub use mount::{Mount, MountKind, Sharing};
pub use onbuild::Onbuild;
pub use run::Run;
pub use shell::Shell;
pub use stopsignal::Stopsignal;
pub use user::User;
pub use volume::Volume;
pub use workdir::Workdir;

/// What an instruction says.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names are those of the Dockerfile reference")]
pub enum Kind {
    Add(Add),
    Arg(Arg),
    Cmd(Command),
    Copy(Copy),
    Entrypoint(Command),
    Env(Env),
    Expose(Expose),
    From(From),
    Healthcheck(Healthcheck),
    Label(Label),
    Maintainer(Maintainer),
    Onbuild(Onbuild),
    Run(Run),
    Shell(Shell),
    Stopsignal(Stopsignal),
    User(User),
    Volume(Volume),
    Workdir(Workdir),
}
