use std::collections::BTreeMap;

use super::{Base, Edge, EdgeKind, Endpoint, Model, Stage, StageId, build};
use crate::instruction::{Kind, Run};
use crate::syntax::{ErrorCode, SyntaxError, Word};
use crate::text::{Span, order, suggest};

/// Settles what stages take from each other, which stage is the target and which stages it needs.
pub(super) fn resolve(model: &mut Model) {
    let edges = Resolver::new(model).edges();
    let Resolved { edges, errors } = edges;
    model.edges = edges;
    model.errors.extend(errors);
    find_cycles(model);
    find_target(model);
    mark_reachable(model);
    mark_broken(model);
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
}

impl<'a> Resolver<'a> {
    fn new(model: &'a Model) -> Self {
        let named = model.stages.iter().filter_map(|stage| Some((stage.name.as_deref()?, stage.id)));
        let resolved = Resolved { edges: Vec::new(), errors: Vec::new() };
        Self { model, by_name: order::map(named), implicit: Vec::new(), resolved }
    }

    fn edges(mut self) -> Resolved {
        for stage in &self.model.stages {
            self.resolved.edges.extend(build::base_edge(stage));
            for (index, _, kind) in self.model.instructions_of(stage) {
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
        }
        self.resolved
    }

    fn copy_from(&mut self, stage: &Stage, index: usize, word: &Word) {
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
            return Some(self.external(name.clone()));
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
        if let Some(id) = self.by_name.get(word.text.to_lowercase().as_str()) {
            return self.stage(stage, index, *id, word);
        }
        self.implicit_image(index, word)
    }

    fn implicit_image(&mut self, index: usize, word: &Word) -> Option<Endpoint> {
        let name = word.text.clone();
        let is_image = crate::instruction::ImageRef::parse(&name).is_ok();
        if !is_image && !self.model.options.named_contexts.contains_key(&name) && name != "scratch" {
            let names = self.by_name.keys().copied();
            let hint = closest(&name, names).map(|name| format!("; is it `{name}`?"));
            let message =
                format!("`{name}` is neither a stage nor a valid image{}", hint.unwrap_or_default());
            self.error(ErrorCode::InvalidImageReference, word.span, index, message);
            return None;
        }
        self.implicit.push(name.clone());
        (name != "scratch").then(|| self.external(name))
    }

    fn external(&self, name: String) -> Endpoint {
        if self.model.options.named_contexts.contains_key(&name) {
            Endpoint::Context(name)
        } else {
            Endpoint::Image(name)
        }
    }

    /// An edge to a stage of the file, which has to stand before. BuildKit looks at the order only in what it builds.
    fn stage(&mut self, stage: &Stage, index: usize, id: StageId, word: &Word) -> Option<Endpoint> {
        if id > stage.id {
            let message =
                format!("`{}` starts further down; a stage only takes files from stages above it", word.text);
            self.error(ErrorCode::InvalidStageReference, word.span, index, message);
            if let Some(error) = self.resolved.errors.last_mut() {
                error.always_fatal = false;
            }
        } else if id == stage.id {
            let message = format!("the stage copies from itself with `--from={}`", word.text);
            self.error(ErrorCode::CircularStages, word.span, index, message);
        }
        Some(Endpoint::Stage(id))
    }

    fn mounts(&mut self, stage: &Stage, index: usize, run: &Run) {
        for mount in &run.mounts {
            let Some(from) = mount.from.as_ref().filter(|from| !from.text.is_empty()) else { continue };
            // A mount never names a stage by its index.
            let named = self.by_name.get(from.text.to_lowercase().as_str()).copied();
            let endpoint = match named {
                Some(id) => self.stage(stage, index, id, from),
                None => self.implicit_image(index, from),
            };
            if let Some(endpoint) = endpoint {
                self.edge(endpoint, stage, EdgeKind::Mount, index, from.span);
            }
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

/// Stages that need each other can never be built. Only edges to later stages can close a circle.
fn find_cycles(model: &mut Model) {
    let later: Vec<(StageId, StageId, usize, Span)> = model
        .edges
        .iter()
        .filter_map(|edge| match edge.from {
            Endpoint::Stage(from) if from > edge.to => Some((from, edge.to, edge.instruction, edge.span)),
            _ => None,
        })
        .collect();
    for (from, to, index, span) in later.into_iter().take(MAX_CYCLES) {
        if needs(model, from, to) {
            let name = |id| model.stage(id).map(Stage::title).unwrap_or_default();
            let message =
                format!("`{}` and `{}` need each other, so neither can be built", name(to), name(from));
            let lines = model.instruction(index).map_or((0, 0), |node| node.lines);
            model.errors.push(SyntaxError::new(ErrorCode::CircularStages, span, lines, message));
        }
    }
}

/// More circles than this are not looked for.
const MAX_CYCLES: usize = 50;

/// Whether a stage needs another, directly or not.
fn needs(model: &Model, stage: StageId, other: StageId) -> bool {
    reachable(model, stage).get(other.0).copied().unwrap_or(false)
}

/// Which stages a stage needs, itself included.
fn reachable(model: &Model, target: StageId) -> Vec<bool> {
    let mut inputs: Vec<Vec<usize>> = vec![Vec::new(); model.stages.len()];
    for edge in &model.edges {
        if let (Endpoint::Stage(from), Some(list)) = (&edge.from, inputs.get_mut(edge.to.0)) {
            list.push(from.0);
        }
    }
    let mut seen = vec![false; model.stages.len()];
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
    let lower = target.to_lowercase();
    let found = model.stages.iter().rev().find(|stage| stage.name.as_deref() == Some(lower.as_str()));
    model.target = found.map(|stage| stage.id);
    if model.target.is_none() && !model.stages.is_empty() {
        let names = model.stages.iter().filter_map(|stage| stage.name.as_deref());
        let hint = closest(&lower, names).map(|name| format!("; is it `{name}`?"));
        let message = format!("there is no stage `{target}` to build{}", hint.unwrap_or_default());
        model.errors.push(SyntaxError::new(ErrorCode::UnknownTarget, Span::empty(0), (0, 0), message));
    }
}

fn mark_reachable(model: &mut Model) {
    let Some(target) = model.target else { return };
    let seen = reachable(model, target);
    for (stage, seen) in model.stages.iter_mut().zip(seen) {
        stage.is_reachable = seen;
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
