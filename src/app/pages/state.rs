//! The session as a component holds it.

use std::rc::Rc;

use dockerfile_playground::session::{Action, Session, reduce};
use yew::Reducible;

use super::link;
use crate::app::same::Same;
use crate::app::store;

/// The session of the page.
#[derive(Clone, PartialEq)]
pub struct Held(pub Same<Session>);

impl Held {
    /// The session at the start: the visitor's own work, or that of the link in the address.
    pub fn start(is_embedded: bool) -> Self {
        let session = match is_embedded {
            true => Session::default(),
            false => own(),
        };
        Self(Same::new(match link::opened() {
            Some(action) => reduce(&session, action),
            None => session,
        }))
    }
}

/// The visitor's own work, with the change that was asked about.
fn own() -> Session {
    let mut session = Session::new(store::saved(), store::settings());
    if let Some((question, before)) = store::question() {
        session.what_if.read(&question);
        if !before.is_empty() {
            session.what_if.before = before.into();
        }
    }
    session
}

impl Reducible for Held {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Self(Same::new(reduce(&self.0, action))))
    }
}
