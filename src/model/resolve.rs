use std::collections::BTreeMap;

use super::deferred::error_at_from;
use super::{Base, Edge, EdgeKind, Endpoint, Model, Stage, StageId, build};
use crate::instruction::{Kind, Run};
use crate::syntax::expand::{Lexer, NoEnvironment};
use crate::syntax::{ErrorCode, SyntaxError, Word};
use crate::text::{Span, lower, order, suggest};

/// Settles what stages take from each other, which stage is the target and which stages it needs.
pub(super) fn resolve(model: &mut Model) {
    find_target(model);
    let mut resolver = Resolver::new(model);
    resolver.own();
    let cycles = find_cycles(model, &resolver.resolved.edges);
    let found_in_pass = resolver.deferred();
    let Resolved { edges, errors } = resolver.resolved;
    model.edges = edges;
    model.errors.extend(cycles.into_iter().chain(errors));
    for (stage, pass) in model.stages.iter_mut().zip(found_in_pass) {
        stage.is_reachable = pass.is_some();
        stage.found_in_pass = pass.unwrap_or_default();
    }
    tell_deferred_errors(model);
    mark_broken(model);
}

/// What is wrong with deferred instructions counts only in stages that the target needs.
fn tell_deferred_errors(model: &mut Model) {
    let Model { deferred, stages, errors, .. } = model;
    let is_needed = |id: StageId| stages.get(id.0).is_some_and(|stage| stage.is_reachable);
    let found = deferred.iter_mut().filter(|one| is_needed(one.stage)).filter_map(|one| one.error.take());
    errors.extend(found);
}

struct Resolved {
    edges: Vec<Edge>,
    errors: Vec<SyntaxError>,
}

struct Resolver<'a> {
    model: &'a Model,
    /// The last stage of each name.
    by_name: BTreeMap<&'a str, StageId>,
    /// Images and contexts that COPY --from has named so far: BuildKit appends them to the list of stages, so that
    /// later indices reach them.
    implicit: Vec<String>,
    resolved: Resolved,
    /// Whether the instructions are those that ONBUILD defers.
    is_deferred: bool,
}

impl<'a> Resolver<'a> {
    fn new(model: &'a Model) -> Self {
        let named = model.stages.iter().filter_map(|stage| Some((stage.name.as_deref()?, stage.id)));
        let resolved = Resolved { edges: Vec::new(), errors: Vec::new() };
        Self { model, by_name: order::map(named), implicit: Vec::new(), resolved, is_deferred: false }
    }

    /// What the instructions of the stages themselves name.
    fn own(&mut self) {
        for stage in &self.model.stages {
            self.resolved.edges.extend(build::base_edge(stage));
            let before = self.resolved.edges.len();
            for (index, _, kind) in self.model.instructions_of(stage) {
                self.instruction(stage, index, kind);
            }
            if stage.is_replaced {
                self.resolved.edges.truncate(before);
            }
        }
    }

    /// What ONBUILD makes stages name that the target needs, which may make it need more. Gives for each stage the pass in
    /// which it is found to be needed; `None` where it is not.
    fn deferred(&mut self) -> Vec<Option<usize>> {
        let model = self.model;
        let mut found_in_pass = vec![None; model.stages.len()];
        let Some(target) = model.target else { return found_in_pass };
        self.is_deferred = true;
        for pass in 0..MAX_PASSES {
            let mut is_new = false;
            let needed = reachable(model.stages.len(), &self.resolved.edges, target);
            for (stage, slot) in model.stages.iter().zip(&mut found_in_pass) {
                if slot.is_some() || !needed.get(stage.id.0).copied().unwrap_or(false) {
                    continue;
                }
                *slot = Some(pass);
                let sources = self.resolved.edges.len();
                for one in model.deferred_of(stage.id) {
                    let errors = self.resolved.errors.len();
                    if let Some(place) = model.dispatched_deferred(stage, one) {
                        self.instruction(stage, one.onbuild, Some(place.kind));
                    }
                    for error in self.resolved.errors.iter_mut().skip(errors) {
                        let told = error.clone();
                        *error = error_at_from(told, Some(stage), &model.file, stage.from);
                    }
                }
                is_new |= self.resolved.edges.len() > sources;
            }
            if !is_new {
                break;
            }
        }
        order::sort_by_key(&mut self.resolved.edges, |edge| edge.instruction);
        found_in_pass
    }

    fn instruction(&mut self, stage: &Stage, index: usize, kind: Option<&Kind>) {
        match kind {
            Some(Kind::Copy(copy)) => {
                if let Some(from) = &copy.from {
                    self.copy_from(stage, index, from);
                }
            }
            Some(Kind::Run(run)) => self.mounts(stage, index, run),
            _ => {}
        }
    }

