//! What the browser keeps for this page between visits.

use std::fmt;

use gloo::events::EventListener;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{DomException, StorageEvent, window};

use super::Listener;

/// Why something could not be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser keeps nothing for this page: it is private, framed, or opened from a file.
    Denied,
    /// There is no room left.
    Full,
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Denied => "this browser does not store anything for this page",
            Self::Full => "there is no room left in the storage of this page",
        })
    }
}

impl std::error::Error for StorageError {}

/// What is stored under `key`; `None` where nothing is, or nothing can be.
pub fn get(key: &str) -> Option<String> {
    store()?.get_item(key).ok().flatten()
}

/// Stores `value` under `key`.
///
/// # Errors
/// The browser refuses, or has no room.
pub fn set(key: &str, value: &str) -> Result<(), StorageError> {
    let store = store().ok_or(StorageError::Denied)?;
    store.set_item(key, value).map_err(|error| {
        let name = error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
        if name.contains("Quota") { StorageError::Full } else { StorageError::Denied }
    })
}

/// Forgets what is stored under `key`.
pub fn remove(key: &str) {
    if let Some(store) = store() {
        // Nothing is left to do where the browser refuses.
        let _ = store.remove_item(key);
    }
}

/// Calls `changed(key, value)` when another tab of this page stores or removes something.
pub fn on_change(changed: impl Fn(String, Option<String>) + 'static) -> Option<Listener> {
    let heard = move |event: &web_sys::Event| {
        if let Some(event) = event.dyn_ref::<StorageEvent>()
            && let Some(key) = event.key()
        {
            changed(key, event.new_value());
        }
    };
    Some(EventListener::new(&window()?.into(), "storage", heard).into())
}

/// Calls `leaving` when the page is hidden or goes, which may be the last it hears.
pub fn on_leave(leaving: impl Fn() + Clone + 'static) -> Option<[Listener; 2]> {
    let target = window()?.into();
    let hears = |event: &'static str| {
        let leaving = leaving.clone();
        Listener::from(EventListener::new(&target, event, move |_| leaving()))
    };
    Some(["pagehide", "visibilitychange"].map(hears))
}

fn store() -> Option<web_sys::Storage> {
    window()?.local_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn values_are_kept_and_forgotten() {
        assert_eq!(set("storage-test", "é"), Ok(()));
        assert_eq!(get("storage-test").as_deref(), Some("é"));
        remove("storage-test");
        assert_eq!(get("storage-test"), None);
    }

    #[wasm_bindgen_test]
    fn a_full_store_is_an_answer() {
        let too_much = "x".repeat(12_000_000);
        assert_eq!(set("storage-test-full", &too_much), Err(StorageError::Full));
    }
}
