//! What the editor reports, turned into actions.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use dockerfile_playground::graph::layout::Direction;
use dockerfile_playground::graph::{Scratch, Wish};
use dockerfile_playground::session::{Action, Saved, Session, moved_starts};
use dockerfile_playground::text::{Edit, Span};
use yew::prelude::*;

use crate::app::analysis::{Analysed, Analyst};
use crate::app::browser::clock::{self, Pending};
use crate::app::browser::editor::{Editor, Events, Hover};
use crate::app::later::Reading;
use crate::app::same::Same;

/// What the page held when it was last drawn, for handlers that are made once.
#[derive(Clone)]
pub struct Latest {
    /// The session.
    pub session: Same<Session>,
    /// The analysis of its text.
    pub data: Option<Same<Analysed>>,
    /// The editor.
    pub editor: Option<Editor>,
}

/// A frame takes a little longer, in milliseconds.
const A_FRAME_MS: f64 = 12.0;

/// What handlers of the editor need.
#[derive(Clone)]
pub struct Desk {
    latest: Rc<RefCell<Option<Latest>>>,
    analyst: Rc<Analyst>,
    reading: Rc<Cell<Option<&'static Reading>>>,
    waiting: Rc<RefCell<Option<Pending>>>,
    is_waiting: Rc<Cell<bool>>,
    /// When the session was last told of a text.
    told_ms: Rc<Cell<f64>>,
    wish: Rc<RefCell<Wish>>,
}

impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.latest, &other.latest)
    }
}

impl Desk {
    /// A desk with nothing on it.
    pub fn new() -> Self {
        Self {
            latest: Rc::default(),
            analyst: Rc::default(),
            reading: Rc::default(),
            waiting: Rc::default(),
            is_waiting: Rc::default(),
            told_ms: Rc::default(),
            wish: Rc::default(),
        }
    }

    /// The analysis of the text of a session.
    pub fn analyse(&self, reading: &'static Reading, session: &Session, is_narrow: bool) -> Same<Analysed> {
        let view = session.graph;
        // A narrow page is higher than wide, and so is its graph.
        let direction =
            if view.is_down.unwrap_or(is_narrow) { Direction::TopToBottom } else { Direction::LeftToRight };
        let scratch = match view.scratch {
            None => Scratch::Inside,
            Some(true) => Scratch::Node,
            Some(false) => Scratch::Hidden,
        };
        let wish = Wish {
            direction,
            has_sources: view.has_sources,
            scratch,
            has_steps: view.has_steps,
            turned: session.turned.clone(),
        };
        self.wish.replace(wish.clone());
        self.reading.set(Some(reading));
        (reading.analyse)(&self.analyst, &session.text, &session.options, wish)
    }

    /// Puts what is drawn on the desk.
    pub fn put(&self, latest: Latest) {
        self.latest.replace(Some(latest));
    }

    fn latest(&self) -> Option<Latest> {
        self.latest.borrow().clone()
    }

    /// The present editor.
    pub fn editor(&self) -> Option<Editor> {
        self.latest()?.editor
    }

    /// The visitor's own work as the editor holds it, whether the session was told of it or not.
    pub fn own(&self) -> Option<Saved> {
        let Latest { session, editor: Some(editor), .. } = self.latest()? else { return None };
        let is_own = session.is_stored() && editor.load() == session.loads;
        is_own.then(|| Saved { text: editor.text(), ..session.saved() })
    }

    /// Makes edits, unless the text has changed since they were thought of.
    pub fn edit(&self, edits: &[Edit]) {
        let Some(Latest { data: Some(data), editor: Some(editor), .. }) = self.latest() else { return };
        if editor.text() == data.analysis.model.source {
            editor.apply(edits);
        }
    }

    /// Puts the caret at the start of a span.
    pub fn go(&self, span: Span, takes_keyboard: bool) {
        if let Some(editor) = self.editor() {
            editor.select(Span::empty(span.start), true, takes_keyboard);
        }
    }

