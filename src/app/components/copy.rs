use yew::prelude::*;

use crate::app::browser::clipboard::{self, Copied};
use crate::app::browser::clock;

/// So long a button says that it has copied.
const SAID_MS: u32 = 2_000;

/// What a [`CopyButton`] copies.
#[derive(Properties, PartialEq)]
pub struct CopyProps {
    /// The words on it.
    pub label: &'static str,
    /// The text, asked for when it is copied.
    pub text: Callback<(), String>,
}

/// A button that copies a text and says how that ended.
#[component]
pub fn CopyButton(props: &CopyProps) -> Html {
    let outcome = use_state(|| None::<Copied>);
    let waiting = use_mut_ref(|| None);
    let onclick = {
        let (text, outcome) = (props.text.clone(), outcome.clone());
        Callback::from(move |_: MouseEvent| {
            let (outcome, waiting) = (outcome.clone(), waiting.clone());
            let done = Callback::from(move |copied| {
                outcome.set(Some(copied));
                let outcome = outcome.clone();
                *waiting.borrow_mut() = Some(clock::after(SAID_MS, move || outcome.set(None)));
            });
            clipboard::copy(text.emit(()), done);
        })
    };
    let said = match *outcome {
        None => "",
        Some(Copied::Done) => "Copied",
        Some(Copied::Refused) => "This browser does not let the page copy",
    };
    html! {
        <span class="copy">
            <span role="status" class="quiet">{ said }</span>
            <button type="button" class="button" {onclick}>{ props.label }</button>
        </span>
    }
}
