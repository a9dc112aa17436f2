use std::rc::Rc;

use dockerfile_playground::graph::export::Theme;
use dockerfile_playground::graph::{Graph, Key};
use dockerfile_playground::model::StageId;
use dockerfile_playground::text::{Span, within};
use yew::prelude::*;

use super::edge::{arrows, edge, legend};
use super::export::ExportMenu;
use super::node::{Look, NodeView, node_id};
use super::note::StageNote;
use super::view::View;
use crate::app::analysis::{Analysed, Drawing};
use crate::app::browser::element;
use crate::app::panels::Links;
use crate::app::same::Same;

/// What [`GraphPanel`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The analysis.
    pub data: Same<Analysed>,
    /// The node that the caret is in.
    pub chosen: Option<usize>,
    /// The node that the pointer is over.
    pub pointed: Option<usize>,
    /// How it acts on the text.
    pub links: Links,
    /// The colours of saved pictures.
    pub theme: Theme,
    /// What is said about each stage of the present text; empty where nothing is. See [`StageNote`].
    #[prop_or_default]
    pub notes: Rc<Vec<Option<StageNote>>>,
}

/// The stages as a drawing that can be moved, enlarged and walked through.
#[component]
pub fn GraphPanel(props: &Props) -> Html {
    let place = use_node_ref();
    let Props { data, chosen, pointed, links, theme, notes } = props;
    let drawing = &data.drawing;
    let graph = &drawing.graph;
    let (view, control) = use_view(&place, graph, chosen.or(graph.target()));
    let walk = use_walk(data, links);
    if graph.nodes.is_empty() {
        return html! {
            <p class="empty">{ "The stages are drawn here: what each starts from, and what it copies from others. A FROM line makes the first, and Examples above has whole files." }</p>
        };
    }
    let looks = looks(data, *chosen, *pointed, notes);
    let is_lit = |index: usize| looks.get(index).is_some_and(|look| look.is_pointed);
    let is_old = |index: usize| looks.get(index).is_some_and(|look| look.is_stale);
    let lines = graph.edges.iter().enumerate().map(|(index, one)| {
        edge(index, one, is_lit(one.from) || is_lit(one.to), is_old(one.from) || is_old(one.to))
    });
    let nodes = looks.iter().map(|look| html! {
        <NodeView key={look.key.clone()} graph={graph.clone()} look={look.clone()} links={links.clone()} />
    });
    html! {
        <>
            <div class="graph-bar">
                <h2>{ "Stages" }</h2>
                <span class="needed" title={needed(data)}>{ needed(data) }</span>
                <span class="spring" />
                { legend(graph) }
                { buttons(&control) }
                <ExportMenu graph={graph.clone()} theme={*theme} />
            </div>
            <svg ref={place} class={classes!("graph", control.is_dragged.then_some("dragged"))} role="group"
                aria-label="Stage graph" onpointerdown={control.down} onpointermove={control.moved}
                onpointerup={control.up.clone()} onpointercancel={control.up} onkeydown={walk}>
                { arrows() }
                <g transform={view.transform()}>{ for lines }{ for nodes }</g>
            </svg>
            if !drawing.stale.is_empty() {
                <p class="stale-note" role="status">{ "Dimmed: from the last text that parsed" }</p>
            }
        </>
    }
}

/// How each node is shown.
fn looks(
    data: &Analysed,
    chosen: Option<usize>,
    pointed: Option<usize>,
    notes: &[Option<StageNote>],
) -> Vec<Look> {
    let Drawing { graph, keys, stale, stages, places } = &data.drawing;
    let look = |(index, (key, (span, stage))): (usize, (&String, (&Span, &Option<StageId>)))| Look {
        index,
        key: key.clone(),
        span: *span,
        name: graph.describe(index),
        is_chosen: chosen == Some(index),
        is_pointed: pointed == Some(index),
        is_stale: stale.contains(key),
        is_reached: index == chosen.unwrap_or(0),
        findings: stage.and_then(|stage| data.counts.by_stage.get(&stage).copied()),
        note: stage.and_then(|stage| notes.get(stage.0)?.clone()),
    };
    keys.iter().zip(places.iter().zip(stages)).enumerate().map(look).collect()
}

fn needed(data: &Analysed) -> String {
    let model = &data.analysis.model;
    let needed = model.stages.iter().filter(|stage| stage.is_reachable).count();
    match model.target.and_then(|target| model.stage(target)) {
        Some(target) => format!("{needed} of {} needed for {}", model.stages.len(), target.title()),
        None => format!("{} stages", model.stages.len()),
    }
}

