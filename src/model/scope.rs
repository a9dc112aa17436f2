use std::cell::RefCell;
use std::collections::BTreeMap;

use super::StageId;
use crate::text::{Span, order};

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
    /// What stages were found to inherit under a name. A stage is complete before another starts from it.
    inherited: RefCell<Vec<BTreeMap<String, Option<Place>>>>,
}

/// A binding: its stage and its index there.
type Place = (StageId, usize);

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
    /// BuildKit knows it, but in a stage only an ARG brings it in.
    NeedsArg,
    /// Another stage declares it, which this one does not start from.
    OtherStage(Span),
    /// It is declared further down.
    DeclaredLater(Span),
    /// An ARG declares it without a default, and no build argument gives a value.
    NoDefault(Span),
    /// It is a build argument, and no container has those.
    BuildOnly(Span),
    /// The commands around it set it themselves.
    SetByScript,
}

impl Binding {
    /// Whether it is a value in the image config.
    pub(super) fn is_setting(&self) -> bool {
        self.value.is_some() && matches!(self.kind, BindingKind::Env | BindingKind::Predefined)
    }
}

impl Bindings {
    /// Adds a binding.
    pub fn push(&mut self, binding: Binding) {
        self.by_name.entry(binding.name.clone()).or_default().push(self.list.len());
        self.list.push(binding);
    }

    /// The last binding of a name that is made before instruction `before`; of all, where that is `None`.
    pub fn find(&self, name: &str, before: Option<usize>) -> Option<&Binding> {
        self.list.get(self.index_of(name, before, |_| true)?)
    }

    /// The last binding of a name with a value that is made before instruction `before`.
    pub fn find_value(&self, name: &str, before: Option<usize>) -> Option<&Binding> {
        self.list.get(self.index_of(name, before, |binding| binding.value.is_some())?)
    }

    fn index_of(
        &self,
        name: &str,
        before: Option<usize>,
        is_meant: impl Fn(&Binding) -> bool,
    ) -> Option<usize> {
        let indices = self.by_name.get(name)?;
        let is_before = |index: &usize| match (self.list.get(*index).and_then(|b| b.instruction), before) {
            (Some(instruction), Some(before)) => instruction < before,
            _ => true,
        };
        let made = indices.get(..indices.partition_point(is_before))?;
        made.iter().rev().copied().find(|index| self.list.get(*index).is_some_and(&is_meant))
    }

    /// The first binding of a name that is made by instruction `next` or a later one.
    pub fn find_after(&self, name: &str, next: usize) -> Option<&Binding> {
        let indices = self.by_name.get(name)?;
        let made_by = |index: &usize| self.list.get(*index).and_then(|binding| binding.instruction);
        let first = indices.partition_point(|index| made_by(index) < Some(next));
        self.list.get(*indices.get(first)?)
    }

    /// Every binding of a name, in order.
    pub fn all(&self, name: &str) -> impl DoubleEndedIterator<Item = &Binding> {
        let indices = self.by_name.get(name).map(Vec::as_slice).unwrap_or_default();
        indices.iter().filter_map(|index| self.list.get(*index))
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
        let bindings = self.stages.get(stage.0)?;
        if let Some(binding) = bindings.find_value(name, Some(before)) {
            return Some(binding);
        }
        let inherited = self.inherited(stage, name);
        if inherited.is_some_and(|binding| binding.value.is_some()) {
            return inherited;
        }
        bindings.find(name, Some(before)).or(inherited)
    }

    /// What a stage inherits under a name: the closest setting of the config of its bases, which every stage sets anew,
    /// before the closest ARG with a value, before one without.
    ///
    /// What was found is kept, so that a long chain of stages that use the same names is not walked for every use.
    fn inherited(&self, stage: StageId, name: &str) -> Option<&Binding> {
        let mut argument = None;
        let mut declared = None;
        let mut at = stage;
        let setting = loop {
            if let Some(known) = self.known(at, name) {
                let has = |is_meant: fn(&Binding) -> bool| {
                    known.filter(|place| self.binding(*place).is_some_and(is_meant))
                };
                argument = argument.or(has(|binding| binding.value.is_some()));
                declared = declared.or(known);
                break has(Binding::is_setting);
            }
            let parent = self.parents.get(at.0).copied().flatten().filter(|parent| *parent < at);
            let Some((parent, bindings)) =
                parent.and_then(|parent| Some((parent, self.stages.get(parent.0)?)))
            else {
                break None;
            };
            let find = |is_meant: fn(&Binding) -> bool| {
                bindings.index_of(name, None, is_meant).map(|index| (parent, index))
            };
            if let Some(place) = find(Binding::is_setting) {
                break Some(place);
            }
            argument = argument.or_else(|| find(|binding| binding.value.is_some()));
            declared = declared.or_else(|| find(|_| true));
            at = parent;
        };
        let place = setting.or(argument).or(declared);
        self.remember(stage, name, place);
        self.binding(place?)
    }

    fn binding(&self, (stage, index): Place) -> Option<&Binding> {
        self.stages.get(stage.0)?.list.get(index)
    }

    fn known(&self, stage: StageId, name: &str) -> Option<Option<Place>> {
        self.inherited.borrow().get(stage.0)?.get(name).copied()
    }

    fn remember(&self, stage: StageId, name: &str, place: Option<Place>) {
        let mut inherited = self.inherited.borrow_mut();
        if inherited.len() <= stage.0 {
            inherited.resize(stage.0 + 1, BTreeMap::new());
        }
        if let Some(names) = inherited.get_mut(stage.0) {
            names.insert(name.to_owned(), place);
        }
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
        order::map(visible.into_keys().filter_map(|name| Some((name, self.lookup(stage, name, before)?))))
    }
}
