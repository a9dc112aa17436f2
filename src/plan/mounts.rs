//! The steps of RUN: its command, and what is mounted for it.

use super::builder::{Builder, Inputs, Task, step};
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
    /// Which cache it is, which tells steps apart and does not enter the key.
    cache: String,
}

impl Builder<'_> {
    /// The step of RUN.
    pub(super) fn run(&mut self, task: &Task, run: &Run, state: Option<usize>) -> usize {
        let mut inputs = Inputs::default();
        if let Some(state) = state {
            inputs.add(self, state);
        }
        let mut mounts = Vec::new();
        for mount in &run.mounts {
            let found = self.mount(task, mount);
            let place = found.map(|input| inputs.add(self, input));
            mounts.push(self.mounted(task, mount, place));
        }
        let script = names::script(self.model, task.node, task.heredocs);
        let is_chomped = task.heredocs.first().is_some_and(|heredoc| heredoc.chomp);
        let begin = script.map(|body| if is_chomped { body.trim_start_matches('\t') } else { body });
        let is_file = !task.surroundings.is_windows && begin.is_some_and(|begin| begin.starts_with("#!"));
        if let Some(body) = script.filter(|_| is_file) {
            let input = self.inline(task, body);
            let place = Some(inputs.add(self, input));
            let target = "/dev/pipes/".to_owned();
            mounts.push(Mounted {
                target,
                source: "/".to_owned(),
                has_files: true,
                input: place,
                text: String::new(),
                cache: String::new(),
            });
        }
        let key = self.run_key(task, run, is_file, &mut mounts);
        let takes = takes(&mounts, state.is_some());
        let caches: Vec<&str> = mounts.iter().map(|mount| mount.cache.as_str()).collect();
        let caches = caches.join(" ");
        let step = Step { key, takes, ..task.step(Op::Exec, inputs.list) };
        self.add(step, caches)
    }

    fn mount(&mut self, task: &Task, mount: &Mount) -> Option<usize> {
        // What such a mount names is built, but nothing of it is mounted.
        if matches!(mount.kind, MountKind::Ssh | MountKind::Secret | MountKind::Tmpfs) {
            return None;
        }
        let from = match mount.from.as_ref().filter(|from| !from.text.is_empty()) {
            Some(from) => self.endpoint(task, from.span, None),
            None if mount.kind == MountKind::Bind => Some(self.context()),
            None => None,
        };
        if !self.is_prepared(task, mount) {
            return from;
        }
        let what = format!("cache {:?} {:?} {:?}", mount.mode, mount.uid, mount.gid);
        let key = Key::of(Aspect::Directory, what);
        let name = "[internal] setting cache mount permissions".to_owned();
        let step = Step { stage: Some(task.stage), key, ..step(Op::File, name, from.into_iter().collect()) };
        Some(self.add(step, String::new()))
    }

    /// Whether a directory is made for a cache, because of its owner and mode.
    fn is_prepared(&self, task: &Task, mount: &Mount) -> bool {
        let has_owner = mount.mode.is_some() || mount.uid.is_some() || mount.gid.is_some();
        let source = mount.source.as_ref().map(|word| self.expand(task, word)).unwrap_or_default();
        mount.kind == MountKind::Cache && has_owner && join_path(&["/", &source]) == "/"
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
        let source =
            if self.is_prepared(task, mount) { "/cache".to_owned() } else { join_path(&["/", &source]) };
        let cache = match kind {
            MountKind::Cache => format!("{id} {:?}", mount.sharing),
            _ => String::new(),
        };
        Mounted {
            text: format!("{} {is_read_only} {rest}", kind.name()),
            target,
            source,
            has_files,
            input,
            cache,
        }
    }

    fn run_key(&self, task: &Task, run: &Run, is_file: bool, mounts: &mut [Mounted]) -> Key {
        let mut key = Key::of(Aspect::Command, digest(&self.argv(task, run, is_file)));
        key.add(Aspect::Env, format!("{:x}", task.fingerprint));
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
        key.add(Aspect::Platform, self.platform_of_commands(task.stage));
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
        match (task.heredocs, names::script(self.model, task.node, task.heredocs)) {
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

/// What is taken by content: of every input but the state, the paths that are mounted. The state is compared by content
/// too where it is mounted once more.
fn takes(mounts: &[Mounted], has_state: bool) -> Vec<Take> {
    let mut takes = Vec::new();
    for mount in mounts.iter().filter(|mount| mount.has_files) {
        let Some(input) = mount.input else { continue };
        let path = if input == 0 && has_state { "/" } else { &mount.source };
        let (includes, excludes) = (Vec::new(), Vec::new());
        takes.push(Take { input, path: path.to_owned(), is_pattern: false, includes, excludes });
    }
    order::sort_by_key(&mut takes, |take| take.input);
    takes
}

fn last_part(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}
