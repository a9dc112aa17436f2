use dockerfile_playground::session::GraphView;
use yew::prelude::*;

use crate::app::components::{Icon, Menu, MenuItem, Shape};

/// What is drawn and how, to be switched on and off; `is_down` says which way the drawing runs now.
pub fn view_menu(view: GraphView, is_down: bool, on_view: &Callback<GraphView>) -> Html {
    let choices = choices(view, is_down);
    let item = |(title, is_chosen, _): &(&'static str, bool, GraphView)| MenuItem {
        title: (*title).into(),
        detail: AttrValue::default(),
        is_chosen: *is_chosen,
    };
    let items: Vec<MenuItem> = choices.iter().map(item).collect();
    let on_choose = on_view.reform(move |at: usize| choices.get(at).map_or(view, |choice| choice.2));
    html! {
        <Menu id="graph-view" label="What the graph shows" {items} role="menuitemcheckbox" is_at_end={true}
            {on_choose}>
            { "View" }<Icon shape={Shape::Down} />
        </Menu>
    }
}

/// Each choice: its name, whether it holds, and what the view is when it is chosen.
fn choices(view: GraphView, is_down: bool) -> [(&'static str, bool, GraphView); 7] {
    let scratch = |wanted: bool| {
        let is_on = view.scratch == Some(wanted);
        (is_on, GraphView { scratch: (!is_on).then_some(wanted), ..view })
    };
    let ((is_drawn, drawn), (is_hidden, hidden)) = (scratch(true), scratch(false));
    [
        ("From top to bottom", is_down, GraphView { is_down: Some(!is_down), ..view }),
        (
            "Build context and downloads",
            view.has_sources,
            GraphView { has_sources: !view.has_sources, ..view },
        ),
        ("Scratch as a box", is_drawn, drawn),
        ("Nothing about scratch", is_hidden, hidden),
        ("Steps of all stages", view.has_steps, GraphView { has_steps: !view.has_steps, ..view }),
        ("What can run at once", view.has_waves, GraphView { has_waves: !view.has_waves, ..view }),
        ("As a list", view.is_outline, GraphView { is_outline: !view.is_outline, ..view }),
    ]
}
