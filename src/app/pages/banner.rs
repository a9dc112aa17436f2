use dockerfile_playground::Options;
use dockerfile_playground::session::{Action, Input, Notice, Place, Session};
use yew::prelude::*;

use super::status::plural;
use crate::app::components::{Icon, Shape};
use crate::app::same::Same;
use crate::app::store;

/// What [`Banners`] show and report.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The session.
    pub session: Same<Session>,
    /// Takes back the last step of the editor.
    pub on_undo: Callback<()>,
    /// How they act on the session.
    pub on_action: Callback<Action>,
}

/// What the visitor is told above the work.
#[component]
pub fn Banners(props: &Props) -> Html {
    let notice = |notice: &Notice| html! { <NoticeBanner notice={notice.clone()} on_undo={props.on_undo.clone()} on_action={props.on_action.clone()} /> };
    html! {
        <div class="banners" role="status">
            if props.session.place == Place::Link {
                <LinkBanner on_action={props.on_action.clone()} />
            }
            { for props.session.notices.iter().map(notice) }
        </div>
    }
}

/// Says that a part of the page did not arrive, and asks for it again.
pub fn missing(words: &'static str, on_ask: &Callback<()>) -> Html {
    html! {
        <div class="banner" role="alert">
            <span>{ words }</span>
            <button type="button" class="button" onclick={on_ask.reform(|_: MouseEvent| ())}>{ "Try again" }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct LinkProps {
    on_action: Callback<Action>,
}

/// Says that the text came with a link; asks before it replaces the visitor's own.
#[component]
fn LinkBanner(props: &LinkProps) -> Html {
    let is_asking = use_state(|| false);
    let keep = props.on_action.reform(|_: MouseEvent| Action::KeepAsMine);
    let back = props.on_action.reform(|_: MouseEvent| Action::BackToMine(store::saved()));
    let ask = {
        let is_asking = is_asking.clone();
        let on_action = props.on_action.clone();
        Callback::from(move |_: MouseEvent| match store::has_saved() {
            true => is_asking.set(true),
            false => on_action.emit(Action::KeepAsMine),
        })
    };
    let cancel = {
        let is_asking = is_asking.clone();
        Callback::from(move |_: MouseEvent| is_asking.set(false))
    };
    if *is_asking {
        let lines = plural(store::saved().text.lines().count(), "line");
        return html! {
            <div class="banner">
                <span>{ format!("This replaces your own text of {lines}.") }</span>
                <button type="button" class="button primary" onclick={keep}>{ "Replace it" }</button>
                <button type="button" class="button" onclick={cancel}>{ "Cancel" }</button>
            </div>
        };
    }
    html! {
        <div class="banner">
            <span>{ "You are looking at a copy from a link. Your own text is kept as it was." }</span>
            <button type="button" class="button" onclick={ask}>{ "Keep as mine" }</button>
            <button type="button" class="button" onclick={back}>{ "Back to my text" }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct NoticeProps {
    notice: Notice,
    on_undo: Callback<()>,
    on_action: Callback<Action>,
}

/// One notice and what can be done about it.
#[component]
fn NoticeBanner(props: &NoticeProps) -> Html {
    let act = |action: Action| props.on_action.reform(move |_: MouseEvent| action.clone());
    let (words, actions) = match &props.notice {
        Notice::DamagedLink(..) => return html! {},
        Notice::OtherTab(_) => (
            "Your work was changed in another tab. Nothing is stored here until you choose.".to_owned(),
            html! {
                <>
                    <button type="button" class="button" onclick={act(Action::LoadOther)}>{ "Load it" }</button>
                    <button type="button" class="button" onclick={act(Action::KeepMine)}>{ "Keep mine" }</button>
                </>
            },
        ),
        Notice::StorageFull => (
            "The storage of this browser is full: the text stays in this tab and is lost when it is closed. A link or a copy keeps it.".to_owned(),
            html! {},
        ),
        Notice::StorageDenied => (
            "This browser stores nothing for this page: the text is lost when the tab is closed.".to_owned(),
            html! {},
        ),
        Notice::Replaced(name, options) => (
            format!("Your text was replaced by the example \u{201c}{name}\u{201d}."),
            html! {
                <button type="button" class="button" onclick={undo(props, options)}>{ "Undo" }</button>
            },
        ),
    };
    let is_asking = matches!(props.notice, Notice::OtherTab(_));
    html! {
        <div class="banner">
            <span>{ words }</span>
            { actions }
            if !is_asking {
                <button type="button" class="button icon-button" aria-label="Dismiss"
                    onclick={act(Action::Dismiss(props.notice.clone()))}><Icon shape={Shape::Close} /></button>
            }
        </div>
    }
}

/// Takes back the example and brings back what the text before it was built with.
fn undo(props: &NoticeProps, options: &Options) -> Callback<MouseEvent> {
    let (on_undo, on_action, options) = (props.on_undo.clone(), props.on_action.clone(), options.clone());
    Callback::from(move |_: MouseEvent| {
        on_undo.emit(());
        on_action.emit(Action::Input(Input::All(options.clone())));
    })
}
