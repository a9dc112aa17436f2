//! What the editor calls, kept alive as long as the editor.

use std::rc::Rc;

use wasm_bindgen::prelude::{Closure, JsValue};

use super::glue::{GivenCompletions, GivenHandlers, GivenHover, GivenWords, empty};
use super::{Events, Held};

/// The functions behind the events of one editor.
pub struct Handlers {
    changed: Closure<dyn Fn()>,
    selected: Closure<dyn Fn(u32, u32)>,
    pointed: Closure<dyn Fn(Option<u32>)>,
    complete: Closure<dyn Fn(u32, bool) -> JsValue>,
    explain: Closure<dyn Fn(u32) -> JsValue>,
    fix: Closure<dyn Fn(u32)>,
    colours: Closure<dyn Fn(u32, u32) -> Vec<u32>>,
    words: Closure<dyn Fn(u32) -> JsValue>,
}

impl Handlers {
    /// Handlers that turn offsets into bytes and call `events`.
    pub fn new(held: &Rc<Held>, events: Events) -> Self {
        let Events { changed, selected, pointed, complete, is_behind, explain, fix } = events;
        let [a, b, c, d, e, f, g] = std::array::from_fn(|_| Rc::clone(held));
        Self {
            changed: Closure::new(move || {
                a.is_stale.set(true);
                changed.emit(());
            }),
            selected: Closure::new(move |from, to| {
                let span = b.view().places.span_to_bytes(from, to);
                selected.emit(span);
            }),
            pointed: Closure::new(move |offset: Option<u32>| {
                let offset = offset.map(|offset| c.view().places.to_bytes(offset));
                pointed.emit(offset);
            }),
            complete: Closure::new(move |offset, explicit| {
                let places = d.view().places;
                let found = complete.emit((places.to_bytes(offset), explicit));
                match found {
                    Some(found) => GivenCompletions::of(&found, &places).into(),
                    None if is_behind.emit(()) => JsValue::UNDEFINED,
                    None => JsValue::NULL,
                }
            }),
            explain: Closure::new(move |offset| {
                let places = e.view().places;
                let found = explain.emit(places.to_bytes(offset));
                found.map_or(JsValue::NULL, |found| GivenHover::of(&found, &places).into())
            }),
            fix: Closure::new(move |index| fix.emit(index)),
            colours: Closure::new(move |from, to| f.colours(from, to)),
            words: Closure::new(move |index| {
                let words = g.told().and_then(|told| told.more.words(index));
                words.map_or(JsValue::NULL, |words| GivenWords::of(&words).into())
            }),
        }
    }

    /// The object that the editor takes.
    pub fn given(&self) -> GivenHandlers {
        let given: GivenHandlers = empty();
        given.set_changed(&self.changed);
        given.set_selected(&self.selected);
        given.set_pointed(&self.pointed);
        given.set_complete(&self.complete);
        given.set_explain(&self.explain);
        given.set_fix(&self.fix);
        given.set_colours(&self.colours);
        given.set_words(&self.words);
        given
    }
}
