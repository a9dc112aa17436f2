use std::collections::BTreeMap;

use super::StageId;
use crate::text::Span;

/// Variables: every declaration in order, and every use with its value.
///
/// A stage sees the bindings of its base stage (as they are at that stage's end), then its own up to the point asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scope {
    /// ARG before the first FROM, and platform arguments.
    pub meta: Bindings,
    /// The bindings of each stage.
    pub stages: Vec<Bindings>,
    /// What each stage inherits from.
    pub parents: Vec<Option<StageId>>,
    /// Every place that expands a variable, by instruction and in the order in which it expands them.
    pub uses: Vec<VariableUse>,
    /// Whether values grew so long that nothing more was expanded.
    pub is_cut_off: bool,
}

/// Bindings in the order in which they are made, findable by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bindings {
    /// In order.
    pub list: Vec<Binding>,
    /// Indices into `list` by name, ascending.
    by_name: BTreeMap<String, Vec<usize>>,
}

/// One declaration or assignment of a variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Binding {
    /// The name.
    pub name: String,
    /// The value; `None` for an ARG without one.
    pub value: Option<String>,
    /// Who made it.
    pub kind: BindingKind,
    /// The index of the instruction that makes it; `None` where no instruction does.
    pub instruction: Option<usize>,
    /// Where the name stands; empty where no instruction makes it.
    pub span: Span,
}

/// Who made a binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BindingKind {
    /// ENV.
    Env,
    /// ARG with its own default.
    ArgDefault,
    /// ARG whose value is a build argument of the command line.
    BuildArg,
    /// ARG in a stage whose value comes from the ARG before the first FROM.
    MetaArg,
    /// ARG of a platform argument (`TARGETPLATFORM`, …) or a platform argument in FROM.
    Platform,
    /// ARG without any value.
    Unset,
    /// What every build has, such as `PATH`.
    Predefined,
}

/// A place that expands a variable.
#[derive(Clone, Debug, PartialEq)]
pub struct VariableUse {
    /// The name.
    pub name: String,
    /// The whole `$NAME` or `${NAME…}`.
    pub span: Span,
    /// The index of the instruction it stands in.
    pub instruction: usize,
    /// The word or heredoc body that is expanded.
    pub word: Span,
    /// What the variable is worth here; `None` where it is not set.
    pub value: Option<String>,
    /// Where the value comes from: the span of the name that declares it; `None` for predefined ones.
    pub origin: Option<Span>,
    /// Why it has no value.
    pub missing: Option<Missing>,
    /// Whether it stands in text that the shell of the build expands, not BuildKit.
    pub is_shell: bool,
}

/// Why a variable has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nothing in the file declares it.
    Undeclared,
    /// An ARG before the first FROM declares it, but no ARG in this stage.
    NotInStage(Span),
    /// It is declared further down.
    DeclaredLater(Span),
    /// An ARG declares it without a default, and no build argument gives a value.
    NoDefault(Span),
}

impl Bindings {
    /// Adds a binding.
    pub fn push(&mut self, binding: Binding) {
        self.by_name.entry(binding.name.clone()).or_default().push(self.list.len());
        self.list.push(binding);
    }

    /// The last binding of a name that is made before instruction `before`; of all, where that is `None`.
    pub fn find(&self, name: &str, before: Option<usize>) -> Option<&Binding> {
        let indices = self.by_name.get(name)?;
        let is_before = |index: &usize| match (self.list.get(*index).and_then(|b| b.instruction), before) {
            (Some(instruction), Some(before)) => instruction < before,
            _ => true,
        };
        let end = indices.partition_point(is_before);
        self.list.get(*indices.get(end.checked_sub(1)?)?)
    }

    /// The last binding of a name with a value that is made before instruction `before`.
    pub fn find_value(&self, name: &str, before: Option<usize>) -> Option<&Binding> {
        let indices = self.by_name.get(name)?;
        let is_before = |binding: &&Binding| match (binding.instruction, before) {
            (Some(instruction), Some(before)) => instruction < before,
            _ => true,
        };
        indices
            .iter()
            .rev()
            .filter_map(|index| self.list.get(*index))
            .filter(is_before)
            .find(|b| b.value.is_some())
    }

    /// All names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }
}

impl Scope {
    /// The uses in an instruction.
    pub fn uses_of(&self, instruction: usize) -> &[VariableUse] {
        let start = self.uses.partition_point(|found| found.instruction < instruction);
        let end = self.uses.partition_point(|found| found.instruction <= instruction);
        self.uses.get(start..end).unwrap_or_default()
    }

    /// The binding that gives `name` its value in `stage` right before instruction `before`, with a value where one of
    /// its declarations has one.
    pub fn lookup(&self, stage: StageId, name: &str, before: usize) -> Option<&Binding> {
        let mut at = Some((stage, Some(before)));
        let mut declared = None;
        // A stage only inherits from earlier ones, so this ends.
        while let Some((stage, before)) = at {
            let bindings = self.stages.get(stage.0)?;
            if let Some(binding) = bindings.find_value(name, before) {
                return Some(binding);
            }
            declared = declared.or_else(|| bindings.find(name, before));
            at = self
                .parents
                .get(stage.0)
                .copied()
                .flatten()
                .filter(|parent| *parent < stage)
                .map(|p| (p, None));
        }
        declared
    }

    /// Every variable visible in `stage` right before instruction `before`, by name.
    pub fn visible(&self, stage: StageId, before: usize) -> BTreeMap<&str, &Binding> {
        let mut visible = BTreeMap::new();
        let mut at = Some(stage);
        while let Some(stage) = at {
            for name in self.stages.get(stage.0).into_iter().flat_map(Bindings::names) {
                visible.entry(name).or_insert(stage);
            }
            at = self.parents.get(stage.0).copied().flatten().filter(|parent| *parent < stage);
        }
        visible.into_keys().filter_map(|name| Some((name, self.lookup(stage, name, before)?))).collect()
    }
}
