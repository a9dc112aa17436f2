//! Links to a text: what the address of the page says, and what it is to say.

use dockerfile_playground::session::share::{self, ShareError, ShareErrorKind, Shared};
use dockerfile_playground::session::{Action, Notice, Panel, Session};

use crate::app::browser::location;

/// What opening the link in the address does; nothing where there is none.
pub fn opened() -> Option<Action> {
    open(&location::fragment())
}

/// What opening a link with this fragment does.
pub fn open(fragment: &str) -> Option<Action> {
    if fragment.is_empty() {
        return None;
    }
    match share::decode(fragment) {
        Ok(shared) => Some(Action::OpenLink(shared)),
        Err(ShareError { kind: ShareErrorKind::NoLink, .. }) => None,
        Err(error) => {
            let why = error.to_string();
            Some(Action::Tell(Notice::DamagedLink(why, error.partial.map(Into::into))))
        }
    }
}

/// The fragment that opens this session elsewhere, with its `#`.
///
/// # Errors
/// The text is too long for a link.
pub fn fragment(session: &Session) -> Result<String, ShareError> {
    let is_default = session.tab == Panel::default();
    share::encode(&Shared {
        text: session.text.to_string(),
        options: session.options.clone(),
        panel: (!is_default).then(|| session.tab.id().to_owned()),
        what_if: Some(session.what_if.to_text())
            .filter(|question| session.tab == Panel::Rebuild && !question.is_empty()),
        graph: Some(session.graph.to_text()).filter(|words| !words.is_empty()),
        selection: Some(session.selection).filter(|span| !span.is_empty()),
    })
}

/// The address of the playground with a fragment.
pub fn address(fragment: &str) -> String {
    location::absolute(&format!("./{fragment}"))
}
