//! Why a step reruns or not, in words.

use super::compare::{Cause, Comparison};
use super::difference::differences;
use super::select::{self, Selected};
use super::{Step, Take};
use crate::model::dockerignore::Dockerignore;
use crate::text::{capitalized, order};

/// The reason of a step, in a sentence or two.
pub(super) fn sentence(comparison: &Comparison, index: usize) -> String {
    let step = comparison.after.1.steps.get(index);
    let (Some(step), Some(cause)) = (step, comparison.causes.get(index).copied()) else {
        return String::new();
    };
    let input_of = |input: usize| comparison.after.1.steps.get(input);
    match cause {
        Cause::None => untouched(comparison, step),
        Cause::Follows(input) => match root(comparison, index) {
            Some((root, at)) => {
                let link = if step.stage == root.stage { "Comes after" } else { "Starts from what follows" };
                format!("{link} {}, which {}.", title(root), clause(comparison, at))
            }
            None => format!("Comes after {}.", input_of(input).map(title).unwrap_or_default()),
        },
        Cause::Content(input) => {
            if let Some(fetched) = input_of(input).and_then(|input| own_source(step, input)) {
                return format!("{fetched}: it reruns only if those bytes differ.");
            }
            let taken = taken(step, input);
            let from = owner(comparison, input);
            let origin = match root(comparison, index) {
                Some((root, at)) if at != index => {
                    format!("{from}, where {} {}", title(root), clause(comparison, at))
                }
                _ => match old_taken(comparison, index, step) {
                    Some(old) => format!("{from}, and took {old} before"),
                    None => format!("{from}, and took it from another place before"),
                },
            };
            format!("Takes only {taken} from {origin}: it reruns only if those bytes differ.")
        }
        Cause::Perhaps(_) => {
            let first = comparison.doubts.get(index).copied();
            let doubt = first.and_then(input_of).map(title).unwrap_or_default();
            format!("Comes after {doubt}, and reruns only if that does.")
        }
        Cause::MaybePath => {
            let path = path(comparison);
            format!("Takes some of `{path}/`: it reruns only if the file that changed is among it.")
        }
        Cause::Own(_) | Cause::Forced | Cause::Moved | Cause::Path => {
            capitalized(&format!("{}.", clause(comparison, index)))
        }
    }
}

/// What happened to a step where a chain begins, as the rest of a sentence about it.
pub(super) fn clause(comparison: &Comparison, index: usize) -> String {
    let known = comparison.clauses.borrow().get(&index).cloned();
    known.unwrap_or_else(|| {
        let clause = new_clause(comparison, index);
        comparison.clauses.borrow_mut().insert(index, clause.clone());
        clause
    })
}

fn new_clause(comparison: &Comparison, index: usize) -> String {
    let Some(step) = comparison.after.1.steps.get(index) else { return String::new() };
    match comparison.causes.get(index) {
        Some(Cause::Own(before)) => differences(comparison, step, *before),
        Some(Cause::Forced) => "does without the cache".to_owned(),
        Some(Cause::Moved) => "names an image that moved".to_owned(),
        Some(Cause::Path) => {
            let verb = if step.op == super::Op::Exec { "mounts" } else { "copies" };
            let path = path(comparison);
            let whole = step.takes.iter().any(|take| take.path == "/" && take.includes.is_empty());
            let among = if whole && !path.is_empty() { " with everything else" } else { "" };
            format!("{verb} `{path}`{among}")
        }
        _ => "may rerun".to_owned(),
    }
}

/// A step by its instruction and line: `` `COPY . .` on line 9 ``.
pub(super) fn title(step: &Step) -> String {
    let text = match step.text().strip_prefix("FROM ") {
        Some(image) => shortened(&format!("FROM {}", familiar(image))),
        None => shortened(step.text().trim_start_matches("LINK ")),
    };
    match step.lines {
        Some((line, _)) => format!("`{text}` on line {line}"),
        None => format!("`{text}`"),
    }
}

/// A text of one line that fits into a sentence.
pub(super) fn shortened(text: &str) -> String {
    const MAX_CHARACTERS: usize = 48;
    let line: Vec<&str> = text.split_whitespace().take(40).collect();
    let line = line.join(" ").replace('`', "'");
    if line.chars().count() <= MAX_CHARACTERS {
        return line;
    }
    let cut: String = line.chars().take(MAX_CHARACTERS - 1).collect();
    format!("{}…", cut.trim_end())
}

