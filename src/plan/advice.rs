//! What to do about a change that rebuilds too much: edits of the text, each with the same simulation after it.
//!
//! Nothing is offered that was not tried: the text is changed, read and simulated again, and an advice stays only where
//! that saves something and the text is no worse than before.

mod argument;
mod cache;
mod copied;
mod ignore;
mod later;
mod lines;
mod link;
mod needs;
mod prepare;
mod tools;

use super::{Change, Op, Rebuild, Status, Totals, simulate};
use crate::model::Model;
use crate::text::{Edit, Fix, Safety, apply_edits, order, within};

/// In a longer text nothing is tried, in bytes.
pub const MAX_ADVISED_BYTES: usize = 65_536;

/// In a plan of more steps nothing is tried.
pub const MAX_ADVISED_STEPS: usize = 600;

/// No more changes of the text are tried than these; each is read and simulated anew.
const MAX_TRIES: usize = 24;

/// No more steps are simulated in all tries together, but for a few tries.
const MAX_TRIED_STEPS: usize = 4_000;

/// No more are told.
const MAX_ADVICE: usize = 8;

/// A change of the text after which a [`Change`] costs less.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// What it changes.
    pub kind: AdviceKind,
    /// The edits, with what they do as an imperative.
    pub fix: Fix,
    /// Why that helps, in a sentence or two.
    pub why: String,
    /// What to look at before it is applied; empty where nothing can go wrong.
    pub caution: String,
    /// The totals as the text is.
    pub before: Totals,
    /// The totals after the edits.
    pub after: Totals,
    /// What it saves.
    pub saving: Saving,
    /// The text of `.dockerignore` that it is about; `None` where it changes only the Dockerfile.
    pub ignore: Option<String>,
    /// The text after the edits.
    pub text: String,
    /// The same change, simulated on that text.
    pub rebuild: Rebuild,
}

/// What an [`Advice`] changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AdviceKind {
    /// Several of the others at once.
    Together,
    /// Files that list dependencies are copied before everything else.
    Manifests,
    /// A COPY stands behind the steps that do not need it.
    Later,
    /// `.dockerignore` leaves the file out.
    Ignore,
    /// An ARG stands where it is used.
    Argument,
    /// A copy no longer stands on the steps before it.
    Link,
    /// A package manager keeps its downloads in a cache mount.
    Cache,
}

/// What an [`Advice`] saves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Saving {
    /// Steps come from the cache that were made anew.
    Steps,
    /// As many steps are made anew, but one does less: what it installs comes from the cache.
    Part,
    /// So many copies come from the cache, and are only laid over other steps anew.
    Copies(usize),
    /// So many steps are made anew with what they have downloaded before.
    Downloads(usize),
}

impl AdviceKind {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Together => "together",
            Self::Manifests => "manifests-first",
            Self::Later => "copy-later",
            Self::Ignore => "dockerignore",
            Self::Argument => "arg-later",
            Self::Link => "link",
            Self::Cache => "cache-mount",
        }
    }
}

impl Advice {
    /// What becomes of the numbers, without a full stop: `7 steps become 2`.
    pub fn effect(&self) -> String {
        match self.saving {
            Saving::Steps if self.before.rebuild == self.after.rebuild => become_(
                self.before.perhaps,
                "step that may rerun",
                "steps that may rerun",
                self.after.perhaps,
            ),
            Saving::Steps => {
                let steps = become_(self.before.rebuild, "step", "steps", self.after.rebuild);
                let (before, after) = (self.before.perhaps, self.after.perhaps);
                if self.kind == AdviceKind::Together && after < before {
                    let perhaps = become_(before, "that may rerun", "that may rerun", after);
                    return format!("{steps}, and {perhaps}");
                }
                steps
            }
            Saving::Part => "1 step reruns, but not its installation".to_owned(),
            Saving::Copies(1) => "1 copy keeps its layer".to_owned(),
            Saving::Copies(count) => format!("{count} copies keep their layers"),
            Saving::Downloads(1) => "1 step reruns, but keeps its downloads".to_owned(),
            Saving::Downloads(count) => format!("{count} steps rerun, but keep their downloads"),
        }
    }
}

