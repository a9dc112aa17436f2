use std::collections::BTreeSet;

use dockerfile_playground::graph::Graph;
use dockerfile_playground::text::{Span, lower};
use yew::prelude::*;

use super::node::{Look, spoken};
use crate::app::browser::{clock, element};
use crate::app::panels::Links;
use crate::app::same::Same;

/// What an [`Outline`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The graph.
    pub graph: Same<Graph>,
    /// How each node is shown.
    pub looks: Vec<Look>,
    /// How it acts on the text.
    pub links: Links,
}

/// A line of the list: a node, or one of the edges into it.
type Item = (usize, Option<usize>);

/// The same graph as text: every node with what it takes. Each line leads to its place in the text. The keys are those of
/// the tree view of the ARIA Authoring Practices.
#[component]
pub fn Outline(props: &Props) -> Html {
    let folded = use_state_eq(BTreeSet::<String>::new);
    let walked = use_state_eq(|| None::<Item>);
    let typed = use_mut_ref(|| (0.0, String::new()));
    let Props { graph, looks, links } = props;
    let tree = Tree { graph, looks, folded: &folded };
    let items = tree.items();
    let chosen = || looks.iter().find(|look| look.is_chosen).map(|look| (look.index, None));
    let reached = walked.filter(|item| items.contains(item)).or_else(chosen).unwrap_or((0, None));
    let onkeydown = {
        let (graph, looks, links) = (graph.clone(), looks.clone(), links.clone());
        let (folded, items) = (folded.clone(), items.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let tree = Tree { graph: &graph, looks: &looks, folded: &folded };
            let focused = element::focused_id();
            let Some(at) = items.iter().position(|item| Some(item_id(item.0, item.1)) == focused) else {
                return;
            };
            let Some(step) = tree.step(&items, at, &event.key(), &mut typed.borrow_mut()) else { return };
            event.prevent_default();
            match step {
                Step::To(item) => element::focus_id(&item_id(item.0, item.1)),
                Step::Fold(keys) => folded.set(keys),
                Step::Choose(item) => links.pick.emit(tree.place(item)),
            }
        })
    };
    let onfocusin = {
        let (walked, items) = (walked.setter(), items);
        Callback::from(move |_: FocusEvent| {
            let focused = element::focused_id();
            walked.set(items.iter().find(|item| Some(item_id(item.0, item.1)) == focused).copied());
        })
    };
    let fold = |key: &str| {
        let (folded, key) = (folded.clone(), key.to_owned());
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            let mut keys = (*folded).clone();
            if !keys.remove(&key) {
                keys.insert(key.clone());
            }
            folded.set(keys);
        })
    };
    let node = |look: &Look| {
        let taken: Vec<usize> = tree.taken(look.index).collect();
        let is_open = !folded.contains(&look.key);
        let row = Row {
            item: (look.index, None),
            words: spoken(look),
            level: "1",
            is_reached: reached == (look.index, None),
        };
        let edges = taken.iter().map(|&at| {
            let item = (look.index, Some(at));
            let row = Row { item, words: graph.describe_edge(at), level: "2", is_reached: reached == item };
            row.draw(Classes::new(), None, tree.place(item), links, html! {})
        });
        let hue = graph.nodes.get(look.index).and_then(|node| node.hue).map(|hue| format!("hue-{hue}"));
        let is_needed = graph.nodes.get(look.index).is_some_and(|node| node.is_reachable);
        let class = classes!(
            hue,
            (!is_needed).then_some("unneeded"),
            look.is_found.then_some("found"),
            look.is_current.then_some("current"),
            look.is_chosen.then_some("chosen")
        );
        let inner = html! {
            if !taken.is_empty() {
                <span class="fold" aria-hidden="true" onclick={fold(&look.key)} />
                if is_open {
                    <ul role="group">{ for edges }</ul>
                }
            }
        };
        row.draw(class, (!taken.is_empty()).then_some(is_open), look.span, links, inner)
    };
    html! {
        <ul class="graph-outline" role="tree" aria-label="Stages as a list" {onkeydown} {onfocusin}>
            { for looks.iter().map(node) }
        </ul>
    }
}

/// The id of a line of the list.
pub fn item_id(node: usize, edge: Option<usize>) -> String {
    edge.map_or_else(|| format!("outline-{node}"), |edge| format!("outline-{node}-{edge}"))
}

struct Row {
    item: Item,
    words: String,
    level: &'static str,
    is_reached: bool,
}

