//! The border to the browser: the only place of the project that calls it. Knows nothing of Dockerfiles, and answers
//! with data where the browser refuses.

pub mod clipboard;
pub mod clock;
pub mod download;
#[allow(dead_code, reason = "the editor is at hand whole; its tests use what the page does not")]
pub mod editor;
pub mod element;
pub mod frame;
pub mod location;
pub mod picture;
pub mod storage;
pub mod theme;
pub mod viewport;

use gloo::events::EventListener;

/// Keeps something heard; dropping it stops listening.
#[must_use]
pub struct Listener(#[expect(dead_code, reason = "held for its drop")] Held);

#[expect(dead_code, reason = "held for their drop")]
enum Held {
    Event(EventListener),
    Resize(element::Resizing),
}

impl From<EventListener> for Listener {
    fn from(listener: EventListener) -> Self {
        Self(Held::Event(listener))
    }
}

impl std::fmt::Debug for Listener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Listener")
    }
}

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
