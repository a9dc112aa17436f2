use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use dockerfile_playground::graph::{Row, stage_rows};
use dockerfile_playground::text::{Span, lower};
use yew::prelude::*;

use super::node::{Look, spoken};
use super::steps::RowMark;
use crate::app::analysis::Analysed;
use crate::app::browser::{clock, element};
use crate::app::panels::Links;
use crate::app::same::Same;

/// What an [`Outline`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The analysis.
    pub data: Same<Analysed>,
    /// How each node is shown.
    pub looks: Vec<Look>,
    /// What is said about steps, each by its instruction.
    pub marks: Rc<BTreeMap<usize, RowMark>>,
    /// How it acts on the text.
    pub links: Links,
}

/// A line of the list: a node, or something of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Item {
    node: usize,
    part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The node itself.
    Whole,
    /// One of the edges into it.
    Edge(usize),
    /// What it does, as a whole.
    Steps,
    /// A line of what it does.
    Row(usize),
}

impl Item {
    /// The id of its element.
    fn id(self) -> String {
        match self.part {
            Part::Whole => item_id(self.node),
            Part::Edge(edge) => format!("outline-{}-edge-{edge}", self.node),
            Part::Steps => format!("outline-{}-steps", self.node),
            Part::Row(row) => format!("outline-{}-row-{row}", self.node),
        }
    }

    fn level(self) -> &'static str {
        match self.part {
            Part::Whole => "1",
            Part::Edge(_) | Part::Steps => "2",
            Part::Row(_) => "3",
        }
    }
}

/// The id of the line of a node.
pub fn item_id(node: usize) -> String {
    format!("outline-{node}")
}

/// The same graph as text: every node with what it takes and, where it is unfolded, what it does. Each line leads to its
/// place in the text. The keys are those of the tree view of the ARIA Authoring Practices.
#[component]
pub fn Outline(props: &Props) -> Html {
    let turned = use_state_eq(BTreeSet::<String>::new);
    let walked = use_state_eq(|| None::<Item>);
    let typed = use_mut_ref(|| (0.0, String::new()));
    let Props { data, looks, marks, links } = props;
    let tree = Tree { data, looks, marks, turned: &turned };
    let items = tree.items();
    let whole = |node: usize| Item { node, part: Part::Whole };
    let chosen = || looks.iter().find(|look| look.is_chosen).map(|look| whole(look.index));
    let reached = walked.filter(|item| items.contains(item)).or_else(chosen).unwrap_or(whole(0));
    let onkeydown = {
        let (data, looks, marks, links) = (data.clone(), looks.clone(), Rc::clone(marks), links.clone());
        let (turned, items) = (turned.clone(), items.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let tree = Tree { data: &data, looks: &looks, marks: &marks, turned: &turned };
            let focused = element::focused_id();
            let Some(at) = items.iter().position(|item| Some(item.id()) == focused) else { return };
            let Some(step) = tree.step(&items, at, &event.key(), &mut typed.borrow_mut()) else { return };
            event.prevent_default();
            match step {
                Step::To(item) => element::focus_id(&item.id()),
                Step::Turn(keys) => turned.set(keys),
                Step::Choose(item) => links.pick.emit(tree.place(item)),
            }
        })
    };
    let onfocusin = {
        let (walked, items) = (walked.setter(), items.clone());
        Callback::from(move |_: FocusEvent| {
            let focused = element::focused_id();
            walked.set(items.iter().find(|item| Some(item.id()) == focused).copied());
        })
    };
    let turn = {
        let turned = turned.clone();
        Callback::from(move |key: String| turned.set(toggled(&turned, key)))
    };
    let show = Show { tree: &tree, items: &items, reached, links, turn: &turn };
    html! {
        <ul class="graph-outline" role="tree" aria-label="Stages as a list" {onkeydown} {onfocusin}>
            { for items.iter().filter(|item| item.part == Part::Whole).map(|item| show.line(*item)) }
        </ul>
    }
}

fn toggled(keys: &BTreeSet<String>, key: String) -> BTreeSet<String> {
    let mut keys = keys.clone();
    if !keys.remove(&key) {
        keys.insert(key);
    }
    keys
}

