//! The shapes that go to and come from `static/editor/editor.js`. All offsets are the editor's own.

use dockerfile_playground::text::EditorText;
use js_sys::{Array, Object};
use wasm_bindgen::prelude::{Closure, JsCast, JsValue, wasm_bindgen};
use web_sys::HtmlElement;

use super::{Completion, Completions, Hover, Words};

#[wasm_bindgen(module = "/static/gen/editor.js")]
extern "C" {
    pub type Editor;
    #[wasm_bindgen(constructor)]
    pub fn new(parent: &HtmlElement, callbacks: &GivenHandlers, options: &GivenOptions) -> Editor;
    #[wasm_bindgen(method)]
    pub fn text(this: &Editor) -> String;
    #[wasm_bindgen(method, js_name = setText)]
    pub fn set_text(this: &Editor, text: &str);
    #[wasm_bindgen(method, js_name = applyEdits)]
    pub fn apply_edits(this: &Editor, ranges: &[u32], texts: &Array);
    #[wasm_bindgen(method, js_name = setValues)]
    pub fn set_values(this: &Editor, numbers: &[u32], texts: &Array);
    #[wasm_bindgen(method, js_name = setRebuilds)]
    pub fn set_rebuilds(this: &Editor, numbers: &[u32], texts: &Array);
    #[wasm_bindgen(method)]
    pub fn show(this: &Editor, folds: &[u32], stages: &[u32], found: &[u32]);
    #[wasm_bindgen(method)]
    pub fn selection(this: &Editor) -> Vec<u32>;
    #[wasm_bindgen(method)]
    pub fn select(this: &Editor, from: u32, to: u32, scroll: bool, focus: bool);
    #[wasm_bindgen(method)]
    pub fn highlight(this: &Editor, from: u32, to: u32);
    #[wasm_bindgen(method, js_name = setReadOnly)]
    pub fn set_read_only(this: &Editor, read_only: bool);
    #[wasm_bindgen(method, js_name = setLabel)]
    pub fn set_label(this: &Editor, label: &str);
    #[wasm_bindgen(method, js_name = setWrap)]
    pub fn set_wrap(this: &Editor, wrap: bool);
    #[wasm_bindgen(method)]
    pub fn focus(this: &Editor);
    #[wasm_bindgen(method)]
    pub fn undo(this: &Editor) -> bool;
    #[wasm_bindgen(method)]
    pub fn redo(this: &Editor) -> bool;
    #[wasm_bindgen(method)]
    pub fn destroy(this: &Editor);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Object)]
    pub type GivenOptions;
    #[wasm_bindgen(method, setter)]
    pub fn set_text(this: &GivenOptions, text: &str);
    #[wasm_bindgen(method, setter)]
    pub fn set_label(this: &GivenOptions, label: &str);
    #[wasm_bindgen(method, setter, js_name = describedBy)]
    pub fn set_described_by(this: &GivenOptions, id: &str);
    #[wasm_bindgen(method, setter, js_name = readOnly)]
    pub fn set_read_only(this: &GivenOptions, read_only: bool);
    #[wasm_bindgen(method, setter)]
    pub fn set_wrap(this: &GivenOptions, wrap: bool);

    #[wasm_bindgen(extends = Object)]
    pub type GivenHandlers;
    #[wasm_bindgen(method, setter)]
    pub fn set_changed(this: &GivenHandlers, handler: &Closure<dyn Fn()>);
    #[wasm_bindgen(method, setter)]
    pub fn set_selected(this: &GivenHandlers, handler: &Closure<dyn Fn(u32, u32)>);
    #[wasm_bindgen(method, setter)]
    pub fn set_pointed(this: &GivenHandlers, handler: &Closure<dyn Fn(Option<u32>)>);
    #[wasm_bindgen(method, setter)]
    pub fn set_complete(this: &GivenHandlers, handler: &Closure<dyn Fn(u32, bool) -> JsValue>);
    #[wasm_bindgen(method, setter)]
    pub fn set_explain(this: &GivenHandlers, handler: &Closure<dyn Fn(u32) -> JsValue>);
    #[wasm_bindgen(method, setter)]
    pub fn set_fix(this: &GivenHandlers, handler: &Closure<dyn Fn(u32)>);
    #[wasm_bindgen(method, setter)]
    pub fn set_colours(this: &GivenHandlers, handler: &Closure<dyn Fn(u32, u32) -> Vec<u32>>);
    #[wasm_bindgen(method, setter)]
    pub fn set_words(this: &GivenHandlers, handler: &Closure<dyn Fn(u32) -> JsValue>);

    #[wasm_bindgen(extends = Object)]
    pub type GivenCompletions;
    #[wasm_bindgen(method, setter)]
    fn set_from(this: &GivenCompletions, from: u32);
    #[wasm_bindgen(method, setter)]
    fn set_options(this: &GivenCompletions, options: &Array);

    #[wasm_bindgen(extends = Object)]
    pub type GivenCompletion;
    #[wasm_bindgen(method, setter)]
    fn set_label(this: &GivenCompletion, label: &str);
    #[wasm_bindgen(method, setter)]
    fn set_detail(this: &GivenCompletion, detail: &str);
    #[wasm_bindgen(method, setter)]
    fn set_info(this: &GivenCompletion, info: &str);
    #[wasm_bindgen(method, setter)]
    fn set_apply(this: &GivenCompletion, apply: &str);
    #[wasm_bindgen(method, setter, js_name = type)]
    fn set_kind(this: &GivenCompletion, kind: &str);

    #[wasm_bindgen(extends = Object)]
    pub type GivenHover;
    #[wasm_bindgen(method, setter)]
    fn set_from(this: &GivenHover, from: u32);
    #[wasm_bindgen(method, setter)]
    fn set_to(this: &GivenHover, to: u32);
    #[wasm_bindgen(method, setter)]
    fn set_title(this: &GivenHover, title: &str);
    #[wasm_bindgen(method, setter)]
    fn set_body(this: &GivenHover, body: &str);

    #[wasm_bindgen(extends = Object)]
    pub type GivenWords;
    #[wasm_bindgen(method, setter)]
    fn set_message(this: &GivenWords, message: &str);
    #[wasm_bindgen(method, setter)]
    fn set_rule(this: &GivenWords, rule: &str);
    #[wasm_bindgen(method, setter)]
    fn set_fix(this: &GivenWords, fix: bool);
}

