use dockerfile_playground::explain::{self, Explanation, Part, Topic, VariableFact};
use dockerfile_playground::model::Model;
use dockerfile_playground::text::Span;
use yew::prelude::*;

use super::Links;
use super::finding::{FindingItem, is_pointed};
use crate::app::analysis::Analysed;
use crate::app::components::{Prose, prose_line};
use crate::app::same::Same;

/// What [`ExplainPanel`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The analysis.
    pub data: Same<Analysed>,
    /// Where the caret is.
    pub offset: u32,
    /// What the pointer is over.
    pub pointed: Option<Span>,
    /// How it acts on the text.
    pub links: Links,
}

/// What the instruction at the caret does.
#[component]
pub fn ExplainPanel(props: &Props) -> Html {
    let Props { data, offset, pointed, links } = props;
    let asked = (data.clone(), *offset);
    let explanation = use_memo(asked, |(data, offset)| explain::at(&data.analysis.model, *offset));
    let Some(explanation) = &*explanation else {
        return html! {
            <p class="empty">{ prose_line("What the line at the caret does is told here, part by part and with its real values. There is no instruction yet: write `FROM` and an image, such as `FROM alpine`, or open one of the examples.") }</p>
        };
    };
    let model = &data.analysis.model;
    html! {
        <article>
            <h2>{ heading(model, explanation) }</h2>
            <p class="meta">{ meta(explanation) }</p>
            <p class="summary">{ prose_line(&explanation.summary) }</p>
            { command(model, explanation, *pointed, links) }
            { parts(explanation, *pointed, links) }
            { findings(data, explanation, *pointed, links) }
            { variables(explanation, links) }
            { notes(explanation) }
            { reading(explanation) }
        </article>
    }
}

/// The title, with the name of the stage in its colour.
fn heading(model: &Model, explanation: &Explanation) -> Html {
    let stage = explanation.stage.and_then(|id| model.stage(id));
    let parts = stage.and_then(|stage| {
        let name = stage.title();
        Some((explanation.title.strip_suffix(name.as_str())?.to_owned(), name, stage.id.0 % 8))
    });
    match parts {
        Some((before, name, hue)) => {
            html! { <>{ before }<span class={format!("hue-{hue}")}>{ name }</span></> }
        }
        None => prose_line(&explanation.title),
    }
}

fn meta(explanation: &Explanation) -> Html {
    let fact = |(index, fact): (usize, &String)| {
        html! {
            <>{ if index > 0 { " · " } else { "" } }{ prose_line(fact) }</>
        }
    };
    html! { <>{ for explanation.meta.iter().enumerate().map(fact) }</> }
}

/// The text itself, every part underlined in its colour.
fn command(model: &Model, explanation: &Explanation, pointed: Option<Span>, links: &Links) -> Html {
    if explanation.parts.is_empty() {
        return html! {};
    }
    let mut at = explanation.span.start;
    let mut pieces = Vec::new();
    for (index, part) in explanation.parts.iter().enumerate() {
        if part.span.start < at {
            continue;
        }
        pieces.push(html! { model.text(Span::new(at, part.span.start)) });
        pieces.push(html! {
            <span class={classes!("part", hue(index), is_lit(explanation, index, pointed).then_some("pointed"))}
                onpointerenter={pointing(links, Some(part.span))} onpointerleave={pointing(links, None)}>
                { model.text(part.span) }
            </span>
        });
        at = part.span.end;
    }
    pieces.push(html! { model.text(Span::new(at, explanation.span.end.max(at))) });
    html! { <pre class="command" tabindex="0" aria-label="The text of this instruction"><code>{ for pieces }</code></pre> }
}

fn parts(explanation: &Explanation, pointed: Option<Span>, links: &Links) -> Html {
    let is_news = |part: &Part| !part.detail.is_empty() && part.detail != explanation.summary;
    let told = explanation.parts.iter().enumerate().filter(|(_, part)| is_news(part));
    let row = |(index, part): (usize, &Part)| {
        let span = part.span;
        let is_lit = is_lit(explanation, index, pointed);
        let depth = (part.depth > 0).then_some("deeper");
        html! {
            <>
                <dt class={classes!(depth)}>
                    <button type="button" class={classes!("part-name", hue(index), is_lit.then_some("pointed"))}
                        title={part.title.clone()} onclick={links.go.reform(move |_: MouseEvent| span)}
                        onpointerenter={pointing(links, Some(span))} onpointerleave={pointing(links, None)}>
                        { &part.text }
                    </button>
                </dt>
                <dd>{ prose_line(&part.detail) }</dd>
            </>
        }
    };
    html! { <dl class="parts">{ for told.map(row) }</dl> }
}

