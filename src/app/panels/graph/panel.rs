use std::rc::Rc;

use dockerfile_playground::graph::export::Theme;
use dockerfile_playground::graph::layout::Direction;
use dockerfile_playground::session::GraphView;
use dockerfile_playground::text::write_decimal;
use yew::prelude::*;

use super::control::{Control, use_view};
use super::drawn::Drawn;
use super::edge::{arrows, legend};
use super::export::ExportMenu;
use super::find::{Finder, use_finder};
use super::grips::use_grips;
use super::keys::{self, Chosen};
use super::look::{Waves, look_at_rows, looks, use_words};
use super::minimap::minimap;
use super::node::Look;
use super::note::StageNotes;
use super::options::view_menu;
use super::outline::Outline;
use super::search::{search_bar, search_button};
use super::steps::RowMarks;
use crate::app::analysis::Analysed;
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
    /// What is said about each stage of the present text; empty where nothing is. See `StageNote`.
    #[prop_or_default]
    pub notes: StageNotes,
    /// What is said about steps, each by its instruction; empty where nothing is.
    #[prop_or_default]
    pub marks: RowMarks,
    /// The instructions that the caret is in and that the pointer is over.
    pub steps: [Option<usize>; 2],
    /// Opens a stage to its steps, or closes it, by where it begins.
    pub on_turn: Callback<u32>,
}

/// The stages as a drawing that can be moved, enlarged, searched and walked through, or as a list.
#[component]
pub fn GraphPanel(props: &Props) -> Html {
    let place = use_node_ref();
    let Props { data, chosen, pointed, links, shown, notes, on_turn, .. } = props;
    let graph = &data.drawing.picture.graph;
    let control = use_view(&place, graph, chosen.or(graph.target()));
    use_graph_scale(&place, control.view.scale);
    let turn = use_turned_in_sight(data, &control, on_turn);
    let grips = use_grips(data, links, &turn);
    let finder = use_finder(data, &control, links, shown.is_outline);
    let words = use_words(graph);
    // The node that the keyboard was on last, until the caret goes elsewhere.
    let walked = use_state_eq(|| (None, 0));
    if graph.nodes.is_empty() {
        return html! {
            <p class="empty">{ "The stages are drawn here: what each starts from, and what it copies from others. A FROM line makes the first, and Examples above has whole files." }</p>
        };
    }
    let reached = Some(walked.1).filter(|index| walked.0 == *chosen && *index < graph.nodes.len());
    let mut looks = looks(data, &words, (*chosen, *pointed, reached.or(*chosen).unwrap_or(0)), notes);
    finder.mark(&mut looks);
    look_at_rows(graph, (props.steps, &props.marks), &mut looks);
    let waves = shown.has_waves.then(|| Waves::mark(graph, &mut looks)).flatten();
    let looks: Rc<[Look]> = looks.into();
    let [x, y, scale] = control.view.place();
    let on_focus = {
        let (walked, control, graph, chosen) = (walked.setter(), control.clone(), graph.clone(), *chosen);
        Callback::from(move |_: FocusEvent| {
            let Some(index) = keys::focused_node() else { return };
            walked.set((chosen, index));
            // What a pointer is on is seen anyway.
            if let Some(node) = graph.nodes.get(index).filter(|_| !control.is_dragged) {
                control.show(node);
            }
        })
    };
    html! {
        <div class="graph-frame" onkeydown={finder.on_key()}>
            { bar(props, &control, &finder) }
            if let Some(waves) = &waves {
                <p class="graph-waves">{ &waves.words }</p>
            }
            <div class="graph-room">
                if shown.is_outline {
                    <Outline data={data.clone()} looks={looks.to_vec()} marks={Rc::clone(&props.marks)} links={links.clone()} />
                }
                <svg ref={place} role="group" hidden={shown.is_outline} tabindex="-1"
                    class={classes!("graph", control.is_dragged.then_some("dragged"), pointed.map(|_| "focused"),
                        (!finder.hits.is_empty()).then_some("searched"))}
                    aria-label="Stage graph" onpointerdown={control.down.clone()} onpointermove={control.moved.clone()}
                    onpointerup={control.up.clone()} onpointercancel={control.up.clone()}
                    onkeydown={on_key(props, &control, grips.turn.clone())} onfocusin={on_focus}>
                    { arrows() }
                    // Not a group with a transform: what is outside of that is painted all the same, hundreds of nodes a letter.
                    <svg class="graph-view" role="none" viewBox="0 0 1 1" {x} {y} width={scale.clone()} height={scale}>
                        <Drawn picture={data.drawing.picture.clone()} {looks} way={waves.map(|waves| waves.way)} {grips} />
                    </svg>
                </svg>
                if !shown.is_outline {
                    { minimap(graph, &control) }
                }
                if control.wants_two {
                    <p class="graph-hint">{ "Two fingers move the graph" }</p>
                }
            </div>
            if !data.drawing.stale.is_empty() {
                <p class="stale-note" role="status">{ "Dimmed: from the last text that parsed" }</p>
            }
        </div>
    }
}

