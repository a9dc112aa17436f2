use std::rc::Rc;

use dockerfile_playground::session::{Action, Notice, Panel, Session, Settings};
use dockerfile_playground::text::{Edit, Span, write_decimal};
use yew::prelude::*;

use super::banner::{Banners, missing};
use super::damaged::DamagedLink;
use super::editor::EditorHost;
use super::embed::EmbedBar;
use super::events::{Desk, Latest};
use super::header::{Header, TargetProps};
use super::keep::{use_address, use_keeping, use_theme};
use super::side::{Props as SideProps, bottom_tabs};
use super::state::Held;
use super::status::StatusLine;
use crate::app::analysis::Analysed;
use crate::app::browser::{clock, element, frame, viewport};
use crate::app::components::{Axis, Divider};
use crate::app::later::{Arrival, Panels, Reading, use_part};
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
    {
        // What was under the pointer stands elsewhere in another text.
        let pointed = pointed.setter();
        use_effect_with(Rc::clone(&session.text), move |_| pointed.set(None));
    }
    let (reading, ask_again) = use_part::<Reading>(true);
    let data = reading.part().map(|part| desk.analyse(part, &session, is_narrow));
    desk.put(Latest { session: session.clone(), data: data.clone(), editor: (*editor).clone() });

    let (panels, ask_panels) = use_part::<Panels>(data.is_some());
    let simulated = use_simulated(&session, &data, panels);
    let dispatch = use_callback(held.dispatcher(), |action: Action, dispatcher| dispatcher.dispatch(action));
    use_keeping(&session, &dispatch, &desk, is_embedded);
    use_address(&session);
    use_theme(session.settings.theme, is_embedded);
    let root = use_node_ref();
    use_shares(&root, &session.settings);
    let lines = data.as_ref().map_or(1, |data| data.analysis.model.lines.len());
    use_height(&root, lines, is_embedded);

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
    let counts = data.as_ref().map(|data| data.counts.clone());
    let class = classes!("page", is_narrow.then_some("narrow"), is_embedded.then_some("embedded"));
    html! {
        <div ref={root.clone()} {class}>
            if is_embedded {
                <EmbedBar session={session.clone()} />
            } else {
                <Header session={session.clone()} target={target_menu(reading, &data, &dispatch)} {on_text} on_action={dispatch.clone()} />
                <Banners session={session.clone()} {on_undo} on_action={dispatch.clone()} />
            }
            if reading == Arrival::Failed {
                { missing("What explains, draws and checks the text did not arrive. The text can be edited meanwhile.", &ask_again) }
            }
            if let Some((why, partial)) = damaged.clone() {
                <DamagedLink {why} {partial} on_action={dispatch.clone()} />
            }
            <main class={classes!("work", format!("shows-{}", session.panel.id()))} hidden={damaged.is_some()}
                aria-busy={(reading == Arrival::Awaited).then_some("true")}>
                <section id="panel-edit" class="editor-pane" aria-label="Text">
                    <EditorHost session={session.clone()} {reading} data={data.clone()} simulated={simulated.clone()} events={(*events).clone()}
                        {on_ready} editor={(*editor).clone()} />
                </section>
                <Divider axis={Axis::Columns} label="Width of the editor" whole={root}
                    share={session.settings.editor_share} range={Settings::EDITOR_SHARES}
                    default={Settings::default().editor_share}
                    on_change={dispatch.reform(Action::EditorShare)} />
                if let (Some(reading), Some(data)) = (reading.part(), &data) {
                    { (reading.side)(SideProps {
                        session: session.clone(), data: data.clone(), panels, on_ask: ask_panels, simulated, is_narrow,
                        pointed: *pointed, links: (*links).clone(), on_action: dispatch.clone(),
                    }) }
                } else {
                    <div class="side"><div class="graph-pane" /><div /><div class="tabs-pane" /></div>
                }
            </main>
            <StatusLine {data} is_awaited={reading == Arrival::Awaited} />
            if is_narrow {
                { bottom_tabs(&session, counts.as_ref(), &dispatch) }
            }
        </div>
    }
}

/// The build after the change that is asked about, while the panel that asks is in front.
#[hook]
fn use_simulated(
    session: &Session,
    data: &Option<Same<Analysed>>,
    panels: Arrival<Panels>,
) -> Option<Rc<Simulated>> {
    let data = data.as_ref().filter(|_| session.tab == Panel::Rebuild);
    let asked = data.map(|data| (data.clone(), session.what_if.clone(), panels));
    let simulated = use_memo(asked, |asked| {
        let (data, what_if, panels) = asked.as_ref()?;
        Some((panels.part()?.simulate)(&data.analysis.model, what_if))
    });
    (*simulated).clone()
}

/// The menu of stages that can be built, once they are known.
fn target_menu(
    reading: Arrival<Reading>,
    data: &Option<Same<Analysed>>,
    on_action: &Callback<Action>,
) -> Html {
    let (Some(reading), Some(data)) = (reading.part(), data) else { return html! {} };
    (reading.target_menu)(TargetProps { id: "target", data: data.clone(), on_action: on_action.clone() })
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
        element::set_property(&root, "--editor-share", &format!("{}%", write_decimal(f64::from(*editor), 1)));
        element::set_property(&root, "--graph-share", &format!("{}%", write_decimal(f64::from(*graph), 1)));
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
