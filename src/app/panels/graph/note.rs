use std::rc::Rc;

use yew::prelude::*;

/// What is said about each stage of the present text; empty where nothing is.
pub type StageNotes = Rc<Vec<Option<StageNote>>>;

/// A few words about a stage that another part of the page has to say, such as what a simulated build does to it. The
/// graph draws them on the lower border of the stage and reads them out behind its name.
///
/// To show notes, give [`GraphPanel`](super::GraphPanel) its property `notes`: a list in step with the stages of the
/// present text (`Model::stages`), `None` where there is nothing to say. The words should be one or two (`cached`,
/// `4 rebuild`); the class becomes `note-<class>` of the drawn `<g class="node-note …">`, to be coloured by the style
/// sheet of whoever gives the notes (`--note` is the colour of its ground, `--on-note` that of its words).
#[derive(Clone, Debug, PartialEq)]
pub struct StageNote {
    /// What is said, in one or two words.
    pub words: AttrValue,
    /// What kind of note it is, in lower case.
    pub class: &'static str,
}