/// What stands above the drawing: what it is of, what its lines mean, and what can be done with it.
fn bar(props: &Props, control: &Control, finder: &Finder) -> Html {
    let Props { data, theme, shown, on_view, .. } = props;
    let graph = &data.drawing.graph;
    let is_down = graph.direction == Direction::TopToBottom;
    html! {
        <div class={classes!("graph-bar", finder.search.as_ref().map(|_| "searching"))}>
            <h2>{ "Stages" }</h2>
            <span class="needed" title={needed(data)}>{ needed(data) }</span>
            if let Some(search) = &finder.search {
                { search_bar((graph, &data.analysis.model), search, &finder.hits, &finder.change, &finder.walk) }
            }
            <span class="spring" />
            if !shown.is_outline {
                { legend(graph) }
            }
            { search_button(&finder.open) }
            if !shown.is_outline {
                { control.buttons() }
            }
            { view_menu(*shown, is_down, on_view) }
            <ExportMenu graph={graph.clone()} theme={*theme} />
        </div>
    }
}

/// What keys do in the drawing.
fn on_key(props: &Props, control: &Control, turn: Callback<usize>) -> Callback<KeyboardEvent> {
    let (data, control) = (props.data.clone(), control.clone());
    let pick = props.links.pick.clone();
    Callback::from(move |event: KeyboardEvent| {
        keys::act(&event, &data.drawing.graph, &control, |chosen| {
            let place = |index: usize| data.drawing.places.get(index).copied();
            match chosen {
                Chosen::Node(index) => place(index).map_or((), |span| pick.emit(span)),
                Chosen::Row(span) => pick.emit(span),
                Chosen::Turn(index) => turn.emit(index),
            }
        });
    })
}

/// Opens a stage, or closes it, and keeps it in sight wherever the new picture has it.
#[hook]
fn use_turned_in_sight(data: &Same<Analysed>, control: &Control, on_turn: &Callback<u32>) -> Callback<usize> {
    let turned = use_mut_ref(|| None::<Rc<str>>);
    {
        let (turned, control) = (turned.clone(), control.clone());
        use_effect_with(data.drawing.picture.clone(), move |picture| {
            let Some(key) = turned.take() else { return };
            let index = picture.keys.iter().position(|known| *known == key);
            if let Some(node) = index.and_then(|index| picture.nodes.get(index)) {
                control.show(node);
            }
        });
    }
    let (data, on_turn) = (data.clone(), on_turn.clone());
    Callback::from(move |index: usize| {
        if let Some(place) = data.drawing.places.get(index) {
            turned.replace(data.drawing.picture.keys.get(index).cloned());
            on_turn.emit(place.start);
        }
    })
}

/// Tells the style sheet how large the drawing is shown.
#[hook]
fn use_graph_scale(place: &NodeRef, scale: f64) {
    let place = place.clone();
    use_effect_with(scale, move |scale| {
        element::set_property(&place, "--graph-scale", &write_decimal(*scale, 3));
    });
}

fn needed(data: &Analysed) -> String {
    let model = &data.analysis.model;
    let needed = model.stages.iter().filter(|stage| stage.is_reachable).count();
    match model.target.and_then(|target| model.stage(target)) {
        Some(target) => format!("{needed} of {} needed for {}", model.stages.len(), target.title()),
        None => format!("{} stages", model.stages.len()),
    }
}
