use std::rc::Rc;

use dockerfile_playground::Severity;
use dockerfile_playground::graph::{CORNER_RADIUS, Node, Origin, text};
use dockerfile_playground::text::write_decimal;
use yew::prelude::*;

use super::grips::{Grips, Part};
use super::note::StageNote;
use super::steps::{RowLooks, ports, rows, sign};
use crate::app::same::Same;

/// How a node is shown now.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Its place in the list of nodes.
    pub index: usize,
    /// What stays of it when others come and go.
    pub key: Rc<str>,
    /// What a screen reader says.
    pub name: Rc<str>,
    /// Where the arrow keys lead from it, in words; may be empty.
    pub ways: Rc<str>,
    /// Whether the caret is in its stage.
    pub is_chosen: bool,
    /// Whether the pointer is over its text.
    pub is_pointed: bool,
    /// Whether the present text no longer has it.
    pub is_stale: bool,
    /// Whether Tab reaches it; the arrow keys reach the others.
    pub is_reached: bool,
    /// How many findings it has, and the gravest.
    pub findings: Option<(usize, Severity)>,
    /// Whether the pointed node needs it, or it needs that.
    pub is_related: bool,
    /// Whether the search found it.
    pub is_found: bool,
    /// Whether the search shows it now.
    pub is_current: bool,
    /// When it can run, beside the others of its wave, where that is shown.
    pub wave: Option<usize>,
    /// Whether it is on the longest way, where that is shown.
    pub is_longest: bool,
    /// What else is said about it.
    pub note: Option<StageNote>,
    /// How its rows are shown.
    pub rows: RowLooks,
}

/// The id of the drawn node at a place in the list.
pub fn node_id(index: usize) -> String {
    format!("node-{index}")
}

/// What a [`NodeView`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub node: Same<Node>,
    /// How it is shown.
    pub look: Look,
    /// What can be done with it.
    pub grips: Grips,
}

/// One node.
#[component]
pub fn NodeView(props: &Props) -> Html {
    let Props { node, look, grips } = props;
    let part = (look.index, None);
    let (width, height) = (length(node.width), length(node.height));
    let at = |(x, y): (f32, f32)| (length(x - node.x), length(y - node.y));
    let (x, y) = at(node.title_at());
    let subtitle = |(line, words): (usize, &String)| {
        let (x, y) = at(node.subtitle_at(line));
        html! { <text class="node-subtitle" {x} {y}>{ words }</text> }
    };
    html! {
        <svg class="node-place" role="none" x={length(node.x)} y={length(node.y)}>
        <g id={node_id(look.index)} class={class("node", node, look)} role="button"
            tabindex={if look.is_reached { "0" } else { "-1" }} aria-label={spoken(look)}
            aria-description={(!look.ways.is_empty()).then(|| AttrValue::from(Rc::clone(&look.ways)))}
            aria-pressed={look.is_chosen.to_string()}
            aria-expanded={node.is_stage().then(|| node.is_open().to_string())}
            aria-keyshortcuts={node.is_stage().then_some("o")}
            onclick={grips.pick.reform(move |_: MouseEvent| part)}
            onpointerenter={grips.point.reform(move |_: PointerEvent| Some(part))}
            onpointerleave={grips.point.reform(|_: PointerEvent| None::<Part>)}>
            <rect class="node-ring" x="-5" y="-5" rx={length(CORNER_RADIUS + 4.0)}
                width={length(node.width + 10.0)} height={length(node.height + 10.0)} />
            <rect class="node-box" rx={length(CORNER_RADIUS)} {width} {height} />
            if node.title != node.full_name {
                <title>{ &node.full_name }</title>
            }
            <text {x} {y}>{ &node.title }</text>
            if let Some(wave) = look.wave {
                { wave_mark(wave) }
            }
            { for node.subtitles.iter().enumerate().map(subtitle) }
            if node.is_target {
                { target_mark(at(node.target_mark_at())) }
            }
            if let Some((count, severity)) = look.findings {
                { badge(count, severity, node.width) }
            }
        </g>
        <g class={class("node-parts", node, look)}>
            if node.is_stage() {
                { sign(node, look, grips) }
            }
            if node.is_open() {
                { rows(node, look, grips) }
            }
            { ports(node) }
            if let Some(note) = &look.note {
                { note_mark(note, node) }
            }
        </g>
        </svg>
    }
}

