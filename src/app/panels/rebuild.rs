use std::collections::BTreeMap;
use std::rc::Rc;

use dockerfile_playground::model::{Model, StageId};
use dockerfile_playground::plan::{self, Plan, Rebuild, Status, Step, Totals, Verdict};
use dockerfile_playground::session::{Action, WhatIf, WhatIfKind};
use dockerfile_playground::text::order;
use yew::prelude::*;

use super::graph::{RowMarks, StageNote, StageNotes};
use super::rebuild_advice::{AdviceList, Notes};
use super::rebuild_form::form;
use super::{Links, rebuild_step};
use crate::app::analysis::Analysed;
use crate::app::browser::editor::StepMark;
use crate::app::components::prose_line;
use crate::app::same::Same;

/// A simulated build.
#[derive(Debug)]
pub struct Simulated {
    /// The steps of the text.
    pub plan: Plan,
    /// What the change does to them; `None` where something is missing for it.
    pub rebuild: Option<Rebuild>,
}

impl Simulated {
    /// Simulates what is asked.
    pub fn new(model: &Model, what_if: &WhatIf) -> Self {
        let plan = plan::plan(model);
        let rebuild = what_if.change(model, &plan).map(|change| plan::simulate(model, &change));
        Self { plan, rebuild }
    }

    /// What the editor shows beside the line of each step, the gravest of a line first.
    pub fn marks(&self, model: &Model) -> Vec<StepMark> {
        let Some(rebuild) = &self.rebuild else { return Vec::new() };
        let mark = |index: usize, verdict: &Verdict, line: Option<u32>| {
            let (status, word) = match verdict.status {
                Status::Cached => (0, "Cached"),
                Status::Rebuild => (1, "Rebuilds"),
                Status::ContentDependent => (2, "Reruns only if bytes differ"),
                Status::Contingent => (3, "Reruns only if a step before it does"),
            };
            let why = match line {
                Some(line) => format!("Is done once, with line {line}, which is the same."),
                None => verdict.why.replace('`', ""),
            };
            let at = model.instruction(index)?.span.start;
            Some((at, verdict.status, StepMark { at, status, words: format!("{word}. {why}") }))
        };
        let mut marks = Vec::new();
        for (step, verdict) in rebuild.plan.steps.iter().zip(&rebuild.verdicts) {
            let Some((line, _)) = step.lines else { continue };
            marks.extend(step.instruction.and_then(|index| mark(index, verdict, None)));
            marks.extend(step.twins.iter().filter_map(|twin| mark(*twin, verdict, Some(line))));
        }
        order::sort_by(&mut marks, |a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        marks.into_iter().map(|(_, _, mark)| mark).collect()
    }

    /// What the graph says about each stage.
    pub fn notes(&self, model: &Model) -> StageNotes {
        self.rebuild.as_ref().map(|rebuild| notes(rebuild, model)).unwrap_or_default()
    }

    /// What the graph says about each step, by its instruction: the gravest of what that does in its own stage.
    pub fn row_marks(&self, model: &Model) -> RowMarks {
        let mut gravest: BTreeMap<usize, Status> = BTreeMap::new();
        for (step, verdict) in
            self.rebuild.iter().flat_map(|rebuild| rebuild.plan.steps.iter().zip(&rebuild.verdicts))
        {
            let own =
                step.instruction.filter(|index| model.stage_of(*index).map(|stage| stage.id) == step.stage);
            for index in own.into_iter().chain(step.twins.iter().copied()) {
                let known = gravest.entry(index).or_insert(verdict.status);
                *known = verdict.status.max(*known);
            }
        }
        Rc::new(order::map(gravest.into_iter().map(|(index, status)| (index, rebuild_step::mark(status)))))
    }
}

/// What the graph says about each stage of a simulated build.
pub fn notes(rebuild: &Rebuild, model: &Model) -> StageNotes {
    let mut notes = vec![None; model.stages.len()];
    for (stage, totals) in rebuild.stages() {
        if let Some(note) = notes.get_mut(stage.0) {
            *note = Some(note_of(totals));
        }
    }
    Rc::new(notes)
}

fn note_of(totals: Totals) -> StageNote {
    let (words, class) = match totals.status() {
        Status::Rebuild => (format!("{} rebuild", totals.rebuild), "rebuild"),
        Status::Cached => ("cached".to_owned(), "cached"),
        _ => ("may rerun".to_owned(), "perhaps"),
    };
    StageNote { words: words.into(), class }
}

/// What a [`RebuildPanel`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The analysis.
    pub data: Same<Analysed>,
    /// What is asked.
    pub what_if: WhatIf,
    /// The answer.
    pub simulated: Rc<Simulated>,
    /// How it acts on the text.
    pub links: Links,
    /// How it acts on the session.
    pub on_action: Callback<Action>,
    /// The graph shows this for the moment.
    pub on_notes: Callback<Notes>,
}