fn become_(before: usize, one: &str, many: &str, after: usize) -> String {
    let (noun, verb) = if before == 1 { (one, "becomes") } else { (many, "become") };
    let after = if after == 0 { "none".to_owned() } else { after.to_string() };
    format!("{before} {noun} {verb} {after}")
}

/// An advice that was not tried yet.
struct Draft {
    kind: AdviceKind,
    fix: Fix,
    why: String,
    caution: String,
    /// How many steps it is about, where it may not save whole ones.
    count: usize,
    /// The text of `.dockerignore`, where that changes.
    ignore: Option<String>,
}

/// What helps against a change, the best first; `rebuild` is what [`simulate`] says of it. Empty where nothing does, and in
/// a text that is too large to try.
pub fn advise(model: &Model, change: &Change, rebuild: &Rebuild) -> Vec<Advice> {
    if !is_advised(model, change, rebuild) {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    ignore::draft(model, change, rebuild, &mut drafts);
    later::drafts(model, rebuild, &mut drafts);
    argument::drafts(model, change, &mut drafts);
    link::draft(model, rebuild, &mut drafts);
    cache::drafts(model, rebuild, &mut drafts);
    let tries = within(MAX_TRIED_STEPS / rebuild.plan.steps.len().max(1), 4, MAX_TRIES);
    drafts.truncate(tries);
    let tried = drafts.into_iter().filter_map(|draft| tried(model, change, rebuild, draft));
    let mut found: Vec<Advice> = tried.collect();
    order::sort_by_key(&mut found, rank);
    if let Some(all) = together(model, change, rebuild, &found) {
        let at = found.partition_point(|one| rank(one) < rank(&all));
        found.insert(at, all);
    }
    found.truncate(MAX_ADVICE);
    found
}

/// Why there is no advice, in a sentence; empty where nothing has to be said.
pub fn no_advice(model: &Model, change: &Change, rebuild: &Rebuild) -> &'static str {
    let totals = rebuild.totals(None);
    match change {
        _ if totals.rebuild + totals.perhaps == 0 => "",
        Change::Text(_) => "",
        Change::NoCache(_) => "No order of steps helps a build that does not use the cache.",
        _ if !is_advised(model, change, rebuild) => "This text is too long to try other orders of its steps.",
        _ => {
            "Nothing here saves a step: each step that rebuilds uses what changed, or comes after one that does."
        }
    }
}

fn is_advised(model: &Model, change: &Change, rebuild: &Rebuild) -> bool {
    let totals = rebuild.totals(None);
    !matches!(change, Change::Text(_) | Change::NoCache(_))
        && totals.rebuild + totals.perhaps > 0
        && model.source.len() <= MAX_ADVISED_BYTES
        && rebuild.plan.steps.len() <= MAX_ADVISED_STEPS
}