/// How the lines are drawn.
struct Show<'a> {
    tree: &'a Tree<'a>,
    items: &'a [Item],
    reached: Item,
    links: &'a Links,
    turn: &'a Callback<String>,
}

impl Show<'_> {
    fn line(&self, item: Item) -> Html {
        let (tree, links) = (self.tree, self.links);
        let (words, span, is_open) = (tree.words(item), tree.place(item), tree.is_open(item));
        let inner = self.items.iter().filter(|inner| tree.parent(**inner) == Some(item));
        html! {
            <li role="treeitem" id={item.id()} class={tree.class(item)} aria-label={words.clone()} aria-level={item.level()}
                aria-expanded={is_open.map(|is_open| is_open.to_string())}
                tabindex={if self.reached == item { "0" } else { "-1" }}>
                <span class="outline-line" onclick={links.pick.reform(move |_: MouseEvent| span)}
                    onpointerenter={links.point.reform(move |_: PointerEvent| Some(span))}
                    onpointerleave={links.point.reform(|_: PointerEvent| None::<Span>)}>{ words }</span>
                if let Some(is_open) = is_open {
                    <span class="fold" aria-hidden="true" onclick={self.fold(item)} />
                    if is_open {
                        <ul role="group">{ for inner.map(|inner| self.line(*inner)) }</ul>
                    }
                }
            </li>
        }
    }

    fn fold(&self, item: Item) -> Callback<MouseEvent> {
        let key = self.tree.key(item);
        self.turn.reform(move |_: MouseEvent| key.clone())
    }
}

/// What a key asks for.
enum Step {
    To(Item),
    /// These lines are turned now.
    Turn(BTreeSet<String>),
    Choose(Item),
}

struct Tree<'a> {
    data: &'a Analysed,
    looks: &'a [Look],
    marks: &'a BTreeMap<usize, RowMark>,
    /// The keys of the nodes that are folded, and of the steps that are not.
    turned: &'a BTreeSet<String>,
}

/// So long after a letter the next one begins another word, in milliseconds.
const WORD_MS: f64 = 700.0;

