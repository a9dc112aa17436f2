use dockerfile_playground::assist::{ImageFact, ImageOrigin, ImageValue, image_facts, image_json};
use dockerfile_playground::model::Model;
use yew::prelude::*;

use super::Links;
use crate::app::analysis::Analysed;
use crate::app::components::{CopyButton, prose_line};
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
    let copied = {
        let (data, id) = (data.clone(), stage.id);
        Callback::from(move |()| image_json(&data.analysis.model, id))
    };
    html! {
        <>
            <div class="panel-head">
                <h2>{ "Image of " }<span class={format!("hue-{}", stage.id.0 % 8)}>{ stage.title() }</span></h2>
                <span class="spring" />
                <CopyButton label="Copy as JSON" text={copied} />
            </div>
            <p class="meta">{ "What the config of the built image says, as far as this file and what is known of its base decide it" }</p>
            <dl class="facts">{ for image_facts(model, stage.id).iter().map(|fact| row(model, fact, links)) }</dl>
        </>
    }
}

/// More values of one kind are not listed.
const MAX_VALUES: usize = 200;

fn row(model: &Model, fact: &ImageFact, links: &Links) -> Html {
    let more = fact.values.len().saturating_sub(MAX_VALUES);
    let class = (fact.label == "Runs").then_some("fact-first");
    html! {
        <>
            <dt {class}>{ fact.label }</dt>
            <dd {class}>
                { for fact.values.iter().take(MAX_VALUES).map(|value| one(model, value, links)) }
                if more > 0 {
                    <div class="fact quiet">{ format!("And {more} more.") }</div>
                }
            </dd>
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
    let Some(origin) = value.origin else { return html! { <div class="fact">{ text }</div> } };
    let earlier = |(text, origin): &(String, ImageOrigin)| {
        let text = html! { <span class="quiet">{ "instead of " }<code>{ text }</code></span> };
        leading("fact fact-link fact-earlier", text, *origin, model, links)
    };
    html! {
        <>
            { leading("fact fact-link", text, origin, model, links) }
            { for value.earlier.iter().map(earlier) }
        </>
    }
}

/// A value that leads to its line.
fn leading(class: &'static str, text: Html, origin: ImageOrigin, model: &Model, links: &Links) -> Html {
    let ImageOrigin { span, line, inherited_from } = origin;
    let stage = inherited_from.and_then(|id| model.stage(id)).map(|stage| format!(" of {}", stage.title()));
    html! {
        <button type="button" {class} onclick={links.go.reform(move |_: MouseEvent| span)}
            onpointerenter={links.point.reform(move |_: PointerEvent| Some(span))}
            onpointerleave={links.point.reform(|_: PointerEvent| None)}>
            { text }
            <span class="fact-line">{ format!("line {line}{}", stage.unwrap_or_default()) }</span>
        </button>
    }
}
