use dockerfile_playground::Severity;
use yew::prelude::*;

/// A drawing of 16 by 16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The mark of the playground.
    Logo,
    /// Points down: opens a menu.
    Down,
    /// Half light, half dark.
    Theme,
    /// Closes.
    Close,
    /// A pen: the text.
    Edit,
    /// Boxes and a line: the stages.
    Graph,
    /// A lens: explanations.
    Explain,
    /// A list with marks: findings.
    Problems,
    /// Three dots: the rest.
    More,
    /// A tick.
    Chosen,
}

/// What an [`Icon`] shows.
#[derive(Properties, PartialEq)]
pub struct IconProps {
    /// The drawing.
    pub shape: Shape,
}

/// A drawing that says nothing to a screen reader.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    let path = match props.shape {
        Shape::Logo => "M2 2h5v5H2zM9.500 5.500h5v5h-5zM7 4.500h1.500V8h1M4.500 7v6h5",
        Shape::Down => "M4 6l4 4 4-4",
        Shape::Theme => "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12",
        Shape::Close => "M4 4l8 8M12 4l-8 8",
        Shape::Edit => "M3 13l.7-3L11 2.700 13.300 5 6 12.300zM9.500 4.200l2.300 2.300",
        Shape::Graph => "M2 3h5v4H2zM9 9h5v4H9zM7 5h4.500v4",
        Shape::Explain => "M7 2.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9zM10.300 10.300L14 14",
        Shape::Problems => "M8 2.500L14.500 13.500h-13zM8 6.500v3.200M8 11.300v.4",
        Shape::More => "M3 8h.01M8 8h.01M13 8h.01",
        Shape::Chosen => "M3 8.500l3.200 3L13 4.500",
    };
    let class = classes!("icon", (props.shape == Shape::More).then_some("icon-dots"));
    html! {
        <svg {class} viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
    }
}

/// The picture of a severity: an octagon, a triangle, a circle or a dot.
pub fn severity_icon(severity: Severity) -> Html {
    let path = match severity {
        Severity::Error => "M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5z",
        Severity::Warning => "M8 1.5 15 14H1z",
        Severity::Info => "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z",
        Severity::Style => "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6z",
    };
    let class = classes!("severity", format!("severity-{}", severity.name()));
    html! {
        <svg {class} viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
    }
}