impl Tree<'_> {
    /// The lines that are shown, from the first to the last.
    fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        for look in self.looks {
            let item = |part: Part| Item { node: look.index, part };
            items.push(item(Part::Whole));
            if self.is_open(item(Part::Whole)) != Some(true) {
                continue;
            }
            items.extend(self.taken(look.index).map(|edge| item(Part::Edge(edge))));
            if self.has_steps(look.index) {
                items.push(item(Part::Steps));
            }
            if self.is_open(item(Part::Steps)) == Some(true) {
                items.extend((0..self.rows(look.index).len()).map(|row| item(Part::Row(row))));
            }
        }
        items
    }

    /// The edges into a node.
    fn taken(&self, node: usize) -> impl Iterator<Item = usize> {
        let edges = self.data.drawing.graph.edges.iter().enumerate();
        edges.filter(move |(_, edge)| edge.to == node).map(|(at, _)| at)
    }

    fn has_steps(&self, node: usize) -> bool {
        let node = self.data.drawing.graph.nodes.get(node);
        node.is_some_and(|node| node.step_count + node.setting_count > 0)
    }

    /// What a stage does, line by line.
    fn rows(&self, node: usize) -> Vec<Row> {
        let model = &self.data.analysis.model;
        let stage = self.data.drawing.stages.get(node).copied().flatten().and_then(|id| model.stage(id));
        stage.map(|stage| stage_rows(model, stage)).unwrap_or_default()
    }

    /// What says that a line is turned.
    fn key(&self, item: Item) -> String {
        let key = self.looks.get(item.node).map_or("", |look| &*look.key);
        if item.part == Part::Steps { format!("{key} steps") } else { key.to_owned() }
    }

    /// Whether a line is unfolded; `None` where there is nothing in it.
    fn is_open(&self, item: Item) -> Option<bool> {
        let is_turned = || self.turned.contains(&self.key(item));
        match item.part {
            Part::Whole if self.has_steps(item.node) || self.taken(item.node).next().is_some() => {
                Some(!is_turned())
            }
            Part::Steps => Some(is_turned()),
            _ => None,
        }
    }

    /// The line that a line is in.
    fn parent(&self, item: Item) -> Option<Item> {
        let part = match item.part {
            Part::Whole => return None,
            Part::Edge(_) | Part::Steps => Part::Whole,
            Part::Row(_) => Part::Steps,
        };
        Some(Item { part, ..item })
    }

    fn words(&self, item: Item) -> String {
        match item.part {
            Part::Whole => self.looks.get(item.node).map(spoken).unwrap_or_default(),
            Part::Edge(edge) => self.data.drawing.graph.describe_edge(edge),
            Part::Steps => "What it does, line by line".to_owned(),
            Part::Row(row) => {
                let rows = self.rows(item.node);
                let Some(row) = rows.get(row) else { return String::new() };
                let mark = row.instructions.iter().find_map(|index| self.marks.get(index));
                mark.map_or_else(|| row.describe(), |mark| format!("{}, {}", row.describe(), mark.word))
            }
        }
    }

    /// Where the text speaks of a line.
    fn place(&self, item: Item) -> Span {
        let place = match item.part {
            Part::Edge(edge) => {
                let edge = self.data.drawing.graph.edges.get(edge);
                edge.and_then(|edge| edge.uses.first()).map(|one| one.place.0)
            }
            Part::Row(row) => self.rows(item.node).get(row).map(|row| row.place.0),
            Part::Whole | Part::Steps => self.data.drawing.places.get(item.node).copied(),
        };
        place.unwrap_or_default()
    }

    fn class(&self, item: Item) -> Classes {
        let (Some(look), Some(node)) =
            (self.looks.get(item.node), self.data.drawing.graph.nodes.get(item.node))
        else {
            return Classes::new();
        };
        if item.part != Part::Whole {
            return Classes::new();
        }
        classes!(
            node.hue.map(|hue| format!("hue-{hue}")),
            (!node.is_reachable).then_some("unneeded"),
            look.is_found.then_some("found"),
            look.is_current.then_some("current"),
            look.is_chosen.then_some("chosen")
        )
    }

    fn step(&self, items: &[Item], at: usize, key: &str, typed: &mut (f64, String)) -> Option<Step> {
        let item = *items.get(at)?;
        let go = |index: usize| items.get(index).map(|item| Step::To(*item));
        let turn = || Some(Step::Turn(toggled(self.turned, self.key(item))));
        match (key, self.is_open(item)) {
            ("ArrowDown", _) => go(at + 1),
            ("ArrowUp", _) => go(at.checked_sub(1)?),
            ("Home", _) => go(0),
            ("End", _) => go(items.len().checked_sub(1)?),
            ("Enter" | " ", _) => Some(Step::Choose(item)),
            ("ArrowRight", Some(false)) | ("ArrowLeft", Some(true)) => turn(),
            ("ArrowRight", Some(true)) => go(at + 1),
            ("ArrowLeft", _) => self.parent(item).map(Step::To),
            ("*", _) => {
                let steps = |key: &&String| key.ends_with(" steps");
                Some(Step::Turn(self.turned.iter().filter(steps).cloned().collect()))
            }
            _ if key.chars().count() == 1 => self.typed(items, at, key, typed),
            _ => None,
        }
    }

    /// The next line that begins with what was typed, or whose node has a name that does.
    fn typed(&self, items: &[Item], at: usize, letter: &str, typed: &mut (f64, String)) -> Option<Step> {
        let now = clock::now_ms();
        if now - typed.0 > WORD_MS {
            typed.1.clear();
        }
        typed.0 = now;
        typed.1.push_str(&lower(letter));
        // The first letter leads on; further ones narrow what it found.
        let start = if typed.1.chars().count() == 1 { at + 1 } else { at };
        let is_meant = |item: &&Item| {
            let node = self.data.drawing.graph.nodes.get(item.node).filter(|_| item.part == Part::Whole);
            lower(&self.words(**item)).starts_with(&typed.1)
                || node.is_some_and(|node| lower(&node.full_name).starts_with(&typed.1))
        };
        let (before, after) = items.split_at_checked(start).unwrap_or((items, &[]));
        after.iter().chain(before).find(is_meant).map(|item| Step::To(*item))
    }
}
