use dockerfile_playground::assist::{ImageFact, ImageValue, image_facts};
use dockerfile_playground::model::Model;
use yew::prelude::*;

use super::Links;
use crate::app::analysis::Analysed;
use crate::app::components::prose_line;
use crate::app::same::Same;

/// What [`ImagePanel`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The analysis.
    pub data: Same<Analysed>,
    /// How it acts on the text.
    pub links: Links,
}

/// The image that is built: what runs, as whom, where and with what.
#[component]
pub fn ImagePanel(props: &Props) -> Html {
    let Props { data, links } = props;
    let model = &data.analysis.model;
    let Some(stage) = model.target.and_then(|target| model.stage(target)) else {
        return html! {
            <p class="empty">{ "No stage is built yet. As soon as the text has a FROM line, the image it makes is described here: what it runs, as whom, and with which settings." }</p>
        };
    };
    html! {
        <>
            <h2>{ "Image of " }<span class={format!("hue-{}", stage.id.0 % 8)}>{ stage.title() }</span></h2>
            <p class="meta">{ "What the config of the built image says, as far as this file decides it" }</p>
            <dl class="facts">{ for image_facts(model, stage.id).iter().map(|fact| row(model, fact, links)) }</dl>
        </>
    }
}

fn row(model: &Model, fact: &ImageFact, links: &Links) -> Html {
    html! {
        <>
            <dt>{ fact.label }</dt>
            <dd>{ for fact.values.iter().map(|value| one(model, value, links)) }</dd>
        </>
    }
}

fn one(model: &Model, value: &ImageValue, links: &Links) -> Html {
    let text = html! {
        <>
            if !value.text.is_empty() {
                <code>{ &value.text }</code>
            }
            if !value.note.is_empty() {
                <span class="quiet">{ prose_line(&value.note) }</span>
            }
        </>
    };
    let Some((span, line)) = value.origin else { return html! { <div class="fact">{ text }</div> } };
    let stage =
        value.inherited_from.and_then(|id| model.stage(id)).map(|stage| format!(", from {}", stage.title()));
    html! {
        <button type="button" class="fact fact-link" onclick={links.go.reform(move |_: MouseEvent| span)}
            onpointerenter={links.point.reform(move |_: PointerEvent| Some(span))}
            onpointerleave={links.point.reform(|_: PointerEvent| None)}>
            { text }
            <span class="fact-line">{ format!("line {line}{}", stage.unwrap_or_default()) }</span>
        </button>
    }
}
