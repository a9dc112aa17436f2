use dockerfile_playground::rules::{self, Finding, Rule, Safety, Severity};
use dockerfile_playground::text::{Fix, Span, capitalized, preview};
use yew::prelude::*;

use super::Links;
use crate::app::analysis::Analysed;
use crate::app::components::{Changes, Prose, prose_line, severity_icon};
use crate::app::same::Same;

/// What a [`FindingItem`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The analysis it is part of.
    pub data: Same<Analysed>,
    /// Which finding.
    pub index: usize,
    /// Whether the pointer is over its place in the text.
    pub is_pointed: bool,
    /// How it acts on the text.
    pub links: Links,
}

/// One finding: what is, where, why, and how to settle it.
#[component]
pub fn FindingItem(props: &Props) -> Html {
    let shown = use_state(|| Shown::Nothing);
    let Props { data, index, is_pointed, links } = props;
    let Some(finding) = data.analysis.findings.get(*index) else { return html! {} };
    let span = finding.span;
    let show = |what: Shown| {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(if *shown == what { Shown::Nothing } else { what }))
    };
    let severity = finding.severity.name();
    html! {
        <li class={classes!("finding", format!("finding-{severity}"), is_pointed.then_some("pointed"))}
            onpointerenter={links.point.reform(move |_: PointerEvent| Some(span))}
            onpointerleave={links.point.reform(|_: PointerEvent| None)}>
            { severity_icon(finding.severity) }
            <div class="finding-text">
                <button type="button" class="finding-message" onclick={links.go.reform(move |_: MouseEvent| span)}>
                    <span class="hidden">{ format!("{severity}: ") }</span>{ prose_line(&capitalized(&finding.message)) }
                </button>
                <div class="finding-about">
                    <span>{ place(data, finding) }</span>
                    if let Some(fix) = finding.fixes.first() {
                        <span>{ safety(finding, fix) }</span>
                    }
                    <button type="button" class="rule-id" aria-expanded={(*shown == Shown::Rule).to_string()}
                        onclick={show(Shown::Rule)}>{ finding.rule }</button>
                </div>
            </div>
            <div class="finding-fixes">
                { for finding.fixes.iter().enumerate().map(|(at, fix)| {
                    fix_buttons(fix, *shown == Shown::Fix(at), at == 0, show(Shown::Fix(at)), links)
                }) }
            </div>
            { details(*shown, data, finding) }
        </li>
    }
}

/// What is unfolded below a finding.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Nothing,
    /// The page of its rule.
    Rule,
    /// What a fix changes.
    Fix(usize),
}

fn place(data: &Analysed, finding: &Finding) -> String {
    let line = data.analysis.model.lines.line(finding.span.start) + 1;
    match data.analysis.model.stage_at(finding.span.start) {
        Some(stage) => format!("line {line} in {}", stage.title()),
        None => format!("line {line}"),
    }
}

fn safety(finding: &Finding, fix: &Fix) -> &'static str {
    match fix.safety {
        Safety::Safe => "Safe fix",
        // There is no build that it could change.
        Safety::Unsafe if finding.severity == Severity::Error => "Suggested fix",
        Safety::Unsafe => "Fix that may change the build",
    }
}

fn fix_buttons(
    fix: &Fix,
    is_shown: bool,
    is_first: bool,
    on_show: Callback<MouseEvent>,
    links: &Links,
) -> Html {
    let edits = fix.edits.clone();
    let apply = links.edit.reform(move |_: MouseEvent| edits.clone());
    let title = fix.title.clone();
    html! {
        <div class="fix">
            <button type="button" class="button" aria-expanded={is_shown.to_string()}
                aria-label={format!("Preview: {title}")} onclick={on_show}>{ "Preview" }</button>
            <button type="button" class={classes!("button", is_first.then_some("inviting"))} title={title.clone()}
                aria-label={format!("Fix: {title}")} onclick={apply}>{ "Fix" }</button>
        </div>
    }
}

fn details(shown: Shown, data: &Analysed, finding: &Finding) -> Html {
    match shown {
        Shown::Nothing => html! {},
        Shown::Rule => html! { <div class="finding-details">{ page(finding) }</div> },
        Shown::Fix(at) => {
            let Some(fix) = finding.fixes.get(at) else { return html! {} };
            html! {
                <div class="finding-details">
                    <p>{ prose_line(&fix.title) }</p>
                    <Changes lines={preview(&data.analysis.model.source, &fix.edits)} />
                </div>
            }
        }
    }
}

fn page(finding: &Finding) -> Html {
    match rules::find(finding.rule) {
        Some(rule) => rule_page(rule),
        None => html! { <Prose text={rules::error_page(finding.rule).unwrap_or_default()} /> },
    }
}

fn rule_page(rule: &Rule) -> Html {
    let names: Vec<String> = rule.equivalents.iter().map(|equivalent| equivalent.code()).collect();
    html! {
        <>
            <Prose text={rule.page} level={3} />
            if !names.is_empty() {
                <p class="quiet">{ format!("In other tools: {}.", names.join(", ")) }</p>
            }
        </>
    }
}

/// Whether `pointed` lies in the place of a finding.
pub fn is_pointed(finding: &Finding, pointed: Option<Span>) -> bool {
    pointed.is_some_and(|span| finding.span.overlaps(span) || finding.span.touches(span.start))
}
