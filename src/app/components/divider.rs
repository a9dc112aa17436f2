use dockerfile_playground::text::write_decimal;

use yew::prelude::*;

use crate::app::browser::element;

/// What a divider parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Left from right.
    Columns,
    /// Above from below.
    Rows,
}

/// What a [`Divider`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct DividerProps {
    /// What it parts.
    pub axis: Axis,
    /// The accessible name.
    pub label: &'static str,
    /// The share of the first part, in percent.
    pub share: f32,
    /// The least and the greatest share.
    pub range: (f32, f32),
    /// The share when nothing was chosen; a double click goes back to it.
    pub default: f32,
    /// The element whose parts it divides.
    pub whole: NodeRef,
    /// Another share is wanted.
    pub on_change: Callback<f32>,
}

/// The line between two parts, moved by pointer and by arrow keys.
#[component]
pub fn Divider(props: &DividerProps) -> Html {
    let node = use_node_ref();
    let is_dragged = use_state(|| false);
    let DividerProps { axis, share, range, default, on_change, whole, .. } = props;
    let (axis, share, range, default) = (*axis, *share, *range, *default);
    let onpointerdown = {
        let (node, is_dragged) = (node.clone(), is_dragged.clone());
        Callback::from(move |event: PointerEvent| {
            event.prevent_default();
            element::capture_pointer(&node, &event);
            element::focus(&node);
            is_dragged.set(true);
        })
    };
    let onpointermove = {
        let (whole, on_change, is_dragged) = (whole.clone(), on_change.clone(), *is_dragged);
        Callback::from(move |event: PointerEvent| {
            if is_dragged && let Some(share) = share_at(axis, &whole, &event) {
                on_change.emit(share);
            }
        })
    };
    let stop = {
        let is_dragged = is_dragged.clone();
        Callback::from(move |_: PointerEvent| is_dragged.set(false))
    };
    let onkeydown = {
        let on_change = on_change.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(share) = share_by_key(axis, share, range, &event) {
                event.prevent_default();
                on_change.emit(share);
            }
        })
    };
    let ondblclick = on_change.reform(move |_: MouseEvent| default);
    let (class, orientation) = match axis {
        Axis::Columns => ("divider divider-columns", "vertical"),
        Axis::Rows => ("divider divider-rows", "horizontal"),
    };
    html! {
        <div ref={node} role="separator" tabindex="0" aria-label={props.label} aria-orientation={orientation}
            aria-valuenow={write_decimal(share.into(), 0)} aria-valuemin={write_decimal(range.0.into(), 0)}
            aria-valuemax={write_decimal(range.1.into(), 0)} class={classes!(class, is_dragged.then_some("dragged"))}
            {onpointerdown} {onpointermove} onpointerup={stop.clone()} onpointercancel={stop}
            {onkeydown} {ondblclick} />
    }
}

fn share_at(axis: Axis, whole: &NodeRef, event: &PointerEvent) -> Option<f32> {
    let area = element::area(whole)?;
    let (at, length) = match axis {
        Axis::Columns => (f64::from(event.client_x()) - area.left, area.width),
        Axis::Rows => (f64::from(event.client_y()) - area.top, area.height),
    };
    (length > 0.0).then(|| (at / length * 1000.0).round() as f32 / 10.0)
}

fn share_by_key(axis: Axis, share: f32, range: (f32, f32), event: &KeyboardEvent) -> Option<f32> {
    let step = if event.shift_key() { 10.0 } else { 2.0 };
    match (axis, event.key().as_str()) {
        (Axis::Columns, "ArrowLeft") | (Axis::Rows, "ArrowUp") => Some(share - step),
        (Axis::Columns, "ArrowRight") | (Axis::Rows, "ArrowDown") => Some(share + step),
        (_, "Home") => Some(range.0),
        (_, "End") => Some(range.1),
        _ => None,
    }
}
