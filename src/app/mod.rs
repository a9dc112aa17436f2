//! The page. Being written: for now it is the editor alone.

#[allow(dead_code, reason = "the page that uses all of it is being written")]
pub mod browser;

use browser::editor::{Editor, Events, Options};
use dockerfile_playground::text::Span;
use yew::prelude::*;

const SAMPLE: &str = "FROM python:3.12-slim AS base\nWORKDIR /app\n\nFROM base AS builder\nRUN pip wheel .\n";

/// Shows the page.
pub fn mount() {
    yew::Renderer::<App>::new().render();
}

/// The whole page.
#[component]
fn App() -> Html {
    let host = use_node_ref();
    let editor = use_mut_ref(|| None::<Editor>);
    let caret = use_state(Span::default);
    {
        let (host, caret) = (host.clone(), caret.clone());
        use_effect_with((), move |()| {
            let events =
                Events { selected: Callback::from(move |span| caret.set(span)), ..Events::default() };
            let options = Options { text: SAMPLE, label: "Dockerfile", ..Options::default() };
            *editor.borrow_mut() = Editor::mount(&host, events, &options);
        });
    }
    html! {
        <main>
            <h1>{ "Dockerfile playground" }</h1>
            <div ref={host} class="editor"></div>
            <p>{ format!("Caret at byte {}", caret.start) }</p>
        </main>
    }
}
