//! The clipboard.

use wasm_bindgen_futures::JsFuture;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{HtmlTextAreaElement, window};
use yew::Callback;

/// How a copy ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// The text is in the clipboard.
    Done,
    /// The browser refused; the page shows the text to be copied by hand.
    Refused,
}

/// Puts `text` into the clipboard and tells how that ended. To be called from a click or a key.
pub fn copy(text: String, done: Callback<Copied>) {
    wasm_bindgen_futures::spawn_local(async move {
        let copied = write(&text).await.or_else(|| copy_selected(&text));
        done.emit(if copied.is_some() { Copied::Done } else { Copied::Refused });
    });
}

async fn write(text: &str) -> Option<()> {
    let window = window()?;
    // Absent on pages without https.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).ok()?;
    let clipboard: web_sys::Clipboard = (!clipboard.is_undefined()).then(|| clipboard.unchecked_into())?;
    JsFuture::from(clipboard.write_text(text)).await.ok().map(|_| ())
}

/// The old way, which works on pages without https.
fn copy_selected(text: &str) -> Option<()> {
    let document = window()?.document()?;
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_class_name("copied-text");
    document.body()?.append_child(&area).ok()?;
    area.select();
    let copied = document.dyn_ref::<web_sys::HtmlDocument>()?.exec_command("copy").unwrap_or(false);
    area.remove();
    copied.then_some(())
}
