//! The steps of RUN: its command, and what is mounted for it.

use super::builder::{Builder, Task, step};
use super::key::{Aspect, Key, Take, digest};
use super::{Op, Step, names};
use crate::instruction::{Mount, MountKind, Run, Sharing};
use crate::syntax::heredoc::chomp_heredoc;
use crate::syntax::{Form, Word};
use crate::text::{join_path, order};

/// A mount with its variables replaced, as far as it enters the key.
struct Mounted {
    target: String,
    /// The path in what is mounted.
    source: String,
    /// Whether it brings files that are compared by content.
    has_files: bool,
    /// The place of what is mounted among the inputs.
    input: Option<usize>,
    /// Everything else.
    text: String,
}

impl Builder<'_> {
    /// The step of RUN.
    pub(super) fn run(&mut self, task: &Task, run: &Run, state: Option<usize>) -> usize {
        let mut inputs: Vec<usize> = state.into_iter().collect();
        let mut mounts = Vec::new();
        for mount in &run.mounts {
            let found = self.mount(task, mount);
            if let Some(input) = found.filter(|input| !inputs.contains(input)) {
                inputs.push(input);
            }
            let place = found.and_then(|input| inputs.iter().position(|known| *known == input));
            mounts.push(self.mounted(task, mount, place));
        }
        let script = names::script(self.model, task.node);
        let is_file = script.is_some_and(|body| body.trim_start_matches('\t').starts_with("#!"));
        if let Some(body) = script.filter(|_| is_file) {
            let input = self.inline(task, body, body);
            let place = Some(inputs.len());
            inputs.push(input);
            let target = "/dev/pipes/".to_owned();
            mounts.push(Mounted {
                target,
                source: "/".to_owned(),
                has_files: true,
                input: place,
                text: String::new(),
            });
        }
        let bodies = task.node.heredocs.iter().map(|heredoc| self.model.text(heredoc.body));
        let what = format!("{}\n{}{}", task.text, bodies.collect::<String>(), task.found());
        let key = self.run_key(task, run, is_file, &mut mounts);
        let takes = takes(&mounts, state.is_some());
        let step = Step { key, takes, ..task.step(Op::Exec, inputs) };
        self.add(step, what, task.fingerprint)
    }

    fn mount(&mut self, task: &Task, mount: &Mount) -> Option<usize> {
        if let Some(from) = &mount.from {
            return self.endpoint(task, from.span, None);
        }
        match mount.kind {
            MountKind::Bind => Some(self.context()),
            MountKind::Cache if mount.mode.is_some() || mount.uid.is_some() || mount.gid.is_some() => {
                let what = format!("cache {:?} {:?} {:?}", mount.mode, mount.uid, mount.gid);
                let key = Key::of(Aspect::Directory, what.clone());
                let name = "[internal] setting cache mount permissions".to_owned();
                let step = Step { stage: Some(task.stage), key, ..step(Op::File, name, Vec::new()) };
                Some(self.add(step, what, 0))
            }
            _ => None,
        }
    }

    fn mounted(&self, task: &Task, mount: &Mount, input: Option<usize>) -> Mounted {
        let kind = mount.kind;
        let text =
            |word: &Option<Word>| word.as_ref().map(|word| self.expand(task, word)).unwrap_or_default();
        let (given, source, id) = (text(&mount.target), text(&mount.source), text(&mount.id));
        let directory = task.surroundings.working_dir();
        let target = match (kind, given.as_str()) {
            (MountKind::Secret, "") if mount.env.is_some() => String::new(),
            (MountKind::Secret, "") => {
                format!("/run/secrets/{}", last_part(if id.is_empty() { &source } else { &id }))
            }
            (MountKind::Ssh, "") => "ssh".to_owned(),
            (_, given) if given.starts_with('/') => join_path(&[given]),
            (_, given) => join_path(&["/", directory, given]),
        };
        let owner = format!("{:?} {:?} {:?}", mount.mode, mount.uid, mount.gid);
        let is_read_only = mount.read_only.unwrap_or(kind == MountKind::Bind);
        let rest = match kind {
            MountKind::Bind => String::new(),
            MountKind::Tmpfs => format!("{}", mount.size.unwrap_or(0)),
            // Which cache it is does not count, but whether it is the one that nobody chose.
            MountKind::Cache => {
                let is_shared = mount.sharing.is_none_or(|sharing| sharing == Sharing::Shared);
                let is_default = is_shared && (id.is_empty() || id == target);
                is_default.to_string()
            }
            MountKind::Secret | MountKind::Ssh => {
                let id = match (id.as_str(), source.as_str()) {
                    ("", "") if kind == MountKind::Secret => last_part(&given).to_owned(),
                    ("", source) => source.to_owned(),
                    (id, _) => id.to_owned(),
                };
                let id = if id.is_empty() { "default" } else { &id };
                format!("{id} {} {} {owner}", text(&mount.env), mount.required.unwrap_or(false))
            }
        };
        let has_files = matches!(kind, MountKind::Bind | MountKind::Cache);
        let is_prepared = mount.from.is_none() && kind == MountKind::Cache;
        let source = if is_prepared { "/cache".to_owned() } else { join_path(&["/", &source]) };
        Mounted { text: format!("{} {is_read_only} {rest}", kind.name()), target, source, has_files, input }
    }

    fn run_key(&self, task: &Task, run: &Run, is_file: bool, mounts: &mut [Mounted]) -> Key {
        let mut key = Key::of(Aspect::Command, digest(&self.argv(task, run, is_file)));
        if task.fingerprint != 0 {
            key.add(Aspect::Env, format!("{:x}", task.fingerprint));
        }
        key.add(Aspect::Directory, task.surroundings.working_dir());
        key.add(Aspect::User, task.user());
        let hostname = self.model.options.build_args.get("BUILDKIT_SANDBOX_HOSTNAME");
        key.add(Aspect::Hostname, hostname.map_or("", String::as_str));
        let choice = |word: &Option<Word>, default: &str| {
            word.as_ref().map(|word| word.text.clone()).filter(|text| text != default).unwrap_or_default()
        };
        key.add(Aspect::Network, choice(&run.network, "default"));
        key.add(Aspect::Security, choice(&run.security, "sandbox"));
        let devices: Vec<&str> = run.devices.iter().map(|word| word.text.as_str()).collect();
        key.add(Aspect::Security, devices.join(" "));
        key.add(Aspect::Platform, self.platform(task.stage));
        order::sort_by(mounts, |a, b| a.target.cmp(&b.target));
        if !mounts.is_empty() {
            let all: Vec<_> = mounts.iter().map(|mount| (&mount.target, mount.input, &mount.text)).collect();
            key.add(Aspect::Mounts, digest(&all));
        }
        key
    }

    /// The command and its arguments.
    fn argv(&self, task: &Task, run: &Run, is_file: bool) -> Vec<String> {
        let words = run.command.words.iter().map(|word| word.text.clone());
        if run.command.form == Form::Exec {
            return words.collect();
        }
        let mut argv = task.surroundings.shell();
        let mut text: String = words.collect();
        match (task.node.heredocs.as_slice(), names::script(self.model, task.node)) {
            ([heredoc], Some(_)) if is_file => text = format!("/dev/pipes/{}", heredoc.name),
            ([heredoc], Some(body)) => {
                text = if heredoc.chomp { chomp_heredoc(body) } else { body.to_owned() };
            }
            (heredocs, _) => {
                for heredoc in heredocs {
                    text = format!("{text}\n{}{}", self.model.text(heredoc.body), heredoc.name);
                }
            }
        }
        argv.push(text);
        argv
    }
}

/// What is taken by content: of every input but the state, the paths that are mounted.
fn takes(mounts: &[Mounted], has_state: bool) -> Vec<Take> {
    let is_taken =
        |mount: &&Mounted| mount.has_files && mount.input.is_some_and(|input| input > 0 || !has_state);
    let take = |mount: &Mounted| Take {
        input: mount.input.unwrap_or_default(),
        path: mount.source.clone(),
        is_pattern: false,
        includes: Vec::new(),
        excludes: Vec::new(),
    };
    let mut takes: Vec<Take> = mounts.iter().filter(is_taken).map(take).collect();
    order::sort_by_key(&mut takes, |take| take.input);
    takes
}

fn last_part(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}
