//! What is kept between visits: the visitor's own text, what it is built with, and how the page looks.

use dockerfile_playground::model::Options;
use dockerfile_playground::session::{Notice, Saved, Settings, share};

use super::browser::storage::{self, StorageError};

const TEXT: &str = "dockerfile-playground.text";
const INPUTS: &str = "dockerfile-playground.inputs";
const SETTINGS: &str = "dockerfile-playground.settings";
const QUESTION: &str = "dockerfile-playground.rebuild";

/// The visitor's own work; what a first visit shows where nothing is kept.
pub fn saved() -> Saved {
    match storage::get(TEXT) {
        Some(text) => Saved { text: text.into(), options: inputs() },
        None => Saved::default(),
    }
}

/// Whether anything of the visitor's own work is kept.
pub fn has_saved() -> bool {
    storage::get(TEXT).is_some()
}

/// Keeps the visitor's own work. Where that fails, what to tell.
pub fn save(saved: &Saved) -> Option<Notice> {
    if *saved == Saved::default() && !has_saved() {
        return None;
    }
    save_inputs(&saved.options).or_else(|| storage::set(TEXT, &saved.text).map_or_else(told, |()| None))
}

fn inputs() -> Options {
    storage::get(INPUTS).map_or_else(Options::default, |text| share::read_options(&text))
}

fn save_inputs(options: &Options) -> Option<Notice> {
    let text = share::write_options(options);
    if text.is_empty() {
        storage::remove(INPUTS);
        return None;
    }
    storage::set(INPUTS, &text).map_or_else(told, |()| None)
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

/// The change that was asked about, and the text to compare with where that is another one.
pub fn question() -> Option<(String, String)> {
    let kept = storage::get(QUESTION)?;
    let (question, before) = kept.split_once('\n').unwrap_or((&kept, ""));
    Some((question.to_owned(), before.to_owned()))
}

/// Keeps them. Where that fails, the panel begins anew with the next visit.
pub fn save_question(question: &str, before: &str) {
    if question.is_empty() && before.is_empty() {
        storage::remove(QUESTION);
    } else {
        let _ = storage::set(QUESTION, &format!("{question}\n{before}"));
    }
}

/// Calls `changed` with the work that another tab has kept.
pub fn on_other_tab(changed: impl Fn(Saved) + 'static) -> Option<super::browser::Listener> {
    storage::on_change(move |key, _| {
        if matches!(key.as_str(), TEXT | INPUTS) && has_saved() {
            changed(saved());
        }
    })
}

fn told(error: StorageError) -> Option<Notice> {
    Some(match error {
        StorageError::Full => Notice::StorageFull,
        StorageError::Denied => Notice::StorageDenied,
    })
}
