use yew::prelude::*;

use super::{Icon, Shape};
use crate::app::browser::{clock, element};

/// One choice of a menu.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuItem {
    /// What it is called.
    pub title: AttrValue,
    /// A few words more; may be empty.
    pub detail: AttrValue,
    /// Whether it is the present choice.
    pub is_chosen: bool,
}

/// What a [`Menu`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct MenuProps {
    /// The beginning of the ids of its parts.
    pub id: &'static str,
    /// The accessible name of the button and the list.
    pub label: AttrValue,
    /// The choices.
    pub items: Vec<MenuItem>,
    /// What stands on the button.
    pub children: Html,
    /// Further classes of the button.
    #[prop_or_default]
    pub class: Classes,
    /// Whether the list ends where the button ends, not begins where it begins.
    #[prop_or_default]
    pub is_at_end: bool,
    /// What a choice is: `menuitemradio` where one of them holds, `menuitemcheckbox` where any may, and `menuitem` where
    /// it does something.
    #[prop_or("menuitemradio")]
    pub role: &'static str,
    /// A choice was made, by its place.
    pub on_choose: Callback<usize>,
}

/// A button that opens a list of choices.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let is_open = use_state(|| false);
    let waiting = use_mut_ref(|| None);
    let id = props.id;
    let count = props.items.len();
    let open_at = {
        let (is_open, waiting) = (is_open.clone(), waiting.clone());
        move |at: usize| {
            is_open.set(true);
            // The list is there in the next frame.
            *waiting.borrow_mut() = Some(clock::next_frame(move || element::focus_id(&item_id(id, at))));
        }
    };
    let close = {
        let is_open = is_open.clone();
        move || {
            is_open.set(false);
            element::focus_id(&button_id(id));
        }
    };
    let chosen = props.items.iter().position(|item| item.is_chosen).unwrap_or(0);
    let onclick = {
        let (open_at, close, is_open) = (open_at.clone(), close.clone(), *is_open);
        Callback::from(move |_: MouseEvent| if is_open { close() } else { open_at(chosen) })
    };
    let onkeydown = {
        let (close, is_open) = (close.clone(), *is_open);
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Escape" if is_open => close(),
            "ArrowDown" | "ArrowUp" if !is_open => {
                event.prevent_default();
                open_at(chosen);
            }
            key if is_open => {
                if let Some(at) = element::focused_id().and_then(|focused| moved(id, &focused, key, count)) {
                    event.prevent_default();
                    element::focus_id(&item_id(id, at));
                }
            }
            _ => {}
        })
    };
    let onfocusout = {
        let is_open = is_open.clone();
        Callback::from(move |event: FocusEvent| {
            if !element::focus_stays_inside(&event) {
                is_open.set(false);
            }
        })
    };
    let item = |(at, item): (usize, &MenuItem)| {
        let (on_choose, close) = (props.on_choose.clone(), close.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            close();
            on_choose.emit(at);
        });
        let checked = (props.role != "menuitem").then(|| item.is_chosen.to_string());
        html! {
            <button type="button" role={props.role} id={item_id(id, at)} key={at} tabindex="-1" class="menu-item"
                aria-checked={checked} {onclick}>
                <span class="menu-mark">if item.is_chosen { <Icon shape={Shape::Chosen} /> }</span>
                <span class="menu-title">{ &item.title }</span>
                if !item.detail.is_empty() {
                    <span class="menu-detail">{ &item.detail }</span>
                }
            </button>
        }
    };
    html! {
        <div class="menu" {onkeydown} {onfocusout}>
            <button type="button" id={button_id(id)} class={classes!("button", props.class.clone())}
                aria-haspopup="menu" aria-expanded={is_open.to_string()} aria-label={props.label.clone()} {onclick}>
                { props.children.clone() }
            </button>
            if *is_open {
                <div role="menu" aria-label={props.label.clone()}
                    class={classes!("menu-list", props.is_at_end.then_some("menu-end"))}>
                    { for props.items.iter().enumerate().map(item) }
                </div>
            }
        </div>
    }
}

fn button_id(id: &str) -> String {
    format!("{id}-button")
}

fn item_id(id: &str, at: usize) -> String {
    format!("{id}-item-{at}")
}

/// The item to go to from the focused one by a key.
fn moved(id: &str, focused: &str, key: &str, count: usize) -> Option<usize> {
    let at: usize = focused.strip_prefix(id)?.strip_prefix("-item-")?.parse().ok()?;
    let last = count.checked_sub(1)?;
    match key {
        "ArrowDown" => Some(if at >= last { 0 } else { at + 1 }),
        "ArrowUp" => Some(if at == 0 { last } else { at - 1 }),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}
