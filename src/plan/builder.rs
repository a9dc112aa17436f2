use std::collections::{BTreeMap, BTreeSet};

use super::env::{At, Fingerprint};
use super::names::{self, Namer};
use super::step::Draft;
use super::{Op, Plan, Step};
use crate::instruction::{ImageRef, Kind, Mount, MountKind, Run};
use crate::model::{Base, Bindings, Edge, EdgeKind, Endpoint, Model, Stage, StageId};
use crate::syntax::Instruction;
use crate::text::{Lines, Span, order};

/// Puts the steps of all stages that the target needs together.
pub(super) fn build(model: &Model, target: StageId) -> Plan {
    let names = order::set(model.scope.stages.iter().flat_map(Bindings::names));
    let mut builder = Builder {
        model,
        names,
        drafts: Vec::new(),
        known: BTreeMap::new(),
        name_bytes: 0,
        context: None,
        ends: Vec::new(),
        states: Vec::new(),
    };
    for stage in &model.stages {
        builder.stage(stage);
    }
    let last = builder.states.get(target.0).copied().flatten();
    Plan::reduce(&builder.drafts, last)
}

/// Values and triggers multiply what a file says. Once the names of the steps hold this many bytes, none is added.
const MAX_NAME_BYTES: usize = 16 * 1024 * 1024;

/// What makes two steps the same: what they do, and their inputs.
type Key = (Op, String, u64, Vec<usize>);

