use std::rc::Rc;

use dockerfile_playground::session::Action;
use dockerfile_playground::session::share::Shared;
use yew::prelude::*;

use super::status::plural;
use crate::app::store;

/// What [`DamagedLink`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Why the link cannot be opened, without a full stop.
    pub why: AttrValue,
    /// What could be read of its text.
    pub partial: Option<Rc<str>>,
    /// How it acts on the session.
    pub on_action: Callback<Action>,
}

/// The page of a link that cannot be opened.
#[component]
pub fn DamagedLink(props: &Props) -> Html {
    let own = props.on_action.reform(|_: MouseEvent| Action::BackToMine(store::saved()));
    html! {
        <main class="damaged">
            <h2>{ "This link cannot be opened" }</h2>
            <p>{ format!("The reason: {}.", props.why) }</p>
            if let Some(partial) = &props.partial {
                <p>{ format!("{} of its text could be read:", plural(partial.lines().count(), "line")) }</p>
                <pre tabindex="0" aria-label="What could be read">{ &**partial }</pre>
                <button type="button" class="button primary" onclick={open(partial, &props.on_action)}>
                    { "Open what could be read" }
                </button>
            } else {
                <p>{ "Nothing of its text could be read." }</p>
            }
            <button type="button" class="button" onclick={own}>{ "Open my own text" }</button>
        </main>
    }
}

fn open(partial: &Rc<str>, on_action: &Callback<Action>) -> Callback<MouseEvent> {
    let text = Rc::clone(partial);
    on_action.reform(move |_: MouseEvent| Action::OpenLink(Shared::of_text(&text)))
}