/// How the view is changed.
struct Control {
    is_dragged: bool,
    down: Callback<PointerEvent>,
    moved: Callback<PointerEvent>,
    up: Callback<PointerEvent>,
    zoom: Callback<f64>,
    fit: Callback<()>,
}

fn buttons(control: &Control) -> Html {
    let zoom = |factor: f64| control.zoom.reform(move |_: MouseEvent| factor);
    html! {
        <>
            <button type="button" class="button icon-button" aria-label="Zoom out" onclick={zoom(0.8)}>{ "\u{2212}" }</button>
            <button type="button" class="button icon-button" aria-label="Zoom in" onclick={zoom(1.25)}>{ "+" }</button>
            <button type="button" class="button" onclick={control.fit.reform(|_: MouseEvent| ())}>{ "Fit" }</button>
        </>
    }
}

/// The view of a drawing: all of it, or what of a large one is around `middle`, until the visitor moves it.
#[hook]
fn use_view(place: &NodeRef, graph: &Graph, middle: Option<usize>) -> (View, Control) {
    let size = (f64::from(graph.width), f64::from(graph.height));
    let middle = middle.and_then(|index| graph.nodes.get(index)).map(|node| node.centre());
    let room = use_state_eq(|| (760.0, 340.0));
    let own = use_state_eq(|| None::<View>);
    let grip = use_state_eq(|| None::<(f64, f64)>);
    let whole = View::fit(size, *room);
    let view = own.unwrap_or_else(|| whole.legible(size, *room, middle));
    {
        let room = room.setter();
        use_effect_with((place.clone(), size.0 > 0.0), move |(place, _)| {
            let heard = element::on_resize(place, move |width, height| {
                if width > 0.0 {
                    room.set((width, height));
                }
            });
            move || drop(heard)
        });
    }
    let latest = use_mut_ref(|| view);
    *latest.borrow_mut() = view;
    {
        let (own, latest) = (own.setter(), latest.clone());
        use_effect_with((place.clone(), size.0 > 0.0), move |(place, _)| {
            let heard = element::on_zoom(place, move |turned, around| {
                let view = *latest.borrow();
                own.set(Some(view.zoomed(within(-turned * 0.01, -0.5, 0.5).exp(), around)));
            });
            move || drop(heard)
        });
    }
    let down = {
        let grip = grip.setter();
        Callback::from(move |event: PointerEvent| {
            if event.button() == 0 {
                grip.set(Some(point(&event)));
            }
        })
    };
    let moved = {
        let (grip, own, place) = (grip.clone(), own.setter(), place.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(from) = *grip else { return };
            let to = point(&event);
            let by = (to.0 - from.0, to.1 - from.1);
            // A click that trembles is a click.
            if by.0.abs() + by.1.abs() > 3.0 {
                element::capture_pointer(&place, &event);
                own.set(Some(view.moved(by)));
                grip.set(Some(to));
            }
        })
    };
    let up = {
        let grip = grip.setter();
        Callback::from(move |_: PointerEvent| grip.set(None))
    };
    let zoom = {
        let (own, room) = (own.setter(), *room);
        Callback::from(move |factor| own.set(Some(view.zoomed(factor, (room.0 / 2.0, room.1 / 2.0)))))
    };
    let fit = {
        let own = own.setter();
        // What is seen whole anyway goes on fitting by itself.
        Callback::from(move |()| own.set(Some(whole).filter(|whole| !whole.is_legible())))
    };
    (view, Control { is_dragged: grip.is_some(), down, moved, up, zoom, fit })
}

fn point(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// Keys on a node: the arrows go to the nearest one that way, Enter and Space choose it.
#[hook]
fn use_walk(data: &Same<Analysed>, links: &Links) -> Callback<KeyboardEvent> {
    use_callback((data.clone(), links.pick.clone()), |event: KeyboardEvent, (data, pick)| {
        let focused = element::focused_id();
        let index = focused.and_then(|id| id.strip_prefix("node-")?.parse::<usize>().ok());
        let Some(index) = index else { return };
        let key = match event.key().as_str() {
            "ArrowLeft" => Key::Left,
            "ArrowRight" => Key::Right,
            "ArrowUp" => Key::Up,
            "ArrowDown" => Key::Down,
            "Enter" | " " => {
                event.prevent_default();
                if let Some(place) = data.drawing.places.get(index) {
                    pick.emit(*place);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(next) = data.drawing.graph.next(index, key) {
            element::focus_id(&node_id(next));
        }
    })
}
