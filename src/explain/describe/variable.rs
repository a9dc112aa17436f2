use crate::explain::draft::{Draft, Scene};
use crate::explain::words::{code, code_list, count};
use crate::explain::{Topic, catalogue};
use crate::instruction::{Arg, Env, Label};
use crate::model::BindingKind;
use crate::syntax::{Keyword, Pair};

/// The names of long lists that a summary shows.
const SHOWN: usize = 3;

/// ENV: each variable with what it does and its value.
pub(super) fn env(scene: &Scene, env: &Env, draft: &mut Draft) {
    let names: Vec<String> = env.pairs.iter().map(|pair| scene.value(&pair.name)).collect();
    draft.summary = match env.pairs.as_slice() {
        [pair] => format!(
            "Sets {} to {} for the steps below and for every container.",
            code(&scene.value(&pair.name)),
            code(&scene.value(&pair.value))
        ),
        pairs => format!(
            "Sets {} for the steps below and for every container: {}.",
            count(pairs.len(), "variable"),
            code_list(&names, SHOWN)
        ),
    };
    for (pair, name) in env.pairs.iter().zip(&names) {
        let known = catalogue::variable_entry(name);
        let topic = known.map(|entry| entry.topic);
        let detail = format!("{}{}", meaning(name), scene.resolved(&pair.value));
        draft.part(pair_span(pair), &pair_text(pair), name.clone(), detail.trim(), topic);
        draft.topics.extend(topic);
        if !draft.has_room() {
            break;
        }
    }
}

/// What a variable does, by its entry or by its ending.
fn meaning(name: &str) -> String {
    if let Some(entry) = catalogue::variable_entry(name) {
        return entry.summary.to_owned();
    }
    let upper = name.to_ascii_uppercase();
    let ending = crate::explain::variable::ENDINGS.iter().find(|(ending, _)| upper.ends_with(ending));
    ending.map_or_else(|| "A variable of this image's own.".to_owned(), |(_, text)| (*text).to_owned())
}

fn pair_span(pair: &Pair) -> crate::text::Span {
    pair.name.span.cover(pair.value.span)
}

fn pair_text(pair: &Pair) -> String {
    format!("{}{}{}", pair.name.text, if pair.is_legacy { " " } else { "=" }, pair.value.text)
}

/// ARG: each argument with its value and where that comes from.
pub(super) fn arg(scene: &Scene, arg: &Arg, draft: &mut Draft) {
    let names: Vec<&str> = arg.args.iter().map(|arg| arg.name.text.as_str()).collect();
    let place = if scene.stage.is_some() { "for the rest of this stage" } else { "for the FROM lines below" };
    draft.summary = match (arg.args.as_slice(), names.as_slice()) {
        ([one], [name]) => {
            let value = match (value(scene, name), &one.default) {
                (Some((value, from)), _) => format!("; it is {}, {from}", code(&value)),
                (None, _) => "; it has no value unless `--build-arg` gives one".to_owned(),
            };
            format!("Declares the build argument {} {place}{value}.", code(name))
        }
        _ => format!(
            "Declares {} {place}: {}.",
            count(names.len(), "build argument"),
            code_list(&names, SHOWN)
        ),
    };
    for one in &arg.args {
        let name = &one.name.text;
        let known = catalogue::variable_entry(name);
        let span = one.default.as_ref().map_or(one.name.span, |default| one.name.span.cover(default.span));
        let text =
            one.default.as_ref().map_or_else(|| name.clone(), |default| format!("{name}={}", default.text));
        let worth = match value(scene, name) {
            Some((value, from)) => format!(" It is {}, {from}.", code(&value)),
            None => " Empty unless `--build-arg` gives a value.".to_owned(),
        };
        let detail = format!("{}{worth}", meaning(name));
        draft.part(span, &text, name.clone(), detail, known.map(|entry| entry.topic));
        draft.topics.extend(known.map(|entry| entry.topic));
        if !draft.has_room() {
            break;
        }
    }
}

/// The value of a build argument right behind the instruction, and where it comes from.
fn value(scene: &Scene, name: &str) -> Option<(String, String)> {
    let scope = &scene.model.scope;
    let binding = match scene.stage {
        Some(stage) => scope.lookup(stage.id, name, scene.index + 1)?,
        None => scope.meta.find_value(name, Some(scene.index + 1))?,
    };
    let value = binding.value.clone()?;
    let from = match binding.kind {
        BindingKind::BuildArg => "from `--build-arg`".to_owned(),
        BindingKind::MetaArg => "from the ARG before the first FROM".to_owned(),
        BindingKind::Platform => "set by BuildKit".to_owned(),
        BindingKind::ArgDefault => "the default".to_owned(),
        BindingKind::Env => {
            format!("from ENV in line {}", binding.instruction.map_or(0, |index| scene.line(index)))
        }
        BindingKind::Unset | BindingKind::Predefined => "predefined".to_owned(),
    };
    Some((value, from))
}

/// LABEL: each key with what it is for.
pub(super) fn label(scene: &Scene, label: &Label, draft: &mut Draft) {
    let keys: Vec<String> = label.pairs.iter().map(|pair| scene.value(&pair.name)).collect();
    draft.summary = match (label.pairs.as_slice(), keys.as_slice()) {
        ([pair], [key]) => format!("Labels the image: {} is {}.", code(key), code(&scene.value(&pair.value))),
        _ => format!("Attaches {} to the image: {}.", count(keys.len(), "label"), code_list(&keys, SHOWN)),
    };
    for (pair, key) in label.pairs.iter().zip(keys) {
        let known = catalogue::all()
            .iter()
            .find(|entry| matches!(entry.topic, Topic::Label(name) if name == key))
            .map(|entry| (entry.summary, entry.topic));
        let detail = known.map_or("A key of this image's own.", |(summary, _)| summary);
        let detail = format!("{detail}{}", scene.resolved(&pair.value));
        draft.part(pair_span(pair), &pair_text(pair), key, detail, known.map(|(_, topic)| topic));
        if !draft.has_room() {
            break;
        }
    }
    draft.topics.push(Topic::Keyword(Keyword::Label));
}
