//! The page inside a frame of another page.

use web_sys::{Element, window};
use yew::NodeRef;

use super::{Listener, element};

/// Whether another page is around this one.
pub fn is_framed() -> bool {
    let parent = window().and_then(|window| window.parent().ok().flatten());
    parent != window()
}

/// Tells the page around the frame the height of `content`, now and whenever it changes, as
/// `{type: "dockerfile-playground-height", height}` with the height in CSS pixels.
pub fn report_height(content: &NodeRef) -> Option<Listener> {
    let observed = content.cast::<Element>()?;
    element::on_resize(content, move |_, _| post_height(observed.scroll_height()))
}

fn post_height(height_px: i32) {
    let Some(parent) = window().and_then(|window| window.parent().ok().flatten()) else { return };
    let message = js_sys::Object::new();
    // A plain object takes any property, and a height is no secret: any page may frame this one.
    let _ = js_sys::Reflect::set(&message, &"type".into(), &"dockerfile-playground-height".into());
    let _ = js_sys::Reflect::set(&message, &"height".into(), &height_px.into());
    let _ = parent.post_message(&message, "*");
}
