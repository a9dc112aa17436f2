use yew::prelude::*;

use super::{Icon, Shape};
use crate::app::browser::element;

/// One tab.
#[derive(Clone, Debug, PartialEq)]
pub struct Tab {
    /// Its id; the panel is labelled by `tab-` and this.
    pub id: &'static str,
    /// Its name.
    pub title: &'static str,
    /// A picture above the name.
    pub shape: Option<Shape>,
    /// How much there is to see; nothing where that is 0. With the class that colours it.
    pub count: usize,
    /// The class of the count.
    pub count_class: &'static str,
    /// The id of the panel it brings to the front.
    pub panel: &'static str,
}

/// What [`Tabs`] show and report.
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// The accessible name.
    pub label: &'static str,
    /// The class of the list.
    pub class: &'static str,
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// The id of the chosen one.
    pub chosen: &'static str,
    /// Another one was chosen, by its id.
    pub on_choose: Callback<&'static str>,
}

/// Tabs: the arrow keys walk through them, only the chosen one is reached by Tab.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let onkeydown = {
        let ids: Vec<&'static str> = props.tabs.iter().map(|tab| tab.id).collect();
        let (chosen, on_choose) = (props.chosen, props.on_choose.clone());
        Callback::from(move |event: KeyboardEvent| {
            // Keys that follow each other fast come before the choice is drawn, but the focus has moved.
            let focused = element::focused_id();
            let focused = focused.as_deref().and_then(|id| id.strip_prefix("tab-"));
            let from = focused.filter(|id| ids.contains(id)).unwrap_or(chosen);
            if let Some(id) = neighbour(&ids, from, &event.key()) {
                event.prevent_default();
                on_choose.emit(id);
                element::focus_id(&format!("tab-{id}"));
            }
        })
    };
    html! {
        <div role="tablist" aria-label={props.label} class={props.class} {onkeydown}>
            { for props.tabs.iter().map(|tab| one(props, tab)) }
        </div>
    }
}

fn one(props: &TabsProps, tab: &Tab) -> Html {
    let is_chosen = tab.id == props.chosen;
    let id = tab.id;
    html! {
        <button type="button" role="tab" id={format!("tab-{id}")} key={id}
            aria-selected={is_chosen.to_string()} aria-controls={tab.panel}
            tabindex={if is_chosen { "0" } else { "-1" }}
            onclick={props.on_choose.reform(move |_: MouseEvent| id)}>
            if let Some(shape) = tab.shape {
                <Icon {shape} />
            }
            <span>{ tab.title }</span>
            if tab.count > 0 {
                <span class={classes!("count", tab.count_class)}>{ tab.count }</span>
            }
        </button>
    }
}

fn neighbour(ids: &[&'static str], chosen: &str, key: &str) -> Option<&'static str> {
    let at = ids.iter().position(|id| *id == chosen)?;
    let last = ids.len().checked_sub(1)?;
    let to = match key {
        "ArrowRight" if at == last => 0,
        "ArrowRight" => at + 1,
        "ArrowLeft" if at == 0 => last,
        "ArrowLeft" => at - 1,
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    ids.get(to).copied()
}
