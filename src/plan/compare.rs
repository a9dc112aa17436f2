//! Which steps of a plan come from the cache that the build of another left behind.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::key::number;
use super::select::{self, Selected};
use super::{Aspect, Op, Plan, Rebuild, Status, Step, Take, Verdict};
use super::{summary, why};
use crate::instruction::ImageRef;
use crate::model::Model;
use crate::model::dockerignore::Dockerignore;
use crate::text::order;

/// What is different although no step is.
#[derive(Clone, Copy)]
pub(super) enum Touched<'a> {
    Nothing,
    /// A path of the build context; whether it is some file below it.
    Path(&'a str, bool),
    /// An image as it is named.
    Image(&'a str),
    /// The stages for which the cache is not used; all where there is none.
    Cache(&'a [String]),
}

/// Why a step is not simply cached.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cause {
    /// Nothing that it depends on changed.
    None,
    /// Its own key is new; the step before the change that it most likely was.
    Own(Option<usize>),
    /// It may not use the cache.
    Forced,
    /// Its image moved.
    Moved,
    /// It takes the path that changed.
    Path,
    /// It takes a path below the directory in which something changed.
    MaybePath,
    /// An input reruns, and any change of that input counts.
    Follows(usize),
    /// An input may have changed, and it takes this of it.
    Content(usize),
    /// An input may rerun, and any change of that input counts.
    Perhaps(usize),
}

/// Two plans and what is known of the steps so far.
pub(super) struct Comparison<'a> {
    pub before: (&'a Model, &'a Plan),
    pub after: (&'a Model, &'a Plan),
    pub touched: Touched<'a>,
    pub ignore: Dockerignore,
    /// The steps before the change, by what makes them the same.
    known: BTreeMap<u64, usize>,
    /// The same without what is taken by content.
    alike: BTreeMap<u64, usize>,
    /// The steps before the change that take their place: the same key on the same first input.
    pub places: BTreeMap<u64, Vec<usize>>,
    /// What the steps after the change do.
    kept: BTreeSet<u64>,
    /// The steps before the change, by what they do wherever they stand.
    shapes: BTreeMap<u64, usize>,
    pub status: Vec<Status>,
    pub causes: Vec<Cause>,
    /// The steps before the change that a step is perhaps, by the first of them.
    like: Vec<Option<usize>>,
    /// The step before the change that a step is, or is perhaps.
    pub same: Vec<Option<usize>>,
    /// The first broken link of each chain.
    pub roots: Vec<Option<usize>>,
    /// The step of each chain that takes what may differ.
    pub doubts: Vec<usize>,
    /// What is said of the steps with which chains begin.
    pub clauses: RefCell<BTreeMap<usize, String>>,
}

impl<'a> Comparison<'a> {
    /// Compares what was built before with what is built now.
    pub fn new(before: (&'a Model, &'a Plan), after: (&'a Model, &'a Plan), touched: Touched<'a>) -> Self {
        let ignore = after.0.options.dockerignore.as_deref().unwrap_or_default();
        let mut comparison = Self {
            before,
            after,
            touched,
            ignore: Dockerignore::parse(ignore).unwrap_or_default(),
            known: BTreeMap::new(),
            alike: BTreeMap::new(),
            places: BTreeMap::new(),
            kept: order::set(after.1.steps.iter().map(|step| number(&(step.op, &step.key)))),
            shapes: BTreeMap::new(),
            status: Vec::new(),
            causes: Vec::new(),
            like: Vec::new(),
            same: Vec::new(),
            roots: Vec::new(),
            doubts: Vec::new(),
            clauses: RefCell::default(),
        };
        comparison.remember();
        for (index, step) in after.1.steps.iter().enumerate() {
            comparison.judge(index, step);
        }
        comparison
    }

    /// What becomes of each step, with the reasons in words.
    pub fn finish(self) -> Rebuild {
        let verdict = |index: usize| Verdict {
            status: self.status.get(index).copied().unwrap_or(Status::Cached),
            why: why::sentence(&self, index),
            root: self.roots.get(index).copied().flatten(),
        };
        let verdicts = (0..self.status.len()).map(verdict).collect();
        Rebuild { plan: self.after.1.clone(), verdicts, summary: summary::sentences(&self) }
    }

