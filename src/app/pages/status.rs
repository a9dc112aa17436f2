use dockerfile_playground::text::write_decimal;
use yew::prelude::*;

use crate::app::analysis::Analysed;
use crate::app::same::Same;

/// What the [`StatusLine`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The analysis, once there is one.
    pub data: Option<Same<Analysed>>,
    /// Whether what reads the text is on its way.
    pub is_awaited: bool,
}

/// The bottom of the page: how much there is, and how long it took to read.
#[component]
pub fn StatusLine(props: &Props) -> Html {
    html! {
        <footer class="status">
            <span role="status" class="status-counts">{ told(props) }</span>
            if let Some(data) = &props.data {
                <span class="wide-only" title="How long the last analysis took">{ time(data.time_ms) }</span>
            }
            <span class="spring" />
            <span class="wide-only promise">{ "Nothing you type leaves this browser." }</span>
            <span id="leave-editor">{ "Esc, then Tab leaves the editor" }</span>
        </footer>
    }
}

/// How much there is, or why that is not known.
fn told(props: &Props) -> Html {
    if let Some(data) = &props.data {
        let model = &data.analysis.model;
        return html! {
            <>
                <span>{ plural(model.stages.len(), "stage") }</span>
                <span>{ plural(model.lines.len() as usize, "line") }</span>
                <span>{ data.counts.in_words() }</span>
            </>
        };
    }
    html! {
        if props.is_awaited {
            <span>{ "Loading what reads the text…" }</span>
        }
    }
}

/// A number of things.
pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn time(time_ms: f64) -> String {
    format!("{} ms", write_decimal(time_ms, if time_ms < 10.0 { 1 } else { 0 }))
}
