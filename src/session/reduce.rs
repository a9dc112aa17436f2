use std::rc::Rc;

use super::share::Shared;
use super::{Action, GraphView, Notice, Panel, Place, Saved, Session, Settings, WhatIf, moved_starts};
use crate::model::Options;
use crate::text::Span;

/// The session after an action.
pub fn reduce(session: &Session, action: Action) -> Session {
    let mut next = session.clone();
    match action {
        Action::Typed(text) => {
            next.turned = moved_starts(&next.turned, &next.text, &text);
            next.text = text;
            forget(&mut next, |notice| matches!(notice, Notice::Replaced(..)));
        }
        Action::Selected(span) => next.selection = span,
        Action::OpenSample(name, text) => open_sample(&mut next, name, text),
        Action::OpenLink(shared) => open_link(&mut next, shared),
        Action::WhatIf(what_if) => next.what_if = what_if,
        Action::KeepAsMine => next.place = Place::Own,
        Action::BackToMine(saved) => back(&mut next, saved),
        Action::Input(input) => input.apply(&mut next.options),
        Action::Theme(theme) => next.settings.theme = theme,
        Action::Turn(start) => turn(&mut next.turned, start),
        Action::GraphView(view) => {
            if next.graph.has_steps != view.has_steps {
                next.turned.clear();
            }
            next.graph = view;
            // What is changed in the picture of a link is changed for that link.
            if next.place == Place::Own {
                next.settings.graph = view;
            }
        }
        Action::Wrap(is_wrapped) => next.settings.is_wrapped = is_wrapped,
        Action::Values(shows_values) => next.settings.shows_values = shows_values,
        Action::Show(panel) => show(&mut next, panel),
        Action::ToggleSeverity(severity) => {
            if !next.hidden.remove(&severity) {
                next.hidden.insert(severity);
            }
        }
        Action::EditorShare(share) => {
            set_share(&mut next.settings.editor_share, share, Settings::EDITOR_SHARES);
        }
        Action::GraphShare(share) => {
            set_share(&mut next.settings.graph_share, share, Settings::GRAPH_SHARES);
        }
        Action::OtherTab(saved) => other_tab(&mut next, saved),
        Action::LoadOther => load_other(&mut next),
        Action::KeepMine => forget(&mut next, |notice| matches!(notice, Notice::OtherTab(_))),
        Action::Tell(notice) => tell(&mut next, notice),
        Action::Dismiss(notice) => forget(&mut next, |known| known.is_like(&notice)),
    }
    next
}

fn open_sample(next: &mut Session, name: &'static str, text: Rc<str>) {
    if next.text == text {
        return;
    }
    let is_known = super::samples::ALL.iter().any(|sample| *sample.text == *next.text);
    let options = std::mem::take(&mut next.options);
    load(next, text, Options::default());
    if is_known {
        forget(next, |notice| matches!(notice, Notice::Replaced(..)));
    } else {
        tell(next, Notice::Replaced(name, options));
    }
}

fn open_link(next: &mut Session, shared: Shared) {
    load(next, shared.text.into(), shared.options);
    if let Some(question) = shared.what_if {
        next.what_if.read(&question);
    }
    next.place = Place::Link;
    next.selection = shared.selection.unwrap_or_default();
    next.graph = shared.graph.map_or(next.settings.graph, |words| GraphView::of_text(&words));
    if let Some(panel) = shared.panel.as_deref().and_then(Panel::of_id) {
        show(next, panel);
    }
    forget(next, |notice| !matches!(notice, Notice::StorageDenied | Notice::StorageFull));
}

fn turn(turned: &mut Vec<u32>, start: u32) {
    match turned.iter().position(|known| *known == start) {
        Some(place) => drop(turned.remove(place)),
        None => turned.push(start),
    }
}

fn load(next: &mut Session, text: Rc<str>, options: Options) {
    next.what_if = WhatIf { before: Rc::clone(&text), ..next.what_if.clone() };
    next.text = text;
    next.options = options;
    next.turned.clear();
    next.selection = Span::default();
    next.loads += 1;
}

