use std::rc::Rc;

use dockerfile_playground::session::{Action, Notice, Panel, Session, Settings};
use dockerfile_playground::text::{Edit, Span};
use yew::prelude::*;

use super::banner::Banners;
use super::damaged::DamagedLink;
use super::editor::EditorHost;
use super::embed::EmbedBar;
use super::events::{Desk, Latest};
use super::header::Header;
use super::keep::{use_address, use_keeping, use_theme};
use super::side::{Side, bottom_tabs};
use super::state::Held;
use super::status::StatusLine;
use crate::app::analysis::Analysed;
use crate::app::browser::{clock, element, frame, viewport};
use crate::app::components::{Axis, Divider};
use crate::app::panels::{Links, Simulated};
use crate::app::same::Same;

/// Where the page is shown.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Whether it is a part of another page.
    pub is_embedded: bool,
}

/// The whole page.
#[component]
pub fn Playground(props: &Props) -> Html {
    let is_embedded = props.is_embedded;
    let held = use_reducer(move || Held::start(is_embedded));
    let desk = use_memo((), |()| Desk::new());
    let editor = use_state(|| None);
    let pointed = use_state_eq(|| None::<Span>);
    let is_narrow = use_narrow();
    let session = held.0.clone();
    let data = desk.analyse(&session, is_narrow);
    desk.put(Latest { session: session.clone(), data: data.clone(), editor: (*editor).clone() });

    let simulated = use_simulated(&session, &data);
    let dispatch = use_callback(held.dispatcher(), |action: Action, dispatcher| dispatcher.dispatch(action));
    use_keeping(&session, &dispatch, &desk, is_embedded);
    use_address(&session);
    use_theme(session.settings.theme, is_embedded);
    let root = use_node_ref();
    use_shares(&root, &session.settings);
    use_height(&root, data.analysis.model.lines.len(), is_embedded);

    let point_at = use_callback(pointed.setter(), |span: Option<Span>, pointed| pointed.set(span));
    let events = use_memo(dispatch.clone(), |dispatch| Same::new(desk.events(dispatch, &point_at)));
    let links = use_links(&desk, &dispatch, &point_at, is_narrow);
    let on_ready = use_callback(editor.setter(), |ready, editor| editor.set(Some(ready)));
    let on_undo = use_callback(Rc::clone(&desk), |(), desk| {
        if let Some(editor) = desk.editor() {
            editor.undo();
        }
    });
    let on_text = use_callback(Rc::clone(&desk), |(), desk| desk.editor().map(|editor| editor.text()));
    let damaged = session.notices.iter().find_map(|notice| match notice {
        Notice::DamagedLink(why, partial) => Some((why.clone(), partial.clone())),
        _ => None,
    });
    let class = classes!("page", is_narrow.then_some("narrow"), is_embedded.then_some("embedded"));
    html! {
        <div ref={root.clone()} {class}>
            if is_embedded {
                <EmbedBar session={session.clone()} />
            } else {
                <Header session={session.clone()} data={data.clone()} {on_text} on_action={dispatch.clone()} />
                <Banners session={session.clone()} {on_undo} on_action={dispatch.clone()} />
            }
            if let Some((why, partial)) = damaged.clone() {
                <DamagedLink {why} {partial} on_action={dispatch.clone()} />
            }
            <main class={classes!("work", format!("shows-{}", session.panel.id()))} hidden={damaged.is_some()}>
                <section id="panel-edit" class="editor-pane" aria-label="Text">
                    <EditorHost session={session.clone()} data={data.clone()} simulated={simulated.clone()} events={(*events).clone()}
                        {on_ready} editor={(*editor).clone()} />
                </section>
                <Divider axis={Axis::Columns} label="Width of the editor" whole={root}
                    share={session.settings.editor_share} range={Settings::EDITOR_SHARES}
                    default={Settings::default().editor_share}
                    on_change={dispatch.reform(Action::EditorShare)} />
                <Side session={session.clone()} data={data.clone()} {simulated} {is_narrow} pointed={*pointed}
                    links={(*links).clone()} on_action={dispatch.clone()} />
            </main>
            <StatusLine data={data.clone()} />
            if is_narrow {
                { bottom_tabs(&session, &data, &dispatch) }
            }
        </div>
    }
}

/// The build after the change that is asked about, while the panel that asks is in front.
#[hook]
fn use_simulated(session: &Session, data: &Same<Analysed>) -> Option<Rc<Simulated>> {
    let is_asked = session.tab == Panel::Rebuild;
    let asked = is_asked.then(|| (data.clone(), session.what_if.clone()));
    let simulated = use_memo(asked, |asked| {
        asked.as_ref().map(|(data, what_if)| Rc::new(Simulated::new(&data.analysis.model, what_if)))
    });
    (*simulated).clone()
}

/// Whether the window is narrow.
#[hook]
fn use_narrow() -> bool {
    let is_narrow = use_state_eq(viewport::is_narrow);
    {
        let is_narrow = is_narrow.clone();
        use_effect_with((), move |()| {
            let listener = viewport::on_narrow(move |narrow| is_narrow.set(narrow));
            move || drop(listener)
        });
    }
    *is_narrow
}

/// Gives the parts of the page their shares.
#[hook]
fn use_shares(root: &NodeRef, settings: &Settings) {
    let root = root.clone();
    use_effect_with((settings.editor_share, settings.graph_share), move |(editor, graph)| {
        element::set_property(&root, "--editor-share", &format!("{editor}%"));
        element::set_property(&root, "--graph-share", &format!("{graph}%"));
    });
}

/// Makes an embedded page as high as its text, within limits, and tells the page around it.
#[hook]
fn use_height(root: &NodeRef, lines: u32, is_embedded: bool) {
    {
        let root = root.clone();
        use_effect_with(lines, move |lines| element::set_property(&root, "--lines", &lines.to_string()));
    }
    let root = root.clone();
    use_effect_with((), move |()| {
        let listener = is_embedded.then(|| frame::report_height(&root)).flatten();
        move || drop(listener)
    });
}

/// How the panels act on the text.
#[hook]
fn use_links(
    desk: &Rc<Desk>,
    dispatch: &Callback<Action>,
    point: &Callback<Option<Span>>,
    is_narrow: bool,
) -> Rc<Links> {
    let deps = (dispatch.clone(), point.clone(), is_narrow);
    let desk = Rc::clone(desk);
    use_memo(deps, move |(dispatch, point, is_narrow)| {
        let is_narrow = *is_narrow;
        let [going, picking, pointing, editing] = std::array::from_fn(|_| Rc::clone(&desk));
        let (dispatch, point) = (dispatch.clone(), point.clone());
        let waiting = Rc::new(std::cell::RefCell::new(None));
        Links {
            go: Callback::from(move |span: Span| {
                if !is_narrow {
                    going.go(span, true);
                    return;
                }
                dispatch.emit(Action::Show(Panel::Edit));
                let going = Rc::clone(&going);
                // The editor is there to scroll in the next frame.
                *waiting.borrow_mut() = Some(clock::next_frame(move || going.go(span, false)));
            }),
            pick: Callback::from(move |span: Span| picking.go(span, false)),
            point: Callback::from(move |span: Option<Span>| {
                if let Some(editor) = pointing.editor() {
                    editor.highlight(span);
                }
                point.emit(span);
            }),
            edit: Callback::from(move |edits: Vec<Edit>| editing.edit(&edits)),
        }
    })
}
