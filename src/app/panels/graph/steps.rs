use std::collections::BTreeMap;
use std::rc::Rc;

use dockerfile_playground::graph::mount::{PORT_SIZE, shape};
use dockerfile_playground::graph::{Key, MountPort, Node, ROW_HEIGHT, Row, RowKind};
use yew::prelude::*;

use super::grips::Grips;
use super::node::{Look, length, node_id};

/// What a simulated build does to one step, as its row shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowMark {
    /// The class that colours it.
    pub class: &'static str,
    /// What it says.
    pub word: &'static str,
    /// The drawing, 16 units wide and high.
    pub path: &'static str,
}

/// What is said about steps, each by its instruction; empty where nothing is.
pub type RowMarks = Rc<BTreeMap<usize, RowMark>>;

/// How the rows of an open node are shown now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowLooks {
    /// The row that the caret is in.
    pub chosen: Option<usize>,
    /// The row whose text the pointer is over.
    pub pointed: Option<usize>,
    /// What a simulated build does to each row; empty where that is not asked.
    pub marks: Vec<Option<RowMark>>,
}

/// The id of a row of a drawn node.
pub fn row_id(node: usize, row: usize) -> String {
    format!("node-{node}-row-{row}")
}

/// The node that has an id, and its row where it is the id of one.
pub fn place_of_id(id: &str) -> Option<(usize, Option<usize>)> {
    let rest = id.strip_prefix("node-")?;
    match rest.split_once("-row-") {
        Some((node, row)) => Some((node.parse().ok()?, Some(row.parse().ok()?))),
        None => Some((rest.parse().ok()?, None)),
    }
}

/// The id of what an arrow key leads to inside an open node: down from its head through its rows, and up again.
pub fn beside_row(node: usize, row: Option<usize>, count: usize, key: Key) -> Option<String> {
    match (key, row) {
        (Key::Down, None) => (count > 0).then(|| row_id(node, 0)),
        (Key::Down, Some(row)) => (row + 1 < count).then(|| row_id(node, row + 1)),
        (Key::Up, Some(0)) => Some(node_id(node)),
        (Key::Up, Some(row)) => Some(row_id(node, row - 1)),
        _ => None,
    }
}

/// What opens and closes a stage.
pub fn sign(node: &Node, look: &Look, grips: &Grips) -> Html {
    let (x, y) = node.sign_at();
    let index = look.index;
    let place = format!("translate({} {})", length(x - node.x), length(y - node.y));
    let path = if node.is_open() { "M-4 -2L0 2L4 -2" } else { "M-2 -4L2 0L-2 4" };
    let name = format!("Steps of {}", node.full_name);
    html! {
        <g class="sign" role="button" tabindex="-1" aria-label={name} aria-expanded={node.is_open().to_string()}
            transform={place} onclick={grips.turn.reform(move |_: MouseEvent| index)}>
            <rect class="sign-ground" x="-9" y="-9" width="18" height="18" rx="4" />
            <rect class="sign-reach" x="-14" y="-14" width="28" height="28" />
            <path d={path} />
        </g>
    }
}

/// The rows of an open node.
pub fn rows(node: &Node, look: &Look, grips: &Grips) -> Html {
    let top = node.rows.first().map_or(0.0, |row| row.top - 4.0);
    let all = node.rows.iter().enumerate().map(|(at, one)| row(at, one, look, grips));
    html! {
        <>
            <path class="rows-line" d={format!("M0 {}H{}", length(top), length(node.width))} />
            { for all }
        </>
    }
}

fn row(at: usize, row: &Row, look: &Look, grips: &Grips) -> Html {
    let part = (look.index, Some(at));
    let mark = look.rows.marks.get(at).copied().flatten();
    let is_chosen = look.rows.chosen == Some(at);
    let class = classes!(
        "row",
        (row.kind == RowKind::Setting).then_some("row-setting"),
        is_chosen.then_some("chosen"),
        (look.rows.pointed == Some(at)).then_some("pointed"),
        mark.map(|mark| mark.class),
    );
    let said = match mark {
        Some(mark) => format!("{}, {}", row.describe(), mark.word),
        None => row.describe(),
    };
    let at_text = |(x, y): (f32, f32)| (length(x), length(y));
    let ((keyword_x, y), (words_x, _)) = (at_text(row.keyword_at()), at_text(row.words_at()));
    html! {
        <g {class} id={row_id(look.index, at)} role="button" tabindex="-1" aria-label={said}
            aria-pressed={is_chosen.to_string()}
            onclick={grips.pick.reform(move |_: MouseEvent| part)}
            onpointerenter={grips.point.reform(move |_: PointerEvent| Some(part))}
            onpointerleave={grips.point.reform(|_: PointerEvent| None)}>
            if row.words != row.full_words {
                <title>{ format!("{} {}", row.keyword, row.full_words) }</title>
            }
            <rect class="row-box" x={length(row.left)} y={length(row.top)} width={length(row.width)}
                height={length(ROW_HEIGHT)} rx="4" />
            <text class="row-keyword" x={keyword_x} y={y.clone()}>{ row.keyword }</text>
            <text x={words_x} {y}>{ &row.words }</text>
            if let Some(mark) = mark {
                { status(mark, row) }
            }
        </g>
    }
}

fn status(mark: RowMark, row: &Row) -> Html {
    let place = format!("translate({} {})", length(row.left + row.width - 18.0), length(row.top + 3.5));
    html! {
        <g class="row-mark" transform={place}>
            <title>{ mark.word }</title>
            <path transform="scale(0.88)" d={mark.path} />
        </g>
    }
}

/// The ports of a node: what its commands find mounted.
pub fn ports(node: &Node) -> Html {
    let port = |port: &MountPort| {
        let place = |(x, y): (f32, f32)| format!("translate({} {})", length(x), length(y));
        let (count_x, count_y) = port.count_at();
        html! {
            <g class="port">
                <title>{ &port.words }</title>
                <rect x={length(port.at.0)} y={length(port.at.1)} width={length(port.width)}
                    height={length(PORT_SIZE)} rx="4" />
                <path transform={place(port.shape_at())} d={shape(port.kind)} />
                <text x={length(count_x)} y={length(count_y)}>{ port.count_words() }</text>
            </g>
        }
    };
    html! { { for node.mounts.iter().map(port) } }
}