    fn remember(&mut self) {
        let mut first: Vec<Option<usize>> = Vec::new();
        let mut alike: Vec<Option<usize>> = Vec::new();
        for (index, step) in self.before.1.steps.iter().enumerate() {
            let inputs = of_inputs(step, &first);
            let same = *self.known.entry(signature(step, &inputs, true)).or_insert(index);
            let likes = of_inputs(step, &alike);
            alike.push(Some(*self.alike.entry(signature(step, &likes, false)).or_insert(index)));
            self.places.entry(place(step, &inputs)).or_default().push(same);
            self.shapes.entry(shape(step)).or_insert(same);
            first.push(Some(same));
        }
    }

    fn judge(&mut self, index: usize, step: &'a Step) {
        let (status, cause, same) = self.status_of(step);
        let root = match cause {
            Cause::None => None,
            Cause::Follows(input) | Cause::Content(input) | Cause::Perhaps(input) => {
                self.roots.get(input).copied().flatten().or(Some(index))
            }
            _ => Some(index),
        };
        let doubt = match cause {
            Cause::Perhaps(input) => self.doubts.get(input).copied().unwrap_or(input),
            _ => index,
        };
        self.doubts.push(doubt);
        self.status.push(status);
        self.causes.push(cause);
        let likes = of_inputs(step, &self.like);
        let like = same.and_then(|_| self.alike.get(&signature(step, &likes, false)).copied());
        self.like.push(like);
        self.same.push(same);
        self.roots.push(root);
    }

    fn status_of(&self, step: &Step) -> (Status, Cause, Option<usize>) {
        let is_taken = |place: usize| !step.takes_of(place).is_empty();
        let hard =
            || step.inputs.iter().enumerate().filter(|(place, _)| !is_taken(*place)).map(|(_, input)| *input);
        if let Some(input) = hard().find(|input| self.status_at(*input) == Status::Rebuild) {
            return (Status::Rebuild, Cause::Follows(input), None);
        }
        if self.is_forced(step) {
            return (Status::Rebuild, Cause::Forced, None);
        }
        if self.is_moved(step) {
            return (Status::Rebuild, Cause::Moved, None);
        }
        let selected = self.selected(step);
        if selected == Selected::Yes {
            return (Status::Rebuild, Cause::Path, None);
        }
        let inputs = of_inputs(step, &self.same);
        let is_certain = |input: &usize| self.status_at(*input) == Status::Cached;
        let exact = self.known.get(&signature(step, &inputs, true)).copied();
        let uncertain = hard().find(|input| !is_certain(input));
        if let Some(same) = exact.filter(|_| step.inputs.iter().all(is_certain)) {
            return match selected {
                Selected::Perhaps => (Status::ContentDependent, Cause::MaybePath, Some(same)),
                _ => (Status::Cached, Cause::None, Some(same)),
            };
        }
        let likes = of_inputs(step, &self.like);
        let Some(same) = self.alike.get(&signature(step, &likes, false)).copied() else {
            return (Status::Rebuild, Cause::Own(self.counterpart(step, &inputs)), None);
        };
        match uncertain {
            Some(input) => (Status::Contingent, Cause::Perhaps(input), Some(same)),
            None => (Status::ContentDependent, Cause::Content(self.other_content(step, same)), Some(same)),
        }
    }

    fn status_at(&self, index: usize) -> Status {
        self.status.get(index).copied().unwrap_or(Status::Rebuild)
    }

    /// The input whose content may differ from what the step took before.
    fn other_content(&self, step: &Step, same: usize) -> usize {
        let before = self.before.1.steps.get(same);
        let is_other = |take: &&Take| {
            let input = step.inputs.get(take.input).copied().unwrap_or_default();
            let old = before.and_then(|before| before.inputs.get(take.input)).copied();
            let is_kept = before.is_some_and(|before| before.takes.contains(take));
            self.status_at(input) != Status::Cached
                || self.same.get(input).copied().flatten() != old
                || !is_kept
        };
        let take = step.takes.iter().find(is_other).or(step.takes.first());
        take.and_then(|take| step.inputs.get(take.input)).copied().unwrap_or_default()
    }

