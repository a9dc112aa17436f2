use yew::prelude::*;

use crate::app::browser::element;

/// What a [`NewPair`] asks for.
#[derive(Properties, PartialEq)]
pub struct PairProps {
    /// The beginning of the ids of its fields.
    pub id: &'static str,
    /// What the first field is called.
    pub name: &'static str,
    /// What the second field is called.
    pub value: &'static str,
    /// What the first field could hold.
    #[prop_or_default]
    pub names: Vec<AttrValue>,
    /// The words on the button.
    pub label: &'static str,
    /// A name and a value were given.
    pub on_add: Callback<(String, String)>,
}

/// Two fields and a button that add a name with its value. What is written as `NAME=value` into the first is both.
#[component]
pub fn NewPair(props: &PairProps) -> Html {
    let PairProps { id, name, value, names, label, on_add } = props;
    let pair = use_state(<(String, String)>::default);
    let set = |change: fn(&mut (String, String), String)| {
        let pair = pair.clone();
        Callback::from(move |event: InputEvent| {
            let mut next = (*pair).clone();
            change(&mut next, element::value(&event));
            pair.set(next);
        })
    };
    let (name_id, list) = (format!("{id}-name"), format!("{id}-names"));
    let onsubmit = {
        let (pair, on_add, name_id) = (pair.clone(), on_add.clone(), name_id.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (name, value) = match (pair.0.split_once('='), pair.1.as_str()) {
                (Some((name, value)), "") => (name.to_owned(), value.to_owned()),
                _ => (*pair).clone(),
            };
            if !name.trim().is_empty() {
                on_add.emit((name, value));
                pair.set(<(String, String)>::default());
            }
            element::focus_id(&name_id);
        })
    };
    html! {
        <form class="new-pair" {onsubmit}>
            <input id={name_id} type="text" aria-label={*name} placeholder={*name} value={pair.0.clone()} list={list.clone()}
                spellcheck="false" autocapitalize="off" autocomplete="off" oninput={set(|pair, text| pair.0 = text)} />
            <datalist id={list}>{ for names.iter().map(|name| html! { <option value={name} /> }) }</datalist>
            <input type="text" aria-label={*value} placeholder={*value} value={pair.1.clone()}
                spellcheck="false" autocapitalize="off" autocomplete="off" oninput={set(|pair, text| pair.1 = text)} />
            <button type="submit" class="button">{ *label }</button>
        </form>
    }
}
