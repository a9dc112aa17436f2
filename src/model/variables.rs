//! What variables are worth at one place of the file, who says so, what that hides, and why there is no value.

use std::collections::BTreeMap;

use super::scope::{Binding, BindingKind, Bindings, Missing, VariableUse};
use super::variable_uses::why_missing;
pub use super::variable_uses::{use_at, uses_in};
use super::{Model, StageId, predefined};
use crate::instruction::Kind;
use crate::syntax::Keyword;
use crate::text::Span;

/// More hidden values of one name are not told.
const MAX_HIDDEN: usize = 8;

/// The variables at one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variables {
    /// The stage whose variables they are; `None` before the first FROM and in FROM, which see only ARG from there.
    pub stage: Option<StageId>,
    /// The index of the instruction the place is in.
    pub instruction: Option<usize>,
    /// Every name that has a value here, or that one might expect to have one; sorted by name.
    pub list: Vec<Variable>,
}

/// What one name is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// The name.
    pub name: String,
    /// The value; behind the instruction where that sets it, else before it.
    pub value: Option<String>,
    /// Who gives the value; where there is none, who declares the name.
    pub origin: Option<Origin>,
    /// Why there is no value.
    pub missing: Option<Missing>,
    /// Why there was no value yet when the instruction that sets it used it.
    pub missing_before: Option<Missing>,
    /// The values that this one hides, the nearest first.
    pub hidden: Vec<Origin>,
    /// Whether the instruction uses it.
    pub is_used: bool,
    /// Whether the instruction sets or declares it.
    pub is_set_here: bool,
    /// Whether a shell expands it here, which may know more than the file.
    pub is_shell: bool,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// What gives it.
    pub kind: BindingKind,
    /// The value.
    pub value: Option<String>,
    /// The name where it is declared; `None` where no line does.
    pub span: Option<Span>,
    /// The line of `span`, from 1; 0 where there is none.
    pub line: u32,
    /// The stage whose line that is; `None` before the first FROM.
    pub stage: Option<StageId>,
}

/// The variables at an offset, in bytes: those of the instruction there, or of the place between two.
pub fn at(model: &Model, offset: u32) -> Variables {
    let instruction = model.instruction_at(offset);
    let keyword = instruction.and_then(|index| model.instruction(index)).map(|node| node.keyword);
    let stage = model.stage_at(offset).filter(|_| keyword != Some(Keyword::From)).map(|stage| stage.id);
    let before = instruction.unwrap_or_else(|| {
        let line = model.lines.line(offset) + 1;
        model.file.instructions.partition_point(|node| node.lines.0 <= line)
    });
    let uses = instruction.map(|index| uses_in(model, index)).unwrap_or_default();
    let place = Place { model, stage, before, instruction };
    let mut names: BTreeMap<&str, bool> = BTreeMap::new();
    for name in place.names() {
        names.insert(name, false);
    }
    for found in &uses {
        names.insert(&found.name, true);
    }
    let list = names.into_iter().filter_map(|(name, is_used)| place.variable(name, is_used, &uses)).collect();
    Variables { stage, instruction, list }
}

/// Where the value of a use comes from; `None` where it has none.
pub fn origin_of(model: &Model, found: &VariableUse) -> Option<Origin> {
    found.value.as_ref()?;
    let Some(span) = found.origin else {
        let is_platform = predefined::platform_defaults(model).iter().any(|(name, _)| *name == found.name);
        let kind = match &found.name {
            _ if is_platform => BindingKind::Platform,
            name if predefined::is_proxy_arg(name) => BindingKind::BuildArg,
            _ => BindingKind::Predefined,
        };
        return Some(Origin { kind, value: found.value.clone(), span: None, line: 0, stage: None });
    };
    let stage = model.stage_of(model.instruction_at(span.start)?).map(|stage| stage.id);
    let scope = &model.scope;
    let bindings = stage.map_or(Some(&scope.meta), |stage| scope.stages.get(stage.0))?;
    let binding = bindings.all(&found.name).find(|binding| binding.span == span)?;
    Some(origin(model, binding, stage))
}

fn origin(model: &Model, binding: &Binding, stage: Option<StageId>) -> Origin {
    let span = binding.instruction.map(|_| binding.span);
    let line = span.map_or(0, |span| model.lines.line(span.start) + 1);
    Origin { kind: binding.kind, value: binding.value.clone(), span, line, stage }
}

/// A place whose variables are asked for.
struct Place<'a> {
    model: &'a Model,
    stage: Option<StageId>,
    /// Only what instructions before this one bind.
    before: usize,
    instruction: Option<usize>,
}

