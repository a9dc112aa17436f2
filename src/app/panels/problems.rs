use std::collections::BTreeSet;

use dockerfile_playground::Severity;
use dockerfile_playground::session::{Action, fix_all};
use dockerfile_playground::text::{Span, difference};
use yew::prelude::*;

use super::Links;
use super::finding::{FindingItem, is_pointed};
use super::silenced::silenced;
use crate::app::analysis::Analysed;
use crate::app::components::severity_icon;
use crate::app::same::Same;

/// So many findings are shown at first, and so many more each time.
const PAGE: usize = 100;

/// What [`ProblemsPanel`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The analysis.
    pub data: Same<Analysed>,
    /// The severities that are not listed.
    pub hidden: BTreeSet<Severity>,
    /// What the pointer is over.
    pub pointed: Option<Span>,
    /// How it acts on the text.
    pub links: Links,
    /// How it acts on the session.
    pub on_action: Callback<Action>,
}

/// All findings in the order of the text.
#[component]
pub fn ProblemsPanel(props: &Props) -> Html {
    let pages = use_state(|| 1);
    let Props { data, hidden, pointed, links, on_action } = props;
    let findings = &data.analysis.findings;
    if findings.is_empty() {
        return html! {
            <>
            <p class="empty">{ "No findings. What a rule objects to, and what BuildKit would refuse, is listed here with its place and, where possible, a fix." }</p>
            { silenced(data, links) }
            </>
        };
    }
    let shown: Vec<usize> = findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| !hidden.contains(&finding.severity))
        .map(|(index, _)| index)
        .collect();
    let more = {
        let pages = pages.clone();
        Callback::from(move |_: MouseEvent| pages.set(*pages + 1))
    };
    let item = |index: &usize| {
        let is_pointed = findings.get(*index).is_some_and(|finding| is_pointed(finding, *pointed));
        html! { <FindingItem key={*index} data={data.clone()} index={*index} {is_pointed} links={links.clone()} /> }
    };
    let limit = *pages * PAGE;
    html! {
        <>
            <h2 class="hidden">{ "Problems" }</h2>
            <div class="chips">
                { for Severity::ALL.iter().map(|severity| chip(data, *severity, hidden, on_action)) }
                <span class="spring" />
                { fix_all_button(data, links) }
            </div>
            if shown.is_empty() {
                <p class="empty">{ "All findings are hidden by the filter above." }</p>
            }
            <ul class="findings">{ for shown.iter().take(limit).map(item) }</ul>
            if shown.len() > limit {
                <button type="button" class="button" onclick={more}>
                    { format!("Show more of {} findings", shown.len()) }
                </button>
            }
            { silenced(data, links) }
        </>
    }
}

fn chip(
    data: &Analysed,
    severity: Severity,
    hidden: &BTreeSet<Severity>,
    on_action: &Callback<Action>,
) -> Html {
    let count = data.counts.of(severity);
    if count == 0 {
        return html! {};
    }
    let is_shown = !hidden.contains(&severity);
    let toggle = on_action.reform(move |_: MouseEvent| Action::ToggleSeverity(severity));
    html! {
        <button type="button" class="chip" aria-pressed={is_shown.to_string()} onclick={toggle}>
            { severity_icon(severity) }{ severity.counted(count) }
        </button>
    }
}

fn fix_all_button(data: &Same<Analysed>, links: &Links) -> Html {
    let count = data.counts.safe_fixes;
    if count == 0 {
        return html! {};
    }
    let model = data.clone();
    let apply = links.edit.reform(move |_: MouseEvent| {
        let model = &model.analysis.model;
        difference(&model.source, &fix_all(&model.source, &model.options)).into_iter().collect::<Vec<_>>()
    });
    html! {
        <button type="button" class="button" onclick={apply}>{ format!("Fix all safe ({count})") }</button>
    }
}
