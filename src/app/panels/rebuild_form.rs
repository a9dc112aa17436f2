//! What is asked of a simulated build.

use std::rc::Rc;

use dockerfile_playground::model::Model;
use dockerfile_playground::plan;
use dockerfile_playground::session::{Action, OTHER_VALUE, WhatIf, WhatIfKind};
use yew::prelude::*;

use super::rebuild::Simulated;
use crate::app::browser::element;

/// The kind of change, and what it needs.
pub fn form(model: &Model, simulated: &Simulated, asked: &WhatIf, on_action: &Callback<Action>) -> Html {
    let option = |kind: WhatIfKind| {
        html! { <option value={kind.id()} selected={kind == asked.kind}>{ kind.title() }</option> }
    };
    let onchange = change(asked, on_action, |asked, id| {
        asked.kind = WhatIfKind::ALL.into_iter().find(|kind| kind.id() == id).unwrap_or_default();
    });
    html! {
        <div class="input-columns">
            <div class="input">
                <label for="rebuild-kind">{ "What changes" }</label>
                <select id="rebuild-kind" {onchange}>{ for WhatIfKind::ALL.into_iter().map(option) }</select>
            </div>
            { fields(model, simulated, asked, on_action) }
        </div>
    }
}

fn fields(model: &Model, simulated: &Simulated, asked: &WhatIf, on_action: &Callback<Action>) -> Html {
    let plan = &simulated.plan;
    match asked.kind {
        WhatIfKind::Path => {
            let oninput = typed(asked, on_action, |asked, path| asked.path = Some(path));
            field("path", "Path in the build context", asked.path(plan), plan::paths(plan), oninput)
        }
        WhatIfKind::Argument => {
            let name = typed(asked, on_action, |asked, name| asked.argument = Some(name));
            let value = typed(asked, on_action, |asked, value| asked.value = Some(value));
            let shown = asked.value.clone().unwrap_or_else(|| OTHER_VALUE.to_owned());
            html! {
                <>
                    { field("argument", "Build argument", asked.argument(model), plan::arguments(model), name) }
                    { field("value", "New value", shown, Vec::new(), value) }
                </>
            }
        }
        WhatIfKind::Image => {
            let onchange = change(asked, on_action, |asked, image| asked.image = Some(image));
            choice("image", "Image", &asked.image(plan), plan::images(plan), onchange)
        }
        WhatIfKind::NoCache => {
            let onchange = change(asked, on_action, |asked, stage| {
                asked.stage = Some(stage).filter(|stage| !stage.is_empty());
            });
            let names = model.stages.iter().filter(|stage| stage.is_reachable);
            let names = names.filter_map(|stage| stage.name.clone());
            let names = std::iter::once(String::new()).chain(names).collect();
            choice("stage", "For", asked.stage.as_deref().unwrap_or_default(), names, onchange)
        }
        WhatIfKind::Platform => {
            let oninput = typed(asked, on_action, |asked, platform| asked.platform = Some(platform));
            let offers = ["linux/amd64", "linux/arm64", "linux/arm/v7"].map(str::to_owned).to_vec();
            field("platform", "New platform", asked.platform(model), offers, oninput)
        }
        WhatIfKind::Text => {
            let source = Rc::clone(&model.source);
            let onclick = on_action.reform({
                let asked = asked.clone();
                move |_: MouseEvent| Action::WhatIf(WhatIf { before: Rc::clone(&source), ..asked.clone() })
            });
            html! {
                <div class="input">
                    <span class="input-note">{ "Compared with the text as it was opened, or as it was when you last pressed this:" }</span>
                    <button type="button" class="button" {onclick}>{ "Compare from here" }</button>
                </div>
            }
        }
    }
}

fn field(
    id: &'static str,
    label: &'static str,
    value: String,
    offers: Vec<String>,
    oninput: Callback<InputEvent>,
) -> Html {
    let list = format!("rebuild-{id}-offers");
    let id = format!("rebuild-{id}");
    html! {
        <div class="input">
            <label for={id.clone()}>{ label }</label>
            <input {id} type="text" {value} {oninput} list={list.clone()} spellcheck="false" autocapitalize="off"
                autocomplete="off" />
            <datalist id={list}>{ for offers.into_iter().map(|offer| html! { <option value={offer} /> }) }</datalist>
        </div>
    }
}

fn choice(
    id: &'static str,
    label: &'static str,
    chosen: &str,
    offers: Vec<String>,
    onchange: Callback<Event>,
) -> Html {
    let id = format!("rebuild-{id}");
    let option = |offer: String| {
        let title = if offer.is_empty() { "All stages".to_owned() } else { offer.clone() };
        let selected = offer == chosen;
        html! { <option {selected} value={offer}>{ title }</option> }
    };
    html! {
        <div class="input">
            <label for={id.clone()}>{ label }</label>
            <select {id} {onchange}>{ for offers.into_iter().map(option) }</select>
        </div>
    }
}

/// What a field does: it makes another question of the present one.
fn typed(asked: &WhatIf, on_action: &Callback<Action>, set: fn(&mut WhatIf, String)) -> Callback<InputEvent> {
    let asked = asked.clone();
    on_action.reform(move |event: InputEvent| with(&asked, element::value(&event), set))
}

fn change(asked: &WhatIf, on_action: &Callback<Action>, set: fn(&mut WhatIf, String)) -> Callback<Event> {
    let asked = asked.clone();
    on_action.reform(move |event: Event| with(&asked, element::value(&event), set))
}

fn with(asked: &WhatIf, value: String, set: fn(&mut WhatIf, String)) -> Action {
    let mut asked = asked.clone();
    set(&mut asked, value);
    Action::WhatIf(asked)
}
