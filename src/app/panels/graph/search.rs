use dockerfile_playground::graph::{Graph, Hit};
use dockerfile_playground::model::Model;
use yew::prelude::*;

use crate::app::browser::element;
use crate::app::components::{Icon, Shape};

/// The id of the field.
pub const FIELD: &str = "graph-search";

/// A search in the graph, while it is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What is searched.
    pub query: String,
    /// Which of the hits is shown.
    pub at: usize,
}

impl Search {
    /// The hit that is shown.
    pub fn current<'a>(&self, hits: &'a [Hit]) -> Option<&'a Hit> {
        hits.get(self.at).or(hits.first())
    }

    /// The same search one hit on, or back, around the ends.
    pub fn moved(&self, count: usize, is_back: bool) -> Self {
        let last = count.saturating_sub(1);
        let at = self.at.min(last);
        let at = match is_back {
            true => at.checked_sub(1).unwrap_or(last),
            false if at >= last => 0,
            false => at + 1,
        };
        Self { at, ..self.clone() }
    }
}

/// The field, how many nodes are found and which one is shown; `None` closes it.
pub fn search_bar(
    (graph, model): (&Graph, &Model),
    search: &Search,
    hits: &[Hit],
    change: &Callback<Option<Search>>,
    walk: &Callback<bool>,
) -> Html {
    let count = match (search.query.trim().is_empty(), hits.len()) {
        (true, _) => String::new(),
        (_, 0) => "none".to_owned(),
        (_, count) => format!("{} of {count}", search.at.min(count - 1) + 1),
    };
    let place = search.current(hits).map(|hit| graph.describe_hit(model, hit)).unwrap_or_default();
    let onkeydown = {
        let (change, walk) = (change.clone(), walk.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Enter" => walk.emit(event.shift_key()),
                "Escape" => change.emit(None),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let oninput = change.reform(|event: InputEvent| Some(Search { query: element::value(&event), at: 0 }));
    let step = |label: &'static str, shape: &'static str, is_back: bool| {
        html! {
            <button type="button" class="button icon-button" aria-label={label} disabled={hits.is_empty()}
                onclick={walk.reform(move |_: MouseEvent| is_back)}>{ shape }</button>
        }
    };
    html! {
        <div class="graph-search" role="search">
            <input id={FIELD} aria-label="Find in the graph" placeholder="Stage, image or command" autocomplete="off"
                autocapitalize="off" spellcheck="false" value={search.query.clone()} {oninput} {onkeydown} />
            <p role="status">
                <span class="search-count">{ count }</span>
                <span class="search-place" title={place.clone()}>{ place.clone() }</span>
            </p>
            { step("Previous match", "\u{2191}", true) }
            { step("Next match", "\u{2193}", false) }
            <button type="button" class="button icon-button" aria-label="Close the search"
                onclick={change.reform(|_: MouseEvent| None)}><Icon shape={Shape::Close} /></button>
        </div>
    }
}

/// The button that opens it.
pub fn search_button(open: &Callback<()>) -> Html {
    html! {
        <button type="button" class="button icon-button" aria-label="Find in the graph"
            onclick={open.reform(|_: MouseEvent| ())}><Icon shape={Shape::Explain} /></button>
    }
}
