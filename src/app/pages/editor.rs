use std::iter::empty;
use std::rc::Rc;

use dockerfile_playground::assist;
use dockerfile_playground::model::Stage;
use dockerfile_playground::session::Session;
use dockerfile_playground::text::Span;
use yew::prelude::*;

use crate::app::analysis::Analysed;
use crate::app::browser::editor::{
    Completion, Completions, Editor, Events, More, Options, Shown, StageLines, Words,
};
use crate::app::later::{Arrival, Reading};
use crate::app::panels::Simulated;
use crate::app::same::Same;

/// What an [`EditorHost`] is made with and shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The session: its text is taken over at first and whenever it was loaded.
    pub session: Same<Session>,
    /// What shows what was found.
    pub reading: Arrival<Reading>,
    /// What there is to show, where that is of the present text.
    pub data: Option<Same<Analysed>>,
    /// The build after the change that is asked about, while it is.
    pub simulated: Option<Rc<Simulated>>,
    /// What the editor reports; taken once.
    pub events: Same<Events>,
    /// The editor is there.
    pub on_ready: Callback<Editor>,
    /// The editor, once it is there.
    pub editor: Option<Editor>,
}

/// The place of the editor.
#[component]
pub fn EditorHost(props: &Props) -> Html {
    let host = use_node_ref();
    let Props { session, reading, data, simulated, events, on_ready, editor } = props;
    let reading = reading.part();
    {
        let (host, session) = (host.clone(), session.clone());
        let (events, on_ready) = (events.clone(), on_ready.clone());
        use_effect_with((), move |()| {
            let options = Options {
                text: &session.text,
                label: "Dockerfile",
                described_by: "leave-editor",
                is_wrapped: session.settings.is_wrapped,
                ..Options::default()
            };
            if let Some(editor) = Editor::mount(&host, (*events).clone(), &options) {
                on_ready.emit(editor);
            }
        });
    }
    {
        let session = session.clone();
        use_effect_with((session.loads, editor.clone()), move |(_, editor)| {
            if let Some(editor) = editor {
                load(editor, &session);
            }
        });
    }
    use_effect_with((data.clone(), editor.clone()), move |(data, editor)| {
        if let (Some(reading), Some(data), Some(editor)) = (reading, data, editor) {
            (reading.show)(editor, data);
        }
    });
    // Until there is more to show, the text is coloured by its syntax.
    let bare = data.is_none().then(|| Rc::clone(&session.text));
    use_effect_with((bare, editor.clone()), |(bare, editor)| {
        if let (Some(text), Some(editor)) = (bare, editor)
            && editor.text() == *text
        {
            let tokens = assist::syntax_tokens(text);
            editor.show(Shown {
                folds: &[],
                stages: &mut empty(),
                diagnostics: &mut empty(),
                more: Rc::new(Bare(tokens.into_iter().map(|(span, class)| (span, class as u32)).collect())),
            });
        }
    });
    let shown = (data.clone(), editor.clone(), session.settings.shows_values);
    use_effect_with(shown, move |(data, editor, shows_values)| {
        if let (Some(reading), Some(data), Some(editor)) = (reading, data, editor) {
            (reading.show_values)(editor, data, *shows_values);
        }
    });
    use_effect_with((data.clone(), editor.clone(), simulated.clone()), move |(data, editor, simulated)| {
        if let (Some(reading), Some(data), Some(editor)) = (reading, data, editor) {
            (reading.show_rebuilds)(editor, data, simulated.as_deref());
        }
    });
    use_effect_with((session.settings.is_wrapped, editor.clone()), |(is_wrapped, editor)| {
        if let Some(editor) = editor {
            editor.set_wrapped(*is_wrapped);
        }
    });
    html! { <div ref={host} class="editor"></div> }
}

fn load(editor: &Editor, session: &Session) {
    if editor.text() != session.text {
        editor.set_text(&session.text);
    }
    editor.set_load(session.loads);
    if session.loads > 0 {
        editor.select(session.selection, true, false);
    }
}

/// Shows what was found, unless the text has changed meanwhile: then more is to come.
pub fn show(editor: &Editor, data: &Same<Analysed>) {
    let model = &data.analysis.model;
    if editor.text() != model.source {
        return;
    }
    let lines = |stage: &Stage| StageLines {
        first: stage.lines.0,
        last: stage.lines.1,
        hue: (stage.id.0 % 8) as u32,
    };
    editor.show(Shown {
        folds: &assist::folds(model),
        stages: &mut model.stages.iter().map(lines),
        diagnostics: &mut data.analysis.findings.iter().map(|one| (one.span, one.severity as u32)),
        more: Rc::new(data.clone()),
    });
}

impl More for Same<Analysed> {
    fn colours(&self, part: Span) -> Rc<[(Span, u32)]> {
        Analysed::colours(self, part)
    }

    fn words(&self, index: u32) -> Option<Words> {
        let finding = self.analysis.findings.get(index as usize)?;
        Some(Words {
            message: finding.message.clone(),
            rule: finding.rule.to_owned(),
            is_fixable: !finding.fixes.is_empty(),
        })
    }
}

/// The colours of a text by its syntax alone.
struct Bare(Rc<[(Span, u32)]>);

impl More for Bare {
    fn colours(&self, _: Span) -> Rc<[(Span, u32)]> {
        Rc::clone(&self.0)
    }

    fn words(&self, _: u32) -> Option<Words> {
        None
    }
}

/// Shows the values of variables, or takes them away.
pub fn show_values(editor: &Editor, data: &Analysed, is_on: bool) {
    let model = &data.analysis.model;
    if !is_on {
        editor.set_values(&[]);
    } else if editor.text() == model.source {
        let list = assist::inlays(model);
        let values = list.iter().map(|one| (one.span, one.is_set.then_some(one.text.as_str())));
        editor.set_values(&values.collect::<Vec<_>>());
    }
}

/// Shows what becomes of each step, or takes it away.
pub fn show_rebuilds(editor: &Editor, data: &Analysed, simulated: Option<&Simulated>) {
    let model = &data.analysis.model;
    match simulated {
        None => editor.set_rebuilds(&[]),
        Some(simulated) if editor.text() == model.source => editor.set_rebuilds(&simulated.marks(model)),
        Some(_) => {}
    }
}

/// What could stand at an offset, for the editor.
pub fn complete(data: &Analysed, offset: u32, is_asked: bool) -> Option<Completions> {
    let found = assist::completions(&data.analysis.model, offset)?;
    // Unasked, nothing is offered before the first character of a word.
    let before = data.analysis.model.source.get(..found.from as usize).unwrap_or_default();
    if !is_asked && offset == found.from && !before.ends_with(['$', '{', '=', ',']) {
        return None;
    }
    let option = |item: assist::Completion| Completion {
        label: item.text.trim_end().to_owned(),
        detail: item.detail,
        apply: item.text.ends_with(' ').then_some(item.text),
        kind: item.kind.id(),
        ..Completion::default()
    };
    Some(Completions { from: found.from, options: found.items.into_iter().map(option).collect() })
}
