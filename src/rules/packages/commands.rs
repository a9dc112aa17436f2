//! What the rules about package managers ask of a RUN.

use std::collections::BTreeMap;

use crate::instruction::{Kind, MountKind, Run};
use crate::model::{Base, Model, RunScript, ScriptSource, StageId};
use crate::shell::{Action, Command, Effective, Manager, PackageCommand, PartKind, Word};
use crate::text::{Edit, Fix, Span};

/// One command of a package manager.
pub struct Use<'a> {
    pub script: &'a RunScript,
    pub command: &'a Command,
    pub package: PackageCommand<'a>,
}

/// The commands of package managers in a file, read once for all rules.
pub struct Uses<'a> {
    /// In source order.
    all: Vec<Use<'a>>,
    /// The instruction of each.
    instructions: Vec<usize>,
}

impl<'a> Uses<'a> {
    pub fn new(model: &'a Model) -> Self {
        let mut all = Vec::new();
        for script in &model.scripts {
            let commands =
                script.package_commands.iter().filter_map(|index| script.script.commands.get(*index));
            all.extend(
                commands
                    .filter_map(|command| Some(Use { script, command, package: command.package_command()? })),
            );
        }
        let instructions = all.iter().map(|one| one.script.instruction).collect();
        Self { all, instructions }
    }

    /// Those of every RUN, in source order.
    pub fn all(&self) -> &[Use<'a>] {
        &self.all
    }

    /// Those of one RUN, in source order.
    pub fn of(&self, script: &RunScript) -> &[Use<'a>] {
        let start = self.instructions.partition_point(|one| *one < script.instruction);
        let own = self.instructions.iter().skip(start).take_while(|one| **one == script.instruction);
        self.all.get(start..start + own.count()).unwrap_or_default()
    }
}

impl<'a> Use<'a> {
    /// The program and its subcommand, as messages name them: `apt-get install`.
    pub fn title(&self) -> String {
        format!("{} {}", self.package.invocation.name, self.subcommand()).trim().to_owned()
    }

    /// The subcommand; empty where there is none.
    pub fn subcommand(&self) -> &'a str {
        self.package.invocation.subcommand_name()
    }

    /// Where program and subcommand stand.
    pub fn span(&self) -> Span {
        let program = self.package.invocation.program.span;
        self.package.invocation.subcommand.map_or(program, |word| program.cover(word.span))
    }

    pub fn is(&self, manager: Manager, action: Action) -> bool {
        self.package.manager == manager && self.package.action == action
    }

    /// Whether one of the options is used.
    pub fn has(&self, names: &[&str]) -> bool {
        self.package.invocation.has(names)
    }

    /// The packages, without what a `--` keeps for somebody else and without what is no package but a value.
    pub fn packages(&self) -> impl Iterator<Item = &'a Word> {
        let dashes = self.command.words.iter().find(|word| word.text == "--").map(|word| word.span.start);
        self.package
            .packages
            .iter()
            .copied()
            .filter(move |word| dashes.is_none_or(|at| word.span.start < at))
            .filter(|word| !matches!(word.text.as_str(), "true" | "false"))
    }

    /// A safe fix that puts an option behind the subcommand; none in exec form, where words are JSON strings.
    pub fn add_option(&self, option: &str) -> Option<Fix> {
        let at = self.package.invocation.insertion_point();
        can_edit(self.script)
            .then(|| Fix::safe(format!("Add `{option}`"), vec![Edit::insert(at, format!(" {option}"))]))
    }
}

/// Whether the words of a script stand in the source as the shell reads them.
pub(super) fn can_edit(script: &RunScript) -> bool {
    script.source != ScriptSource::Exec
}