    /// The step that stood in its place before, where it does not stand elsewhere now.
    fn counterpart(&self, step: &Step, inputs: &[Option<usize>]) -> Option<usize> {
        let found = self.places.get(&place(step, inputs)).map(Vec::as_slice).unwrap_or_default();
        let is_meant = |index: &&usize| {
            let before = self.before.1.steps.get(**index);
            before.is_some_and(|before| {
                before.op == step.op && keyword(before) == keyword(step) && !self.stays(before)
            })
        };
        let moved = || self.shapes.get(&shape(step)).copied();
        found.iter().find(is_meant).copied().or_else(moved)
    }

    /// Whether a step before the change is still there, if on another state.
    pub fn stays(&self, before: &Step) -> bool {
        self.kept.contains(&number(&(before.op, &before.key)))
    }

    fn is_forced(&self, step: &Step) -> bool {
        let Touched::Cache(stages) = self.touched else { return false };
        let model = self.after.0;
        let name = step.stage.and_then(|stage| model.stage(stage)).and_then(|stage| stage.name.as_deref());
        let is_meant = stages.is_empty()
            || stages.iter().any(|stage| name.is_some_and(|name| name.eq_ignore_ascii_case(stage)));
        let is_command = matches!(keyword(step), "RUN" | "COPY" | "ADD");
        is_meant && is_command && matches!(step.op, Op::Exec | Op::File) && step.lines.is_some()
    }

    fn is_moved(&self, step: &Step) -> bool {
        let (Touched::Image(image), Some(known)) = (self.touched, super::names::image(step)) else {
            return false;
        };
        let full = |name: &str| ImageRef::parse(name).map(|image| image.with_default_tag());
        known == image || full(known).ok() == full(image).ok()
    }

    /// Whether the path that changed is among what the step takes of the build context.
    fn selected(&self, step: &Step) -> Selected {
        let Touched::Path(path, is_below) = self.touched else { return Selected::No };
        let mut found = Selected::No;
        for take in &step.takes {
            let input = step.inputs.get(take.input).and_then(|input| self.after.1.steps.get(*input));
            if input.is_some_and(Step::is_context) {
                found = found.max(select::selected(take, path, is_below, &self.ignore));
            }
        }
        found
    }
}

/// The keyword of the instruction that makes a step, as its name shows it.
pub(super) fn keyword(step: &Step) -> &str {
    let text = step.text();
    let text = text.strip_prefix("ONBUILD ").unwrap_or(text);
    let text = text.strip_prefix("LINK ").unwrap_or(text);
    text.split(' ').next().unwrap_or_default()
}

/// What is known of the inputs of a step.
fn of_inputs(step: &Step, known: &[Option<usize>]) -> Vec<Option<usize>> {
    step.inputs.iter().map(|input| known.get(*input).copied().flatten()).collect()
}

/// What makes a step the same: its key and its inputs. Those that are taken by content count only `with_content`.
fn signature(step: &Step, inputs: &[Option<usize>], with_content: bool) -> u64 {
    let is_taken = |place: usize| !step.takes_of(place).is_empty();
    let counted: Vec<Option<Option<usize>>> = inputs
        .iter()
        .enumerate()
        .map(|(place, input)| (with_content || !is_taken(place)).then_some(*input))
        .collect();
    let takes = with_content.then_some(&step.takes);
    number(&(step.op, &step.key, counted, takes))
}

/// What makes two steps stand in the same place: they work on the same state, or begin stages of the same place.
fn place(step: &Step, inputs: &[Option<usize>]) -> u64 {
    let base = inputs.first().copied().flatten();
    number(&(step.op, base, base.is_none().then_some(step.stage)))
}

/// What a step does, whether there is something below it or not.
fn shape(step: &Step) -> u64 {
    let parts = step.key.parts.iter().filter(|(aspect, _)| *aspect != Aspect::Shape);
    number(&(step.op, parts.collect::<Vec<_>>(), &step.takes.len()))
}
