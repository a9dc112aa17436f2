use std::collections::{BTreeMap, BTreeSet};

use super::env::{At, Fingerprint, secrets};
use super::key::{Aspect, Key, number};
use super::names::{self, Namer};
use super::step::{CONTEXT, Draft};
use super::{Op, Plan, Step};
use crate::instruction::source::SourceKind;
use crate::instruction::{ImageRef, Kind};
use crate::model::{
    Base, Bindings, DEFAULT_PLATFORM, Dispatched, Edge, EdgeKind, Endpoint, Model, Stage, StageId,
    Surroundings,
};
use crate::syntax::expand::Lexer;
use crate::syntax::{Heredoc, Instruction, Word};
use crate::text::{Lines, Span, clean_path, order};

/// Puts the steps of all stages that the target needs together.
pub(super) fn build(model: &Model, target: StageId) -> Plan {
    let names = order::set(model.scope.stages.iter().flat_map(Bindings::names));
    let mut builder = Builder {
        model,
        names,
        drafts: Vec::new(),
        known: BTreeMap::new(),
        step_bytes: 0,
        context: None,
        ends: Vec::new(),
        states: Vec::new(),
    };
    for stage in &model.stages {
        builder.stage(stage);
    }
    let last = builder.states.get(target.0).copied().flatten();
    Plan::reduce(builder.drafts, last)
}

/// Values, triggers and working directories multiply what a file says. Once the names and keys of the steps hold this many
/// bytes, none is added.
const MAX_STEP_BYTES: usize = 16 * 1024 * 1024;

/// What a step holds beside them, in bytes: there are never more than some ten thousands.
const STEP_BYTES: usize = 256;

/// What makes two steps the same: what they do, and their inputs.
type Work = (Op, u64, String, Vec<usize>);

pub(super) struct Builder<'a> {
    pub model: &'a Model,
    /// Every name that some stage binds.
    names: BTreeSet<&'a str>,
    drafts: Vec<Draft>,
    known: BTreeMap<Work, usize>,
    /// How many bytes the names and keys hold so far.
    step_bytes: usize,
    /// The build context, once something needs it.
    context: Option<usize>,
    /// What was assigned up to the end of each stage.
    ends: Vec<Fingerprint>,
    /// The step that makes the filesystem at the end of each stage; `None` where it is empty.
    states: Vec<Option<usize>>,
}

/// One instruction on its way to a step.
pub(super) struct Task<'a> {
    pub stage: StageId,
    /// The instruction that stands in the file; for a trigger its ONBUILD.
    pub index: usize,
    /// The instruction itself.
    pub node: &'a Instruction,
    /// Its heredocs; those of a trigger belong to its ONBUILD.
    pub heredocs: &'a [Heredoc],
    /// Where and as whom it runs.
    pub surroundings: &'a Surroundings,
    /// What the progress shows.
    pub name: String,
    pub lines: Lines,
    pub fingerprint: u64,
}

impl<'a> Builder<'a> {
    fn stage(&mut self, stage: &'a Stage) {
        let mut fingerprint = Fingerprint::of_base(self.model, stage.id, &self.ends);
        let mut state = None;
        if stage.is_reachable {
            let mut namer = Namer::new(stage, names::count(self.model, stage), self.is_alone());
            state = self.base(stage, &mut namer);
            // Where a context has taken the place of a stage, none of its instructions runs.
            let run: Vec<Dispatched> =
                if stage.is_replaced { Vec::new() } else { self.model.dispatched_of(stage).collect() };
            for (at, place) in run.iter().enumerate() {
                fingerprint.advance(self.model, stage.id, place.index);
                let after = match run.get(at + 1) {
                    Some(next) => Some(next.surroundings),
                    None => self.model.final_surroundings(stage.id),
                };
                let directory = after.map_or("/", |after| after.working_dir());
                state = self.instruction(stage, place, directory, &mut namer, fingerprint.value(), state);
            }
        }
        fingerprint.advance(self.model, stage.id, usize::MAX);
        self.ends.push(fingerprint);
        self.states.push(state);
    }

    /// Whether no name needs the stage in it: the file has one stage, and nothing is copied from elsewhere.
    fn is_alone(&self) -> bool {
        let is_other = |edge: &Edge| edge.kind != EdgeKind::From;
        // A mount from nothing and a copy from scratch count as stages too.
        let is_more = |kind: &Option<Kind>| match kind {
            Some(Kind::Run(run)) => !run.mounts.is_empty(),
            Some(Kind::Copy(copy)) => copy.from.as_ref().is_some_and(|from| from.text == "scratch"),
            _ => false,
        };
        let Model { stages, edges, kinds, .. } = self.model;
        stages.len() == 1 && !edges.iter().any(is_other) && !kinds.iter().any(is_more)
    }

