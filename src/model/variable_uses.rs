use std::collections::BTreeSet;

use super::scope::{Binding, BindingKind, Missing, VariableUse};
use super::{Model, StageId};
use crate::instruction::{Command, Kind};
use crate::shell::{self, BlockKind, Dialect, PartKind, Script, Word};
use crate::syntax::Form;
use crate::text::{Span, order};

/// Every place of an instruction that uses a variable, sorted by start: what BuildKit expands, and what the shell of RUN,
/// CMD, ENTRYPOINT or HEALTHCHECK does, as far as the file tells.
pub fn uses_in(model: &Model, instruction: usize) -> Vec<VariableUse> {
    let mut uses = model.scope.uses_of(instruction).to_vec();
    let place = model.stage_of(instruction).filter(|stage| stage.from != instruction).map(|stage| stage.id);
    for one in uses.iter_mut().filter(|one| one.missing == Some(Missing::Undeclared)) {
        one.missing = Some(why_missing(model, place, instruction + 1, &one.name));
    }
    if let (Some(stage), Some(kind)) = (model.stage_of(instruction), model.kind(instruction)) {
        let stage = stage.id;
        match kind {
            Kind::Run(_) => {
                if let Some(script) = model.script(instruction) {
                    let names = set_by_script(&script.script);
                    let find = |name: &str| in_run(model, stage, instruction, name, &names);
                    add_uses(&script.script, instruction, &mut uses, find);
                }
            }
            Kind::Cmd(command) | Kind::Entrypoint(command) => {
                at_run_time(model, stage, instruction, command, &mut uses);
            }
            Kind::Healthcheck(health) => {
                if let Some(command) = &health.command {
                    at_run_time(model, stage, instruction, command, &mut uses);
                }
            }
            _ => {}
        }
    }
    order::sort_by_key(&mut uses, |one| (one.span.start, std::cmp::Reverse(one.span.end)));
    uses
}

/// The innermost use at an offset, in bytes.
pub fn use_at(model: &Model, offset: u32) -> Option<VariableUse> {
    let uses = uses_in(model, model.instruction_at(offset)?);
    uses.into_iter().rev().find(|one| one.span.start <= offset && offset < one.span.end)
}

/// Why a name that no instruction before `next` declares has no value: in a stage, or in the global scope.
pub(super) fn why_missing(model: &Model, stage: Option<StageId>, next: usize, name: &str) -> Missing {
    let scope = &model.scope;
    let own = stage.map_or(Some(&scope.meta), |stage| scope.stages.get(stage.0));
    let later = own.and_then(|bindings| bindings.find_after(name, next));
    let meta = scope.meta.find(name, None);
    if let Some(later) = later.filter(|later| later.kind != BindingKind::Env || meta.is_none()) {
        return Missing::DeclaredLater(later.span);
    }
    match meta {
        Some(meta) if meta.instruction.is_some() => return Missing::NotInStage(meta.span),
        Some(_) => return Missing::NeedsArg,
        None => {}
    }
    let others = scope.stages.iter().enumerate().filter(|(index, _)| stage != Some(StageId(*index)));
    let mut others = others.filter_map(|(_, bindings)| bindings.find(name, None));
    let other = others.find(|binding| binding.instruction.is_some());
    other.map_or(Missing::Undeclared, |binding| Missing::OtherStage(binding.span))
}

/// A value, who gives it, and why there is none.
type Found = (Option<String>, Option<Span>, Option<Missing>);

fn in_run(model: &Model, stage: StageId, before: usize, name: &str, own: &BTreeSet<&str>) -> Found {
    if own.contains(name) {
        return (None, None, Some(Missing::SetByScript));
    }
    if let Some(binding) = model.scope.lookup(stage, name, before) {
        return found(binding);
    }
    // A proxy that is given needs no ARG; the lower case wins.
    let given = &model.options.build_args;
    if super::predefined::is_proxy_arg(name)
        && let Some(value) = given.get(&name.to_ascii_lowercase()).or_else(|| given.get(name))
    {
        return (Some(value.clone()), None, None);
    }
    (None, None, Some(why_missing(model, Some(stage), before + 1, name)))
}

fn found(binding: &Binding) -> Found {
    let origin = binding.instruction.map(|_| binding.span);
    let missing = binding.value.is_none().then_some(Missing::NoDefault(binding.span));
    (binding.value.clone(), origin, missing)
}

/// What the shell of a container finds: the environment of the image, not the build arguments.
fn at_run_time(model: &Model, stage: StageId, index: usize, command: &Command, uses: &mut Vec<VariableUse>) {
    let (Form::Shell, Some(node)) = (command.form, model.instruction(index)) else { return };
    let is_posix = model
        .surroundings(index)
        .is_some_and(|around| matches!(around.dialect(), Dialect::Posix | Dialect::Bash));
    let Some(word) = command.words.first().filter(|_| is_posix) else { return };
    let script = shell::parse(&word.to_joined(&node.line));
    let names = set_by_script(&script);
    let find = |name: &str| {
        if names.contains(name) {
            return (None, None, Some(Missing::SetByScript));
        }
        match env_at_end(model, stage, name) {
            Some(binding) => found(binding),
            None => match model.scope.lookup(stage, name, index) {
                Some(binding) if binding.instruction.is_some() => {
                    (None, None, Some(Missing::BuildOnly(binding.span)))
                }
                Some(binding) => found(binding),
                None => (None, None, Some(Missing::Undeclared)),
            },
        }
    };
    add_uses(&script, index, uses, find);
}

/// The last ENV of a name in a stage and what it starts from.
fn env_at_end<'a>(model: &'a Model, stage: StageId, name: &str) -> Option<&'a Binding> {
    model.counted_chain(stage).find_map(|stage| {
        let bindings = model.scope.stages.get(stage.id.0)?;
        bindings.all(name).rev().find(|binding| binding.kind == BindingKind::Env)
    })
}

/// The names that a script sets itself.
fn set_by_script(script: &Script) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for command in &script.commands {
        // Before a command, an assignment is for that command alone.
        if command.words.is_empty() {
            names.extend(command.assignments.iter().filter_map(|one| one.name.split('[').next()));
        }
        let Some((first, rest)) = command.words.split_first() else { continue };
        if matches!(first.text.as_str(), "export" | "local" | "declare" | "readonly" | "read" | "getopts") {
            names.extend(rest.iter().filter_map(|word| word.text.split('=').next()));
        }
    }
    let loops = script.blocks.iter().filter(|block| matches!(block.kind, BlockKind::For | BlockKind::Select));
    names.extend(loops.filter_map(|block| Some(block.words.first()?.text.as_str())));
    names
}

fn add_uses(script: &Script, instruction: usize, uses: &mut Vec<VariableUse>, find: impl Fn(&str) -> Found) {
    let mut add = |word: &Word| {
        for part in word.parts.iter() {
            let PartKind::Variable { name, .. } = &part.kind else { continue };
            if !name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
                continue;
            }
            let (value, origin, missing) = find(name);
            uses.push(VariableUse {
                name: name.clone(),
                span: part.span,
                instruction,
                word: word.span,
                value,
                origin,
                missing,
                is_shell: true,
            });
        }
    };
    for command in &script.commands {
        command.words.iter().for_each(&mut add);
        command.assignments.iter().for_each(|assignment| add(&assignment.value));
        for redirect in &command.redirects {
            add(&redirect.target);
            redirect.body.iter().for_each(&mut add);
        }
    }
}
