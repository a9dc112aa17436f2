//! What outlives the page: storage, address and theme follow the session.

use std::rc::Rc;

use dockerfile_playground::session::{Action, Notice, Place, Session, Theme};
use yew::prelude::*;

use super::events::Desk;
use super::link;
use crate::app::browser::{clock, location, theme};
use crate::app::same::Same;
use crate::app::store;

/// So long after the last change the address of a link follows the text.
const ADDRESS_DELAY_MS: u32 = 400;

/// Keeps the visitor's own text and settings, and hears of other tabs and of links.
#[hook]
pub fn use_keeping(session: &Same<Session>, dispatch: &Callback<Action>, desk: &Rc<Desk>, is_embedded: bool) {
    {
        let (session, dispatch) = (session.clone(), dispatch.clone());
        let kept = (Rc::clone(&session.text), session.options.clone(), session.is_stored());
        use_effect_with(kept, move |(_, _, is_stored)| {
            if *is_stored
                && !is_embedded
                && let Some(notice) = store::save(&session.saved())
            {
                dispatch.emit(Action::Tell(notice));
            }
        });
    }
    use_effect_with(session.settings, move |settings| {
        if !is_embedded {
            store::save_settings(settings);
        }
    });
    let is_own = session.place == Place::Own && !is_embedded;
    let asked = (session.what_if.clone(), Rc::clone(&session.text), is_own);
    use_effect_with(asked, move |(what_if, text, is_own)| {
        if *is_own {
            let before = if *what_if.before == **text { "" } else { &*what_if.before };
            store::save_question(&what_if.to_text(), before);
        }
    });
    let (dispatch, desk) = (dispatch.clone(), Rc::clone(desk));
    use_effect_with((), move |()| {
        let other = dispatch.clone();
        let tabs = (!is_embedded)
            .then(|| store::on_other_tab(move |saved| other.emit(Action::OtherTab(saved))))
            .flatten();
        let links = location::on_fragment(move |fragment| {
            let Some(action) = link::open(&fragment) else { return };
            // What was typed just before the link was opened is kept first.
            if !is_embedded && let Some(notice) = desk.untold().and_then(|saved| store::save(&saved)) {
                dispatch.emit(Action::Tell(notice));
            }
            dispatch.emit(action);
        });
        move || drop((tabs, links))
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