    fn base(&mut self, stage: &Stage, namer: &mut Namer) -> Option<usize> {
        let lines = self.model.instruction(stage.from).map(|node| node.lines);
        let step = match &stage.base {
            Base::Scratch => return None,
            Base::Stage(id) => return self.states.get(id.0).copied().flatten(),
            Base::Context(name) => return Some(self.named_context(name)),
            Base::Image(_) => {
                let reference = reference(&stage.base_name);
                let name = namer.next(&format!("FROM {reference}"));
                let platform = self.platform(stage.id);
                let step = image(name, &reference, platform);
                Step { stage: Some(stage.id), instruction: Some(stage.from), lines, ..step }
            }
        };
        Some(self.add(step, String::new()))
    }

    fn instruction(
        &mut self,
        stage: &Stage,
        place: &Dispatched<'a>,
        directory: &str,
        namer: &mut Namer,
        fingerprint: u64,
        state: Option<usize>,
    ) -> Option<usize> {
        let Dispatched { index, node, kind, surroundings, .. } = *place;
        let makes_step = matches!(kind, Kind::Run(_) | Kind::Copy(_) | Kind::Add(_) | Kind::Workdir(_));
        let is_nothing = matches!(kind, Kind::Workdir(_)) && is_root(directory);
        if !makes_step || is_nothing || self.step_bytes > MAX_STEP_BYTES {
            return state;
        }
        let at = At { model: self.model, names: &self.names, stage: stage.id, index, secrets: secrets(kind) };
        let heredocs = &self.model.instruction(index).unwrap_or(node).heredocs;
        let text = names::describe(self.model, (node, heredocs), &at);
        // What is deferred is told where the stage begins.
        let (prefix, told) = if place.is_deferred {
            ("ONBUILD ", self.model.instruction(stage.from))
        } else {
            ("", Some(node))
        };
        let lines = told.map_or(node.lines, |told| told.lines);
        let name = namer.next(&format!("{prefix}{text}"));
        let task = Task { stage: stage.id, index, node, heredocs, surroundings, name, lines, fingerprint };
        match kind {
            Kind::Run(run) => {
                let run = match self.model.expanded.get(&index) {
                    Some(Kind::Run(expanded)) => expanded,
                    _ => run,
                };
                Some(self.run(&task, run, state))
            }
            Kind::Copy(copy) => self.copy(&task, copy, state),
            Kind::Add(add) => self.add_files(&task, add, state),
            _ => Some(self.workdir(&task, directory, state)),
        }
    }

    /// The step that makes a working directory.
    fn workdir(&mut self, task: &Task, directory: &str, state: Option<usize>) -> usize {
        let path = if task.surroundings.is_windows { directory.to_owned() } else { clean_path(directory) };
        let mut key = Key::of(Aspect::Directory, path);
        key.add(Aspect::Shape, if state.is_some() { "true" } else { "false" });
        key.add(Aspect::User, task.user());
        let step = task.step(Op::File, state.into_iter().collect());
        self.add(Step { key, ..step }, String::new())
    }

    /// A word as an instruction sees it; as written where it cannot be expanded.
    pub fn expand(&self, task: &Task, word: &Word) -> String {
        let lexer = Lexer::new(self.model.file.escape);
        lexer.word(&word.text, &self.at(task)).map_or_else(|_| word.text.clone(), |expansion| expansion.text)
    }