    fn copy_from(&mut self, stage: &Stage, index: usize, word: &Word) {
        let expansion = Lexer::new(self.model.file.escape).word(&word.text, &NoEnvironment);
        if !word.text.contains('$') && expansion.map_or(true, |found| found.text != word.text) {
            let message =
                format!("`--from={}` holds a quote or an escape character; it takes a plain name", word.text);
            self.error(ErrorCode::InvalidStageReference, word.span, index, message);
            return;
        }
        if word.text.contains('$') {
            let message = format!(
                "`--from={}` holds a variable, which COPY does not expand; start a stage from it with FROM and copy from that",
                word.text
            );
            self.error(ErrorCode::InvalidStageReference, word.span, index, message);
            return;
        }
        let endpoint = match word.text.parse::<i64>() {
            Ok(number) => self.by_index(stage, index, number, word),
            Err(_) => self.by_name(stage, index, word),
        };
        if let Some(from) = endpoint {
            self.edge(from, stage, EdgeKind::Copy, index, word.span);
        }
    }

    fn by_index(&mut self, stage: &Stage, index: usize, number: i64, word: &Word) -> Option<Endpoint> {
        let stages = self.model.stages.len();
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        if at < stages {
            return self.stage(stage, index, StageId(at), word);
        }
        if let Some(name) = self.implicit.get(at - stages) {
            return (name != SCRATCH).then(|| self.external(name.clone()));
        }
        let message = format!(
            "there is no stage {number}; the file has {}",
            if stages == 1 {
                "one stage, 0".to_owned()
            } else {
                format!("{stages} stages, 0 to {}", stages - 1)
            }
        );
        self.error(ErrorCode::InvalidStageReference, word.span, index, message);
        None
    }

    fn by_name(&mut self, stage: &Stage, index: usize, word: &Word) -> Option<Endpoint> {
        if let Some(id) = self.by_name.get(lower(&word.text).as_str()) {
            return self.stage(stage, index, *id, word);
        }
        self.implicit_image(index, word)
    }

    fn implicit_image(&mut self, index: usize, word: &Word) -> Option<Endpoint> {
        let name = word.text.clone();
        if crate::instruction::ImageRef::parse(&name).is_err() {
            let names = self.by_name.keys().copied();
            let hint = closest(&name, names).map(|name| format!("; is it `{name}`?"));
            let message =
                format!("`{name}` is neither a stage nor a valid image{}", hint.unwrap_or_default());
            self.error(ErrorCode::InvalidImageReference, word.span, index, message);
            return None;
        }
        self.implicit.push(name.clone());
        let context = self.model.options.named_context(&name, None);
        if let Some(problem) = context.and_then(|key| self.model.options.named_context_problem(key)) {
            self.error(ErrorCode::InvalidImageReference, word.span, index, problem);
            if let Some(error) = self.resolved.errors.last_mut() {
                error.always_fatal = false;
            }
        }
        (name != SCRATCH).then(|| self.external(name))
    }

    fn external(&self, name: String) -> Endpoint {
        match self.model.options.named_context(&name, None) {
            Some(context) => Endpoint::Context(context.to_owned()),
            None => Endpoint::Image(name),
        }
    }

    /// An edge to a stage of the file, which has to stand before. BuildKit looks at the order only in what it builds.
    fn stage(&mut self, stage: &Stage, index: usize, id: StageId, word: &Word) -> Option<Endpoint> {
        let is_replaced = self.model.stage(id).is_some_and(|named| named.is_replaced);
        if id > stage.id && !is_replaced {
            let message = format!(
                "`{}` starts further down; `{}` only takes files from stages above it",
                word.text,
                stage.title()
            );
            self.error(ErrorCode::InvalidStageReference, word.span, index, message);
            if let Some(error) = self.resolved.errors.last_mut() {
                error.always_fatal = false;
            }
        } else if id == stage.id && !self.is_deferred {
            let message = format!("the stage copies from itself with `--from={}`", word.text);
            self.error(ErrorCode::CircularStages, word.span, index, message);
        }
        Some(Endpoint::Stage(id))
    }

    fn mounts(&mut self, stage: &Stage, index: usize, run: &Run) {
        for mount in &run.mounts {
            let Some(from) = mount.from.as_ref().filter(|from| !from.text.is_empty()) else {
                self.mount_from_nothing(stage, index, mount.word.span);
                continue;
            };
            // A mount never names a stage by its index.
            let named = self.by_name.get(lower(&from.text).as_str()).copied();
            let endpoint = match named {
                Some(id) => self.stage(stage, index, id, from),
                None => self.implicit_image(index, from),
            };
            if let Some(endpoint) = endpoint {
                self.edge(endpoint, stage, EdgeKind::Mount, index, from.span);
            }
        }
    }

    /// BuildKit takes such a mount for one from scratch, which is appended to the list of stages too, unless a stage has
    /// that name.
    fn mount_from_nothing(&mut self, stage: &Stage, index: usize, span: Span) {
        match self.by_name.get(SCRATCH) {
            Some(id) if *id == stage.id && !self.is_deferred => {
                let message =
                    "a mount without `from` needs what is named `scratch`, which is this stage itself";
                self.error(ErrorCode::CircularStages, span, index, message.to_owned());
            }
            Some(_) => {}
            None => self.implicit.push(SCRATCH.to_owned()),
        }
    }

