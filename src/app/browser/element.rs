//! Elements of the page: their place and size, focus and scrolling.

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::Array;
use web_sys::wasm_bindgen::prelude::Closure;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, FocusEvent, FocusOptions, HtmlElement, HtmlInputElement, Node, PointerEvent,
    ResizeObserver, ScrollIntoViewOptions, ScrollLogicalPosition, SvgElement, WheelEvent, window,
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

/// Gives the element with this id the keyboard; also a part of a drawing.
pub fn focus_id(id: &str) {
    let element =
        window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id));
    // It stays where it was if the element cannot have it.
    let _ = element.map(|element| match element.dyn_into::<HtmlElement>() {
        Ok(element) => element.focus(),
        Err(element) => {
            // The drawing moves by itself; what is around it stays where it is.
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            element.unchecked_into::<SvgElement>().focus_with_options(&options)
        }
    });
}

/// Scrolls the element with this id into what is seen, where it is not.
pub fn bring_into_view(id: &str) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    let element =
        window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element {
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// The id of the element that has the keyboard.
pub fn focused_id() -> Option<String> {
    Some(window()?.document()?.active_element()?.id())
}

/// Whether the keyboard goes from one element inside the heard one to another inside it.
pub fn focus_stays_inside(event: &FocusEvent) -> bool {
    let inside = event.current_target().and_then(|target| target.dyn_into::<Node>().ok());
    let next = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
    inside.is_some_and(|inside| next.is_some_and(|next| inside.contains(Some(&next))))
}

/// What the field holds that an event comes from; empty where it is none.
pub fn value(event: &Event) -> String {
    let field = event.target().map(JsValue::from).unwrap_or_default();
    let value = js_sys::Reflect::get(&field, &"value".into());
    value.ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// Selects all text of a field.
pub fn select_text(node: &NodeRef) {
    if let Some(field) = node.cast::<HtmlInputElement>() {
        let _ = field.focus();
        field.select();
    }
}

/// Sets a property of the styles of an element, or of a part of a drawing.
pub fn set_property(node: &NodeRef, name: &str, value: &str) {
    let style = node.cast::<HtmlElement>().map(|element| element.style());
    let style = style.or_else(|| node.cast::<SvgElement>().map(|element| element.style()));
    if let Some(style) = style {
        // A name and a value that make no sense are passed over.
        let _ = style.set_property(name, value);
    }
}

/// How a wheel turns over an element, or two fingers move on a pad.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Turn {
    /// So far while Ctrl is down, or two fingers pinch, at a place in CSS pixels from the corner of the element.
    Zoom(f64, (f64, f64)),
    /// So far to the right and down, in CSS pixels.
    Scroll(f64, f64),
}

/// Calls `turned` when a wheel turns over an element. The page itself does not zoom or scroll then. Inside another page
/// it only hears of zooming: that page scrolls.
pub fn on_wheel(node: &NodeRef, turned: impl Fn(Turn) + 'static) -> Option<Listener> {
    let element = node.cast::<Element>()?;
    let over = element.clone();
    let is_framed = super::frame::is_framed();
    let heard = move |event: &web_sys::Event| {
        let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
        let turn = if event.ctrl_key() {
            let rect = over.get_bounding_client_rect();
            let place = (f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top());
            Turn::Zoom(event.delta_y(), place)
        } else if is_framed {
            return;
        } else {
            // Some count in lines; a page is more than anyone wants.
            let scale = if event.delta_mode() == 0 { 1.0 } else { LINE_PX };
            let (x, y) = (event.delta_x() * scale, event.delta_y() * scale);
            if event.shift_key() && x == 0.0 { Turn::Scroll(y, 0.0) } else { Turn::Scroll(x, y) }
        };
        event.prevent_default();
        turned(turn);
    };
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&element, "wheel", options, heard).into())
}

/// How far a wheel scrolls that counts in lines.
const LINE_PX: f64 = 16.0;

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
