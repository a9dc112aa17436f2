use dockerfile_playground::model::Model;
use dockerfile_playground::rules::{Silenced, Silencer};
use yew::prelude::*;

use super::Links;
use crate::app::analysis::Analysed;
use crate::app::components::{prose_line, severity_icon};

/// More are not listed.
const MAX_ROWS: usize = 100;

/// The findings that comments silence: a quiet line that opens to a list.
pub fn silenced(data: &Analysed, links: &Links) -> Html {
    let list = &data.analysis.silenced;
    let model = &data.analysis.model;
    let words = match list.len() {
        0 => return html! {},
        1 => "1 finding is silenced".to_owned(),
        count => format!("{count} findings are silenced"),
    };
    let more = list.len().saturating_sub(MAX_ROWS);
    html! {
        <details class="silenced">
            <summary>{ words }</summary>
            <ul>{ for list.iter().take(MAX_ROWS).map(|one| row(model, one, links)) }</ul>
            if more > 0 {
                <p class="quiet">{ format!("And {more} more.") }</p>
            }
        </details>
    }
}

fn row(model: &Model, one: &Silenced, links: &Links) -> Html {
    let span = one.finding.span;
    let line = model.lines.line(span.start) + 1;
    let by = match one.by {
        Silencer::BuildArg => html! {
            <span class="quiet">{ prose_line("by the build argument `BUILDKIT_DOCKERFILE_CHECK`") }</span>
        },
        Silencer::Comment(comment) => {
            let at = model.lines.line(comment.start) + 1;
            html! {
                <button type="button" class="rule-id" onclick={links.go.reform(move |_: MouseEvent| comment)}>
                    { format!("by line {at}: ") }<code>{ model.text(comment) }</code>
                </button>
            }
        }
    };
    html! {
        <li>
            { severity_icon(one.finding.severity) }
            <button type="button" class="silenced-finding" onclick={links.go.reform(move |_: MouseEvent| span)}>
                <span class="hidden">{ format!("{}: ", one.finding.severity.name()) }</span>
                { prose_line(&one.finding.message) }
                <span class="quiet">{ format!(" line {line}") }</span>
            </button>
            { by }
        </li>
    }
}
