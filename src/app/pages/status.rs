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
            <span class="wide-only">{ "Nothing you type leaves this browser." }</span>
            <span id="leave-editor">{ "Esc, then Tab leaves the editor" }</span>
        </footer>
    }
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn time(time_ms: f64) -> String {
    let tenths = (time_ms * 10.0).round() as u64;
    if tenths < 100 {
        format!("{}.{} ms", tenths / 10, tenths % 10)
    } else {
        format!("{} ms", (tenths + 5) / 10)
    }
}