/// The best first: what saves most steps, then what leaves least of them in doubt.
fn rank(advice: &Advice) -> (AdviceClass, usize, usize, AdviceKind) {
    let class = match advice.saving {
        Saving::Steps => AdviceClass::Steps,
        Saving::Part => AdviceClass::Part,
        Saving::Copies(_) => AdviceClass::Copies,
        Saving::Downloads(_) => AdviceClass::Downloads,
    };
    (class, advice.after.rebuild, advice.after.perhaps, advice.kind)
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum AdviceClass {
    Steps,
    Part,
    Downloads,
    Copies,
}

/// The advice of a draft, where it holds what it promises.
fn tried(model: &Model, change: &Change, rebuild: &Rebuild, draft: Draft) -> Option<Advice> {
    let text = apply_edits(&model.source, &draft.fix.edits).ok()?;
    let mut options = model.options.clone();
    if draft.ignore.is_some() {
        options.dockerignore.clone_from(&draft.ignore);
    }
    let changed = Model::new(&text, &options);
    let is_whole = changed.errors.len() <= model.errors.len()
        && changed.target == model.target
        && changed.stages.len() == model.stages.len();
    if !is_whole {
        return None;
    }
    let after = simulate(&changed, change);
    let saving = saving(&draft, rebuild, &after)?;
    let (before, totals) = (rebuild.totals(None), after.totals(None));
    let Draft { kind, fix, why, caution, ignore, .. } = draft;
    Some(Advice { kind, fix, why, caution, before, after: totals, saving, ignore, text, rebuild: after })
}

fn saving(draft: &Draft, before: &Rebuild, after: &Rebuild) -> Option<Saving> {
    let (was, is) = (before.totals(None), after.totals(None));
    let is_fewer = is.rebuild < was.rebuild && is.rebuild + is.perhaps < was.rebuild + was.perhaps
        || is.rebuild == was.rebuild && is.perhaps < was.perhaps;
    match draft.kind {
        AdviceKind::Link => {
            let count = copies(before).checked_sub(copies(after)).filter(|count| *count > 0);
            let is_no_worse = is.rebuild <= was.rebuild && is.perhaps <= was.perhaps;
            count
                .filter(|_| is_no_worse)
                .map(|count| if is_fewer { Saving::Steps } else { Saving::Copies(count) })
        }
        AdviceKind::Cache => (is == was).then_some(Saving::Downloads(draft.count)),
        _ if is_fewer => Some(Saving::Steps),
        AdviceKind::Manifests | AdviceKind::Later if draft.count > 0 => {
            let is_as_many = (is.rebuild, is.perhaps) == (was.rebuild, was.perhaps);
            (is_as_many && is.cached > was.cached).then_some(Saving::Part)
        }
        _ => None,
    }
}

/// How many copies are made anew.
fn copies(rebuild: &Rebuild) -> usize {
    let steps = rebuild.plan.steps.iter().zip(&rebuild.verdicts);
    steps
        .filter(|(step, verdict)| {
            step.op == Op::File
                && !step.takes.is_empty()
                && step.lines.is_some()
                && verdict.status == Status::Rebuild
        })
        .count()
}

/// As many of the advices as go together, where that is better than the best of them alone.
fn together(model: &Model, change: &Change, rebuild: &Rebuild, found: &[Advice]) -> Option<Advice> {
    let mut best: Option<Advice> = None;
    let mut used: Vec<&Advice> = Vec::new();
    for advice in found.iter().filter(|advice| advice.saving == Saving::Steps && advice.ignore.is_none()) {
        let Some(known) = &best else {
            best = Some(advice.clone());
            used.push(advice);
            continue;
        };
        let edits: Vec<Edit> = known.fix.edits.iter().chain(&advice.fix.edits).cloned().collect();
        let draft = Draft {
            kind: AdviceKind::Together,
            fix: Fix::unsafe_("", edits),
            why: String::new(),
            caution: String::new(),
            count: 0,
            ignore: None,
        };
        let both = tried(model, change, rebuild, draft).filter(|both| is_better(both, known));
        if let Some(both) = both {
            best = Some(both);
            used.push(advice);
        }
    }
    let mut all = best.filter(|_| used.len() > 1)?;
    all.fix.title = format!("Make {} of the changes below together", used.len());
    all.why = "Each of them helps where the others do not.".to_owned();
    let mut cautions: Vec<&str> = Vec::new();
    for advice in used.iter().filter(|advice| !advice.caution.is_empty()) {
        if !cautions.contains(&advice.caution.as_str()) {
            cautions.push(&advice.caution);
        }
    }
    all.caution = cautions.join(" ");
    if used.iter().all(|advice| advice.fix.safety == Safety::Safe) {
        all.fix.safety = Safety::Safe;
    }
    Some(all)
}

fn is_better(a: &Advice, b: &Advice) -> bool {
    (a.after.rebuild, a.after.perhaps) < (b.after.rebuild, b.after.perhaps)
}
