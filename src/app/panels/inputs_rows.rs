use dockerfile_playground::Options;
use dockerfile_playground::model::{
    BuildArgument, BuildArgumentKind, Model, build_arguments, is_secret_name,
};
use dockerfile_playground::session::Input;
use yew::prelude::*;

use super::Links;
use crate::app::browser::element;
use crate::app::components::prose_line;

/// More build arguments are not listed; they can be added by name.
const MAX_ROWS: usize = 100;

/// The build arguments that the file declares or that are given, each with a field.
pub fn arguments(model: &Model, links: &Links, set: &Callback<Input>) -> Html {
    let list = build_arguments(model);
    if list.is_empty() {
        return html! { <p class="input-note">{ prose_line("The file declares none: `ARG NAME=default` does.") }</p> };
    }
    let more = list.len().saturating_sub(MAX_ROWS);
    let rows = list.iter().take(MAX_ROWS).enumerate();
    html! {
        <>
            <ul class="input-rows">{ for rows.map(|(at, argument)| row(at, argument, links, set)) }</ul>
            if more > 0 {
                <p class="input-note">{ format!("And {more} more, which can be added by name.") }</p>
            }
        </>
    }
}

fn row(at: usize, argument: &BuildArgument, links: &Links, set: &Callback<Input>) -> Html {
    let id = format!("argument-{at}");
    let name = argument.name.clone();
    let oninput = {
        let name = name.clone();
        set.reform(move |event: InputEvent| Input::BuildArg(name.clone(), Some(element::value(&event))))
    };
    let place = argument.span.zip(argument.line).map(|(span, line)| {
        html! {
            <button type="button" class="rule-id" onclick={links.go.reform(move |_: MouseEvent| span)}>
                { format!("line {line}") }
            </button>
        }
    });
    let (is_given, remark) = (argument.given.is_some(), remark(argument));
    html! {
        <li class={classes!("input-row", is_given.then_some("given"))} key={name.clone()}>
            <span class="input-name"><label for={id.clone()}><code>{ &name }</code></label>{ place }</span>
            <input {id} type="text" value={argument.given.clone().unwrap_or_default()} {oninput} spellcheck="false"
                placeholder={argument.default.clone().unwrap_or_default()} autocapitalize="off" autocomplete="off" />
            { taking_back(is_given, &name, set.reform({ let name = name.clone(); move |_: MouseEvent| Input::BuildArg(name.clone(), None) })) }
            if !remark.is_empty() {
                <span class="input-remark">{ prose_line(&remark) }</span>
            }
        </li>
    }
}

/// The button that takes an input away; its place stays free where there is nothing to take.
fn taking_back(is_given: bool, name: &str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="button" aria-label={format!("Reset {name}")} disabled={!is_given} {onclick}>{ "Reset" }</button>
    }
}

/// What the name means, and what became of its default.
fn remark(argument: &BuildArgument) -> String {
    let meaning = match argument.kind {
        BuildArgumentKind::Declared if argument.is_needed => "",
        BuildArgumentKind::Declared => "only stages that the target does not need declare it",
        BuildArgumentKind::Platform => "said by the platform",
        BuildArgumentKind::Proxy => "a proxy setting: every RUN has it, no image keeps it",
        BuildArgumentKind::Builder => "read by BuildKit itself",
        BuildArgumentKind::Unused => "no ARG declares it, so it does nothing",
    };
    let value = match (&argument.given, &argument.default) {
        (Some(given), Some(default)) if !given.is_empty() => format!("instead of `{default}`"),
        (Some(given), default) if given.is_empty() => match default {
            Some(default) => format!("empty instead of `{default}`"),
            None => "empty".to_owned(),
        },
        (None, None) if argument.kind == BuildArgumentKind::Declared => "no default".to_owned(),
        _ => String::new(),
    };
    let is_secret =
        argument.given.as_ref().is_some_and(|given| !given.is_empty()) && is_secret_name(&argument.name);
    let warning =
        if is_secret { "it looks like a secret, and links that share this page hold it" } else { "" };
    let parts: Vec<&str> =
        [value.as_str(), meaning, warning].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("; ")
}

/// The named contexts that are given.
pub fn contexts(options: &Options, set: &Callback<Input>) -> Html {
    let row = |(at, (name, source)): (usize, (&String, &String))| {
        let id = format!("context-{at}");
        let [typed, taken] = std::array::from_fn(|_| name.clone());
        let oninput =
            set.reform(move |event: InputEvent| Input::Context(typed.clone(), Some(element::value(&event))));
        let remove = set.reform(move |_: MouseEvent| Input::Context(taken.clone(), None));
        html! {
            <li class="input-row given" key={name.clone()}>
                <span class="input-name"><label for={id.clone()}><code>{ name }</code></label></span>
                <input {id} type="text" value={source.clone()} {oninput} spellcheck="false" autocapitalize="off" autocomplete="off" />
                { taking_back(true, name, remove) }
            </li>
        }
    };
    if options.named_contexts.is_empty() {
        return html! {};
    }
    html! { <ul class="input-rows">{ for options.named_contexts.iter().enumerate().map(row) }</ul> }
}