fn back(next: &mut Session, saved: Saved) {
    load(next, saved.text, saved.options);
    next.place = Place::Own;
    next.graph = next.settings.graph;
    forget(next, |notice| matches!(notice, Notice::OtherTab(_) | Notice::DamagedLink(..)));
}

fn show(next: &mut Session, panel: Panel) {
    next.panel = panel;
    if panel.is_tab() {
        next.tab = panel;
    }
}

fn set_share(share: &mut f32, wanted: f32, (least, most): (f32, f32)) {
    if wanted.is_finite() {
        *share = crate::text::within(wanted, least, most);
    }
}

fn other_tab(next: &mut Session, saved: Saved) {
    forget(next, |notice| matches!(notice, Notice::OtherTab(_)));
    if next.place == Place::Own && next.saved() != saved {
        next.notices.push(Notice::OtherTab(saved));
    }
}

fn load_other(next: &mut Session) {
    let other = next.notices.iter().find_map(|notice| match notice {
        Notice::OtherTab(saved) => Some(saved.clone()),
        _ => None,
    });
    if let Some(saved) = other {
        load(next, saved.text, saved.options);
        forget(next, |notice| matches!(notice, Notice::OtherTab(_)));
    }
}

fn tell(next: &mut Session, notice: Notice) {
    forget(next, |known| known.is_like(&notice));
    next.notices.push(notice);
}

