//! What is kept between visits: the visitor's own text, the stage that is built, and how the page looks.

use dockerfile_playground::session::{Notice, Saved, Settings};

use super::browser::storage::{self, StorageError};

const TEXT: &str = "dockerfile-playground.text";
const TARGET: &str = "dockerfile-playground.target";
const SETTINGS: &str = "dockerfile-playground.settings";

/// The visitor's own work; what a first visit shows where nothing is kept.
pub fn saved() -> Saved {
    match storage::get(TEXT) {
        Some(text) => Saved { text: text.into(), target: storage::get(TARGET) },
        None => Saved::default(),
    }
}

/// Whether anything of the visitor's own work is kept.
pub fn has_saved() -> bool {
    storage::get(TEXT).is_some()
}

/// Keeps the visitor's own work. Where that fails, what to tell.
pub fn save(saved: &Saved) -> Option<Notice> {
    let is_first = !has_saved();
    if is_first && *saved == Saved::default() {
        return None;
    }
    match &saved.target {
        Some(target) => storage::set(TARGET, target).map_or_else(told, |()| None),
        None => {
            storage::remove(TARGET);
            None
        }
    }
    .or_else(|| storage::set(TEXT, &saved.text).map_or_else(told, |()| None))
}

/// How the page looks on this device.
pub fn settings() -> Settings {
    storage::get(SETTINGS).map_or_else(Settings::default, |text| Settings::of_text(&text))
}

/// Keeps how the page looks. A browser that refuses will show the page as it is by default.
pub fn save_settings(settings: &Settings) {
    if *settings != Settings::default() || storage::get(SETTINGS).is_some() {
        let _ = storage::set(SETTINGS, &settings.to_text());
    }
}

/// Calls `changed` with the text that another tab has kept.
pub fn on_other_tab(changed: impl Fn(String) + 'static) -> Option<super::browser::Listener> {
    storage::on_change(move |key, value| {
        if let (TEXT, Some(text)) = (key.as_str(), value) {
            changed(text);
        }
    })
}

fn told(error: StorageError) -> Option<Notice> {
    Some(match error {
        StorageError::Full => Notice::StorageFull,
        StorageError::Denied => Notice::StorageDenied,
    })
}
