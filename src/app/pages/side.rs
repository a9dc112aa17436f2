use std::rc::Rc;

use dockerfile_playground::session::{Action, Panel, Session, Settings, count_inputs};
use dockerfile_playground::text::Span;
use yew::prelude::*;

use super::header::{TargetMenu, ThemeMenu};
use crate::app::analysis::Analysed;
use crate::app::components::{Axis, Divider, Shape, Tab, Tabs};
use crate::app::panels::{
    ExplainPanel, GraphPanel, ImagePanel, InputsPanel, Links, ProblemsPanel, RebuildPanel, Simulated,
    VariablesPanel,
};
use crate::app::same::Same;

/// What the [`Side`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The session.
    pub session: Same<Session>,
    /// The analysis.
    pub data: Same<Analysed>,
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
    let notes = props.simulated.as_ref().map(|simulated| simulated.notes(model)).unwrap_or_default();
    let chosen = data.drawing.node_of(model.stage_at(session.selection.start).map(|stage| stage.id));
    let pointed = props.pointed.and_then(|span| data.drawing.node_at(model, span));
    html! {
        <div ref={whole.clone()} class="side">
            <section id="panel-graph" class="graph-pane" aria-label="Stages">
                <GraphPanel data={data.clone()} {chosen} {pointed}
                    links={props.links.clone()} theme={settings.theme}
                    shown={session.graph} on_view={on_action.reform(Action::GraphView)} {notes} />
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
                    { panel(props) }
                </div>
            </section>
        </div>
    }
}

fn panel(props: &Props) -> Html {
    let Props { session, data, is_narrow, simulated, pointed, links, on_action } = props;
    match session.tab {
        Panel::Problems => html! {
            <ProblemsPanel data={data.clone()} hidden={session.hidden.clone()} pointed={*pointed}
                links={links.clone()} on_action={on_action.clone()} />
        },
        Panel::Image => html! {
            <>
                if *is_narrow {
                    { more(session, data, on_action) }
                }
                <ImagePanel data={data.clone()} links={links.clone()} />
            </>
        },
        Panel::Variables => html! {
            <VariablesPanel data={data.clone()} offset={session.selection.start} links={links.clone()}
                shows_values={session.settings.shows_values} on_action={on_action.clone()} />
        },
        Panel::Rebuild => html! {
            if let Some(simulated) = simulated {
                <RebuildPanel data={data.clone()} what_if={session.what_if.clone()} simulated={Rc::clone(simulated)}
                    links={links.clone()} on_action={on_action.clone()} />
            }
        },
        Panel::Inputs => html! {
            <InputsPanel data={data.clone()} options={session.options.clone()} links={links.clone()}
                on_action={on_action.clone()} />
        },
        Panel::Explain | Panel::Edit | Panel::Graph => html! {
            <ExplainPanel data={data.clone()} offset={session.selection.start} pointed={*pointed}
                links={links.clone()} />
        },
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
    let tab = |panel: &Panel| one_tab(*panel, session, data, "panel-tabs", None);
    let tabs: Vec<Tab> = panels.iter().map(tab).collect();
    html! {
        <Tabs {label} class="tabs" {tabs} chosen={session.tab.id()} on_choose={on_action.reform(shown)} />
    }
}

/// The panels of a narrow page: those with a place of their own, and one for all others.
pub fn bottom_tabs(session: &Session, data: &Analysed, on_action: &Callback<Action>) -> Html {
    let panel = session.panel;
    let tab = |(panel, shape, place)| one_tab(panel, session, data, place, Some(shape));
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
    data: &Analysed,
    place: &'static str,
    shape: Option<Shape>,
) -> Tab {
    let (count, count_class) = match panel {
        Panel::Problems => {
            let worst = data.counts.by_severity.keys().next().map_or("", |severity| severity.name());
            (data.counts.total(), worst)
        }
        Panel::Inputs => (count_inputs(&session.options), ""),
        _ => (0, ""),
    };
    Tab { id: panel.id(), title: panel.title(), shape, count, count_class, panel: place }
}

fn shown(id: &'static str) -> Action {
    Action::Show(Panel::of_id(id).unwrap_or_default())
}
