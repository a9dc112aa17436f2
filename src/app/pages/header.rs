use dockerfile_playground::session::{Action, Input, Panel, Session, Theme, count_inputs, samples};
use yew::prelude::*;

use super::share::Share;
use crate::app::analysis::Analysed;
use crate::app::components::{Icon, Menu, MenuItem, Shape};
use crate::app::same::Same;

/// What the [`Header`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The session.
    pub session: Same<Session>,
    /// The menu of stages that can be built, once they are known.
    pub target: Html,
    /// The text at this moment.
    pub on_text: Callback<(), Option<std::rc::Rc<str>>>,
    /// How it acts on the session.
    pub on_action: Callback<Action>,
}

/// The top of the page.
#[component]
pub fn Header(props: &Props) -> Html {
    let Props { session, target, on_text, on_action } = props;
    html! {
        <header class="header">
            <h1><Icon shape={Shape::Logo} /><span>{ "Dockerfile playground" }</span></h1>
            <ExampleMenu text={session.text.clone()} on_action={on_action.clone()} />
            <div class="wide-only">{ target.clone() }</div>
            { inputs_button(session, on_action) }
            <span class="spring" />
            <Share session={session.clone()} on_text={on_text.clone()} />
            <div class="wide-only">
                <ThemeMenu id="theme" theme={session.settings.theme} on_action={on_action.clone()} />
            </div>
        </header>
    }
}

/// Leads to what the build is called with, and tells how much of it is set.
fn inputs_button(session: &Session, on_action: &Callback<Action>) -> Html {
    let count = count_inputs(&session.options);
    html! {
        <button type="button" class="button wide-only" onclick={on_action.reform(|_: MouseEvent| Action::Show(Panel::Inputs))}>
            { "Build inputs" }
            if count > 0 {
                <strong>{ format!("{count} set") }</strong>
            }
        </button>
    }
}

#[derive(Properties, PartialEq)]
struct ExampleProps {
    text: std::rc::Rc<str>,
    on_action: Callback<Action>,
}

/// The examples.
#[component]
fn ExampleMenu(props: &ExampleProps) -> Html {
    let chosen = samples::of_text(&props.text);
    let item = |sample: &samples::Sample| MenuItem {
        title: sample.name.into(),
        detail: sample.about.into(),
        is_chosen: chosen == Some(sample),
    };
    let on_choose = {
        let on_action = props.on_action.clone();
        Callback::from(move |at: usize| {
            if let Some(sample) = samples::ALL.get(at) {
                on_action.emit(Action::OpenSample(sample.name, sample.text.into()));
            }
        })
    };
    let title = chosen.map_or("Examples", |sample| sample.name);
    let label = if chosen.is_some() { format!("Example: {title}") } else { title.to_owned() };
    html! {
        <Menu id="examples" {label} items={samples::ALL.iter().map(item).collect::<Vec<_>>()} {on_choose}>
            { title }<Icon shape={Shape::Down} />
        </Menu>
    }
}

/// What a [`TargetMenu`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct TargetProps {
    /// The beginning of its ids.
    pub id: &'static str,
    /// The analysis that knows the stages.
    pub data: Same<Analysed>,
    /// How it acts on the session.
    pub on_action: Callback<Action>,
}

/// The stage that is built.
#[component]
pub fn TargetMenu(props: &TargetProps) -> Html {
    let model = &props.data.analysis.model;
    let last = model.stages.len().saturating_sub(1);
    let item = |stage: &dockerfile_playground::model::Stage| MenuItem {
        title: stage.title().into(),
        detail: if stage.id.0 == last {
            "the last stage".into()
        } else {
            format!("line {}", stage.lines.0).into()
        },
        is_chosen: model.target == Some(stage.id),
    };
    let items: Vec<MenuItem> = model.targets().take(MAX_TARGETS).map(item).collect();
    let on_choose = {
        let (data, on_action) = (props.data.clone(), props.on_action.clone());
        Callback::from(move |at: usize| {
            let model = &data.analysis.model;
            let stage = model.targets().nth(at).filter(|stage| stage.id.0 + 1 < model.stages.len());
            on_action.emit(Action::Input(Input::Target(stage.and_then(|stage| stage.name.clone()))));
        })
    };
    let chosen = match (model.target.and_then(|target| model.stage(target)), &model.options.target) {
        (Some(stage), _) => stage.title(),
        (None, Some(asked)) => format!("{asked} (missing)"),
        (None, None) => "none".to_owned(),
    };
    html! {
        <Menu id={props.id} label={format!("Target: {chosen}")} {items} {on_choose}>
            { "Target: " }<strong>{ chosen }</strong><Icon shape={Shape::Down} />
        </Menu>
    }
}

/// More stages are not listed; a text can name any.
const MAX_TARGETS: usize = 500;

/// What a [`ThemeMenu`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct ThemeProps {
    /// The beginning of its ids.
    pub id: &'static str,
    /// The chosen theme.
    pub theme: Theme,
    /// How it acts on the session.
    pub on_action: Callback<Action>,
}

/// Light, dark or as the system has it.
#[component]
pub fn ThemeMenu(props: &ThemeProps) -> Html {
    let item = |theme: &Theme| MenuItem {
        title: theme.title().into(),
        detail: if *theme == Theme::System { "as the system has it".into() } else { "".into() },
        is_chosen: *theme == props.theme,
    };
    let on_choose = {
        let on_action = props.on_action.clone();
        Callback::from(move |at: usize| {
            on_action.emit(Action::Theme(Theme::ALL.get(at).copied().unwrap_or_default()));
        })
    };
    let label = format!("Theme: {}", props.theme.title());
    let items: Vec<MenuItem> = Theme::ALL.iter().map(item).collect();
    html! {
        <Menu id={props.id} {label} {items} {on_choose} class="icon-button" is_at_end={true}>
            <Icon shape={Shape::Theme} />
        </Menu>
    }
}
