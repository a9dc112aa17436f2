//! What of a step is not as it was.

use std::collections::BTreeMap;

use super::compare::Comparison;
use super::why::{familiar, shortened, title};
use super::{Aspect, Op, Step};
use crate::model::Model;

/// What is different in a step of its own, as the rest of a sentence about it: `has another command`.
pub(super) fn differences(comparison: &Comparison, step: &Step, before: Option<usize>) -> String {
    let old = before.and_then(|before| comparison.before.1.steps.get(before));
    let Some(old) = old else {
        let is_fetched = step.op == Op::Source;
        return if is_fetched { "is fetched for the first time" } else { "is new at this point" }.to_owned();
    };
    let mut clauses = Vec::new();
    for aspect in ASPECTS {
        let (was, is) = (old.key.get(*aspect), step.key.get(*aspect));
        if was != is {
            clauses.push(clause(comparison, (old, step), *aspect, (was, is)));
        }
    }
    match clauses.as_slice() {
        [] => moved(comparison, step, old),
        [one] => one.clone(),
        [first, second, ..] => format!("{first} and {second}"),
    }
}

/// In files with more assignments than these, variables are not told one by one.
const MAX_BINDINGS: usize = 2_000;

/// Where a step went that is the same but for its place.
fn moved(comparison: &Comparison, step: &Step, old: &Step) -> String {
    let before = old.inputs.first().and_then(|input| comparison.before.1.steps.get(*input));
    let after = step.inputs.first().and_then(|input| comparison.after.1.steps.get(*input));
    match (before, after) {
        (Some(before), _) if !comparison.stays(before) => {
            format!("no longer comes after `{}`", shortened(familiar(before.text())))
        }
        (_, Some(after)) => format!("comes right after {} now", title(after)),
        _ => "is new at this point".to_owned(),
    }
}

/// In the order in which they are told.
const ASPECTS: &[Aspect] = &[
    Aspect::Source,
    Aspect::Platform,
    Aspect::Command,
    Aspect::Env,
    Aspect::Directory,
    Aspect::User,
    Aspect::Hostname,
    Aspect::Network,
    Aspect::Security,
    Aspect::Mounts,
    Aspect::Names,
    Aspect::Destination,
    Aspect::Owner,
    Aspect::Mode,
    Aspect::Includes,
    Aspect::Excludes,
    Aspect::Unpack,
    Aspect::Content,
    Aspect::Shape,
];

fn clause(
    comparison: &Comparison,
    (old, step): (&Step, &Step),
    aspect: Aspect,
    (was, is): (&str, &str),
) -> String {
    let pair = |verb: &str| match (was, is) {
        ("", is) => format!("{verb} {}", code(is)),
        (was, "") => format!("no longer {verb} {}", code(was)),
        (was, is) => format!("{verb} {} instead of {}", code(is), code(was)),
    };
    match aspect {
        Aspect::Source if step.text().starts_with("FROM ") => {
            format!("was {} before", code(familiar(old.text().trim_start_matches("FROM "))))
        }
        Aspect::Source => "is fetched from another place or with another check".to_owned(),
        Aspect::Platform => pair("is for"),
        Aspect::Command => command(comparison, old, step),
        Aspect::Env => environment(comparison, old, step),
        Aspect::Directory => pair(if step.op == Op::Exec { "runs in" } else { "makes" }),
        Aspect::User => pair(if step.op == Op::Exec { "runs as" } else { "belongs to" }),
        Aspect::Hostname => pair("runs on a machine named"),
        Aspect::Network => pair("has `--network`"),
        Aspect::Security => pair("has `--security`"),
        Aspect::Mounts => "has other mounts".to_owned(),
        Aspect::Names => pair("copies what is named"),
        Aspect::Destination => pair("copies to"),
        Aspect::Owner => pair("has `--chown`"),
        Aspect::Mode => pair("has `--chmod`"),
        Aspect::Includes => pair("keeps the parents of"),
        Aspect::Excludes => pair("excludes"),
        Aspect::Unpack => "treats archives in another way".to_owned(),
        Aspect::Content => "writes another text".to_owned(),
        Aspect::Shape if is_alone(step) != is_alone(old) => {
            let linked = "is linked, and no longer stands on the steps before it";
            let unlinked = "stands on the steps before it, and is no longer linked";
            if is_alone(step) { linked } else { unlinked }.to_owned()
        }
        Aspect::Shape => "takes from other places".to_owned(),
    }
}

/// Whether a copy does not see what is below it.
fn is_alone(step: &Step) -> bool {
    step.key.get(Aspect::Shape).starts_with("false")
}

fn command(comparison: &Comparison, old: &Step, step: &Step) -> String {
    let shell = |model: &Model, step: &Step| {
        step.instruction.and_then(|index| model.surroundings(index)).map(|surroundings| surroundings.shell())
    };
    let (was, is) = (shell(comparison.before.0, old), shell(comparison.after.0, step));
    match (was, is) {
        (Some(was), Some(is)) if was != is => {
            format!("runs in the shell {} instead of {}", code(&is.join(" ")), code(&was.join(" ")))
        }
        _ => match (shortened(old.text()), shortened(step.text())) {
            (was, is) if was == is => "has another command, if only by white space".to_owned(),
            (was, _) => format!("was `{was}` before"),
        },
    }
}

/// Which variables are not as they were.
fn environment(comparison: &Comparison, old: &Step, step: &Step) -> String {
    let count = |model: &Model| model.scope.stages.iter().map(|stage| stage.list.len()).sum::<usize>();
    if count(comparison.before.0).max(count(comparison.after.0)) > MAX_BINDINGS {
        return "sees other variables".to_owned();
    }
    let was = variables(comparison.before.0, old);
    let is = variables(comparison.after.0, step);
    let mut found: Vec<String> = Vec::new();
    for (name, value) in &is {
        match was.get(name) {
            Some(old) if old == value => {}
            Some(old) => found.push(format!("`{name}` is {} instead of {}", quoted(value), quoted(old))),
            None => found.push(format!("`{name}` is {} and was not set", quoted(value))),
        }
    }
    let gone = was.keys().filter(|name| !is.contains_key(*name));
    found.extend(gone.map(|name| format!("`{name}` is no longer set")));
    let count = found.len();
    match found.first() {
        None => "sees its variables set in another order".to_owned(),
        Some(first) if count == 1 => format!("sees that {first}"),
        Some(first) => {
            format!("sees that {first}, and {} more variable{}", count - 1, if count == 2 { "" } else { "s" })
        }
    }
}

/// The variables that a step sees, by name.
fn variables<'a>(model: &'a Model, step: &Step) -> BTreeMap<&'a str, &'a str> {
    let (Some(stage), Some(index)) = (step.stage, step.instruction) else { return BTreeMap::new() };
    let visible = model.scope.visible(stage, index);
    let with_value = visible.into_iter().filter(|(_, binding)| binding.instruction.is_some());
    with_value.filter_map(|(name, binding)| Some((name, binding.value.as_deref()?))).collect()
}

fn quoted(value: &str) -> String {
    if value.is_empty() { "empty".to_owned() } else { code(value) }
}

fn code(text: &str) -> String {
    format!("`{}`", shortened(text))
}
