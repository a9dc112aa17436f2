use std::rc::Rc;

use dockerfile_playground::graph::export::Theme;
use dockerfile_playground::graph::layout::Direction;
use dockerfile_playground::graph::{Graph, Key};
use dockerfile_playground::model::StageId;
use dockerfile_playground::session::GraphView;
use dockerfile_playground::text::{Span, within};
use yew::prelude::*;

use super::edge::{arrows, edge, legend};
use super::export::ExportMenu;
use super::node::{Look, NodeView, node_id};
use super::note::StageNote;
use super::options::view_menu;
use super::outline::outline;
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
    /// What is drawn, and how.
    pub shown: GraphView,
    /// Draws it otherwise.
    pub on_view: Callback<GraphView>,
    /// What is said about each stage of the present text; empty where nothing is. See [`StageNote`].
    #[prop_or_default]
    pub notes: Rc<Vec<Option<StageNote>>>,
}

/// The stages as a drawing that can be moved, enlarged and walked through.
#[component]
pub fn GraphPanel(props: &Props) -> Html {
    let place = use_node_ref();
    let Props { data, chosen, pointed, links, theme, shown, on_view, notes } = props;
    let drawing = &data.drawing;
    let graph = &drawing.graph;
    let (view, control) = use_view(&place, graph, chosen.or(graph.target()));
    let walk = use_walk(data, links);
    if graph.nodes.is_empty() {
        return html! {
            <p class="empty">{ "The stages are drawn here: what each starts from, and what it copies from others. A FROM line makes the first, and Examples above has whole files." }</p>
        };
    }
    let mut looks = looks(data, *chosen, *pointed, notes);
    relate(graph, *pointed, &mut looks);
    let waves = shown.has_waves.then(|| waves(graph, &mut looks)).flatten();
    let is_lit = |index: usize| looks.get(index).is_some_and(|look| look.is_pointed || look.is_related);
    let is_old = |index: usize| looks.get(index).is_some_and(|look| look.is_stale);
    let lines = graph.edges.iter().enumerate().map(|(index, one)| {
        edge(index, one, is_lit(one.from) && is_lit(one.to), is_old(one.from) || is_old(one.to))
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
                { view_menu(*shown, graph.direction == Direction::TopToBottom, on_view) }
                <ExportMenu graph={graph.clone()} theme={*theme} />
            </div>
            if let Some(words) = waves {
                <p class="graph-waves">{ words }</p>
            }
            if shown.is_outline {
                { outline(graph, &looks, links) }
            }
            <svg ref={place} role="group" hidden={shown.is_outline}
                class={classes!("graph", control.is_dragged.then_some("dragged"), pointed.map(|_| "focused"))}
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

/// Lights what the pointed node needs and what needs it.
fn relate(graph: &Graph, pointed: Option<usize>, looks: &mut [Look]) {
    let Some(pointed) = pointed else { return };
    for index in graph.needs(pointed).into_iter().chain(graph.needed_by(pointed)) {
        if let Some(look) = looks.get_mut(index) {
            look.is_related = true;
        }
    }
}

/// Marks the wave of each stage and the longest way; what that means, in words.
fn waves(graph: &Graph, looks: &mut [Look]) -> Option<String> {
    let waves = graph.waves();
    for (wave, index) in
        waves.iter().enumerate().flat_map(|(wave, all)| all.iter().map(move |at| (wave, *at)))
    {
        if let Some(look) = looks.get_mut(index) {
            look.wave = Some(wave + 1);
        }
    }
    let way = graph.longest_way();
    for index in &way {
        if let Some(look) = looks.get_mut(*index) {
            look.is_longest = true;
        }
    }
    let most = waves.iter().map(Vec::len).max()?;
    let steps: usize =
        way.iter().filter_map(|index| graph.nodes.get(*index)).map(|node| node.step_count).sum();
    let names: Vec<&str> =
        way.iter().filter_map(|index| graph.nodes.get(*index)).map(|node| node.full_name.as_str()).collect();
    Some(format!(
        "{} of stages that can run at once, at most {most} in one. The longest way has {steps} steps: {}",
        if waves.len() == 1 { "1 wave".to_owned() } else { format!("{} waves", waves.len()) },
        names.join(" → ")
    ))
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
        is_related: false,
        wave: None,
        is_longest: false,
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
    let grips = use_state_eq(Vec::<Grip>::new);
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
        let grips = grips.clone();
        Callback::from(move |event: PointerEvent| {
            if event.button() == 0 {
                let mut held = without(&grips, &event);
                held.push((event.pointer_id(), point(&event)));
                grips.set(held);
            }
        })
    };
    let moved = {
        let (grips, own, place) = (grips.clone(), own.setter(), place.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(&(id, from)) = grips.iter().find(|grip| grip.0 == event.pointer_id()) else { return };
            let to = point(&event);
            let by = (to.0 - from.0, to.1 - from.1);
            // A click that trembles is a click.
            if by.0.abs() + by.1.abs() <= 3.0 {
                return;
            }
            let mut held = without(&grips, &event);
            element::capture_pointer(&place, &event);
            let other = held.first().map(|grip| grip.1);
            own.set(Some(match (other, element::area(&place)) {
                (Some(still), Some(area)) => {
                    let factor = distance(still, to) / distance(still, from).max(1.0);
                    view.zoomed(factor, (still.0 - area.left, still.1 - area.top))
                }
                _ => view.moved(by),
            }));
            held.push((id, to));
            grips.set(held);
        })
    };
    let up = {
        let grips = grips.clone();
        Callback::from(move |event: PointerEvent| grips.set(without(&grips, &event)))
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
    (view, Control { is_dragged: !grips.is_empty(), down, moved, up, zoom, fit })
}

/// A pointer that is down, and where.
type Grip = (i32, (f64, f64));

/// The other pointers that are down; two at most count.
fn without(grips: &[Grip], event: &PointerEvent) -> Vec<Grip> {
    grips.iter().filter(|grip| grip.0 != event.pointer_id()).take(1).copied().collect()
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
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