    /// What variables are worth for an instruction.
    pub fn at(&self, task: &Task) -> At<'_> {
        At {
            model: self.model,
            names: &self.names,
            stage: task.stage,
            index: task.index,
            secrets: BTreeSet::new(),
        }
    }

    /// The platform that the commands of a stage run on; that of the builder where no image says one.
    pub fn platform_of_commands(&self, stage: StageId) -> &'a str {
        let has_image = match self.model.root_base(stage) {
            Some(Base::Image(_)) => true,
            Some(Base::Context(name)) => {
                let source = self.model.options.named_contexts.get(name);
                source.is_some_and(|source| source.starts_with("docker-image://"))
            }
            _ => false,
        };
        if has_image { self.platform(stage) } else { DEFAULT_PLATFORM }
    }

    /// The platform that a stage is built for.
    pub fn platform(&self, stage: StageId) -> &'a str {
        let own = self.model.stage(stage).and_then(|stage| stage.platform.as_deref());
        own.unwrap_or(self.model.options.platform())
    }

    /// The build context.
    pub fn context(&mut self) -> usize {
        let step = step(Op::Source, "[internal] load build context".to_owned(), Vec::new());
        let step = Step { key: Key::of(Aspect::Source, CONTEXT), ..step };
        let index = self.context.unwrap_or_else(|| self.add(step, String::new()));
        *self.context.insert(index)
    }

    /// What `from` names at `span`; `None` where that is empty or unknown. An image is said to stand at `lines`.
    pub fn endpoint(&mut self, task: &Task, span: Span, lines: Option<Lines>) -> Option<usize> {
        let model = self.model;
        let edge = model.edges.get(model.edges.partition_point(|edge| edge.instruction < task.index)..);
        let edge = edge.into_iter().flatten().take_while(|edge| edge.instruction == task.index);
        match &edge.into_iter().find(|edge| edge.span == span && edge.to == task.stage)?.from {
            Endpoint::Stage(id) => self.states.get(id.0).copied().flatten(),
            Endpoint::Context(name) => Some(self.named_context(name)),
            Endpoint::Image(name) if name == "scratch" => None,
            Endpoint::Image(name) => {
                let reference = reference(name);
                let platform = self.model.options.platform();
                let step = image(format!("FROM {reference}"), &reference, platform);
                let step = Step { instruction: Some(task.index), lines, ..step };
                Some(self.add(step, String::new()))
            }
        }
    }

    fn named_context(&mut self, name: &str) -> usize {
        let source = self.model.options.named_contexts.get(name).map(String::as_str).unwrap_or_default();
        let is_git = matches!(SourceKind::parse(source), Ok(SourceKind::Git(_)));
        let what = match source.strip_prefix("docker-image:") {
            Some(image) => image.trim_start_matches("//"),
            None if source.starts_with("oci-layout:") => "OCI load from client",
            None if source.starts_with("http:") || source.starts_with("https:") => source,
            None => "load from client",
        };
        let title = if is_git {
            format!("[internal] load git source {source}")
        } else {
            format!("[context {name}] {what}")
        };
        let key =
            Key::of(Aspect::Source, if is_git { source.to_owned() } else { format!("{name} {source}") });
        self.add(Step { key, ..step(Op::Source, title, Vec::new()) }, String::new())
    }

    /// Adds a step; `rest` is what tells it from others beside its key. Gives its index.
    pub fn add(&mut self, step: Step, rest: String) -> usize {
        let index = self.drafts.len();
        self.step_bytes += STEP_BYTES + step.name.len() + step.key.len();
        let mut inputs: Vec<usize> = Vec::new();
        for input in step.inputs.iter().map(|input| self.same(*input)) {
            if inputs.last() != Some(&input) {
                inputs.push(input);
            }
        }
        let work = (step.op, number(&(&step.key, &step.takes)), rest, inputs);
        let same = *self.known.entry(work).or_insert(index);
        self.drafts.push(Draft { step, same });
        index
    }

    /// The first step that does the same as the one at an index.
    pub fn same(&self, index: usize) -> usize {
        self.drafts.get(index).map_or(index, |draft| draft.same)
    }
}

/// What a step waits for. Several steps may turn out to be the same: they have one place.
#[derive(Default)]
pub(super) struct Inputs {
    /// The steps.
    pub list: Vec<usize>,
    /// The place of what is the same.
    places: BTreeMap<usize, usize>,
}

impl Inputs {
    /// Adds a step, if it is not there, and gives its place.
    pub fn add(&mut self, builder: &Builder, input: usize) -> usize {
        let next = self.places.len();
        let place = *self.places.entry(builder.same(input)).or_insert(next);
        if place == next || !self.list.contains(&input) {
            self.list.push(input);
        }
        place
    }
}

impl Task<'_> {
    /// The user; empty where the base image says it.
    pub fn user(&self) -> &str {
        self.surroundings.user.as_ref().map_or("", |user| user.value.as_str())
    }

    /// A step of this instruction.
    pub fn step(&self, op: Op, inputs: Vec<usize>) -> Step {
        let step = step(op, self.name.clone(), inputs);
        Step { stage: Some(self.stage), instruction: Some(self.index), lines: Some(self.lines), ..step }
    }
}

/// A step that no instruction makes.
pub(super) fn step(op: Op, name: String, inputs: Vec<usize>) -> Step {
    let (key, takes) = (Key::default(), Vec::new());
    Step { stage: None, instruction: None, twins: Vec::new(), lines: None, name, inputs, op, key, takes }
}

/// The step that fetches an image. Its digest is what counts, where it is given.
fn image(name: String, reference: &str, platform: &str) -> Step {
    let identity = reference.split_once('@').map_or(reference, |(_, digest)| digest);
    let mut key = Key::of(Aspect::Source, identity);
    key.add(Aspect::Platform, platform);
    Step { key, ..step(Op::Source, name, Vec::new()) }
}

/// Whether a directory is always there.
fn is_root(directory: &str) -> bool {
    matches!(directory, "/" | "\\")
}

/// An image as BuildKit names it, with registry and tag; what is no reference stays as it is.
fn reference(name: &str) -> String {
    ImageRef::parse(name).map_or_else(|_| name.to_owned(), |image| image.with_default_tag())
}
