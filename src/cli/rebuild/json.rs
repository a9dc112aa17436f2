use std::io::Write;

use dockerfile_playground::model::StageId;
use dockerfile_playground::plan::{Advice, Status, Step, Totals, Verdict};
use dockerfile_playground::text::{Edit, Lines, Safety};
use serde::Serialize;

use super::Answer;
use crate::cli::Failure;

/// What a change rebuilds, and what helps.
#[derive(Serialize)]
struct RebuildAnswer<'a> {
    totals: TotalsAnswer,
    summary: &'a [String],
    stages: Vec<StageAnswer>,
    steps: Vec<StepAnswer<'a>>,
    advice: Vec<AdviceAnswer<'a>>,
}

#[derive(Serialize)]
struct TotalsAnswer {
    cached: usize,
    rebuild: usize,
    perhaps: usize,
}

#[derive(Serialize)]
struct StageAnswer {
    /// The index.
    stage: usize,
    name: String,
    totals: TotalsAnswer,
}

#[derive(Serialize)]
struct StepAnswer<'a> {
    name: &'a str,
    op: &'static str,
    /// The index of its stage; none for what belongs to no stage.
    stage: Option<usize>,
    lines: Option<Lines>,
    inputs: &'a [usize],
    status: &'static str,
    why: &'a str,
    /// The index of the step with which it begins.
    root: Option<usize>,
}

#[derive(Serialize)]
struct AdviceAnswer<'a> {
    kind: &'static str,
    effect: String,
    title: &'a str,
    why: &'a str,
    caution: &'a str,
    safety: Safety,
    before: TotalsAnswer,
    after: TotalsAnswer,
    edits: Vec<EditAnswer<'a>>,
    /// The text after the edits.
    text: &'a str,
    /// The text of `.dockerignore`, where that changes.
    dockerignore: Option<&'a str>,
    /// The steps of the text after the edits, and what becomes of them.
    steps: Vec<StepAnswer<'a>>,
}

#[derive(Serialize)]
struct EditAnswer<'a> {
    /// In bytes.
    span: (u32, u32),
    text: &'a str,
}

/// Writes the answer for programs.
pub fn write(answer: &Answer, output: &mut impl Write) -> Result<(), Failure> {
    let Answer { model, rebuild, advice, .. } = *answer;
    let name = |id: StageId| model.stage(id).map(|stage| stage.title()).unwrap_or_default();
    let stage =
        |(id, totals): (StageId, Totals)| StageAnswer { stage: id.0, name: name(id), totals: of(totals) };
    let answer = RebuildAnswer {
        totals: of(rebuild.totals(None)),
        summary: &rebuild.summary,
        stages: rebuild.stages().into_iter().map(stage).collect(),
        steps: rebuild.plan.steps.iter().zip(&rebuild.verdicts).map(step).collect(),
        advice: advice.iter().map(one).collect(),
    };
    serde_json::to_writer_pretty(&mut *output, &answer).map_err(std::io::Error::from)?;
    writeln!(output)?;
    Ok(())
}

fn of(totals: Totals) -> TotalsAnswer {
    let Totals { cached, rebuild, perhaps } = totals;
    TotalsAnswer { cached, rebuild, perhaps }
}

fn step<'a>((step, verdict): (&'a Step, &'a Verdict)) -> StepAnswer<'a> {
    let status: Status = verdict.status;
    StepAnswer {
        name: &step.name,
        op: step.op.name(),
        stage: step.stage.map(|stage| stage.0),
        lines: step.lines,
        inputs: &step.inputs,
        status: status.name(),
        why: &verdict.why,
        root: verdict.root,
    }
}

fn one(advice: &Advice) -> AdviceAnswer<'_> {
    let edit = |edit: &'_ Edit| (edit.span.start, edit.span.end);
    AdviceAnswer {
        kind: advice.kind.name(),
        effect: advice.effect(),
        title: &advice.fix.title,
        why: &advice.why,
        caution: &advice.caution,
        safety: advice.fix.safety,
        before: of(advice.before),
        after: of(advice.after),
        edits: advice.fix.edits.iter().map(|one| EditAnswer { span: edit(one), text: &one.text }).collect(),
        text: &advice.text,
        dockerignore: advice.ignore.as_deref(),
        steps: advice.rebuild.plan.steps.iter().zip(&advice.rebuild.verdicts).map(step).collect(),
    }
}