    fn edge(&mut self, from: Endpoint, stage: &Stage, kind: EdgeKind, instruction: usize, span: Span) {
        self.resolved.edges.push(Edge { from, to: stage.id, kind, instruction, span });
    }

    fn error(&mut self, code: ErrorCode, span: Span, index: usize, message: String) {
        let lines = self.model.instruction(index).map_or((0, 0), |node| node.lines);
        self.resolved.errors.push(SyntaxError::new(code, span, lines, message));
    }
}

/// Stages that need each other can never be built. Only edges to later stages can close a circle. As in BuildKit, which
/// stage one starts from does not count: that is found to be too late where the stage is built.
fn find_cycles(model: &Model, edges: &[Edge]) -> Vec<SyntaxError> {
    let mut errors = Vec::new();
    let edges: Vec<Edge> = edges.iter().filter(|edge| edge.kind != EdgeKind::From).cloned().collect();
    let later: Vec<(StageId, StageId, usize, Span)> = edges
        .iter()
        .filter_map(|edge| match edge.from {
            Endpoint::Stage(from) if from > edge.to => Some((from, edge.to, edge.instruction, edge.span)),
            _ => None,
        })
        .collect();
    for (from, to, index, span) in later.into_iter().take(MAX_CYCLES) {
        if reachable(model.stages.len(), &edges, from).get(to.0) == Some(&true) {
            let name = |id| model.stage(id).map(Stage::title).unwrap_or_default();
            let message =
                format!("`{}` and `{}` need each other, so neither can be built", name(to), name(from));
            let lines = model.instruction(index).map_or((0, 0), |node| node.lines);
            errors.push(SyntaxError::new(ErrorCode::CircularStages, span, lines, message));
        }
    }
    errors
}

/// More circles than this are not looked for.
const MAX_CYCLES: usize = 50;

/// What is deferred may lead to more that is deferred. Further passes than these are not made.
const MAX_PASSES: usize = 50;

/// The image that holds nothing.
const SCRATCH: &str = "scratch";

/// Which stages a stage needs, itself included.
fn reachable(stages: usize, edges: &[Edge], target: StageId) -> Vec<bool> {
    let mut inputs: Vec<Vec<usize>> = vec![Vec::new(); stages];
    for edge in edges {
        if let (Endpoint::Stage(from), Some(list)) = (&edge.from, inputs.get_mut(edge.to.0)) {
            list.push(from.0);
        }
    }
    let mut seen = vec![false; stages];
    let mut open = vec![target.0];
    while let Some(index) = open.pop() {
        let Some(slot) = seen.get_mut(index) else { continue };
        if !*slot {
            *slot = true;
            open.extend(inputs.get(index).into_iter().flatten().copied());
        }
    }
    seen
}

fn find_target(model: &mut Model) {
    let Some(target) = model.options.target.as_ref().filter(|target| !target.is_empty()) else {
        model.target = model.stages.last().map(|stage| stage.id);
        return;
    };
    let lower = lower(target);
    let found = model.stages.iter().rev().find(|stage| stage.name.as_deref() == Some(lower.as_str()));
    model.target = found.map(|stage| stage.id);
    if model.target.is_none() && !model.stages.is_empty() {
        let names = model.stages.iter().filter_map(|stage| stage.name.as_deref());
        let hint = closest(&lower, names).map(|name| format!("; is it `{name}`?"));
        let message = format!("there is no stage `{target}` to build{}", hint.unwrap_or_default());
        model.errors.push(SyntaxError::new(ErrorCode::UnknownTarget, Span::empty(0), (0, 0), message));
    }
}

/// A stage that needs a broken one is broken too.
fn mark_broken(model: &mut Model) {
    let with_errors: Vec<StageId> =
        model.errors.iter().filter_map(|error| Some(model.stage_at(error.span.start)?.id)).collect();
    for id in with_errors {
        if let Some(stage) = model.stages.get_mut(id.0) {
            stage.is_broken = true;
        }
    }
    // Stages start from and copy from earlier ones, so one pass in order reaches everything that can be built at all.
    let edges: Vec<(StageId, StageId)> = model
        .edges
        .iter()
        .filter_map(|edge| match edge.from {
            Endpoint::Stage(from) => Some((from, edge.to)),
            _ => None,
        })
        .collect();
    for (from, to) in edges {
        let is_broken = model.stage(from).is_some_and(|stage| stage.is_broken);
        if let Some(stage) = model.stages.get_mut(to.0) {
            stage.is_broken |= is_broken;
        }
    }
}

impl Base {
    /// Whether it is an image or a context from outside the file.
    pub fn is_external(&self) -> bool {
        matches!(self, Self::Image(_) | Self::Context(_))
    }
}

/// The name that is most alike, if one is alike enough.
fn closest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    suggest(name, &names.collect::<Vec<_>>(), false)
}
