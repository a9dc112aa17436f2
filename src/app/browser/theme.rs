//! Light and dark.

use gloo::events::EventListener;
use web_sys::window;

use super::Listener;

/// Shows the page in `theme` (`light` or `dark`), or, without one, as the system has it.
pub fn set(theme: Option<&str>) {
    let root = window().and_then(|window| window.document()).and_then(|document| document.document_element());
    let Some(root) = root else { return };
    // Neither can fail: the name of the attribute is valid.
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}

/// Whether the system asks for a dark page.
pub fn system_is_dark() -> bool {
    super::viewport::matches(SYSTEM_DARK)
}

/// Calls `changed` with whether the system asks for a dark page, when that changes.
pub fn on_system_change(changed: impl Fn(bool) + 'static) -> Option<Listener> {
    super::viewport::on_match(SYSTEM_DARK, changed)
}

/// Calls `opened` before the page is printed and `closed` after it.
pub fn on_print(opened: impl Fn() + 'static, closed: impl Fn() + 'static) -> Option<[Listener; 2]> {
    let window = window()?;
    let before = EventListener::new(&window, "beforeprint", move |_| opened());
    let after = EventListener::new(&window, "afterprint", move |_| closed());
    Some([before.into(), after.into()])
}

const SYSTEM_DARK: &str = "(prefers-color-scheme: dark)";

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn a_theme_stands_at_the_root_until_the_system_decides_again() {
        let root = window().unwrap().document().unwrap().document_element().unwrap();
        set(Some("dark"));
        assert_eq!(root.get_attribute("data-theme").as_deref(), Some("dark"));
        set(None);
        assert_eq!(root.get_attribute("data-theme"), None);
    }
}
