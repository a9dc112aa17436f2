//! The page: it shows what the library says and turns clicks into actions of the session. Holds no analysis and knows
//! nothing of Dockerfiles.

mod analysis;
mod browser;
mod components;
mod later;
mod pages;
mod panels;
mod same;
mod store;

/// Shows the page that the address asks for.
pub fn mount() {
    let is_embedded = browser::location::page_name().starts_with("embed");
    yew::Renderer::<pages::Playground>::with_props(pages::PlaygroundProps { is_embedded }).render();
}
