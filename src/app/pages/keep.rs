//! What outlives the page: storage, address and theme follow the session.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use dockerfile_playground::session::{Action, Notice, Place, Saved, Session, Theme};
use yew::prelude::*;

use super::events::Desk;
use super::link;
use crate::app::browser::clock::{self, Pending};
use crate::app::browser::{location, storage, theme};
use crate::app::same::Same;
use crate::app::store;

/// The own work is kept at most once in so long: a browser takes its time over a long text.
const SAVE_DELAY_MS: u32 = 1_000;

/// So long after the last change the address of a link follows the text.
const ADDRESS_DELAY_MS: u32 = 400;

/// Keeps the visitor's own work: a moment after it has changed, or when the page goes.
#[derive(Clone)]
struct Keeper {
    has_begun: Rc<Cell<bool>>,
    known: Rc<RefCell<Option<Saved>>>,
    unsaved: Rc<RefCell<Option<Saved>>>,
    waiting: Rc<RefCell<Option<Pending>>>,
    is_waiting: Rc<Cell<bool>>,
    tell: Callback<Notice>,
}

impl Keeper {
    fn new(dispatch: &Callback<Action>) -> Self {
        Self {
            has_begun: Rc::default(),
            known: Rc::default(),
            unsaved: Rc::default(),
            waiting: Rc::default(),
            is_waiting: Rc::default(),
            tell: dispatch.reform(Action::Tell),
        }
    }

    /// Follows the own work, or that there is none to keep for now. What the page began with is kept already, and another
    /// tab may have something newer.
    fn follow(&self, saved: Option<Saved>) {
        let is_first = !self.has_begun.replace(true);
        let before = self.known.replace(saved.clone());
        match saved {
            Some(saved) if !is_first && before.as_ref() != Some(&saved) => self.keep(saved),
            Some(_) => {}
            None => self.write(),
        }
    }

    fn keep(&self, saved: Saved) {
        self.unsaved.replace(Some(saved));
        if !self.is_waiting.replace(true) {
            let keeper = self.clone();
            self.waiting.replace(Some(clock::after(SAVE_DELAY_MS, move || keeper.write())));
        }
    }

    fn write(&self) {
        self.is_waiting.set(false);
        let saved = self.unsaved.take();
        if let Some(notice) = saved.and_then(|saved| store::save(&saved)) {
            self.tell.emit(notice);
        }
    }
}

/// Keeps the visitor's own text and settings, and hears of other tabs and of links.
#[hook]
pub fn use_keeping(session: &Same<Session>, dispatch: &Callback<Action>, desk: &Rc<Desk>, is_embedded: bool) {
    let keeper = use_memo(dispatch.clone(), Keeper::new);
    {
        let (session, keeper) = (session.clone(), Rc::clone(&keeper));
        let kept = (Rc::clone(&session.text), session.options.clone(), session.is_stored());
        use_effect_with(kept, move |(_, _, is_stored)| {
            keeper.follow((*is_stored && !is_embedded).then(|| session.saved()));
        });
    }
    use_effect_with(session.settings, move |settings| {
        if !is_embedded {
            store::save_settings(settings);
        }
    });
    let is_own = session.place == Place::Own && !is_embedded;
    let differs = session.what_if.before != session.text;
    use_effect_with((session.what_if.clone(), differs, is_own), move |(what_if, differs, is_own)| {
        if *is_own {
            store::save_question(&what_if.to_text(), if *differs { &what_if.before } else { "" });
        }
    });
    let (dispatch, desk) = (dispatch.clone(), Rc::clone(desk));
    use_effect_with((), move |()| {
        let leaving = {
            let (desk, keeper) = (Rc::clone(&desk), Rc::clone(&keeper));
            move || {
                if !is_embedded {
                    desk.own().into_iter().for_each(|saved| keeper.follow(Some(saved)));
                    keeper.write();
                }
            }
        };
        let leaves = storage::on_leave(leaving.clone());
        let (other, own) = (dispatch.clone(), Rc::clone(&keeper));
        let told = move |saved| {
            // The other tab was later; the visitor is asked which of them to keep.
            own.unsaved.take();
            other.emit(Action::OtherTab(saved));
        };
        let tabs = (!is_embedded).then(|| store::on_other_tab(told)).flatten();
        let links = location::on_fragment(move |fragment| {
            let Some(action) = link::open(&fragment) else { return };
            // What was typed just before the link was opened is kept first.
            leaving();
            dispatch.emit(action);
        });
        move || drop((tabs, links, leaves))
    });
}

/// Keeps the address in step: a link while one is looked at, nothing beside the own text.
#[hook]
pub fn use_address(session: &Same<Session>) {
    let waiting = use_mut_ref(|| None);
    let session = session.clone();
    let is_damaged = session.notices.iter().any(|notice| matches!(notice, Notice::DamagedLink(..)));
    let shown = (
        session.place,
        Rc::clone(&session.text),
        session.options.clone(),
        is_damaged,
        session.what_if.clone(),
        session.graph,
    );
    use_effect_with(shown, move |(place, _, _, is_damaged, _, _)| {
        // What was to be written by then is out of date.
        *waiting.borrow_mut() = None;
        if *is_damaged {
            return;
        }
        if *place == Place::Own {
            if !location::fragment().is_empty() {
                location::replace_fragment("");
            }
            return;
        }
        let follow = move || {
            if let Ok(fragment) = link::fragment(&session) {
                location::replace_fragment(fragment.trim_start_matches('#'));
            }
        };
        *waiting.borrow_mut() = Some(clock::after(ADDRESS_DELAY_MS, follow));
    });
}

/// Shows the page in the chosen theme; an embedded one in that of its address.
#[hook]
pub fn use_theme(chosen: Theme, is_embedded: bool) {
    use_effect_with(chosen, move |chosen| {
        let asked = location::query("theme").filter(|_| is_embedded);
        let shown = asked.map_or(*chosen, |asked| Theme::of_id(&asked));
        theme::set((shown != Theme::System).then(|| shown.id()));
    });
}
