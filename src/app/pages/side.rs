use std::rc::Rc;

use dockerfile_playground::rules::Counts;
use dockerfile_playground::session::{Action, Panel, Session, Settings, count_inputs};
use dockerfile_playground::text::Span;
use yew::prelude::*;

use super::banner::missing;
use super::header::{TargetMenu, ThemeMenu};
use crate::app::analysis::Analysed;
use crate::app::components::{Axis, Divider, Shape, Tab, Tabs};
use crate::app::later::{Arrival, Panels};
use crate::app::panels::{
    ExplainPanel, GraphPanel, ImageProps, InputsProps, Links, Notes, ProblemsPanel, RebuildProps, Simulated,
    VariablesProps,
};
use crate::app::same::Same;

/// What the [`Side`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The session.
    pub session: Same<Session>,
    /// The analysis.
    pub data: Same<Analysed>,
    /// The panels that are not the first to be seen.
    pub panels: Arrival<Panels>,
    /// Asks for them again.
    pub on_ask: Callback<()>,
    /// Whether one panel is shown at a time.
    pub is_narrow: bool,
    /// The build after the change that is asked about, while it is.
    pub simulated: Option<Rc<Simulated>>,
    /// What the pointer is over.
    pub pointed: Option<Span>,
    /// How panels act on the text.
    pub links: Links,
    /// How panels act on the session.
    pub on_action: Callback<Action>,
}

/// Everything beside the text: the graph, and below it the tabs.
#[component]
pub fn Side(props: &Props) -> Html {
    let whole = use_node_ref();
    let Props { session, data, is_narrow, on_action, .. } = props;
    let settings = &session.settings;
    let tab = session.tab;
    let model = &data.analysis.model;
    let panels = props.panels;
    let told = panels.part().zip(props.simulated.as_ref());
    // What an advice that is looked at would make of the stages comes first.
    let advised = use_state_eq(|| Notes::None);
    let on_notes = use_callback(advised.setter(), |notes, advised| advised.set(notes));
    let told = told.filter(|_| advised.is_none());
    let own = || told.map(|(panels, simulated)| (panels.notes)(simulated, model)).unwrap_or_default();
    let notes = (*advised).clone().unwrap_or_else(own);
    let marks = told.map(|(panels, simulated)| (panels.row_marks)(simulated, model)).unwrap_or_default();
    let chosen = data.drawing.node_of(model.stage_at(session.selection.start).map(|stage| stage.id));
    let pointed = props.pointed.and_then(|span| data.drawing.node_at(model, span));
    let steps = [Some(session.selection), props.pointed]
        .map(|span| span.and_then(|span| model.instruction_at(span.start)));
    html! {
        <div ref={whole.clone()} class="side" aria-busy={(panels == Arrival::Awaited).then_some("true")}>
            <section id="panel-graph" class="graph-pane" aria-label="Stages">
                <GraphPanel data={data.clone()} {chosen} {pointed}
                    links={props.links.clone()} theme={settings.theme}
                    shown={session.graph} on_view={on_action.reform(Action::GraphView)} {notes} {marks} {steps}
                    on_turn={on_action.reform(Action::Turn)} />
            </section>
            <Divider axis={Axis::Rows} label="Height of the graph" {whole}
                share={settings.graph_share} range={Settings::GRAPH_SHARES}
                default={Settings::default().graph_share} on_change={on_action.reform(Action::GraphShare)} />
            <section class="tabs-pane" aria-label="About the text">
                if !is_narrow {
                    { side_tabs(session, data, on_action) }
                } else if Panel::MORE.contains(&tab) {
                    { more_tabs(session, data, on_action) }
                }
                <div id="panel-tabs" role="tabpanel" aria-labelledby={format!("tab-{}", tab.id())} tabindex="0"
                    class={classes!("panel", format!("panel-{}", tab.id()))} key={tab.id()}>
                    { panel(props, on_notes) }
                </div>
            </section>
        </div>
    }
}

fn panel(props: &Props, on_notes: Callback<Notes>) -> Html {
    let Props { session, data, panels, on_ask, pointed, links, on_action, .. } = props;
    match (session.tab, *panels) {
        (Panel::Problems, _) => html! {
            <ProblemsPanel data={data.clone()} hidden={session.hidden.clone()} pointed={*pointed}
                links={links.clone()} on_action={on_action.clone()} />
        },
        (Panel::Explain | Panel::Edit | Panel::Graph, _) => html! {
            <ExplainPanel data={data.clone()} offset={session.selection.start} pointed={*pointed}
                links={links.clone()} />
        },
        (_, Arrival::Here(panels)) => later_panel(props, panels, on_notes),
        (_, Arrival::Awaited) => html! { <p class="quiet" role="status">{ "Loading this panel…" }</p> },
        (_, Arrival::Failed) => {
            missing("This panel did not arrive. The others can be used meanwhile.", on_ask)
        }
    }
}