impl<'a> Place<'a> {
    /// The names that may be of interest: what is bound in the stage, in its bases or before the first FROM.
    fn names(&self) -> Vec<&'a str> {
        let scope = &self.model.scope;
        let meta = scope.meta.names().filter(|name| match self.stage {
            // In a stage, the platform arguments are only told where they are used.
            Some(_) => scope.meta.find(name, None).is_some_and(|binding| binding.instruction.is_some()),
            None => true,
        });
        let chain = self.stage.into_iter().flat_map(|stage| self.model.counted_chain(stage));
        let bound = chain.filter_map(|stage| scope.stages.get(stage.id.0)).flat_map(Bindings::names);
        meta.chain(bound).collect()
    }

    /// The first instruction that this place does not see, not even behind its own.
    fn next(&self) -> usize {
        self.instruction.map_or(self.before, |index| index + 1)
    }

    fn variable(&self, name: &str, is_used: bool, uses: &[VariableUse]) -> Option<Variable> {
        let chain = self.chain(name);
        let is_set_here = chain.first().is_some_and(|(binding, _)| {
            self.instruction.is_some() && binding.instruction == self.instruction
        });
        // A shell may know what BuildKit does not, and that of a container sees ENV only.
        let told = uses.iter().find(|one| one.name == name && one.is_shell && !is_set_here);
        let known = told.filter(|one| one.value.is_some());
        let given = match known.and_then(|one| one.origin) {
            Some(span) => chain.iter().position(|(binding, _)| binding.span == span),
            None => chain.iter().position(|(binding, _)| binding.value.is_some()),
        };
        let is_elsewhere = known.is_some_and(|one| one.origin.is_some()) && given.is_none();
        let at = given.or(if chain.is_empty() || is_elsewhere { None } else { Some(0) });
        let source =
            at.and_then(|at| chain.get(at)).map(|(binding, stage)| origin(self.model, binding, *stage));
        let source = source.or_else(|| origin_of(self.model, known.filter(|_| is_elsewhere)?));
        let (value, missing) = match (told, &source) {
            (Some(told), _) => (told.value.clone(), told.missing),
            (None, Some(origin)) if origin.value.is_some() => (origin.value.clone(), None),
            (None, Some(origin)) => (None, Some(Missing::NoDefault(origin.span.unwrap_or_default()))),
            (None, None) => (None, Some(why_missing(self.model, self.stage, self.next(), name))),
        };
        let hidden = self.hidden(name, &chain, at);
        let mut before = uses.iter().filter(|one| is_set_here && one.name == name);
        let missing_before = before.find_map(|one| one.missing);
        let is_shell = told.is_some();
        Some(Variable {
            name: name.to_owned(),
            value,
            origin: source,
            missing,
            missing_before,
            hidden,
            is_used,
            is_set_here,
            is_shell,
        })
    }

    /// Every binding of a name that is seen from here, the nearest first, with its stage.
    fn chain(&self, name: &str) -> Vec<(&'a Binding, Option<StageId>)> {
        let scope = &self.model.scope;
        // What the instruction itself binds is seen behind it.
        let end = self.next();
        let is_before = move |binding: &&Binding| binding.instruction.is_none_or(|index| index < end);
        let Some(stage) = self.stage else {
            return scope.meta.all(name).rev().filter(is_before).map(|binding| (binding, None)).collect();
        };
        let stages = self.model.counted_chain(stage);
        let bindings = stages.filter_map(|stage| Some((scope.stages.get(stage.id.0)?, stage.id)));
        let all = bindings.flat_map(|(bindings, stage)| {
            bindings.all(name).rev().filter(is_before).map(move |binding| (binding, Some(stage)))
        });
        // What the config of the bases holds is set anew by every stage, whatever an ARG of theirs hid.
        let (mut chain, inherited): (Vec<_>, Vec<_>) =
            all.take(MAX_HIDDEN * 4).partition(|(_, of)| *of == self.stage);
        let (settings, arguments): (Vec<_>, Vec<_>) =
            inherited.into_iter().partition(|(binding, _)| binding.is_setting());
        chain.extend(settings);
        chain.extend(arguments);
        chain
    }

    /// The values that the one at `at` hides: the default behind a build argument, earlier bindings, and what ARG before the
    /// first FROM says where the stage does not take it.
    fn hidden(&self, name: &str, chain: &[(&Binding, Option<StageId>)], at: Option<usize>) -> Vec<Origin> {
        let Some((binding, stage)) = at.and_then(|at| chain.get(at)) else { return Vec::new() };
        let mut hidden = Vec::new();
        if binding.kind == BindingKind::BuildArg
            && let Some(default) = self.default_of(binding)
        {
            let given = origin(self.model, binding, *stage);
            hidden.push(Origin { kind: BindingKind::ArgDefault, value: Some(default), ..given });
        }
        let rest = chain.iter().skip(at.map_or(0, |at| at + 1));
        let rest = rest.filter(|(other, _)| other.value.is_some() && other.kind != BindingKind::Predefined);
        hidden.extend(rest.take(MAX_HIDDEN).map(|(other, stage)| origin(self.model, other, *stage)));
        let meta = self.model.scope.meta.find_value(name, None);
        let meta = meta.filter(|meta| self.stage.is_some() && meta.instruction.is_some());
        if let Some(meta) = meta.filter(|_| binding.kind != BindingKind::MetaArg) {
            hidden.push(origin(self.model, meta, None));
        }
        hidden
    }

    /// The default of the ARG that makes a binding, as it is written where that cannot be told.
    fn default_of(&self, binding: &Binding) -> Option<String> {
        let index = binding.instruction?;
        let Kind::Arg(arg) = self.model.kind(index)? else { return None };
        let arg = arg.args.iter().find(|arg| arg.name.span == binding.span)?;
        let word = arg.default.as_ref()?;
        Some(self.model.expand(index, word).unwrap_or_else(|| word.text.clone()))
    }
}

#[cfg(test)]
mod tests;
