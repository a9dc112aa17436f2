//! The address of the page. It is only ever replaced: the way back leads to where the visitor came from.

use gloo::events::EventListener;
use web_sys::wasm_bindgen::JsValue;
use web_sys::window;

use super::Listener;

/// The fragment, without its `#`, as it stands in the address; empty where there is none.
pub fn fragment() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').map(str::to_owned).unwrap_or(hash)
}

/// Replaces the fragment, given without its `#`; an empty one is removed. Does not call what [`on_fragment`] was given.
pub fn replace_fragment(fragment: &str) {
    let Some(window) = window() else { return };
    let Ok(href) = window.location().href() else { return };
    let base = href.split('#').next().unwrap_or_default();
    let address = if fragment.is_empty() { base.to_owned() } else { format!("{base}#{fragment}") };
    if let Ok(history) = window.history() {
        // Browsers refuse when it happens too often; the next replacement will do.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Calls `changed` with the new fragment when the visitor changes it, as by opening a link to this very page. That is told
/// a moment later, when the address may have been replaced again: what counts is what the visitor asked for.
pub fn on_fragment(changed: impl Fn(String) + 'static) -> Option<Listener> {
    let heard = move |event: &web_sys::Event| {
        let address = js_sys::Reflect::get(event, &"newURL".into()).ok().and_then(|url| url.as_string());
        let asked = address.as_ref().and_then(|address| address.split_once('#'));
        changed(asked.map_or_else(String::new, |(_, fragment)| fragment.to_owned()));
    };
    Some(EventListener::new(&window()?.into(), "hashchange", heard).into())
}

/// The last part of the path: `embed.html`, or empty for the folder.
pub fn page_name() -> String {
    let path = window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The value of `name` in the query (`?theme=dark`), where it is there.
pub fn query(name: &str) -> Option<String> {
    let search = window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// The full address of `name`, given relative to this page, such as `./#0.abc`; as it stands where there is none.
pub fn absolute(name: &str) -> String {
    let base = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    web_sys::Url::new_with_base(name, &base).map_or_else(|_| name.to_owned(), |url| url.href())
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn the_fragment_is_replaced_and_never_pushed() {
        let length = || window().unwrap().history().unwrap().length().unwrap();
        let before = length();
        replace_fragment("0.abc_-");
        assert_eq!(fragment(), "0.abc_-");
        assert!(absolute("./embed.html#x").ends_with("/embed.html#x"));
        replace_fragment("");
        assert_eq!(fragment(), "");
        assert_eq!(length(), before);
    }
}