pub(super) struct Builder<'a> {
    pub model: &'a Model,
    /// Every name that some stage binds.
    names: BTreeSet<&'a str>,
    drafts: Vec<Draft>,
    known: BTreeMap<Key, usize>,
    /// How many bytes the names hold so far.
    name_bytes: usize,
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
    /// What the progress shows.
    pub name: String,
    /// What it is, without its number: the same for the same work in another place.
    pub text: String,
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
            let from = self.model.instruction(stage.from).map_or((0, 0), |node| node.lines);
            // Where a context has taken the place of a stage, none of its instructions runs.
            let is_run = !stage.is_replaced;
            for (index, node) in names::triggers(self.model, stage).filter(|_| is_run) {
                let Some(Kind::Onbuild(onbuild)) = self.model.kind(index) else { continue };
                let Some(kind) = onbuild.trigger.as_deref() else { continue };
                // A trigger runs where the stage begins.
                let place = (stage.from + 1, from, "ONBUILD ");
                state =
                    self.instruction(stage.id, place, (index, node, kind), &mut namer, fingerprint, state);
            }
            for (index, node, kind) in self.model.instructions_of(stage).filter(|_| is_run) {
                fingerprint.advance(self.model, stage.id, index);
                if let Some(kind) = kind {
                    let place = (index, node.lines, "");
                    state = self.instruction(
                        stage.id,
                        place,
                        (index, node, kind),
                        &mut namer,
                        fingerprint,
                        state,
                    );
                }
            }
        }
        fingerprint.advance(self.model, stage.id, usize::MAX);
        self.ends.push(fingerprint);
        self.states.push(state);
    }

    /// Whether no name needs the stage in it: the file has one stage, and nothing is copied from elsewhere.
    fn is_alone(&self) -> bool {
        let is_other = |edge: &Edge| edge.kind != EdgeKind::From;
        let has_mount = |kind: &Option<Kind>| matches!(kind, Some(Kind::Run(run)) if !run.mounts.is_empty());
        let Model { stages, edges, kinds, .. } = self.model;
        stages.len() == 1 && !edges.iter().any(is_other) && !kinds.iter().any(has_mount)
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
                let platform = stage.platform.as_deref().unwrap_or(self.model.options.platform());
                let step = step(Op::Source, name, Vec::new());
                let step = Step { stage: Some(stage.id), instruction: Some(stage.from), lines, ..step };
                (step, format!("image {reference} {platform}"))
            }
        };
        Some(self.add(step.0, step.1, 0))
    }

    fn instruction(
        &mut self,
        stage: StageId,
        (before, lines, prefix): (usize, Lines, &str),
        (index, node, kind): (usize, &'a Instruction, &'a Kind),
        namer: &mut Namer,
        fingerprint: Fingerprint,
        state: Option<usize>,
    ) -> Option<usize> {
        let makes_step = matches!(kind, Kind::Run(_) | Kind::Copy(_) | Kind::Add(_) | Kind::Workdir(_));
        if !makes_step || self.name_bytes > MAX_NAME_BYTES {
            return state;
        }
        let directory = self.directory_behind(stage, index);
        if matches!(kind, Kind::Workdir(_)) && is_root(directory) {
            return state;
        }
        let text = names::describe(
            self.model,
            node,
            &At { model: self.model, names: &self.names, stage, index: before, kind },
        );
        let name = namer.next(&format!("{prefix}{text}"));
        let task = Task { stage, index, node, name, text, lines, fingerprint: fingerprint.value() };
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

    fn run(&mut self, task: &Task, run: &Run, state: Option<usize>) -> usize {
        let mut inputs: Vec<usize> = state.into_iter().collect();
        for mount in &run.mounts {
            let input = self.mount(task, mount);
            inputs.extend(input.filter(|input| !inputs.contains(input)));
        }
        if let Some(body) = names::script(self.model, task.node)
            .filter(|body| body.trim_start_matches('\t').starts_with("#!"))
        {
            inputs.push(self.inline(task, body));
        }
        let bodies = task.node.heredocs.iter().map(|heredoc| self.model.text(heredoc.body));
        let key = format!("{}\n{}{}", task.text, bodies.collect::<String>(), self.surroundings(task));
        self.add(task.step(Op::Exec, inputs), key, task.fingerprint)
    }

    fn mount(&mut self, task: &Task, mount: &Mount) -> Option<usize> {
        if let Some(from) = &mount.from {
            return self.endpoint(task, from.span, None);
        }
        match mount.kind {
            MountKind::Bind => Some(self.context()),
            MountKind::Cache if mount.mode.is_some() || mount.uid.is_some() || mount.gid.is_some() => {
                let key = format!("cache {:?} {:?} {:?}", mount.mode, mount.uid, mount.gid);
                let step =
                    step(Op::File, "[internal] setting cache mount permissions".to_owned(), Vec::new());
                Some(self.add(Step { stage: Some(task.stage), ..step }, key, 0))
            }
            _ => None,
        }
    }

    /// The step that makes a working directory.
    fn workdir(&mut self, task: &Task, directory: &str, state: Option<usize>) -> usize {
        let key = format!("mkdir {directory} {}", self.surroundings(task));
        self.add(task.step(Op::File, state.into_iter().collect()), key, 0)
    }

    /// The working directory behind an instruction.
    fn directory_behind(&self, stage: StageId, index: usize) -> &'a str {
        let after = match self.model.surroundings(index + 1) {
            Some(after) if self.model.stage_of.get(index + 1) == Some(&Some(stage)) => Some(after),
            _ => self.model.final_surroundings(stage),
        };
        after.map_or("/", |after| after.working_dir())
    }

    /// Where and as whom an instruction runs.
    pub fn surroundings(&self, task: &Task) -> String {
        let Some(surroundings) = self.model.surroundings(task.index) else { return String::new() };
        let user = surroundings.user.as_ref().map(|user| user.value.as_str()).unwrap_or_default();
        format!("\0{}\0{user}\0{:?}", surroundings.working_dir(), surroundings.shell())
    }

    /// The build context.
    pub fn context(&mut self) -> usize {
        let step = step(Op::Source, "[internal] load build context".to_owned(), Vec::new());
        let index = self.context.unwrap_or_else(|| self.add(step, "context".to_owned(), 0));
        *self.context.insert(index)
    }

    /// What `from` names at `span`; `None` where that is empty or unknown. An image is said to stand at `lines`.
    pub fn endpoint(&mut self, task: &Task, span: Span, lines: Option<Lines>) -> Option<usize> {
        let model = self.model;
        let edge = model.edges.get(model.edges.partition_point(|edge| edge.instruction < task.index)..);
        let edge = edge.into_iter().flatten().take_while(|edge| edge.instruction == task.index);
        match &edge.into_iter().find(|edge| edge.span == span)?.from {
            Endpoint::Stage(id) => self.states.get(id.0).copied().flatten(),
            Endpoint::Context(name) => Some(self.named_context(name)),
            Endpoint::Image(name) if name == "scratch" => None,
            Endpoint::Image(name) => {
                let reference = reference(name);
                let step = step(Op::Source, format!("FROM {reference}"), Vec::new());
                let step = Step { instruction: Some(task.index), lines, ..step };
                let platform = self.model.options.platform();
                Some(self.add(step, format!("image {reference} {platform}"), 0))
            }
        }
    }

    fn named_context(&mut self, name: &str) -> usize {
        let source = self.model.options.named_contexts.get(name).map(String::as_str).unwrap_or_default();
        let what = match source.strip_prefix("docker-image://") {
            Some(image) => image,
            None if source.starts_with("local:") => "load from client",
            None => source,
        };
        let step = step(Op::Source, format!("[context {name}] {what}"), Vec::new());
        self.add(step, format!("context {name}"), 0)
    }

    /// Adds a step that does `what`, with what was assigned up to there. Gives its index.
    pub fn add(&mut self, step: Step, what: String, fingerprint: u64) -> usize {
        let index = self.drafts.len();
        self.name_bytes += step.name.len();
        let same = |input: &usize| self.drafts.get(*input).map_or(*input, |draft| draft.same);
        let key = (step.op, what, fingerprint, step.inputs.iter().map(same).collect());
        let same = *self.known.entry(key).or_insert(index);
        self.drafts.push(Draft { step, same });
        index
    }
}

impl Task<'_> {
    /// A step of this instruction.
    pub fn step(&self, op: Op, inputs: Vec<usize>) -> Step {
        let step = step(op, self.name.clone(), inputs);
        Step { stage: Some(self.stage), instruction: Some(self.index), lines: Some(self.lines), ..step }
    }
}

/// A step that no instruction makes.
pub(super) fn step(op: Op, name: String, inputs: Vec<usize>) -> Step {
    Step { stage: None, instruction: None, lines: None, name, inputs, op }
}

/// Whether a directory is always there.
fn is_root(directory: &str) -> bool {
    matches!(directory, "/" | "C:\\")
}

/// An image as BuildKit names it, with registry and tag; what is no reference stays as it is.
fn reference(name: &str) -> String {
    ImageRef::parse(name).map_or_else(|_| name.to_owned(), |image| image.with_default_tag())
}
