//! What the build means: stages, what they start from and copy from, scopes, variables, the image config, commands.
//!
//! Every fact that two features need is derived here, once. The model is total: whatever the source, there is a model,
//! and what BuildKit would refuse is in [`Model::errors`].

mod base_facts;
mod build;
mod build_args;
mod check;
mod chosen;
mod command;
mod config;
mod defaults;
mod deferred;
mod deletion;
pub mod dockerignore;
mod earlier;
mod edge;
mod epoch;
mod evaluate;
mod options;
pub mod predefined;
#[cfg(test)]
mod quirks;
mod recheck;
mod resolve;
mod scope;
mod stage;
mod surroundings;
mod variable_uses;
pub mod variables;

pub use base_facts::{BaseFacts, System, base_facts, platform_prefix};
pub use build_args::{BuildArgument, BuildArgumentKind, build_arguments, is_secret_name};
pub use chosen::Chosen;
pub use command::{RunScript, ScriptSource};
pub use config::{Health, ImageConfig, Setting};
pub use deferred::{Deferred, Dispatched};
pub use deletion::Deletion;
pub use edge::{Edge, EdgeKind, Endpoint};
pub use options::{DEFAULT_PLATFORM, Options};
pub use scope::{Binding, BindingKind, Bindings, Missing, Scope, VariableUse};
pub use stage::{Base, Stage, StageId};
pub use surroundings::Surroundings;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::instruction::Kind;
use crate::syntax::check_options::CheckOptions;
use crate::syntax::{File, Instruction, Keyword, SyntaxError, Word};
use crate::text::{LineIndex, Span};

/// More stages than this are not analysed.
pub const MAX_STAGES: usize = 5_000;

/// A longer text is not analysed, in bytes.
pub const MAX_SOURCE_BYTES: usize = 1_048_576;

/// A Dockerfile and what it means for the given [`Options`].
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The text.
    pub source: Rc<str>,
    /// Where its lines begin.
    pub lines: LineIndex,
    /// Its syntax.
    pub file: File,
    /// The keywords of its instructions.
    pub(crate) keywords: Vec<Keyword>,
    /// The first lines of its instructions.
    first_lines: Vec<u32>,
    /// What was found to be known of the images that stages start from.
    known_images: RefCell<BTreeMap<StageId, BaseFacts>>,
    /// What was asked for.
    pub options: Options,
    /// Which build checks run, by the `check` directive or the build argument that replaces it.
    pub check_options: CheckOptions,
    /// What each instruction of `file` says, in the same order; `None` where it could not be understood.
    pub kinds: Vec<Option<Kind>>,
    /// Of which instructions that was read without an error.
    is_sound: Vec<bool>,
    /// The stage of each instruction; `None` before the first FROM. A FROM belongs to the stage it starts.
    pub stage_of: Vec<Option<StageId>>,
    /// The stages in order.
    pub stages: Vec<Stage>,
    /// What stages take from each other, from images and from contexts, in source order.
    pub edges: Vec<Edge>,
    /// Variables: what is declared where and what is worth what.
    pub scope: Scope,
    /// What each instruction finds when it runs, in the order of the file.
    pub surroundings: Vec<Rc<Surroundings>>,
    /// What holds at the end of each stage.
    pub final_surroundings: Vec<Rc<Surroundings>>,
    /// What ONBUILD makes stages run, in the order of the stages.
    pub deferred: Vec<Deferred>,
    /// What instructions with variables in their flags say once these are replaced, by index: mounts and the like.
    pub expanded: BTreeMap<usize, Kind>,
    /// The commands of every RUN (also inside ONBUILD) that a POSIX shell reads, in source order.
    pub scripts: Vec<RunScript>,
    /// The stage that is built; `None` where there is none or the asked one does not exist.
    pub target: Option<StageId>,
    /// Everything BuildKit would refuse, from the parser, the instructions and the model, in source order.
    pub errors: Vec<SyntaxError>,
}

impl Model {
    /// The model of a text.
    pub fn new(source: &str, options: &Options) -> Self {
        build::build(source, options, None)
    }

    /// The same from the model of a text that was a little different: what stands in both is not read again.
    pub fn again(source: &str, options: &Options, earlier: Self) -> Self {
        build::build(source, options, Some(earlier))
    }

