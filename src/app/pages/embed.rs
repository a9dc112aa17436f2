use dockerfile_playground::session::Session;
use yew::prelude::*;

use super::link;
use crate::app::components::{Icon, Shape};
use crate::app::same::Same;

/// What the [`EmbedBar`] leads to.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The session.
    pub session: Same<Session>,
}

/// The top of the page inside another page.
#[component]
pub fn EmbedBar(props: &Props) -> Html {
    let fragment = link::fragment(&props.session).unwrap_or_default();
    html! {
        <header class="header embed-bar">
            <h1><Icon shape={Shape::Logo} /><span>{ "Dockerfile" }</span></h1>
            <span class="spring" />
            <a class="button" href={link::address(&fragment)} target="_blank" rel="noopener">{ "Open in playground" }</a>
        </header>
    }
}
