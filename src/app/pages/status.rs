use dockerfile_playground::text::write_decimal;
use yew::prelude::*;

use crate::app::analysis::Analysed;
use crate::app::same::Same;

/// What the [`StatusLine`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The analysis.
    pub data: Same<Analysed>,
}

/// The bottom of the page: how much there is, and how long it took to read.
#[component]
pub fn StatusLine(props: &Props) -> Html {
    let Analysed { analysis, counts, time_ms, .. } = &*props.data;
    let stages = plural(analysis.model.stages.len(), "stage");
    let lines = plural(analysis.model.lines.len() as usize, "line");
    html! {
        <footer class="status">
            <span role="status" class="status-counts">
                <span>{ stages }</span>
                <span>{ lines }</span>
                <span>{ counts.in_words() }</span>
            </span>
            <span class="wide-only" title="How long the last analysis took">{ time(*time_ms) }</span>
            <span class="spring" />
            <span class="wide-only promise">{ "Nothing you type leaves this browser." }</span>
            <span id="leave-editor">{ "Esc, then Tab leaves the editor" }</span>
        </footer>
    }
}

/// A number of things.
pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn time(time_ms: f64) -> String {
    format!("{} ms", write_decimal(time_ms, if time_ms < 10.0 { 1 } else { 0 }))
}
