//! Elements of the page: their place and size, focus and scrolling.

use js_sys::Array;
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::prelude::Closure;
use web_sys::{
    Element, HtmlElement, PointerEvent, ResizeObserver, ScrollIntoViewOptions, ScrollLogicalPosition, window,
};
use yew::NodeRef;

use super::{Held, Listener};

/// Where an element is in the window, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// The area of an element; `None` while it is not on the page.
pub fn area(node: &NodeRef) -> Option<Area> {
    let rect = node.cast::<Element>()?.get_bounding_client_rect();
    Some(Area { left: rect.left(), top: rect.top(), width: rect.width(), height: rect.height() })
}

/// Gives an element the keyboard.
pub fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        // It stays where it was if the element cannot have it.
        let _ = element.focus();
    }
}

/// Gives the element with this id the keyboard.
pub fn focus_id(id: &str) {
    let element =
        window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Scrolls as little as needed for an element to be seen.
pub fn reveal(node: &NodeRef) {
    if let Some(element) = node.cast::<Element>() {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        options.set_inline(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Lets an element have all further movements of the pointer that is down, also outside of it.
pub fn capture_pointer(node: &NodeRef, event: &PointerEvent) {
    if let Some(element) = node.cast::<Element>() {
        // The pointer may be gone already.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// Calls `resized(width, height)`, in CSS pixels, now and whenever the size of an element changes.
pub fn on_resize(node: &NodeRef, resized: impl Fn(f64, f64) + 'static) -> Option<Listener> {
    let element = node.cast::<Element>()?;
    let watched = element.clone();
    let heard = Closure::<dyn Fn(Array)>::new(move |_| {
        let rect = watched.get_bounding_client_rect();
        resized(rect.width(), rect.height());
    });
    let observer = ResizeObserver::new(heard.as_ref().unchecked_ref()).ok()?;
    observer.observe(&element);
    Some(Listener(Held::Resize(Resizing { observer, _heard: heard })))
}

pub(super) struct Resizing {
    observer: ResizeObserver,
    _heard: Closure<dyn Fn(Array)>,
}

impl Drop for Resizing {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
