//! The editor, which is written in JavaScript (`static/editor/`). Here its offsets become bytes of the text, and back.

mod glue;
mod handlers;

use std::cell::{Cell, OnceCell, RefCell};
use std::fmt;
use std::rc::Rc;

use dockerfile_playground::text::{Edit, EditorText, Span};
use js_sys::Array;
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsValue;
use yew::{Callback, NodeRef};

use glue::GivenOptions;
use handlers::Handlers;

/// What the editor is made with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The text at first.
    pub text: &'a str,
    /// The accessible name.
    pub label: &'a str,
    /// The id of the element that says how to leave the editor; empty for none.
    pub described_by: &'a str,
    /// Whether the text can only be read.
    pub is_read_only: bool,
    /// Whether long lines are wrapped.
    pub is_wrapped: bool,
}

/// What the editor reports and asks. All offsets are bytes of the present text. A handler may call the editor.
#[derive(Clone, Debug)]
pub struct Events {
    /// The text has changed, by typing, undoing or [`Editor::apply`], but not by [`Editor::set_text`]. Called on every
    /// change and costs nothing; [`Editor::text`] is for when the text is needed.
    pub changed: Callback<()>,
    /// The selection or caret has moved, by whomever; at most once a frame.
    pub selected: Callback<Span>,
    /// The pointer is over this place, or over none; at most once a frame.
    pub pointed: Callback<Option<u32>>,
    /// What could stand at an offset; the flag is whether it was asked for by key.
    pub complete: Callback<(u32, bool), Option<Completions>>,
    /// Whether what could stand at an offset cannot be told yet; it is asked again a little later.
    pub is_behind: Callback<(), bool>,
    /// What the pointer rests on.
    pub explain: Callback<u32, Option<Hover>>,
    /// The fix of the diagnostic with this number in [`Shown::diagnostics`] was asked for.
    pub fix: Callback<u32>,
}

impl Default for Events {
    fn default() -> Self {
        Self {
            changed: Callback::noop(),
            selected: Callback::noop(),
            pointed: Callback::noop(),
            complete: Callback::from(|_| None),
            is_behind: Callback::from(|()| false),
            explain: Callback::from(|_| None),
            fix: Callback::noop(),
        }
    }
}

/// What may be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// Where the part begins that is replaced; it ends at the caret.
    pub from: u32,
    /// The choices, best first.
    pub options: Vec<Completion>,
}

/// One choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// What is shown and matched with what was typed.
    pub label: String,
    /// A few words behind it; may be empty.
    pub detail: String,
    /// A sentence or two beside it; may be empty.
    pub info: String,
    /// What is written, where that is not the label.
    pub apply: Option<String>,
    /// What it is: `keyword`, `flag`, `stage`, `variable`, `value`.
    pub kind: &'static str,
}

/// What is shown of the thing under the pointer. `backticks` enclose code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The thing.
    pub span: Span,
    /// Its name.
    pub title: String,
    /// Paragraphs, parted by empty lines.
    pub body: String,
}

/// What is said of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What is.
    pub message: String,
    /// The id of the rule; empty for none.
    pub rule: String,
    /// Whether there is a fix to offer.
    pub is_fixable: bool,
}

/// What becomes of a build step, beside its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepMark {
    /// Where the step begins.
    pub at: u32,
    /// What becomes of it: a place in the `LOOKS` of `static/editor/rebuilds.js`.
    pub status: u32,
    /// What is said when the pointer rests on the mark.
    pub words: String,
}

/// The lines of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageLines {
    /// First line, from 1.
    pub first: u32,
    /// Last line, included.
    pub last: u32,
    /// The colour of the stage, counted modulo eight.
    pub hue: u32,
}

/// What was found in a text.
pub struct Shown<'a> {
    /// What can be folded down to its first line.
    pub folds: &'a [Span],
    /// The strip beside the lines of each stage.
    pub stages: &'a mut dyn Iterator<Item = StageLines>,
    /// The findings; a severity is a place in the `SEVERITIES` of `static/editor/diagnostics.js`.
    pub diagnostics: &'a mut dyn Iterator<Item = (Span, u32)>,
    /// The rest, which is asked for where it comes into view.
    pub more: Rc<dyn More>,
}

