//! The size of the window, as far as the page cares.

use gloo::events::EventListener;
use web_sys::window;

use super::Listener;

/// Below this width, one panel is shown at a time.
pub const NARROW_BELOW_PX: u32 = 800;

/// Whether the window is too narrow for two panels side by side.
pub fn is_narrow() -> bool {
    matches(&narrow())
}

/// Calls `changed` with whether the window is narrow, when that changes.
pub fn on_narrow(changed: impl Fn(bool) + 'static) -> Option<Listener> {
    on_match(&narrow(), changed)
}

/// Whether a media query holds.
pub(super) fn matches(query: &str) -> bool {
    window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}

/// Calls `changed` when a media query begins or ceases to hold.
pub(super) fn on_match(query: &str, changed: impl Fn(bool) + 'static) -> Option<Listener> {
    let list = window()?.match_media(query).ok().flatten()?;
    let heard = list.clone();
    Some(EventListener::new(&list, "change", move |_| changed(heard.matches())).into())
}

fn narrow() -> String {
    format!("(max-width: {}.98px)", NARROW_BELOW_PX - 1)
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn the_width_is_read_as_the_style_sheet_reads_it() {
        let width = window().unwrap().inner_width().unwrap().as_f64().unwrap();
        assert_eq!(is_narrow(), width < f64::from(NARROW_BELOW_PX));
    }
}
