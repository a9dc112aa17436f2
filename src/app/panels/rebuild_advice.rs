//! What would help against a change that rebuilds too much.

use std::rc::Rc;

use dockerfile_playground::model::Model;
use dockerfile_playground::plan::{self, Advice, Change, Rebuild, Step, Verdict};
use dockerfile_playground::session::{Action, Input, WhatIf};
use dockerfile_playground::text::{order, preview};
use yew::prelude::*;

use super::Links;
use super::graph::StageNotes;
use super::rebuild::{Simulated, notes};
use super::rebuild_step::status_word;
use crate::app::analysis::Analysed;
use crate::app::browser::clock;
use crate::app::components::{Changes, prose_line};
use crate::app::same::Same;

/// What the graph says of each stage; `None` where it says what the panel does.
pub type Notes = Option<StageNotes>;

/// What [`AdviceList`] shows and reports.
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

/// Trying many texts takes longer than a frame: it waits until nothing was typed for so long, in milliseconds.
const PAUSE_MS: u32 = 120;

/// What was found, and for which answer.
#[derive(Clone)]
struct Found {
    of: Rc<Simulated>,
    advice: Rc<Vec<Advice>>,
    none: &'static str,
}

/// Each change of the text that would help, with the numbers after it.
#[component]
pub fn AdviceList(props: &Props) -> Html {
    let found = use_state(|| None::<Found>);
    // By its title: another answer may have the same advice in another place.
    let opened = use_state(|| None::<String>);
    let Props { data, what_if, simulated, .. } = props;
    {
        let found = found.clone();
        let (data, what_if, on_notes) = (data.clone(), what_if.clone(), props.on_notes.clone());
        use_effect_with(Rc::clone(simulated), move |simulated| {
            let of = Rc::clone(simulated);
            let pending = clock::after(PAUSE_MS, move || {
                found.set(Some(find(&data.analysis.model, &what_if, of)));
            });
            move || {
                drop(pending);
                on_notes.emit(None);
            }
        });
    }
    let Some(Found { of, advice, none }) = (*found).clone() else { return html! {} };
    if advice.is_empty() {
        return html! { if !none.is_empty() { <p class="rebuild-summary quiet">{ prose_line(none) }</p> } };
    }
    // While something else is found, the old edits no longer fit the text.
    let is_fresh = of == *simulated;
    let item = |index: usize| {
        let title = advice.get(index).map(|advice| advice.fix.title.clone());
        let is_open = *opened == title;
        let opened = opened.clone();
        let on_show =
            Callback::from(move |_: MouseEvent| opened.set(if is_open { None } else { title.clone() }));
        item(props, &advice, index, is_open, is_fresh, on_show)
    };
    html! {
        <section class="advice" aria-label="What would help" aria-busy={(!is_fresh).to_string()}>
            <h3 class="rebuild-stage">{ "What would help" }</h3>
            <ul class="advice-list">{ for (0..advice.len()).map(item) }</ul>
        </section>
    }
}

fn find(model: &Model, what_if: &WhatIf, of: Rc<Simulated>) -> Found {
    let change: Option<Change> = what_if.change(model, &of.plan);
    let (advice, none) = match (&change, &of.rebuild) {
        (Some(change), Some(rebuild)) => {
            (plan::advise(model, change, rebuild), plan::no_advice(model, change, rebuild))
        }
        _ => (Vec::new(), ""),
    };
    Found { of, advice: Rc::new(advice), none }
}

fn item(
    props: &Props,
    all: &Rc<Vec<Advice>>,
    index: usize,
    is_open: bool,
    is_fresh: bool,
    on_show: Callback<MouseEvent>,
) -> Html {
    let Some(advice) = all.get(index) else { return html! {} };
    let (effect, title) = (advice.effect(), advice.fix.title.clone());
    let apply = {
        let (all, links, on_action) = (Rc::clone(all), props.links.clone(), props.on_action.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(advice) = all.get(index) else { return };
            match &advice.ignore {
                Some(text) => on_action.emit(Action::Input(Input::Ignore(text.clone()))),
                None => links.edit.emit(advice.fix.edits.clone()),
            }
        })
    };
    let over = {
        let (all, data) = (Rc::clone(all), props.data.clone());
        let shown = move || all.get(index).map(|advice| notes(&advice.rebuild, &data.analysis.model));
        props.on_notes.reform(move |_: PointerEvent| shown())
    };
    html! {
        <li key={index} class="advice-item" onpointerenter={over}
            onpointerleave={props.on_notes.reform(|_: PointerEvent| None)}>
            <div class="advice-text">
                <strong class="advice-effect">{ &effect }</strong>
                <span>{ prose_line(&title) }</span>
            </div>
            <div class="fix">
                <button type="button" class="button" aria-expanded={is_open.to_string()}
                    aria-label={format!("Preview: {title}")} onclick={on_show}>{ "Preview" }</button>
                <button type="button" class={classes!("button", (index == 0).then_some("inviting"))}
                    disabled={!is_fresh} aria-label={format!("Apply: {title}")} title={title.clone()}
                    onclick={apply}>{ "Apply" }</button>
            </div>
            if is_open {
                { details(&props.data.analysis.model, advice) }
            }
        </li>
    }
}

fn details(model: &Model, advice: &Advice) -> Html {
    let lines = preview(&model.source, &advice.fix.edits);
    html! {
        <div class="advice-details">
            <p>{ prose_line(&advice.why) }</p>
            if !advice.caution.is_empty() {
                <p>{ prose_line(&advice.caution) }</p>
            }
            if lines.is_empty() {
                <pre class="advice-file" aria-label="The new .dockerignore">{ advice.ignore.clone().unwrap_or_default() }</pre>
            } else {
                <Changes {lines} />
            }
            <p class="quiet">{ format!("Then: {}.", advice.after.words()) }</p>
            <ul class="steps advice-steps" aria-label="Steps after it">{ for steps(&advice.rebuild).into_iter().map(step) }</ul>
        </div>
    }
}

/// The steps that instructions make, stage by stage.
fn steps(rebuild: &Rebuild) -> Vec<(&Step, &Verdict)> {
    const MAX_STEPS: usize = 60;
    let all = rebuild.plan.steps.iter().zip(&rebuild.verdicts);
    let mut steps: Vec<_> = all.filter(|(step, _)| step.lines.is_some() && step.stage.is_some()).collect();
    order::sort_by_key(&mut steps, |(step, _)| step.stage);
    steps.truncate(MAX_STEPS);
    steps
}

fn step((step, verdict): (&Step, &Verdict)) -> Html {
    let (class, word) = status_word(verdict.status);
    html! {
        <li class={classes!("step", class)}>{ word }<code>{ step.shown() }</code></li>
    }
}
