//! What a search in the graph has found, and what opens, changes, walks and closes it.

use std::rc::Rc;

use dockerfile_playground::graph::Hit;
use yew::prelude::*;

use super::control::Control;
use super::node::{Look, node_id};
use super::outline::item_id;
use super::search::{FIELD, Search};
use crate::app::analysis::Analysed;
use crate::app::browser::{clock, element};
use crate::app::panels::Links;
use crate::app::same::Same;

/// The search in the graph.
pub struct Finder {
    /// What is searched, while it is open.
    pub search: Option<Search>,
    /// What it finds.
    pub hits: Rc<Vec<Hit>>,
    /// Opens it.
    pub open: Callback<()>,
    /// Searches something else; `None` closes it.
    pub change: Callback<Option<Search>>,
    /// Goes to the next hit, or back to the one before.
    pub walk: Callback<bool>,
}

impl Finder {
    /// Marks what is found.
    pub fn mark(&self, looks: &mut [Look]) {
        let current = self.search.as_ref().and_then(|search| search.current(&self.hits)).map(|hit| hit.node);
        for hit in self.hits.iter() {
            if let Some(look) = looks.get_mut(hit.node) {
                look.is_found = true;
                look.is_current = current == Some(hit.node);
            }
        }
    }

    /// Opens it where a key asks for that: `/`, or Ctrl+F.
    pub fn on_key(&self) -> Callback<KeyboardEvent> {
        let open = self.open.clone();
        Callback::from(move |event: KeyboardEvent| {
            let is_control = event.ctrl_key() || event.meta_key();
            let is_asked = match event.key().as_str() {
                "/" => !is_control && element::focused_id().as_deref() != Some(FIELD),
                "f" => is_control && !event.shift_key() && !event.alt_key(),
                _ => false,
            };
            if is_asked {
                event.prevent_default();
                open.emit(());
            }
        })
    }
}

/// A search that moves the view to what it finds, and the caret to what it walks to.
#[hook]
pub fn use_finder(data: &Same<Analysed>, control: &Control, links: &Links, is_outline: bool) -> Finder {
    let search = use_state_eq(|| None::<Search>);
    let waiting = use_mut_ref(|| None);
    let query = search.as_ref().map(|search| search.query.clone());
    let hits = use_memo((data.clone(), query), |(data, query)| {
        let drawing = &data.drawing;
        let query = query.as_deref().unwrap_or_default();
        drawing.graph.search(&data.analysis.model, &drawing.stages, query)
    });
    let current = search.as_ref().and_then(|search| search.current(&hits)).map(|hit| hit.node);
    let (shown, view) = (data.clone(), control.clone());
    use_effect_with((current, is_outline), move |(current, is_outline)| {
        let Some(index) = *current else { return };
        match shown.drawing.graph.nodes.get(index) {
            _ if *is_outline => element::bring_into_view(&item_id(index)),
            Some(node) => view.show(node),
            None => {}
        }
    });
    let open = {
        let search = search.clone();
        Callback::from(move |()| {
            if search.is_none() {
                search.set(Some(Search::default()));
            }
            // The field is there in the next frame.
            *waiting.borrow_mut() = Some(clock::next_frame(|| element::focus_id(FIELD)));
        })
    };
    let change = {
        let search = search.setter();
        Callback::from(move |next: Option<Search>| {
            if next.is_none() {
                let index = current.unwrap_or(0);
                element::focus_id(&if is_outline { item_id(index) } else { node_id(index) });
            }
            search.set(next);
        })
    };
    let walk = walk(&search, &hits, data, links);
    Finder { search: (*search).clone(), hits, open, change, walk }
}

fn walk(
    search: &UseStateHandle<Option<Search>>,
    hits: &Rc<Vec<Hit>>,
    data: &Same<Analysed>,
    links: &Links,
) -> Callback<bool> {
    let (search, hits, data, pick) = (search.clone(), Rc::clone(hits), data.clone(), links.pick.clone());
    Callback::from(move |is_back| {
        let Some(next) = search.as_ref().map(|search| search.moved(hits.len(), is_back)) else { return };
        if let Some(hit) = next.current(&hits) {
            let place = data.drawing.places.get(hit.node).copied();
            pick.emit(hit.line.map(|(_, span)| span).or(place).unwrap_or_default());
        }
        search.set(Some(next));
    })
}
