//! The parts of the program that follow the first. The first holds what a page needs to be used: the editor, the header,
//! what was kept. What reads a Dockerfile comes after it, and after that the panels that are opened.
//!
//! A part is reached through a table of functions alone ([`Reading`], [`Panels`]); the build (`static/split.mjs`) moves
//! whatever nothing else calls into the file of that part. Without the feature `split` all is one file.

mod border;

use std::rc::Rc;

use dockerfile_playground::graph::Wish;
use dockerfile_playground::model::Model;
use dockerfile_playground::session::WhatIf;
use dockerfile_playground::text::Span;
use dockerfile_playground::{Options, explain};
use yew::prelude::*;

use super::analysis::{Analysed, Analyst};
use super::browser::editor::{Completions, Editor, Hover};
use super::pages::{Side, SideProps, TargetMenu, TargetProps, complete, show, show_rebuilds, show_values};
use super::panels::{
    ImagePanel, ImageProps, InputsPanel, InputsProps, RebuildPanel, RebuildProps, RowMarks, Simulated,
    StageNotes, VariablesPanel, VariablesProps,
};
use super::same::Same;

/// What reads the text: the second part.
#[derive(Debug)]
pub struct Reading {
    /// See [`Analyst::ask`].
    pub analyse: fn(&Analyst, &Rc<str>, &Options, Wish) -> Same<Analysed>,
    /// What could stand at an offset; the flag is whether it was asked for.
    pub complete: fn(&Analysed, u32, bool) -> Option<Completions>,
    /// What there is to say about what stands at an offset.
    pub hover: fn(&Analysed, u32) -> Option<Hover>,
    /// See [`Analysed::thing_at`].
    pub thing_at: fn(&Analysed, u32) -> Span,
    /// Shows in the editor what was found.
    pub show: fn(&Editor, &Same<Analysed>),
    /// Shows in the editor what becomes of each step of a build, or takes it away.
    pub show_rebuilds: fn(&Editor, &Analysed, Option<&Simulated>),
    /// Shows the values of variables in the editor, or takes them away.
    pub show_values: fn(&Editor, &Analysed, bool),
    /// All that is beside the text.
    pub side: fn(SideProps) -> Html,
    /// The stages that can be built.
    pub target_menu: fn(TargetProps) -> Html,
}

static READING: Reading = Reading {
    analyse: Analyst::ask,
    complete,
    hover: |data, offset| {
        let found = explain::hover(&data.analysis.model, offset)?;
        Some(Hover { span: found.span, title: found.title, body: found.text })
    },
    thing_at: Analysed::thing_at,
    show,
    show_rebuilds,
    show_values,
    side: |props| html! { <Side ..props /> },
    target_menu: |props| html! { <TargetMenu ..props /> },
};

/// The panels that are not the first to be seen: the third part.
#[derive(Debug)]
pub struct Panels {
    /// See [`ImagePanel`].
    pub image: fn(ImageProps) -> Html,
    /// See [`InputsPanel`].
    pub inputs: fn(InputsProps) -> Html,
    /// See [`Simulated::notes`].
    pub notes: fn(&Simulated, &Model) -> StageNotes,
    /// See [`Simulated::row_marks`].
    pub row_marks: fn(&Simulated, &Model) -> RowMarks,
    /// See [`RebuildPanel`].
    pub rebuild: fn(RebuildProps) -> Html,
    /// See [`Simulated::new`].
    pub simulate: fn(&Model, &WhatIf) -> Rc<Simulated>,
    /// See [`VariablesPanel`].
    pub variables: fn(VariablesProps) -> Html,
}

static PANELS: Panels = Panels {
    image: |props| html! { <ImagePanel ..props /> },
    inputs: |props| html! { <InputsPanel ..props /> },
    notes: Simulated::notes,
    row_marks: Simulated::row_marks,
    rebuild: |props| html! { <RebuildPanel ..props /> },
    simulate: |model, what_if| Rc::new(Simulated::new(model, what_if)),
    variables: |props| html! { <VariablesPanel ..props /> },
};

/// A part of the program.
pub trait Part: 'static {
    /// Loads it where it is not there yet; tells it, or that it did not arrive.
    fn load(done: impl FnOnce(Option<&'static Self>) + 'static);
}

/// Whether a part is there.
#[derive(Debug)]
pub enum Arrival<T: 'static> {
    /// It is on its way.
    Awaited,
    /// It did not arrive; it can be asked for again.
    Failed,
    /// It is there.
    Here(&'static T),
}

impl<T> Arrival<T> {
    /// The part, once it is there.
    pub fn part(self) -> Option<&'static T> {
        match self {
            Self::Here(part) => Some(part),
            Self::Awaited | Self::Failed => None,
        }
    }
}

impl<T> Clone for Arrival<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Arrival<T> {}

impl<T> PartialEq for Arrival<T> {
    /// There is only one of each part.
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// Loads a part once it is wanted, and again whenever the callback is called.
#[hook]
pub fn use_part<T: Part>(is_wanted: bool) -> (Arrival<T>, Callback<()>) {
    let arrival = use_state_eq(|| Arrival::Awaited);
    let ask = use_callback(arrival.setter(), |(), arrival| {
        arrival.set(Arrival::Awaited);
        let arrival = arrival.clone();
        T::load(move |part| arrival.set(part.map_or(Arrival::Failed, Arrival::Here)));
    });
    let first = ask.clone();
    use_effect_with(is_wanted, move |is_wanted| {
        if *is_wanted {
            first.emit(());
        }
    });
    (*arrival, ask)
}