fn forget(next: &mut Session, is_over: impl Fn(&Notice) -> bool) {
    next.notices.retain(|notice| !is_over(notice));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Severity;
    use crate::session::{Theme, samples};

    fn after(actions: impl IntoIterator<Item = Action>) -> Session {
        actions.into_iter().fold(Session::default(), |session, action| reduce(&session, action))
    }

    fn other(text: &str) -> Saved {
        Saved { text: text.into(), options: Options::default() }
    }

    #[test]
    fn inputs_are_a_part_of_the_work() {
        let given = Action::Input(crate::session::Input::Platform("linux/arm64".to_owned()));
        let typed = after([Action::Typed("FROM a".into()), given]);
        // Another tab with the same text and other inputs is another work.
        let asked = reduce(&typed, Action::OtherTab(other("FROM a")));
        assert!(!asked.is_stored());
        assert_eq!(reduce(&asked, Action::LoadOther).options, Options::default());
        let example = reduce(&typed, Action::OpenSample("Go", "FROM golang".into()));
        assert_eq!(example.notices, [Notice::Replaced("Go", typed.options.clone())]);
        assert_eq!(example.options, Options::default());
    }

    #[test]
    fn typing_is_not_a_load() {
        let session = after([Action::Typed("FROM a".into())]);
        assert_eq!((&*session.text, session.loads), ("FROM a", 0));
        assert!(session.is_stored());
    }

    #[test]
    fn an_example_replaces_the_text_and_says_so_where_it_was_the_visitors() {
        let go: Rc<str> = "FROM golang".into();
        let session = after([Action::OpenSample("Go", Rc::clone(&go))]);
        assert_eq!((&*session.text, session.loads, session.notices.len()), ("FROM golang", 1, 0));
        let session = after([Action::Typed("FROM mine".into()), Action::OpenSample("Go", go)]);
        assert_eq!(session.notices, [Notice::Replaced("Go", Options::default())]);
        let session = reduce(&session, Action::Typed("FROM mine".into()));
        assert_eq!(session.notices, []);
        let same = after([Action::OpenSample("x", samples::DEFAULT.text.into())]);
        assert_eq!(same.loads, 0);
    }

    #[test]
    fn a_link_leaves_the_own_text_alone() {
        let link =
            Action::OpenLink(Shared { panel: Some("problems".to_owned()), ..Shared::of_text("FROM link") });
        let session = after([link.clone()]);
        assert_eq!((session.place, session.tab, session.is_stored()), (Place::Link, Panel::Problems, false));
        assert!(reduce(&session, Action::KeepAsMine).is_stored());
        let options = Options { target: Some("x".to_owned()), ..Options::default() };
        let mine = Saved { text: "FROM mine".into(), options };
        let back = reduce(&session, Action::BackToMine(mine.clone()));
        assert_eq!((back.place, back.saved()), (Place::Own, mine));
        // Another tab does not concern a link.
        assert_eq!(after([link, Action::OtherTab(other("FROM b"))]).notices, []);
    }

    #[test]
    fn opened_stages_stay_open_while_the_text_is_typed() {
        let typed = |text: &str| Action::Typed(text.into());
        let session = after([typed("FROM a\nFROM b\n"), Action::Turn(7), Action::Turn(0), Action::Turn(0)]);
        assert_eq!(session.turned, [7]);
        let session = reduce(&session, typed("FROM alpine\nFROM b\n"));
        assert_eq!(session.turned, [12]);
        let all = reduce(&session, Action::GraphView(GraphView { has_steps: true, ..session.graph }));
        assert!(all.turned.is_empty());
        let other = reduce(&session, Action::OpenSample("Go", "FROM golang".into()));
        assert!(other.turned.is_empty());
    }

    #[test]
    fn two_tabs_do_not_overwrite_each_other() {
        let asked = after([Action::Typed("FROM a".into()), Action::OtherTab(other("FROM b"))]);
        assert!(!asked.is_stored());
        let kept = reduce(&asked, Action::KeepMine);
        assert_eq!((&*kept.text, kept.is_stored(), kept.loads), ("FROM a", true, 0));
        let loaded = reduce(&asked, Action::LoadOther);
        assert_eq!((&*loaded.text, loaded.is_stored(), loaded.loads), ("FROM b", true, 1));
        // The other tab came back to the same text.
        assert!(reduce(&asked, Action::OtherTab(other("FROM a"))).is_stored());
    }

    #[test]
    fn panels_tabs_and_settings() {
        let session = after([Action::Show(Panel::Graph)]);
        assert_eq!((session.panel, session.tab), (Panel::Graph, Panel::Explain));
        let session =
            after([Action::EditorShare(f32::NAN), Action::GraphShare(1.0), Action::Theme(Theme::Dark)]);
        assert_eq!((session.settings.editor_share, session.settings.graph_share), (46.0, 15.0));
        assert_eq!(session.settings.theme, Theme::Dark);
        let hidden = after([Action::ToggleSeverity(Severity::Info)]);
        assert!(hidden.hidden.contains(&Severity::Info));
        assert!(reduce(&hidden, Action::ToggleSeverity(Severity::Info)).hidden.is_empty());
    }

    #[test]
    fn a_link_draws_as_it_says_and_leaves_the_settings_alone() {
        let own = GraphView { has_sources: true, ..GraphView::default() };
        let asked = GraphView { is_down: Some(true), scratch: Some(true), ..GraphView::default() };
        let shared = Shared { graph: Some(asked.to_text()), ..Shared::of_text("FROM link") };
        let session = after([Action::GraphView(own), Action::OpenLink(shared)]);
        assert_eq!((session.graph, session.settings.graph), (asked, own));
        let turned = reduce(&session, Action::GraphView(GraphView::default()));
        assert_eq!((turned.graph, turned.settings.graph), (GraphView::default(), own));
        assert_eq!(reduce(&turned, Action::BackToMine(other("FROM mine"))).graph, own);
        // A link that says nothing of it is drawn as all else.
        let plain = after([Action::GraphView(own), Action::OpenLink(Shared::of_text("FROM link"))]);
        assert_eq!(plain.graph, own);
    }

    #[test]
    fn one_notice_a_kind() {
        let session = after([Action::Tell(Notice::StorageFull), Action::Tell(Notice::StorageFull)]);
        assert_eq!(session.notices.len(), 1);
        assert_eq!(reduce(&session, Action::Dismiss(Notice::StorageFull)).notices, []);
    }
}