fn findings(data: &Same<Analysed>, explanation: &Explanation, pointed: Option<Span>, links: &Links) -> Html {
    let inside = |span: Span| explanation.span.contains(span) || explanation.span.overlaps(span);
    let list = data.analysis.findings.iter().enumerate().filter(|(_, finding)| inside(finding.span));
    let item = |(index, finding): (usize, &dockerfile_playground::Finding)| {
        let is_pointed = is_pointed(finding, pointed);
        html! { <FindingItem key={index} data={data.clone()} {index} {is_pointed} links={links.clone()} /> }
    };
    let mut list: Vec<_> = list.take(MOST_FINDINGS + 1).collect();
    let has_more = list.len() > MOST_FINDINGS;
    list.truncate(MOST_FINDINGS);
    html! {
        <>
            <ul class="findings">{ for list.into_iter().map(item) }</ul>
            if has_more {
                <p class="quiet">{ "There are more: Problems lists them all." }</p>
            }
        </>
    }
}

/// More findings of one instruction are only in the list of all.
const MOST_FINDINGS: usize = 12;

fn variables(explanation: &Explanation, links: &Links) -> Html {
    if explanation.variables.is_empty() {
        return html! {};
    }
    let row = |fact: &VariableFact| {
        let value = fact.value.as_ref().map_or_else(
            || html! { <span class="quiet">{ "no value" }</span> },
            |value| html! { <code>{ value }</code> },
        );
        let remark = match fact.origin {
            Some(origin) => html! {
                <button type="button" class="rule-id" onclick={links.go.reform(move |_: MouseEvent| origin)}>{ prose_line(&fact.remark) }</button>
            },
            None => html! { <span class="quiet">{ prose_line(&fact.remark) }</span> },
        };
        html! { <tr><th scope="row"><code>{ &fact.name }</code></th><td>{ value }</td><td>{ remark }</td></tr> }
    };
    html! {
        <>
            <h3>{ "Variables" }</h3>
            <table class="variables"><tbody>{ for explanation.variables.iter().map(row) }</tbody></table>
        </>
    }
}

fn notes(explanation: &Explanation) -> Html {
    let mut last = explanation.title.as_str();
    let sections = explanation.notes.iter().map(|note| {
        let is_new = note.title != last;
        last = &note.title;
        html! {
            <section class="note">
                if is_new {
                    <h3>{ prose_line(&note.title) }</h3>
                }
                <Prose text={note.text.clone()} />
            </section>
        }
    });
    html! { <>{ for sections }</> }
}

fn reading(explanation: &Explanation) -> Html {
    let address =
        explanation.reference.iter().map(|address| ("Dockerfile reference".to_owned(), address.clone()));
    let sources = explanation.sources.iter().map(|address| (site(address), address.clone()));
    let link = |(words, address): (String, String)| {
        html! {
            <a href={address} target="_blank" rel="noopener">{ words }</a>
        }
    };
    html! {
        <>
            { for explanation.see_also.iter().filter_map(|topic| more(*topic)) }
            <p class="reading">{ for address.chain(sources).map(link) }</p>
        </>
    }
}

/// What stands behind the name of a topic.
fn more(topic: Topic) -> Option<Html> {
    let entry = explain::entry(topic)?;
    Some(html! {
        <details class="see-also">
            <summary>{ prose_line(entry.title) }</summary>
            <p>{ prose_line(entry.summary) }</p>
            <Prose text={entry.body} />
        </details>
    })
}

/// The host and the last part of an address.
fn site(address: &str) -> String {
    let path = address.trim_start_matches("https://").trim_end_matches('/');
    let host = path.split('/').next().unwrap_or(path);
    let last = path.rsplit('/').next().unwrap_or(path);
    if host == last { host.to_owned() } else { format!("{host}: {last}") }
}

fn hue(index: usize) -> String {
    format!("hue-{}", index % 8)
}

fn is_lit(explanation: &Explanation, index: usize, pointed: Option<Span>) -> bool {
    let part = explanation.parts.get(index);
    match pointed {
        Some(span) => part.is_some_and(|part| part.span.overlaps(span)),
        None => explanation.focus == Some(index),
    }
}

fn pointing(links: &Links, span: Option<Span>) -> Callback<PointerEvent> {
    links.point.reform(move |_: PointerEvent| span)
}