impl PartialEq for Simulated {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// What rebuilds if something changes: every step with its status and the reason.
#[component]
pub fn RebuildPanel(props: &Props) -> Html {
    let Props { data, what_if, simulated, links, on_action, on_notes } = props;
    let model = &data.analysis.model;
    if model.target.is_none() {
        return html! {
            <p class="empty">{ "No stage is built yet. As soon as the text has a FROM line, this panel tells which steps a change rebuilds, and why." }</p>
        };
    }
    html! {
        <div class="inputs rebuild">
            <h2>{ "What rebuilds if…" }</h2>
            <p class="meta">{ "Everything was built once. What does the next build take from the cache?" }</p>
            { form(model, simulated, what_if, on_action) }
            <div role="status">{ summary(simulated, what_if, model) }</div>
            <AdviceList data={data.clone()} what_if={what_if.clone()} simulated={simulated.clone()} links={links.clone()}
                on_action={on_action.clone()} on_notes={on_notes.clone()} />
            if let Some(rebuild) = &simulated.rebuild {
                { for rebuild.stages().into_iter().map(|(stage, totals)| one_stage(model, rebuild, stage, totals, links)) }
            }
        </div>
    }
}

fn summary(simulated: &Simulated, what_if: &WhatIf, model: &Model) -> Html {
    let Some(rebuild) = &simulated.rebuild else {
        return html! { <p class="rebuild-totals">{ "Say above what changes." }</p> };
    };
    let is_same_text = what_if.kind == WhatIfKind::Text && *what_if.before == *model.source;
    if is_same_text {
        return html! {
            <p class="rebuild-totals">{ "Nothing is edited yet. Change a line, and see here which steps it rebuilds." }</p>
        };
    }
    html! {
        <>
            <p class="rebuild-totals"><strong>{ rebuild.totals(None).words() }</strong></p>
            { for rebuild.summary.iter().map(|sentence| html! { <p class="rebuild-summary">{ prose_line(sentence) }</p> }) }
        </>
    }
}

/// So many steps of a stage are listed.
const MAX_STEPS: usize = 200;

fn one_stage(model: &Model, rebuild: &Rebuild, id: StageId, totals: Totals, links: &Links) -> Html {
    let Some(stage) = model.stage(id) else { return html! {} };
    let is_listed = |(step, _): &(&Step, &Verdict)| step.stage == Some(id) && step.lines.is_some();
    let steps = rebuild.plan.steps.iter().zip(&rebuild.verdicts).filter(is_listed).take(MAX_STEPS);
    html! {
        <section key={id.0}>
            <h3 class="rebuild-stage">
                <span class={format!("hue-{}", id.0 % 8)}>{ stage.title() }</span>
                <span class="quiet">{ totals.words() }</span>
            </h3>
            <ul class="steps">{ for steps.map(|(step, verdict)| rebuild_step::row(model, step, verdict, links)) }</ul>
        </section>
    }
}