/// What the editor asks of a text that it was shown. All places are those of that text.
pub trait More {
    /// The coloured pieces of a part, and maybe others; sorted, never overlapping. A kind is a place in the `TOKEN_KINDS`
    /// of `static/editor/tokens.js`.
    fn colours(&self, part: Span) -> Rc<[(Span, u32)]>;
    /// What is said of the finding with this number.
    fn words(&self, index: u32) -> Option<Words>;
}

/// An editor on the page. Clones are the same editor, which goes when the last one does.
#[derive(Clone)]
pub struct Editor(Rc<Mounted>);

impl Editor {
    /// Makes an editor inside `host`; `None` while that is not on the page.
    pub fn mount(host: &NodeRef, events: Events, options: &Options<'_>) -> Option<Self> {
        Some(Self::mount_in(&host.cast()?, events, options))
    }

    fn mount_in(parent: &HtmlElement, events: Events, options: &Options<'_>) -> Self {
        let held = Rc::new(Held::new(options.text));
        let handlers = Handlers::new(&held, events);
        let view = held.view();
        let glue = glue::Editor::new(parent, &handlers.given(), &given_options(options, &view));
        // The cell is empty: it was made above.
        let _ = held.glue.set(glue);
        Self(Rc::new(Mounted { held, _handlers: handlers }))
    }

    /// The present text.
    pub fn text(&self) -> Rc<str> {
        self.0.held.view().text
    }

    /// Replaces the text, as one step that can be undone. Not reported as a change.
    pub fn set_text(&self, text: &str) {
        let view = View::new(text);
        let shown = view.places.shown(text).into_owned();
        self.0.held.view.replace(view);
        self.with(|glue| glue.set_text(&shown));
    }

    /// The number of the text that was loaded last, as [`Editor::set_load`] was told.
    pub fn load(&self) -> u32 {
        self.0.held.load.get()
    }

    /// Notes which of the texts that were loaded the editor holds, edited or not.
    pub fn set_load(&self, number: u32) {
        self.0.held.load.set(number);
    }

    /// Makes edits as one step that can be undone, and scrolls to the first. They must not overlap.
    pub fn apply(&self, edits: &[Edit]) {
        let places = self.0.held.view().places;
        let ranges: Vec<u32> = flat(edits.iter().map(|edit| pair(&places, edit.span)));
        let shown = |text: &str| JsValue::from(text.replace("\r\n", "\n"));
        let texts: Array = edits.iter().map(|edit| shown(&edit.text)).collect();
        self.with(|glue| glue.apply_edits(&ranges, &texts));
    }

    /// Shows what was found in the text, in one step.
    pub fn show(&self, shown: Shown<'_>) {
        let places = self.0.held.view().places;
        let Shown { folds, stages, diagnostics, more } = shown;
        let folds = flat(folds.iter().map(|span| pair(&places, *span)));
        let stages = flat(stages.map(|stage| [stage.first, stage.last, stage.hue]));
        let found = flat(diagnostics.map(|one| triple(&places, one)));
        self.0.held.told.replace(Some(Rc::new(Told { places, more })));
        self.with(|glue| glue.show(&folds, &stages, &found));
    }

    /// Shows a value behind each span, or that there is none.
    pub fn set_values(&self, values: &[(Span, Option<&str>)]) {
        let places = self.0.held.view().places;
        let numbers = flat(values.iter().map(|(span, _)| pair(&places, *span)));
        let texts: Array = values.iter().map(|(_, text)| text.map_or(JsValue::NULL, JsValue::from)).collect();
        self.with(|glue| glue.set_values(&numbers, &texts));
    }

    /// Marks the lines of build steps; of several in a line the first is shown.
    pub fn set_rebuilds(&self, marks: &[StepMark]) {
        let places = self.0.held.view().places;
        let numbers = flat(marks.iter().map(|mark| [places.to_editor(mark.at), mark.status]));
        let texts: Array = marks.iter().map(|mark| JsValue::from(&mark.words)).collect();
        self.with(|glue| glue.set_rebuilds(&numbers, &texts));
    }

    /// What is selected; an empty span where only the caret stands.
    pub fn selection(&self) -> Span {
        let places = self.0.held.view().places;
        match self.0.held.glue.get().map(|glue| glue.selection()).as_deref() {
            Some([from, to]) => places.span_to_bytes(*from, *to),
            _ => Span::default(),
        }
    }

    /// Selects a span; an empty one puts the caret there. Can scroll it into view and take the keyboard.
    pub fn select(&self, span: Span, scroll: bool, focus: bool) {
        let (from, to) = self.0.held.view().places.span_to_editor(span);
        self.with(|glue| glue.select(from, to, scroll, focus));
    }

