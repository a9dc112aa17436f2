use std::rc::Rc;

use dockerfile_playground::session::Session;
use yew::prelude::*;

use super::link;
use crate::app::browser::clipboard::{self, Copied};
use crate::app::browser::{clock, download, element, location};
use crate::app::components::{Icon, Shape};
use crate::app::same::Same;
use dockerfile_playground::text::capitalized;

/// What [`Share`] shares.
#[derive(Clone, Properties, PartialEq)]
pub struct Props {
    /// The session.
    pub session: Same<Session>,
    /// The text at this moment, which the session may not know yet.
    pub on_text: Callback<(), Option<Rc<str>>>,
}

/// What became of the link.
#[derive(Clone, PartialEq)]
enum Outcome {
    /// The link, and whether it is in the clipboard.
    Link(String, Option<Copied>),
    /// Why there is none.
    Failed(String),
}

/// The button that makes a link, and what it says.
#[component]
pub fn Share(props: &Props) -> Html {
    let outcome = use_state(|| None::<Outcome>);
    let field = use_node_ref();
    let waiting = use_mut_ref(|| None);
    let onclick = {
        let (props, outcome, field) = (props.clone(), outcome.clone(), field.clone());
        Callback::from(move |_: MouseEvent| match link::fragment(&present(&props)) {
            Err(error) => outcome.set(Some(Outcome::Failed(error.to_string()))),
            Ok(fragment) => {
                let address = link::address(&fragment);
                outcome.set(Some(Outcome::Link(address.clone(), None)));
                let (outcome, shown, field) = (outcome.clone(), address.clone(), field.clone());
                let waiting = waiting.clone();
                let done = Callback::from(move |copied| {
                    outcome.set(Some(Outcome::Link(shown.clone(), Some(copied))));
                    let field = field.clone();
                    *waiting.borrow_mut() = Some(clock::next_frame(move || element::select_text(&field)));
                });
                clipboard::copy(address, done);
            }
        })
    };
    let save = {
        let props = props.clone();
        Callback::from(move |_: MouseEvent| {
            // A browser that refuses says so itself.
            let _ = download::offer("Dockerfile", "text/plain", &present(&props).text);
        })
    };
    let close = {
        let outcome = outcome.clone();
        move || {
            outcome.set(None);
            element::focus_id("share-button");
        }
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close()
            }
        })
    };
    html! {
        <div class="menu" {onkeydown}>
            <button type="button" id="share-button" class="button primary" {onclick}>{ "Share" }</button>
            if let Some(outcome) = &*outcome {
                <div role="dialog" aria-label="Share" class="menu-list menu-end share">
                    <button type="button" class="button icon-button share-close" aria-label="Close"
                        onclick={Callback::from(move |_: MouseEvent| close())}><Icon shape={Shape::Close} /></button>
                    { contents(outcome, &field) }
                    <button type="button" class="button" onclick={save}>{ "Save as a file" }</button>
                </div>
            }
        </div>
    }
}

/// The session with the text as it is at this moment.
fn present(props: &Props) -> Session {
    let text = props.on_text.emit(()).unwrap_or_else(|| Rc::clone(&props.session.text));
    Session { text, ..(*props.session).clone() }
}

fn contents(outcome: &Outcome, field: &NodeRef) -> Html {
    let (address, copied) = match outcome {
        Outcome::Failed(why) => {
            return html! {
                <>
                    <h2>{ "There is no link" }</h2>
                    <p role="alert">{ format!("{}.", capitalized(why)) }</p>
                </>
            };
        }
        Outcome::Link(address, copied) => (address, copied),
    };
    let said = match copied {
        None => "Copying the link…",
        Some(Copied::Done) => "The link is copied.",
        Some(Copied::Refused) => "This browser does not let the page copy. Copy the selected link yourself.",
    };
    let fragment = address.split_once('#').map_or("", |(_, fragment)| fragment);
    let embed = location::absolute(&format!("./embed.html#{fragment}"));
    let frame = format!(
        "<iframe src=\"{embed}\" title=\"Dockerfile\" width=\"100%\" height=\"480\" loading=\"lazy\"></iframe>"
    );
    html! {
        <>
            <div role="status"><h2>{ said }</h2></div>
            <p>{ format!("It carries the whole text in {} characters. Nothing is stored anywhere: who has the link has the text.", address.len()) }</p>
            <label>{ "Link" }<input ref={field} type="text" readonly={true} value={address.clone()} /></label>
            <label>{ "For a page" }<input type="text" readonly={true} value={frame} /></label>
        </>
    }
}