    /// What the editor is given.
    pub fn events(&self, dispatch: &Callback<Action>, point: &Callback<Option<Span>>) -> Events {
        let [a, b, c, d, e, f, g] = std::array::from_fn(|_| self.clone());
        let (typed, moved) = (dispatch.clone(), dispatch.clone());
        let point = point.clone();
        Events {
            changed: Callback::from(move |()| a.follow(&typed)),
            selected: Callback::from(move |span| g.select(&moved, span)),
            pointed: Callback::from(move |offset: Option<u32>| {
                point.emit(offset.and_then(|offset| b.thing_at(offset)));
            }),
            complete: Callback::from(move |(offset, is_asked)| {
                // A keystroke does not wait for a slow analysis.
                if is_asked || !c.is_behind() {
                    (c.reading.get()?.complete)(&*c.present()?, offset, is_asked)
                } else {
                    None
                }
            }),
            is_behind: Callback::from(move |()| f.is_behind()),
            explain: Callback::from(move |offset| d.hover(offset)),
            fix: Callback::from(move |index: u32| {
                let data = e.latest().and_then(|latest| latest.data);
                let fix =
                    data.as_ref().and_then(|data| data.analysis.findings.get(index as usize)?.fixes.first());
                if let Some(fix) = fix {
                    e.edit(&fix.edits);
                }
            }),
        }
    }

    /// Tells the session of a changed text: at once where that is quick, but once a frame at most; else when typing pauses.
    fn follow(&self, dispatch: &Callback<Action>) {
        let patience = self.analyst.patience();
        let is_free = clock::now_ms() - self.told_ms.get() > A_FRAME_MS;
        let delay_ms = match patience {
            None if is_free => return self.tell(dispatch),
            None if self.is_waiting.get() => return,
            None => A_FRAME_MS as u32,
            Some(delay_ms) => delay_ms,
        };
        self.is_waiting.set(true);
        let (desk, dispatch) = (self.clone(), dispatch.clone());
        self.waiting.replace(Some(clock::after(delay_ms, move || desk.tell(&dispatch))));
    }

    /// Tells the session of the present text.
    fn tell(&self, dispatch: &Callback<Action>) {
        self.is_waiting.set(false);
        self.told_ms.set(clock::now_ms());
        // What was typed is gone where another text was loaded meanwhile.
        if let Some(Latest { session, editor: Some(editor), .. }) = self.latest()
            && editor.load() == session.loads
        {
            let (text, span) = (editor.text(), editor.selection());
            if text == session.text {
                self.show_again(&editor);
            }
            dispatch.emit(Action::Typed(text));
            self.select(dispatch, span);
        }
    }

    /// Shows what is known already: what was deleted and came back before the session was told took its marks with it.
    fn show_again(&self, editor: &Editor) {
        let data = self.latest().and_then(|latest| latest.data);
        if let (Some(reading), Some(data)) = (self.reading.get(), data) {
            (reading.show)(editor, &data);
        }
    }

    /// Tells the session where the caret is. That of a text that it does not know yet comes with the text.
    fn select(&self, dispatch: &Callback<Action>, span: Span) {
        let known = self.latest().map(|latest| latest.session.selection);
        if !self.is_waiting.get() && known != Some(span) {
            dispatch.emit(Action::Selected(span));
        }
    }

    /// Whether the analysis of what the editor holds would take longer than a keystroke may.
    fn is_behind(&self) -> bool {
        !self.analyst.is_quick() && !self.is_up_to_date()
    }

    fn is_up_to_date(&self) -> bool {
        let latest = self.latest();
        latest.is_some_and(|latest| latest.editor.is_some_and(|editor| editor.text() == latest.session.text))
    }

    /// The analysis of what the editor holds at this moment.
    fn present(&self) -> Option<Same<Analysed>> {
        let Latest { session, editor, .. } = self.latest()?;
        let text = editor?.text();
        let mut wish = self.wish.borrow().clone();
        wish.turned = moved_starts(&wish.turned, &session.text, &text);
        Some((self.reading.get()?.analyse)(&self.analyst, &text, &session.options, wish))
    }

    /// The word or the line at an offset.
    fn thing_at(&self, offset: u32) -> Option<Span> {
        Some((self.reading.get()?.thing_at)(&*self.latest()?.data?, offset))
    }

    fn hover(&self, offset: u32) -> Option<Hover> {
        (self.reading.get()?.hover)(&*self.present()?, offset)
    }
}
