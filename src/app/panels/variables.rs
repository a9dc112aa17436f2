use dockerfile_playground::explain::variable_words;
use dockerfile_playground::model::Model;
use dockerfile_playground::model::variables::{self, Variable, Variables};
use dockerfile_playground::session::Action;
use dockerfile_playground::text::{Span, upper};
use yew::prelude::*;

use super::Links;
use crate::app::analysis::Analysed;
use crate::app::components::prose_line;
use crate::app::same::Same;

/// So many of a group are listed.
const MAX_ROWS: usize = 200;

/// So much of a value is shown, in characters.
const MAX_VALUE: usize = 600;

/// What a [`VariablesPanel`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The analysis.
    pub data: Same<Analysed>,
    /// Where the caret is.
    pub offset: u32,
    /// Whether the text shows values.
    pub shows_values: bool,
    /// How it acts on the text.
    pub links: Links,
    /// How it acts on the session.
    pub on_action: Callback<Action>,
}

/// The variables at the caret: value, origin, what is hidden, and why there is no value.
#[component]
pub fn VariablesPanel(props: &Props) -> Html {
    let Props { data, offset, shows_values, links, on_action } = props;
    let asked = (data.clone(), *offset);
    let found = use_memo(asked, |(data, offset)| variables::at(&data.analysis.model, *offset));
    let model = &data.analysis.model;
    let is_on = *shows_values;
    let toggle = on_action.reform(move |_: MouseEvent| Action::Values(!is_on));
    let is_here = |one: &&Variable| one.is_used || one.is_set_here;
    let group = |title: &'static str, list: Vec<&Variable>| group(model, &found, title, &list, links);
    let here: Vec<&Variable> = found.list.iter().filter(is_here).collect();
    let rest = || found.list.iter().filter(|one| !is_here(one));
    html! {
        <div class="variables-panel">
            <div class="panel-head">
                <h2>{ heading(model, &found) }</h2>
                <span class="spring" />
                <button type="button" class="button" aria-pressed={is_on.to_string()} onclick={toggle}>
                    { "Values in the text" }
                </button>
            </div>
            <p class="meta">{ place(model, &found) }</p>
            if found.list.is_empty() {
                <p class="empty">{ prose_line("No variable is in scope here. `ARG` and `ENV` make them: what each is worth at the caret, where that comes from and why it may be empty is told here.") }</p>
            }
            { group("In this instruction", here) }
            { group("In scope", rest().filter(|one| one.missing.is_none()).collect()) }
            { group("Without a value here", rest().filter(|one| one.missing.is_some()).collect()) }
        </div>
    }
}

fn heading(model: &Model, found: &Variables) -> Html {
    match found.stage.and_then(|id| model.stage(id)) {
        Some(stage) => {
            let hue = format!("hue-{}", stage.id.0 % 8);
            html! { <>{ "Variables in " }<span class={hue}>{ stage.title() }</span></> }
        }
        None => html! { "Variables of the whole file" },
    }
}

fn place(model: &Model, found: &Variables) -> String {
    let node = found.instruction.and_then(|index| model.instruction(index));
    let seen = if found.stage.is_some() { "" } else { "; a stage sees them only where it repeats ARG" };
    match node {
        Some(node) => format!("At {} in line {}{seen}", upper(&node.keyword_text), node.lines.0),
        None => format!("Between two instructions{seen}"),
    }
}

fn group(model: &Model, found: &Variables, title: &'static str, list: &[&Variable], links: &Links) -> Html {
    if list.is_empty() {
        return html! {};
    }
    let more = list.len().saturating_sub(MAX_ROWS);
    html! {
        <>
            <h3>{ title }</h3>
            <ul class="variable-list">{ for list.iter().take(MAX_ROWS).map(|one| row(model, found, one, links)) }</ul>
            if more > 0 {
                <p class="quiet">{ format!("And {more} more.") }</p>
            }
        </>
    }
}

fn row(model: &Model, found: &Variables, one: &Variable, links: &Links) -> Html {
    let words = variable_words(model, found.stage, one);
    let value = match &one.value {
        None => html! { <span class="quiet">{ "no value" }</span> },
        Some(value) if value.is_empty() => html! { <span class="quiet">{ "empty" }</span> },
        Some(value) => html! { <code>{ shortened(value) }</code> },
    };
    let class = classes!("variable", one.missing.map(|_| "missing"));
    html! {
        <li {class} key={one.name.clone()}>
            <code class="variable-name">{ &one.name }</code>
            <span class="variable-value">{ value }</span>
            <span class="variable-remarks">
                { remark(&words.remark, words.span, links) }
                { for words.hidden.iter().map(|(words, span)| remark(words, *span, links)) }
            </span>
        </li>
    }
}

/// A value, cut where it is longer than anybody reads.
fn shortened(value: &str) -> String {
    match value.char_indices().nth(MAX_VALUE).and_then(|(at, _)| value.get(..at)) {
        Some(start) => format!("{start}… ({} bytes)", value.len()),
        None => value.to_owned(),
    }
}

/// A phrase that leads to its line, where it has one.
fn remark(words: &str, span: Option<Span>, links: &Links) -> Html {
    let Some(span) = span else { return html! { <span class="quiet">{ prose_line(words) }</span> } };
    html! {
        <button type="button" class="rule-id" onclick={links.go.reform(move |_: MouseEvent| span)}
            onpointerenter={links.point.reform(move |_: PointerEvent| Some(span))}
            onpointerleave={links.point.reform(|_: PointerEvent| None)}>{ prose_line(words) }</button>
    }
}