    /// Marks what another panel points at; `None` for nothing.
    pub fn highlight(&self, span: Option<Span>) {
        let places = self.0.held.view().places;
        let (from, to) = span.map_or((0, 0), |span| places.span_to_editor(span));
        self.with(|glue| glue.highlight(from, to));
    }

    /// Lets the text be edited or only read.
    pub fn set_read_only(&self, is_read_only: bool) {
        self.with(|glue| glue.set_read_only(is_read_only));
    }

    /// Wraps long lines or not.
    pub fn set_wrapped(&self, is_wrapped: bool) {
        self.with(|glue| glue.set_wrap(is_wrapped));
    }

    /// Changes the accessible name.
    pub fn set_label(&self, label: &str) {
        self.with(|glue| glue.set_label(label));
    }

    /// Takes the keyboard.
    pub fn focus(&self) {
        self.with(glue::Editor::focus);
    }

    /// Takes back the last step; whether there was one.
    pub fn undo(&self) -> bool {
        self.0.held.glue.get().is_some_and(glue::Editor::undo)
    }

    /// Makes the last step again; whether there was one.
    pub fn redo(&self) -> bool {
        self.0.held.glue.get().is_some_and(glue::Editor::redo)
    }

    fn with(&self, act: impl FnOnce(&glue::Editor)) {
        if let Some(glue) = self.0.held.glue.get() {
            act(glue);
        }
    }
}

impl PartialEq for Editor {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Editor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Editor")
    }
}

struct Mounted {
    held: Rc<Held>,
    _handlers: Handlers,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if let Some(glue) = self.held.glue.get() {
            glue.destroy();
        }
    }
}

/// The editor as its own handlers see it.
struct Held {
    glue: OnceCell<glue::Editor>,
    view: RefCell<View>,
    is_stale: Cell<bool>,
    load: Cell<u32>,
    told: RefCell<Option<Rc<Told>>>,
}

/// What was shown last.
struct Told {
    places: Rc<EditorText>,
    more: Rc<dyn More>,
}

/// The text that the editor held when it was last asked.
#[derive(Clone)]
struct View {
    text: Rc<str>,
    places: Rc<EditorText>,
}

impl View {
    fn new(text: &str) -> Self {
        Self { text: text.into(), places: Rc::new(EditorText::new(text)) }
    }
}

impl Held {
    fn new(text: &str) -> Self {
        Self {
            glue: OnceCell::new(),
            view: RefCell::new(View::new(text)),
            is_stale: Cell::new(false),
            load: Cell::new(0),
            told: RefCell::default(),
        }
    }

    fn told(&self) -> Option<Rc<Told>> {
        self.told.borrow().clone()
    }

    /// The coloured pieces of what was shown last, from one place of it to another.
    fn colours(&self, from: u32, to: u32) -> Vec<u32> {
        let Some(told) = self.told() else { return Vec::new() };
        let part = told.places.span_to_bytes(from, to);
        let all = told.more.colours(part);
        let first = all.partition_point(|(span, _)| span.end < part.start);
        let touching = all.iter().skip(first).take_while(|(span, _)| span.start <= part.end);
        flat(touching.map(|one| triple(&told.places, *one)))
    }

    /// The present text, fetched only where it has changed.
    fn view(&self) -> View {
        let mut view = self.view.borrow_mut();
        if self.is_stale.replace(false)
            && let Some(glue) = self.glue.get()
        {
            let text = view.places.restored(glue.text());
            *view = View::new(&text);
        }
        view.clone()
    }
}

fn given_options(options: &Options<'_>, view: &View) -> GivenOptions {
    let given: GivenOptions = glue::empty();
    given.set_text(&view.places.shown(options.text));
    given.set_label(options.label);
    given.set_described_by(options.described_by);
    given.set_read_only(options.is_read_only);
    given.set_wrap(options.is_wrapped);
    given
}

fn pair(places: &EditorText, span: Span) -> [u32; 2] {
    let (from, to) = places.span_to_editor(span);
    [from, to]
}

fn triple(places: &EditorText, (span, number): (Span, u32)) -> [u32; 3] {
    let (from, to) = places.span_to_editor(span);
    [from, to, number]
}

fn flat<const N: usize>(groups: impl Iterator<Item = [u32; N]>) -> Vec<u32> {
    groups.flatten().collect()
}

#[cfg(test)]
mod tests;