    /// The instruction at an index.
    pub fn instruction(&self, index: usize) -> Option<&Instruction> {
        self.file.instructions.get(index)
    }

    /// What the instruction at an index says.
    pub fn kind(&self, index: usize) -> Option<&Kind> {
        self.kinds.get(index)?.as_ref()
    }

    /// The stage of this id.
    pub fn stage(&self, id: StageId) -> Option<&Stage> {
        self.stages.get(id.0)
    }

    /// The stages that a build can be asked for, in order: those with a name, and the last one.
    pub fn targets(&self) -> impl Iterator<Item = &Stage> {
        let last = self.stages.len().saturating_sub(1);
        self.stages.iter().filter(move |stage| stage.name.is_some() || stage.id.0 == last)
    }

    /// The stage an instruction stands in.
    pub fn stage_of(&self, index: usize) -> Option<&Stage> {
        self.stage((*self.stage_of.get(index)?)?)
    }

    /// Index and syntax of every instruction, with what it says.
    pub fn instructions(&self) -> impl Iterator<Item = (usize, &Instruction, Option<&Kind>)> {
        self.file.instructions.iter().enumerate().map(|(index, node)| (index, node, self.kind(index)))
    }

    /// Index and syntax of the instructions of a stage behind its FROM, with what they say.
    pub fn instructions_of(
        &self,
        stage: &Stage,
    ) -> impl Iterator<Item = (usize, &Instruction, Option<&Kind>)> {
        let range = stage.instructions.clone();
        let nodes = self.file.instructions.get(range.clone()).unwrap_or_default();
        range.zip(nodes).map(|(index, node)| (index, node, self.kind(index)))
    }

    /// The index of the instruction whose lines hold `offset`: also between its lines, in its heredocs and at its end.
    pub fn instruction_at(&self, offset: u32) -> Option<usize> {
        let line = self.lines.line(offset) + 1;
        let after = self.first_lines.partition_point(|first| *first <= line);
        let index = after.checked_sub(1)?;
        (self.instruction(index)?.lines.1 >= line).then_some(index)
    }

    /// The stage whose lines hold `offset`, from its FROM up to the next.
    pub fn stage_at(&self, offset: u32) -> Option<&Stage> {
        let line = self.lines.line(offset) + 1;
        let after = self.stages.partition_point(|stage| stage.lines.0 <= line);
        self.stages.get(after.checked_sub(1)?)
    }

    /// What the instruction at an index finds when it runs.
    pub fn surroundings(&self, index: usize) -> Option<&Surroundings> {
        self.surroundings.get(index).map(Rc::as_ref)
    }

    /// What holds at the end of a stage.
    pub fn final_surroundings(&self, id: StageId) -> Option<&Surroundings> {
        self.final_surroundings.get(id.0).map(Rc::as_ref)
    }

    /// The commands of the RUN at an index, where a POSIX shell reads them.
    pub fn script(&self, index: usize) -> Option<&RunScript> {
        let at = self.scripts.partition_point(|script| script.instruction < index);
        self.scripts.get(at).filter(|script| script.instruction == index)
    }

    /// The image config at the end of a stage.
    pub fn config(&self, id: StageId) -> ImageConfig {
        config::of(self, id)
    }

    /// The text of a word with its variables replaced, as instruction `index` sees them; `None` where that fails.
    pub fn expand(&self, index: usize, word: &Word) -> Option<String> {
        evaluate::expand_at(self, index, word)
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.source)
    }

    /// The chain of stages a stage starts from: itself, its base, the base of that, and so on.
    pub fn base_chain(&self, id: StageId) -> impl Iterator<Item = &Stage> {
        // A stage only starts from earlier ones, so the chain ends.
        std::iter::successors(self.stage(id), |stage| match stage.base {
            Base::Stage(base) if base < stage.id => self.stage(base),
            _ => None,
        })
    }

    /// The stages whose instructions count for a stage: those of its base chain that no named context has taken the place
    /// of, and itself.
    pub fn counted_chain(&self, id: StageId) -> impl Iterator<Item = &Stage> {
        self.base_chain(id).filter(move |stage| stage.id == id || !stage.is_replaced)
    }

    /// The image, context or scratch at the end of a stage's base chain.
    pub fn root_base(&self, id: StageId) -> Option<&Base> {
        self.base_chain(id).last().map(|stage| &stage.base)
    }
}
