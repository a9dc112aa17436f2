use std::collections::BTreeSet;

use super::builder;
use super::key::{Aspect, Key, Take};
use crate::model::StageId;
use crate::text::Lines;

/// The steps of a build.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The steps; each stands behind what it waits for. The last one makes the filesystem of the target.
    pub steps: Vec<Step>,
}

/// One unit of work of a build.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The stage whose instruction makes it; `None` for what belongs to no stage, such as the build context.
    pub stage: Option<StageId>,
    /// The index of the instruction that makes it; `None` where no instruction does.
    pub instruction: Option<usize>,
    /// Other instructions that do the very same to the very same: all of them are done once.
    pub twins: Vec<usize>,
    /// The lines that BuildKit names for it; `None` for what it does on its own account.
    pub lines: Option<Lines>,
    /// The name as the progress of a build shows it, without the digest that a registry would give.
    pub name: String,
    /// The indices of the steps it waits for, in the order of its inputs; all smaller than its own.
    pub inputs: Vec<usize>,
    /// What it does.
    pub op: Op,
    /// What enters its cache key beside its inputs.
    pub key: Key,
    /// What it takes of inputs by content, sorted by place of the input; it sees any change of all other inputs.
    pub takes: Vec<Take>,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Op {
    /// Fetches an image, a context, a URL or a git repository.
    Source,
    /// Runs a command.
    Exec,
    /// Copies or makes files.
    File,
    /// Lays layers over each other.
    Merge,
}

impl Op {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Exec => "exec",
            Self::File => "file",
            Self::Merge => "merge",
        }
    }
}

impl Step {
    /// The instruction as the name shows it, without stage and number.
    pub fn text(&self) -> &str {
        if self.name.starts_with('[') {
            self.name.split_once("] ").map_or(self.name.as_str(), |(_, text)| text)
        } else {
            &self.name
        }
    }

    /// [`Step::text`] with an image as people write it: `FROM node:24`.
    pub fn shown(&self) -> String {
        match self.text().strip_prefix("FROM ") {
            Some(image) => format!("FROM {}", super::why::familiar(image)),
            None => self.text().to_owned(),
        }
    }

    /// What it takes of the input at a place by content; nothing where it sees any change of it.
    pub fn takes_of(&self, place: usize) -> &[Take] {
        let start = self.takes.partition_point(|take| take.input < place);
        let end = self.takes.partition_point(|take| take.input <= place);
        self.takes.get(start..end).unwrap_or_default()
    }

    /// Whether it brings the files of the build context.
    pub fn is_context(&self) -> bool {
        self.op == Op::Source && self.key.get(Aspect::Source) == CONTEXT
    }

    /// Whether it makes a file of a heredoc.
    pub fn is_inline(&self) -> bool {
        !self.key.get(Aspect::Content).is_empty()
    }
}

/// What the build context is called in a key.
pub(super) const CONTEXT: &str = "context";

/// A step before the same steps are made one.
pub(super) struct Draft {
    /// The step; its inputs are drafts.
    pub step: Step,
    /// The first draft that does the same.
    pub same: usize,
}

impl Plan {
    /// The plan of what `last` needs, in the order of a walk from it. Of several drafts that are the same, the first of
    /// the walk gives the place and the last gives the name, as they do in BuildKit.
    pub(super) fn reduce(drafts: Vec<Draft>, last: Option<usize>) -> Self {
        let mut is_seen = vec![false; drafts.len()];
        let mut walk = Walk { index_of: vec![None; drafts.len()], drafts, plan: Self::default() };
        // What is to be done: visit the inputs of a draft, or, once they are done, the draft itself.
        let mut open: Vec<(usize, bool)> = last.map(|index| (index, false)).into_iter().collect();
        while let Some((index, is_ready)) = open.pop() {
            let (Some(seen), Some(draft)) = (is_seen.get_mut(index), walk.drafts.get_mut(index)) else {
                continue;
            };
            if is_ready {
                let none = builder::step(Op::Source, String::new(), Vec::new());
                let (step, same) = (std::mem::replace(&mut draft.step, none), draft.same);
                walk.finish(step, same);
            } else if !std::mem::replace(seen, true) {
                open.push((index, true));
                open.extend(draft.step.inputs.iter().rev().map(|input| (*input, false)));
            }
        }
        walk.plan
    }
}

struct Walk {
    /// The step of each is taken once it is finished.
    drafts: Vec<Draft>,
    /// The index in the plan of what is the same as a draft.
    index_of: Vec<Option<usize>>,
    plan: Plan,
}

impl Walk {
    fn finish(&mut self, step: Step, same: usize) {
        if let Some(index) = self.index(same) {
            if let Some(known) = self.plan.steps.get_mut(index) {
                known.name = step.name;
                let twin = step.instruction.filter(|_| step.lines.is_some());
                known.twins.extend(twin.filter(|twin| known.instruction != Some(*twin)));
            }
            return;
        }
        let mut seen = BTreeSet::new();
        let inputs = step.inputs.iter().filter_map(|input| self.index(self.drafts.get(*input)?.same));
        let inputs = inputs.filter(|input| seen.insert(*input)).collect();
        if let Some(slot) = self.index_of.get_mut(same) {
            *slot = Some(self.plan.steps.len());
        }
        self.plan.steps.push(Step { inputs, ..step });
    }

    fn index(&self, same: usize) -> Option<usize> {
        self.index_of.get(same).copied().flatten()
    }
}
