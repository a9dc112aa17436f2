//! Light and dark.

use web_sys::window;

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
