use std::collections::BTreeMap;

use super::compare::{Cause, Comparison};
use super::why::{clause, owner, taken, title};
use super::{Status, Step};
use crate::model::StageId;

/// No more sentences than these.
const MAX_SENTENCES: usize = 5;

/// Where chains begin and how far they reach, and which stages depend on bytes.
pub(super) fn sentences(comparison: &Comparison) -> Vec<String> {
    let steps = &comparison.after.1.steps;
    let mut followers: BTreeMap<usize, usize> = BTreeMap::new();
    let mut sentences = Vec::new();
    let mut doubtful: Vec<(StageId, usize)> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        match comparison.causes.get(index) {
            Some(Cause::Follows(_)) if step.lines.is_some() => {
                let root = comparison.roots.get(index).copied().flatten().unwrap_or(index);
                let is_same_stage = steps.get(root).is_some_and(|root| root.stage == step.stage);
                *followers.entry(root).or_default() += usize::from(is_same_stage);
            }
            Some(Cause::Content(_) | Cause::MaybePath) => {
                let stage = step.stage.unwrap_or(StageId(usize::MAX));
                if doubtful.len() < MAX_SENTENCES && !doubtful.iter().any(|(known, _)| *known == stage) {
                    doubtful.push((stage, index));
                }
            }
            _ => {}
        }
    }
    for (index, step) in steps.iter().enumerate() {
        let begins = matches!(
            comparison.causes.get(index),
            Some(Cause::Own(_) | Cause::Forced | Cause::Moved | Cause::Path)
        );
        if begins && step.lines.is_some() && sentences.len() < MAX_SENTENCES {
            sentences.push(beginning(comparison, (index, step), followers.get(&index).copied().unwrap_or(0)));
        }
    }
    sentences.extend(doubtful.into_iter().map(|(_, index)| doubt(comparison, index)));
    sentences.truncate(MAX_SENTENCES);
    sentences
}

fn beginning(comparison: &Comparison, (index, step): (usize, &Step), followers: usize) -> String {
    let stage = step.stage.and_then(|stage| comparison.after.0.stage(stage)).map(|stage| stage.title());
    let reach = match (followers, stage) {
        (0, _) => "so it rebuilds".to_owned(),
        (1, Some(stage)) => format!("so it and one later step of `{stage}` rebuild"),
        (count, Some(stage)) => format!("so it and {count} later steps of `{stage}` rebuild"),
        (count, None) => format!("so it and {count} later steps rebuild"),
    };
    format!("{} {}, {reach}.", title(step), clause(comparison, index))
}

fn doubt(comparison: &Comparison, index: usize) -> String {
    let Some(step) = comparison.after.1.steps.get(index) else { return String::new() };
    debug_assert!(comparison.status.get(index) == Some(&Status::ContentDependent));
    match comparison.causes.get(index) {
        Some(Cause::Content(input)) => {
            if comparison.after.1.steps.get(*input).is_some_and(Step::is_inline) {
                return format!("{} writes another text, so it reruns.", title(step));
            }
            let (taken, owner) = (taken(step, *input), owner(comparison, *input));
            format!("{} takes only {taken} from {owner}: it reruns only if those bytes differ.", title(step))
        }
        _ => format!("{} takes some files there: it reruns only if what changed is among them.", title(step)),
    }
}