fn class(name: &'static str, node: &Node, look: &Look) -> Classes {
    let kind = match node.origin {
        Origin::Stage(_) => "node-stage",
        Origin::Image(_) => "node-image",
        Origin::Scratch(_) => "node-scratch",
        _ => "node-context",
    };
    classes!(
        name,
        kind,
        node.hue.map(|hue| format!("hue-{hue}")),
        node.is_target.then_some("target"),
        node.is_broken.then_some("broken"),
        look.is_chosen.then_some("chosen"),
        look.is_pointed.then_some("pointed"),
        look.is_related.then_some("related"),
        look.is_found.then_some("found"),
        look.is_current.then_some("current"),
        look.is_longest.then_some("longest"),
        look.is_stale.then_some("stale"),
        (!node.is_reachable && !look.is_chosen && !look.is_pointed).then_some("unneeded"),
    )
}

/// What a screen reader says of a node.
pub fn spoken(look: &Look) -> String {
    let mut name = look.name.to_string();
    if look.is_stale {
        name.push_str(", from the last text that parsed");
    }
    if let Some(wave) = look.wave {
        name.push_str(&format!(", wave {wave}"));
    }
    if let Some(note) = &look.note {
        name.push_str(&format!(", {}", note.words));
    }
    if let Some((count, severity)) = look.findings {
        let plural = if count == 1 { "" } else { "s" };
        name.push_str(&format!(", {count} finding{plural}, the gravest: {}", severity.name()));
    }
    name
}

/// Two rings, as a target has.
fn target_mark((x, y): (String, String)) -> Html {
    html! {
        <g class="target-mark" transform={format!("translate({x} {y})")}>
            <circle cx="7" cy="-4.5" r="5.5" />
            <circle class="target-dot" cx="7" cy="-4.5" r="2" />
        </g>
    }
}

/// A length as an attribute; a hundredth of a unit is less than anyone sees.
pub fn length(units: f32) -> String {
    write_decimal(units.into(), 2)
}

fn badge(count: usize, severity: Severity, node_width: f32) -> Html {
    let words = if count > 99 { "99+".to_owned() } else { count.to_string() };
    let width = 11.0 + 7.0 * words.len() as f32;
    let x = node_width - 8.0 - width / 2.0;
    html! {
        <g class={format!("badge badge-{}", severity.name())}>
            <rect class="badge-box" x={length(x)} y="-9" width={length(width)} height="18" rx="9" />
            <text x={length(x + width / 2.0)} y="4">{ words }</text>
        </g>
    }
}

/// The number of a wave, in the upper left corner.
fn wave_mark(wave: usize) -> Html {
    html! {
        <g class="wave">
            <circle r="9" />
            <text y="4">{ wave }</text>
        </g>
    }
}

/// The note of a stage, on its lower border.
fn note_mark(note: &StageNote, node: &Node) -> Html {
    let width = text::width(&note.words, NOTE_SIZE) + 12.0;
    let (x, y) = (node.width - 8.0 - width, node.height - 8.0);
    html! {
        <g class={format!("node-note note-{}", note.class)}>
            <rect x={length(x)} y={length(y)} width={length(width)} height="16" rx="8" />
            <text x={length(x + width / 2.0)} y={length(y + 12.0)}>{ &note.words }</text>
        </g>
    }
}

/// The font size of notes.
const NOTE_SIZE: f32 = 11.0;