/// The RUN of a script, also behind ONBUILD.
pub(super) fn run_of<'a>(model: &'a Model, script: &RunScript) -> Option<&'a Run> {
    match model.kind(script.instruction)? {
        Kind::Run(run) => Some(run),
        Kind::Onbuild(onbuild) => match onbuild.trigger.as_deref()? {
            Kind::Run(run) => Some(run),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a cache or tmpfs is mounted so that what is written to `path` is in no layer.
pub(super) fn is_mounted(model: &Model, script: &RunScript, path: &str) -> bool {
    mount_targets(model, script).any(|target| {
        let rest = path.strip_prefix(target);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Where caches and tmpfs are mounted, without slashes at the end.
pub(super) fn mount_targets<'a>(model: &'a Model, script: &RunScript) -> impl Iterator<Item = &'a str> {
    let mounts = run_of(model, script).map(|run| run.mounts.as_slice()).unwrap_or_default();
    let in_no_layer = mounts.iter().filter(|mount| matches!(mount.kind, MountKind::Cache | MountKind::Tmpfs));
    in_no_layer.filter_map(|mount| Some(mount.target.as_ref()?.text.trim_end_matches('/')))
}

/// For each stage, whether its layers can be part of an image that is kept: the last stage, and those that others start
/// from.
pub(super) struct KeptStages(Vec<bool>);

impl KeptStages {
    pub fn new(model: &Model) -> Self {
        let mut kept = vec![false; model.stages.len()];
        if let Some(last) = kept.last_mut() {
            *last = true;
        }
        for stage in &model.stages {
            if let Base::Stage(StageId(base)) = stage.base
                && let Some(base) = kept.get_mut(base)
            {
                *base = true;
            }
        }
        Self(kept)
    }

    /// Whether the layer of a RUN is kept; that of one which ONBUILD defers is, in the build of another file.
    pub fn has(&self, script: &RunScript) -> bool {
        let is_kept = |stage: StageId| self.0.get(stage.0).copied().unwrap_or(true);
        script.is_onbuild || script.stage.is_none_or(is_kept)
    }
}

/// A value for each stage that holds up to its end, and for the stages that start from it.
pub(super) struct Inherited<T> {
    stages: Vec<Option<Option<T>>>,
}

impl<T: Copy> Inherited<T> {
    pub fn new(model: &Model) -> Self {
        Self { stages: vec![None; model.stages.len() + 1] }
    }

    /// The value in a stage. To be asked in source order, so that the stages it starts from have their last one.
    pub fn get(&mut self, model: &Model, stage: Option<StageId>) -> Option<T> {
        let index = stage.map_or(model.stages.len(), |stage| stage.0);
        if let Some(Some(value)) = self.stages.get(index) {
            return *value;
        }
        let mut chain = stage.into_iter().flat_map(|stage| model.base_chain(stage)).skip(1);
        let value = chain.find_map(|base| *self.stages.get(base.id.0)?).flatten();
        self.set(model, stage, value);
        value
    }

    pub fn set(&mut self, model: &Model, stage: Option<StageId>, value: Option<T>) {
        let index = stage.map_or(model.stages.len(), |stage| stage.0);
        if let Some(slot) = self.stages.get_mut(index) {
            *slot = Some(value);
        }
    }
}

/// The commands of a script that delete a path below one of `folders`, or a folder above it.
pub(super) fn removals<'a>(
    script: &'a RunScript,
    folders: &'a [&'a str],
) -> impl Iterator<Item = &'a Command> {
    script.script.commands.iter().filter(move |command| {
        let Some(effective) = command.effective() else { return false };
        let in_text = |word: &Word| {
            word.text.contains("rm ") && folders.iter().any(|folder| word.text.contains(folder))
        };
        match effective.name {
            "rm" | "find" => removes(&effective, folders),
            "bash" | "sh" | "su" => effective.words.iter().skip(1).any(in_text),
            _ => false,
        }
    })
}

fn removes(effective: &Effective, folders: &[&str]) -> bool {
    let names = |word: &Word| {
        let path = word.text.trim_end_matches(['*', '/', '.']);
        let is_above = |folder: &&str| path.len() > "/var".len() && folder.starts_with(path);
        let reaches = |folder: &&str| is_above(folder) || path.contains(folder);
        // `/var/lib/{apt,dpkg}/` may reach anything below what it begins with.
        folders.iter().any(reaches) || word.brace_expansion && path.starts_with("/var")
    };
    effective.words.iter().skip(1).any(names)
}

/// Installs that read package lists which an earlier RUN has fetched: by the instruction of that RUN, the first install
/// of each RUN that has no update before it.
pub(super) fn relying<'a>(
    model: &'a Model,
    uses: &'a Uses<'a>,
    is_manager: fn(Manager) -> bool,
) -> BTreeMap<usize, Vec<&'a Use<'a>>> {
    let mut relying: BTreeMap<usize, Vec<&Use>> = BTreeMap::new();
    let mut updated = Inherited::new(model);
    for script in &model.scripts {
        let is_about_lists = |one: &&Use| {
            let fetches = one.has(&["--no-cache", "--update", "--update-cache", "-U"]);
            let is_known = matches!(one.package.action, Action::Install | Action::Update | Action::Upgrade);
            is_manager(one.package.manager) && is_known && !(one.package.manager == Manager::Apk && fetches)
        };
        let mut uses = uses.of(script).iter().filter(is_about_lists).peekable();
        let is_first = |one: &&Use| one.package.action == Action::Install;
        let has_update = match uses.next_if(is_first) {
            Some(install) => {
                if let Some(update) = updated.get(model, script.stage) {
                    relying.entry(update).or_default().push(install);
                }
                uses.any(|one| one.package.action == Action::Update)
            }
            None => uses.any(|one| one.package.action == Action::Update),
        };
        if has_update {
            updated.set(model, script.stage, Some(script.instruction));
        }
    }
    relying
}

/// The text of a package word without what commands put in.
pub(super) fn fixed_text(word: &Word) -> String {
    let parts = word.parts.iter().filter(|part| !part.nested);
    let fixed = parts.filter(|part| !matches!(part.kind, PartKind::Substitution(_)));
    fixed.filter_map(|part| word.text.get(part.text.clone())).collect()
}

/// A few names in backquotes, and how many more there are.
pub(super) fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().take(3).map(|name| format!("`{name}`")).collect();
    match (quoted.as_slice(), names.len().saturating_sub(3)) {
        ([], _) => String::new(),
        ([one], _) => one.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (all, more) => format!("{} and {more} more", all.join(", ")),
    }
}

#[test]
fn names_are_listed() {
    assert_eq!(list(&["a"]), "`a`");
    assert_eq!(list(&["a", "b"]), "`a` and `b`");
    assert_eq!(list(&["a", "b", "c"]), "`a`, `b` and `c`");
    assert_eq!(list(&["a", "b", "c", "d", "e"]), "`a`, `b`, `c` and 2 more");
}