/// An empty object, to be filled.
pub fn empty<T: JsCast>() -> T {
    Object::new().unchecked_into()
}

impl GivenCompletions {
    /// What the editor takes for `completions`.
    pub fn of(completions: &Completions, places: &EditorText) -> Self {
        let given: Self = empty();
        given.set_from(places.to_editor(completions.from));
        given.set_options(&completions.options.iter().map(GivenCompletion::of).collect());
        given
    }
}

impl GivenCompletion {
    fn of(completion: &Completion) -> Self {
        let given: Self = empty();
        given.set_label(&completion.label);
        given.set_kind(completion.kind);
        if !completion.detail.is_empty() {
            given.set_detail(&completion.detail);
        }
        if !completion.info.is_empty() {
            given.set_info(&completion.info);
        }
        if let Some(apply) = &completion.apply {
            given.set_apply(apply);
        }
        given
    }
}

impl GivenHover {
    /// What the editor takes for `hover`.
    pub fn of(hover: &Hover, places: &EditorText) -> Self {
        let (from, to) = places.span_to_editor(hover.span);
        let given: Self = empty();
        given.set_from(from);
        given.set_to(to);
        given.set_title(&hover.title);
        given.set_body(&hover.body);
        given
    }
}

impl GivenWords {
    /// What the editor takes for `words`.
    pub fn of(words: &Words) -> Self {
        let given: Self = empty();
        given.set_message(&words.message);
        given.set_rule(&words.rule);
        given.set_fix(words.is_fixable);
        given
    }
}
