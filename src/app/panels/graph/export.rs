use dockerfile_playground::graph::Graph;
use dockerfile_playground::graph::export::{Theme, dot, mermaid, svg};
use yew::prelude::*;

use crate::app::browser::clipboard::{self, Copied};
use crate::app::browser::{clock, download, picture};
use crate::app::components::{Icon, Menu, MenuItem, Shape};
use crate::app::same::Same;

/// What an [`ExportMenu`] takes away.
#[derive(Clone, Properties, PartialEq)]
pub struct Props {
    /// The graph.
    pub graph: Same<Graph>,
    /// The colours of the picture.
    pub theme: Theme,
}

/// The choices: what is done, and the name of the file.
const CHOICES: [(Choice, &str, &str); 7] = [
    (Choice::SaveSvg, "Save as SVG", "stages.svg"),
    (Choice::SavePng(1.0), "Save as PNG", "stages.png"),
    (Choice::SavePng(2.0), "Save as PNG, twice as large", "stages@2x.png"),
    (Choice::SaveText(dot), "Save for Graphviz", "stages.dot"),
    (Choice::SaveText(mermaid), "Save for Mermaid", "stages.mmd"),
    (Choice::CopyMermaid, "Copy for Mermaid", ""),
    (Choice::CopyPicture, "Copy the picture", ""),
];

#[derive(Clone, Copy)]
enum Choice {
    SaveSvg,
    SavePng(f64),
    SaveText(fn(&Graph) -> String),
    CopyMermaid,
    CopyPicture,
}

/// How long it is told that something worked, in milliseconds.
const TOLD_MS: u32 = 6_000;

/// A menu that saves the graph or copies it, and says how that ended.
#[component]
pub fn ExportMenu(props: &Props) -> Html {
    let told = use_state_eq(|| "");
    let waiting = use_mut_ref(|| None);
    let tell = {
        let told = told.setter();
        Callback::from(move |words: &'static str| {
            told.set(words);
            let told = told.clone();
            *waiting.borrow_mut() = Some(clock::after(TOLD_MS, move || told.set("")));
        })
    };
    let on_choose = {
        let props = props.clone();
        Callback::from(move |at: usize| {
            if let Some((choice, _, name)) = CHOICES.get(at) {
                act(*choice, name, &props, tell.clone());
            }
        })
    };
    let item = |(_, title, name): &(Choice, &'static str, &'static str)| MenuItem {
        title: (*title).into(),
        detail: (*name).into(),
        is_chosen: false,
    };
    html! {
        <>
            <Menu id="export" label="Save or copy the graph" items={CHOICES.iter().map(item).collect::<Vec<_>>()}
                role="menuitem" is_at_end={true} {on_choose}>
                { "Save" }<Icon shape={Shape::Down} />
            </Menu>
            <p class="graph-told" role="status">{ *told }</p>
        </>
    }
}

const REFUSED: &str = "This browser does not let the page copy. Save the file instead.";

fn act(choice: Choice, name: &str, props: &Props, tell: Callback<&'static str>) {
    let graph = &props.graph;
    match choice {
        Choice::SaveSvg => save(name, "image/svg+xml", &svg(graph, props.theme), &tell),
        Choice::SaveText(text) => save(name, "text/plain", &text(graph), &tell),
        Choice::SavePng(scale) => {
            picture::save(&svg(graph, props.theme), scale, name, tell.reform(saved));
        }
        Choice::CopyPicture => {
            let said = |worked| if worked { "The picture is copied." } else { REFUSED };
            picture::copy(&svg(graph, props.theme), 2.0, tell.reform(said));
        }
        Choice::CopyMermaid => {
            let said = |copied| match copied {
                Copied::Done => "The text is copied. Put it into a Markdown block of the language mermaid.",
                Copied::Refused => REFUSED,
            };
            clipboard::copy(mermaid(graph), tell.reform(said));
        }
    }
}

fn save(name: &str, media_type: &str, contents: &str, tell: &Callback<&'static str>) {
    tell.emit(saved(download::offer(name, media_type, contents).is_some()));
}

fn saved(worked: bool) -> &'static str {
    if worked { "The file is saved." } else { "This browser does not let the page save it." }
}
