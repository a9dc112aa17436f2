//! One step of a simulated build.

use dockerfile_playground::model::Model;
use dockerfile_playground::plan::{Status, Step, Verdict};
use dockerfile_playground::text::Span;
use yew::prelude::*;

use super::Links;
use super::graph::RowMark;
use crate::app::components::prose_line;

/// A step with its status and the reason; it leads to its line.
pub fn row(model: &Model, step: &Step, verdict: &Verdict, links: &Links) -> Html {
    let node = step.instruction.and_then(|index| model.instruction(index));
    let span = node.map_or_else(|| Span::empty(0), |node| node.span);
    let line = step.lines.map_or(0, |lines| lines.0);
    let (class, word) = status_word(verdict.status);
    html! {
        <li class={classes!("step", class)}>
            <button type="button" class="fact fact-link" onclick={links.go.reform(move |_: MouseEvent| span)}
                onpointerenter={links.point.reform(move |_: PointerEvent| Some(span))}
                onpointerleave={links.point.reform(|_: PointerEvent| None)}>
                { word }
                <code>{ step.shown() }</code>
                <span class="fact-line">{ format!("line {line}") }</span>
                <span class="step-why">{ prose_line(&verdict.why) }</span>
                if let Some(words) = twins(model, step) {
                    <span class="step-why">{ words }</span>
                }
            </button>
        </li>
    }
}

/// Which other lines a step is done for, too.
fn twins(model: &Model, step: &Step) -> Option<String> {
    const MOST: usize = 6;
    let nodes = step.twins.iter().take(MOST).filter_map(|twin| model.instruction(*twin));
    let lines: Vec<String> = nodes.map(|node| (model.lines.line(node.span.start) + 1).to_string()).collect();
    let rest = if step.twins.len() > MOST { " and more" } else { "" };
    (!lines.is_empty()).then(|| format!("Done once, also for line {}{rest}.", lines.join(", ")))
}

/// The class of a status, and its word behind its drawing.
pub fn status_word(status: Status) -> (&'static str, Html) {
    let (class, word, path) = look(status);
    let shown = html! {
        <span class="step-status">
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>{ word }
        </span>
    };
    (class, shown)
}

/// How the graph marks a step with this status.
pub fn mark(status: Status) -> RowMark {
    let (class, word, path) = look(status);
    RowMark { class, word, path }
}

/// The class, the word and the drawing of a status.
fn look(status: Status) -> (&'static str, &'static str, &'static str) {
    match status {
        Status::Cached => ("step-cached", "cached", "M3 8.500l3.200 3L13 4.500"),
        Status::Rebuild => ("step-rebuild", "rebuilds", "M13 8a5 5 0 1 1-1.600-3.700M13 2v3h-3"),
        Status::ContentDependent => (
            "step-perhaps",
            "if bytes differ",
            "M8 2.500a5.500 5.500 0 1 1 0 11 5.500 5.500 0 0 1 0-11zM5 8h6",
        ),
        Status::Contingent => ("step-perhaps", "if one before reruns", "M8 2.500v7M5 7l3 3 3-3M4 13h8"),
    }
}