/// The panels that are not the first to be seen.
fn later_panel(props: &Props, panels: &Panels, on_notes: Callback<Notes>) -> Html {
    let Props { session, data, is_narrow, simulated, links, on_action, .. } = props;
    let (data, links, on_action) = (data.clone(), links.clone(), on_action.clone());
    match session.tab {
        Panel::Image => html! {
            <>
                if *is_narrow {
                    { more(session, &data, &on_action) }
                }
                { (panels.image)(ImageProps { data, links }) }
            </>
        },
        Panel::Variables => (panels.variables)(VariablesProps {
            data,
            offset: session.selection.start,
            links,
            shows_values: session.settings.shows_values,
            on_action,
        }),
        Panel::Inputs => {
            (panels.inputs)(InputsProps { data, options: session.options.clone(), links, on_action })
        }
        _ => simulated.clone().map_or_else(Html::default, |simulated| {
            let what_if = session.what_if.clone();
            (panels.rebuild)(RebuildProps { data, what_if, simulated, links, on_action, on_notes })
        }),
    }
}

/// What a wide page has in its header and foot.
fn more(session: &Session, data: &Same<Analysed>, on_action: &Callback<Action>) -> Html {
    let is_wrapped = session.settings.is_wrapped;
    html! {
        <div class="more">
            <TargetMenu id="more-target" data={data.clone()} on_action={on_action.clone()} />
            <ThemeMenu id="more-theme" theme={session.settings.theme} on_action={on_action.clone()} />
            <button type="button" class="button" aria-pressed={is_wrapped.to_string()}
                onclick={on_action.reform(move |_: MouseEvent| Action::Wrap(!is_wrapped))}>{ "Wrap long lines" }</button>
            <p class="quiet">{ "Nothing you type leaves this browser." }</p>
        </div>
    }
}

fn side_tabs(session: &Session, data: &Analysed, on_action: &Callback<Action>) -> Html {
    tabs("Panels", &Panel::TABS, session, data, on_action)
}

/// The tabs that a narrow page has in its last place.
fn more_tabs(session: &Session, data: &Analysed, on_action: &Callback<Action>) -> Html {
    tabs("More panels", &Panel::MORE, session, data, on_action)
}

fn tabs(
    label: &'static str,
    panels: &[Panel],
    session: &Session,
    data: &Analysed,
    on_action: &Callback<Action>,
) -> Html {
    let tab = |panel: &Panel| one_tab(*panel, session, Some(&data.counts), "panel-tabs", None);
    let tabs: Vec<Tab> = panels.iter().map(tab).collect();
    html! {
        <Tabs {label} class="tabs" {tabs} chosen={session.tab.id()} on_choose={on_action.reform(shown)} />
    }
}

/// The panels of a narrow page: those with a place of their own, and one for all others.
pub fn bottom_tabs(session: &Session, counts: Option<&Counts>, on_action: &Callback<Action>) -> Html {
    let panel = session.panel;
    let tab = |(panel, shape, place)| one_tab(panel, session, counts, place, Some(shape));
    let last = if Panel::MORE.contains(&session.tab) { session.tab } else { Panel::Image };
    let more = Tab { id: MORE, title: "More", count: 0, ..tab((last, Shape::More, "panel-tabs")) };
    let own = [
        (Panel::Edit, Shape::Edit, "panel-edit"),
        (Panel::Graph, Shape::Graph, "panel-graph"),
        (Panel::Explain, Shape::Explain, "panel-tabs"),
        (Panel::Problems, Shape::Problems, "panel-tabs"),
    ];
    let tabs: Vec<Tab> = own.into_iter().map(tab).chain([more]).collect();
    let chosen = if Panel::MORE.contains(&panel) { MORE } else { panel.id() };
    let on_choose = on_action.reform(move |id| if id == MORE { Action::Show(last) } else { shown(id) });
    html! {
        <nav class="bottom" aria-label="Panels">
            <Tabs label="Panels" class="bottom-tabs" {tabs} {chosen} {on_choose} />
        </nav>
    }
}

/// The id of the last place of a narrow page.
const MORE: &str = "more";

fn one_tab(
    panel: Panel,
    session: &Session,
    counts: Option<&Counts>,
    place: &'static str,
    shape: Option<Shape>,
) -> Tab {
    let (count, count_class) = match panel {
        Panel::Problems => {
            let worst = counts.and_then(|counts| counts.by_severity.keys().next());
            (counts.map_or(0, Counts::total), worst.map_or("", |severity| severity.name()))
        }
        Panel::Inputs => (count_inputs(&session.options), ""),
        _ => (0, ""),
    };
    Tab { id: panel.id(), title: panel.title(), shape, count, count_class, panel: place }
}

fn shown(id: &'static str) -> Action {
    Action::Show(Panel::of_id(id).unwrap_or_default())
}
