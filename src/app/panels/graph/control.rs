//! The view of the drawing: how large it is shown and which part, and what changes that.

use dockerfile_playground::graph::{Graph, Node};
use dockerfile_playground::text::within;
use yew::prelude::*;

use super::view::View;
use crate::app::browser::element::{self, Turn};
use crate::app::browser::frame;

/// The view, and how it is changed.
#[derive(Clone)]
pub struct Control {
    /// What is shown now.
    pub view: View,
    /// What was shown if the target was in the middle.
    pub start: View,
    /// The width and height of the place of the drawing, in CSS pixels.
    pub room: (f64, f64),
    /// Whether a pointer is down.
    pub is_dragged: bool,
    /// Whether one finger tried to move the drawing where it takes two.
    pub wants_two: bool,
    /// A pointer goes down on the drawing.
    pub down: Callback<PointerEvent>,
    /// A pointer moves.
    pub moved: Callback<PointerEvent>,
    /// A pointer goes up, or the browser takes it away.
    pub up: Callback<PointerEvent>,
    /// Enlarges by a factor, around the middle.
    pub zoom: Callback<f64>,
    /// Shows all of it.
    pub fit: Callback<()>,
    /// Shows another part.
    pub go: Callback<View>,
}

impl Control {
    /// Moves the view so far that all of a node is seen.
    pub fn show(&self, node: &Node) {
        let shown = self.view.showing((node.x, node.y), (node.width, node.height), self.room);
        if shown != self.view {
            self.go.emit(shown);
        }
    }

    /// The buttons of the view.
    pub fn buttons(&self) -> Html {
        let zoom = |factor: f64| self.zoom.reform(move |_: MouseEvent| factor);
        html! {
            <>
                <button type="button" class="button icon-button" aria-label="Zoom out" onclick={zoom(ZOOM_OUT)}>{ "\u{2212}" }</button>
                <button type="button" class="button icon-button" aria-label="Zoom in" onclick={zoom(ZOOM_IN)}>{ "+" }</button>
                <button type="button" class="button" onclick={self.fit.reform(|_: MouseEvent| ())}>{ "Fit" }</button>
            </>
        }
    }
}

/// How much larger and smaller a step makes it.
pub const ZOOM_IN: f64 = 1.25;
pub const ZOOM_OUT: f64 = 0.8;

/// The view of a drawing: all of it, or what of a large one is around `middle`, until the visitor moves it.
#[hook]
pub fn use_view(place: &NodeRef, graph: &Graph, middle: Option<usize>) -> Control {
    let size = (f64::from(graph.width), f64::from(graph.height));
    let centre = |index: Option<usize>| index.and_then(|index| graph.nodes.get(index)).map(Node::centre);
    let room = use_room(place, size.0 > 0.0);
    let own = use_state_eq(|| None::<View>);
    let whole = View::fit(size, room);
    let view = own.unwrap_or_else(|| whole.legible(size, room, centre(middle)));
    let go = {
        let own = own.setter();
        Callback::from(move |view| own.set(Some(view)))
    };
    let fit = {
        let own = own.setter();
        // What is seen whole anyway goes on fitting by itself.
        Callback::from(move |()| own.set(Some(whole).filter(|whole| !whole.is_legible())))
    };
    use_wheel(place, size.0 > 0.0, view, &go);
    let grips = use_state_eq(Vec::<Grip>::new);
    let wants_two = use_state_eq(|| false);
    let heard = wants_two.setter();
    Control {
        view,
        start: whole.legible(size, room, centre(graph.target())),
        room,
        is_dragged: !grips.is_empty(),
        wants_two: *wants_two,
        down: held(&grips, move |mut others, event| {
            heard.set(false);
            if event.button() == 0 {
                others.push((event.pointer_id(), point(event)));
            }
            others
        }),
        moved: moved(place, &grips, &wants_two, view, &go),
        up: held(&grips, |others, _| others),
        zoom: go.reform(move |factor| view.zoomed(factor, (room.0 / 2.0, room.1 / 2.0))),
        fit,
        go,
    }
}

/// The width and height of the place of the drawing.
#[hook]
fn use_room(place: &NodeRef, is_drawn: bool) -> (f64, f64) {
    let room = use_state_eq(|| (760.0, 340.0));
    let heard = room.setter();
    use_effect_with((place.clone(), is_drawn), move |(place, _)| {
        let listener = element::on_resize(place, move |width, height| {
            if width > 0.0 {
                heard.set((width, height));
            }
        });
        move || drop(listener)
    });
    *room
}

/// Enlarges and moves the view as a wheel turns.
#[hook]
fn use_wheel(place: &NodeRef, is_drawn: bool, view: View, go: &Callback<View>) {
    let latest = use_mut_ref(|| view);
    *latest.borrow_mut() = view;
    let go = go.clone();
    use_effect_with((place.clone(), is_drawn), move |(place, _)| {
        let listener = element::on_wheel(place, move |turn| {
            let view = *latest.borrow();
            go.emit(match turn {
                Turn::Zoom(far, around) => view.zoomed(within(-far * 0.01, -0.5, 0.5).exp(), around),
                Turn::Scroll(x, y) => view.moved((-x, -y)),
            });
        });
        move || drop(listener)
    });
}

/// Changes which pointers are down: `next` gets the others that are.
fn held(
    grips: &UseStateHandle<Vec<Grip>>,
    next: impl Fn(Vec<Grip>, &PointerEvent) -> Vec<Grip> + 'static,
) -> Callback<PointerEvent> {
    let grips = grips.clone();
    Callback::from(move |event: PointerEvent| grips.set(next(without(&grips, &event), &event)))
}

/// Moves the view with one pointer that is down; moves and enlarges it with two.
fn moved(
    place: &NodeRef,
    grips: &UseStateHandle<Vec<Grip>>,
    wants_two: &UseStateHandle<bool>,
    view: View,
    go: &Callback<View>,
) -> Callback<PointerEvent> {
    let (grips, wants_two, go, place) = (grips.clone(), wants_two.setter(), go.clone(), place.clone());
    Callback::from(move |event: PointerEvent| {
        let Some(&(id, from)) = grips.iter().find(|grip| grip.0 == event.pointer_id()) else { return };
        let to = point(&event);
        let by = (to.0 - from.0, to.1 - from.1);
        // A click that trembles is a click.
        if by.0.abs() + by.1.abs() <= 3.0 {
            return;
        }
        let mut others = without(&grips, &event);
        element::capture_pointer(&place, &event);
        match (others.first(), element::area(&place)) {
            (Some(&(_, still)), Some(area)) => {
                let factor = distance(still, to) / distance(still, from).max(1.0);
                let middle = ((still.0 + to.0) / 2.0 - area.left, (still.1 + to.1) / 2.0 - area.top);
                go.emit(view.moved((by.0 / 2.0, by.1 / 2.0)).zoomed(factor, middle));
            }
            // One finger scrolls the page around this one.
            _ if event.pointer_type() == "touch" && frame::is_framed() => wants_two.set(true),
            _ => go.emit(view.moved(by)),
        }
        others.push((id, to));
        grips.set(others);
    })
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
