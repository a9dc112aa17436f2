use dockerfile_playground::graph::Graph;
use dockerfile_playground::text::Span;
use yew::prelude::*;

use super::node::{Look, spoken};
use crate::app::panels::Links;

/// The same graph as text: every stage with what it takes. Each line leads to its place in the text.
pub fn outline(graph: &Graph, looks: &[Look], links: &Links) -> Html {
    let stages = graph.nodes.iter().zip(looks).enumerate().filter(|(_, (node, _))| node.is_stage());
    let stage = |(index, (node, look)): (usize, (&dockerfile_playground::graph::Node, &Look))| {
        let taken = graph.edges.iter().enumerate().filter(|(_, edge)| edge.to == index);
        let taken = taken.map(|(at, edge)| {
            let span = edge.uses.first().map(|place| place.span).unwrap_or_default();
            html! { <li role="treeitem">{ line(&graph.describe_edge(at), span, links) }</li> }
        });
        let taken: Vec<Html> = taken.collect();
        html! {
            <li role="treeitem" aria-expanded={(!taken.is_empty()).then_some("true")} key={look.key.clone()}
                class={classes!(node.hue.map(|hue| format!("hue-{hue}")), (!node.is_reachable).then_some("unneeded"))}>
                { line(&spoken(look), look.span, links) }
                if !taken.is_empty() {
                    <ul role="group">{ for taken }</ul>
                }
            </li>
        }
    };
    html! { <ul class="graph-outline" role="tree" aria-label="Stages as a list">{ for stages.map(stage) }</ul> }
}

fn line(words: &str, span: Span, links: &Links) -> Html {
    html! {
        <button type="button" onclick={links.pick.reform(move |_: MouseEvent| span)}
            onpointerenter={links.point.reform(move |_: PointerEvent| Some(span))}
            onpointerleave={links.point.reform(|_: PointerEvent| None::<Span>)}>{ words }</button>
    }
}