/// The paths that a step takes of an input, such as `` `/app/dist` ``.
pub(super) fn taken(step: &Step, input: usize) -> String {
    let of_input = |take: &&Take| step.inputs.get(take.input) == Some(&input);
    let paths = order::set(step.takes.iter().filter(of_input).map(Take::words));
    let all: Vec<String> = paths.into_iter().take(3).collect();
    if all.is_empty() { "some files".to_owned() } else { all.join(", ") }
}

/// What a step took before, where that is something else.
fn old_taken(comparison: &Comparison, index: usize, step: &Step) -> Option<String> {
    let old = comparison.before.1.steps.get(comparison.same.get(index).copied().flatten()?)?;
    let other = old.takes.iter().find(|take| !step.takes.contains(take))?;
    Some(other.words())
}

/// Where an input comes from: the stage, the image or the context.
pub(super) fn owner(comparison: &Comparison, input: usize) -> String {
    let Some(step) = comparison.after.1.steps.get(input) else { return String::new() };
    if step.is_context() {
        return "the build context".to_owned();
    }
    match step.stage.and_then(|stage| comparison.after.0.stage(stage)) {
        Some(stage) if step.op != super::Op::Source => format!("`{}`", stage.title()),
        _ => format!("`{}`", shortened(familiar(step.text().trim_start_matches("FROM ")))),
    }
}

/// What a step makes or fetches on its own account, and is not as it was.
fn own_source(step: &Step, input: &Step) -> Option<&'static str> {
    let is_own = input.lines.is_none() && input.instruction == step.instruction && input.stage.is_some();
    match input.op {
        _ if !is_own => None,
        super::Op::File if input.is_inline() => Some("Takes the text of its heredoc, which is another one"),
        super::Op::Source => Some("Takes what it fetches, from another place or with another check"),
        _ => None,
    }
}

/// An image as people write it.
pub(super) fn familiar(image: &str) -> &str {
    let short = image.strip_prefix("docker.io/").unwrap_or(image);
    short.strip_prefix("library/").unwrap_or(short)
}

fn root<'a>(comparison: &'a Comparison, index: usize) -> Option<(&'a Step, usize)> {
    let at = comparison.roots.get(index).copied().flatten()?;
    Some((comparison.after.1.steps.get(at)?, at))
}

/// Why nothing happens to a step.
fn untouched(comparison: &Comparison, step: &Step) -> String {
    let super::compare::Touched::Path(path, _) = comparison.touched else {
        return "Nothing that it depends on changed.".to_owned();
    };
    let takes = |input: &usize| comparison.after.1.steps.get(*input).is_some_and(Step::is_context);
    let Some(input) = step.inputs.iter().find(|input| takes(input)) else {
        return "Nothing that it depends on changed.".to_owned();
    };
    match comparison.ignore.deciding_pattern(path).filter(|pattern| !pattern.is_exception) {
        Some(pattern) => format!("`.dockerignore` leaves `{path}` out with `{pattern}`."),
        None => match exclusion(step, path) {
            Some(exclude) => format!("`--exclude={exclude}` leaves `{path}` out."),
            None => {
                let taken = taken(step, *input).replace("`/", "`");
                format!("Takes only {taken} from the build context, not `{path}`.")
            }
        },
    }
}

/// The pattern for which a step does not take a path, where it would without.
fn exclusion<'a>(step: &'a Step, path: &str) -> Option<&'a str> {
    let ignore = Dockerignore::default();
    let found = |take: &Take| select::selected(take, path, false, &ignore) == Selected::Yes;
    let only = |take: &Take, exclude: &String| Take { excludes: vec![exclude.clone()], ..take.clone() };
    let without = |take: &Take| Take { excludes: Vec::new(), ..take.clone() };
    let take = step.takes.iter().find(|take| found(&without(take)))?;
    take.excludes.iter().find(|exclude| !found(&only(take, exclude))).map(String::as_str)
}

fn path<'a>(comparison: &Comparison<'a>) -> &'a str {
    match comparison.touched {
        super::compare::Touched::Path(path, _) => path,
        _ => "",
    }
}
