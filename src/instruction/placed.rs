//! What of an instruction moves with its place in the text.

use super::{
    Add, Arg, BuildArg, Command, Copy, Env, Expose, From, Healthcheck, Kind, Label, Maintainer, Mount,
    Onbuild, Run, Shell, Source, Stopsignal, User, Volume, Workdir,
};
use crate::text::{Placed, Shift, placed};

placed! {
    Add { sources, destination, chown, chmod, checksum, excludes; link, keep_git_dir, unpack }
    Arg { args; }
    BuildArg { name, default; }
    Command { words; form }
    Copy { sources, destination, from, chown, chmod, excludes; link, parents }
    Env { pairs; }
    Expose { ports; }
    From { base, name, as_keyword, platform; }
    Label { pairs; }
    Maintainer { name; }
    Mount {
        word, from, source, target, id, env, values;
        kind, sharing, read_only, required, size, mode, uid, gid
    }
    Onbuild { trigger; text }
    Run { command, mounts, network, security, devices; }
    Shell { argv; }
    Stopsignal { signal; }
    User { user; }
    Volume { paths; }
    Workdir { path; }
}

impl Placed for Healthcheck {
    fn shift(&mut self, by: Shift) {
        let Self { command, interval, timeout, start_period, start_interval, retries } = self;
        command.shift(by);
        for (_, word) in [interval, timeout, start_period, start_interval].into_iter().flatten() {
            word.shift(by);
        }
        if let Some((_, word)) = retries {
            word.shift(by);
        }
    }
}

impl Placed for Source {
    fn shift(&mut self, by: Shift) {
        match self {
            Self::Path(word) | Self::Heredoc(word, _) => word.shift(by),
        }
    }
}

impl Placed for Kind {
    fn shift(&mut self, by: Shift) {
        match self {
            Self::Add(add) => add.shift(by),
            Self::Arg(arg) => arg.shift(by),
            Self::Cmd(command) | Self::Entrypoint(command) => command.shift(by),
            Self::Copy(copy) => copy.shift(by),
            Self::Env(env) => env.shift(by),
            Self::Expose(expose) => expose.shift(by),
            Self::From(from) => from.shift(by),
            Self::Healthcheck(healthcheck) => healthcheck.shift(by),
            Self::Label(label) => label.shift(by),
            Self::Maintainer(maintainer) => maintainer.shift(by),
            Self::Onbuild(onbuild) => onbuild.shift(by),
            Self::Run(run) => run.shift(by),
            Self::Shell(shell) => shell.shift(by),
            Self::Stopsignal(stopsignal) => stopsignal.shift(by),
            Self::User(user) => user.shift(by),
            Self::Volume(volume) => volume.shift(by),
            Self::Workdir(workdir) => workdir.shift(by),
        }
    }
}