impl Row {
    fn draw(self, class: Classes, is_open: Option<bool>, span: Span, links: &Links, inner: Html) -> Html {
        html! {
            <li role="treeitem" id={item_id(self.item.0, self.item.1)} {class} aria-label={self.words.clone()}
                aria-level={self.level} aria-expanded={is_open.map(|is_open| is_open.to_string())}
                tabindex={if self.is_reached { "0" } else { "-1" }}>
                <span class="row" onclick={links.pick.reform(move |_: MouseEvent| span)}
                    onpointerenter={links.point.reform(move |_: PointerEvent| Some(span))}
                    onpointerleave={links.point.reform(|_: PointerEvent| None::<Span>)}>{ self.words }</span>
                { inner }
            </li>
        }
    }
}

/// What a key asks for.
enum Step {
    To(Item),
    /// These nodes are folded now.
    Fold(BTreeSet<String>),
    Choose(Item),
}

struct Tree<'a> {
    graph: &'a Graph,
    looks: &'a [Look],
    folded: &'a BTreeSet<String>,
}

/// So long after a letter the next one begins another word, in milliseconds.
const WORD_MS: f64 = 700.0;

impl Tree<'_> {
    /// The lines that are shown, from the first to the last.
    fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        for look in self.looks {
            items.push((look.index, None));
            if !self.folded.contains(&look.key) {
                items.extend(self.taken(look.index).map(|edge| (look.index, Some(edge))));
            }
        }
        items
    }

    /// The edges into a node.
    fn taken(&self, node: usize) -> impl Iterator<Item = usize> {
        self.graph.edges.iter().enumerate().filter(move |(_, edge)| edge.to == node).map(|(at, _)| at)
    }

    /// Where the text speaks of a line.
    fn place(&self, (node, edge): Item) -> Span {
        let edge = edge.map(|edge| {
            self.graph.edges.get(edge).and_then(|edge| edge.uses.first()).map(|place| place.span)
        });
        edge.unwrap_or_else(|| self.looks.get(node).map(|look| look.span)).unwrap_or_default()
    }

    fn step(&self, items: &[Item], at: usize, key: &str, typed: &mut (f64, String)) -> Option<Step> {
        let item = *items.get(at)?;
        let key_of = |node: usize| self.looks.get(node).map(|look| look.key.clone());
        let (is_parent, is_folded) = (
            self.taken(item.0).next().is_some(),
            key_of(item.0).is_some_and(|key| self.folded.contains(&key)),
        );
        let go = |index: usize| items.get(index).map(|item| Step::To(*item));
        let folded = |change: &dyn Fn(&mut BTreeSet<String>)| {
            let mut keys = self.folded.clone();
            change(&mut keys);
            Some(Step::Fold(keys))
        };
        match (key, item) {
            ("ArrowDown", _) => go(at + 1),
            ("ArrowUp", _) => go(at.checked_sub(1)?),
            ("Home", _) => go(0),
            ("End", _) => go(items.len().checked_sub(1)?),
            ("Enter" | " ", _) => Some(Step::Choose(item)),
            ("ArrowRight", (node, None)) if is_parent && is_folded => {
                folded(&|keys| keys.retain(|key| Some(key) != key_of(node).as_ref()))
            }
            ("ArrowRight", (_, None)) if is_parent => go(at + 1),
            ("ArrowLeft", (node, Some(_))) => Some(Step::To((node, None))),
            ("ArrowLeft", (node, None)) if is_parent && !is_folded => {
                folded(&|keys| keys.extend(key_of(node)))
            }
            ("*", _) => folded(&BTreeSet::clear),
            _ if key.chars().count() == 1 => self.typed(items, at, key, typed),
            _ => None,
        }
    }

    /// The next line whose name begins with what was typed.
    fn typed(&self, items: &[Item], at: usize, letter: &str, typed: &mut (f64, String)) -> Option<Step> {
        let now = clock::now_ms();
        if now - typed.0 > WORD_MS {
            typed.1.clear();
        }
        typed.0 = now;
        typed.1.push_str(&lower(letter));
        // The first letter leads on; further ones narrow what it found.
        let start = if typed.1.chars().count() == 1 { at + 1 } else { at };
        let is_meant = |(node, edge): &Item| {
            let name = |index: usize| self.graph.nodes.get(index).map(|node| lower(&node.full_name));
            let (whole, name) = match edge {
                Some(edge) => (lower(&self.graph.describe_edge(*edge)), None),
                None => (lower(&self.graph.name_of(*node)), name(*node)),
            };
            whole.starts_with(&typed.1) || name.is_some_and(|name| name.starts_with(&typed.1))
        };
        let (before, after) = items.split_at_checked(start).unwrap_or((items, &[]));
        after.iter().chain(before).find(|item| is_meant(item)).map(|item| Step::To(*item))
    }
}
