use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::app::analysis::Analysed;
use crate::app::panels::Links;
use crate::app::same::Same;

/// A node by its place in the list, or one of its rows.
pub type Part = (usize, Option<usize>);

/// What a pointer can do with the parts of the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Grips {
    /// Puts the caret where the text speaks of a part.
    pub pick: Callback<Part>,
    /// The pointer is over a part, or over none.
    pub point: Callback<Option<Part>>,
    /// Opens a stage to its steps, or closes it.
    pub turn: Callback<usize>,
}

type Latest = Rc<RefCell<Option<(Same<Analysed>, Links, Callback<usize>)>>>;

/// Handlers that stay the same while the text changes, so that nothing is drawn again for them, and act on the text of
/// the moment.
#[hook]
pub fn use_grips(data: &Same<Analysed>, links: &Links, turn: &Callback<usize>) -> Grips {
    let latest = use_mut_ref(|| None);
    latest.replace(Some((data.clone(), links.clone(), turn.clone())));
    let grips = use_memo((), |()| made(&latest));
    (*grips).clone()
}

fn made(latest: &Latest) -> Grips {
    let [picked, pointed, turned] = std::array::from_fn(|_| Rc::clone(latest));
    let now = |latest: &Latest| latest.borrow().clone();
    Grips {
        pick: Callback::from(move |part: Part| {
            if let Some((data, links, _)) = now(&picked) {
                links.pick.emit(data.drawing.place_of(part));
            }
        }),
        point: Callback::from(move |part: Option<Part>| {
            if let Some((data, links, _)) = now(&pointed) {
                links.point.emit(part.map(|part| data.drawing.place_of(part)));
            }
        }),
        turn: Callback::from(move |index: usize| {
            if let Some((_, _, turn)) = now(&turned) {
                turn.emit(index);
            }
        }),
    }
}
