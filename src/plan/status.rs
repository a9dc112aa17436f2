use super::Plan;
use crate::model::StageId;

/// What becomes of a step in a build after a change, where everything before it was built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It comes from the cache.
    Cached,
    /// It comes after a step that may rerun, and reruns exactly when that does.
    Contingent,
    /// It reruns only if the bytes that it takes differ.
    ContentDependent,
    /// It reruns.
    Rebuild,
}

impl Status {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cached => "cached",
            Self::Rebuild => "rebuild",
            Self::ContentDependent => "content-dependent",
            Self::Contingent => "contingent",
        }
    }
}

/// The status of a step and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What becomes of it.
    pub status: Status,
    /// Why, in a sentence.
    pub why: String,
    /// The step with which it begins: the first broken link of the chain; itself where the change meets it.
    pub root: Option<usize>,
}

/// What a change does to a build.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rebuild {
    /// The steps after the change.
    pub plan: Plan,
    /// What becomes of each step, in the same order.
    pub verdicts: Vec<Verdict>,
    /// What happens, in a few sentences; none where nothing does.
    pub summary: Vec<String>,
}

/// How many steps there are of each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// [`Status::Cached`].
    pub cached: usize,
    /// [`Status::Rebuild`].
    pub rebuild: usize,
    /// [`Status::ContentDependent`] and [`Status::Contingent`].
    pub perhaps: usize,
}

impl Totals {
    /// The status that says most: whether anything reruns, may rerun, or nothing does.
    pub const fn status(self) -> Status {
        match self {
            Self { rebuild: 1.., .. } => Status::Rebuild,
            Self { perhaps: 1.., .. } => Status::ContentDependent,
            _ => Status::Cached,
        }
    }

    /// In words: `2 cached, 3 rebuild`.
    pub fn words(self) -> String {
        let parts = [(self.cached, "cached"), (self.rebuild, "rebuild"), (self.perhaps, "may rerun")];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        parts.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
    }

    fn add(&mut self, status: Status) {
        match status {
            Status::Cached => self.cached += 1,
            Status::Rebuild => self.rebuild += 1,
            Status::Contingent | Status::ContentDependent => self.perhaps += 1,
        }
    }
}

impl Rebuild {
    /// The totals of a stage; of all steps that an instruction makes where that is `None`. Steps that BuildKit takes on
    /// its own account do not count.
    pub fn totals(&self, stage: Option<StageId>) -> Totals {
        let mut totals = Totals::default();
        for (step, verdict) in self.plan.steps.iter().zip(&self.verdicts) {
            if step.lines.is_some() && step.stage.is_some() && (stage.is_none() || step.stage == stage) {
                totals.add(verdict.status);
            }
        }
        totals
    }

    /// The totals of every stage with steps, by stage.
    pub fn stages(&self) -> Vec<(StageId, Totals)> {
        let mut stages: Vec<(StageId, Totals)> = Vec::new();
        for (step, verdict) in self.plan.steps.iter().zip(&self.verdicts) {
            let (Some(stage), Some(_)) = (step.stage, step.lines) else { continue };
            let at = stages.partition_point(|(known, _)| *known < stage);
            if stages.get(at).is_none_or(|(known, _)| *known != stage) {
                stages.insert(at, (stage, Totals::default()));
            }
            if let Some((_, totals)) = stages.get_mut(at) {
                totals.add(verdict.status);
            }
        }
        stages
    }
}
