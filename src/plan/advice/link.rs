//! Copies that do not stand on the steps before them.

use std::collections::BTreeMap;

use super::copied::directory;
use super::lines::listed;
use super::{AdviceKind, Draft};
use crate::instruction::source::SourceKind;
use crate::instruction::{Kind, Source};
use crate::model::{Base, Model, StageId};
use crate::plan::{Op, Rebuild, Status, Step};
use crate::syntax::Word;
use crate::text::{Edit, Fix, join_path, order};

/// Looks at every copy that is made anew only because of what stands before it.
pub(super) fn draft(model: &Model, rebuild: &Rebuild, drafts: &mut Vec<Draft>) {
    let mut edits: Vec<Edit> = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    let last_run = last_runs(rebuild);
    for (index, (step, verdict)) in rebuild.plan.steps.iter().zip(&rebuild.verdicts).enumerate() {
        let is_dragged =
            step.op == Op::File && verdict.status == Status::Rebuild && verdict.root != Some(index);
        let Some(at) = step.instruction.filter(|_| is_dragged && step.lines.is_some()) else { continue };
        if step.stage.is_none_or(|stage| last_run.get(&stage).is_some_and(|last| *last > index)) {
            continue;
        }
        let Some(node) =
            model.instruction(at).filter(|_| is_linkable(model, at) && has_same_files(rebuild, step))
        else {
            continue;
        };
        let edit = Edit::insert(node.keyword_span.end, " --link");
        if !edits.contains(&edit) {
            edits.push(edit);
            lines.push(node.lines.0.to_string());
        }
    }
    if edits.is_empty() {
        return;
    }
    let (copies, each) = match lines.len() {
        1 => ("the copy on line".to_owned(), "it"),
        count => (format!("{count} copies, on lines"), "each"),
    };
    drafts.push(Draft {
        kind: AdviceKind::Link,
        fix: Fix::unsafe_(format!("Add `--link` to {copies} {}", listed(&lines)), edits),
        why: format!("A linked copy is a layer of its own: whatever changes below, {each} comes from the cache and is laid over it."),
        caution: "Look whether the way to the destination leads over a symbolic link of the image, which a linked copy replaces.".to_owned(),
        count: lines.len(),
        ignore: None,
    });
}

/// The last step of each stage that runs a command: a copy before it is no layer that stays at the end.
fn last_runs(rebuild: &Rebuild) -> BTreeMap<StageId, usize> {
    let steps = rebuild.plan.steps.iter().enumerate().filter(|(_, step)| step.op == Op::Exec);
    order::map(steps.filter_map(|(index, step)| Some((step.stage?, index))))
}

/// Whether what a step copies is what it was.
fn has_same_files(rebuild: &Rebuild, step: &Step) -> bool {
    let sources = step.takes.iter().filter_map(|take| step.inputs.get(take.input));
    let mut sources = sources.peekable();
    sources.peek().is_some()
        && sources
            .all(|input| rebuild.verdicts.get(*input).is_some_and(|verdict| verdict.status == Status::Cached))
}

/// Whether a copy does the same on an empty directory.
fn is_linkable(model: &Model, index: usize) -> bool {
    let (sources, destination, chown, chmod, link, is_add) = match model.kind(index) {
        Some(Kind::Copy(copy)) => {
            (&copy.sources, &copy.destination, &copy.chown, &copy.chmod, copy.link, false)
        }
        Some(Kind::Add(add)) => (&add.sources, &add.destination, &add.chown, &add.chmod, add.link, true),
        _ => return false,
    };
    let is_number = |word: &Word| word.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let is_local = |source: &Source| {
        !is_add
            || source
                .path()
                .is_some_and(|word| matches!(SourceKind::parse(&word.text), Ok(SourceKind::Local)))
    };
    let is_windows = model.surroundings(index).is_none_or(|around| around.is_windows);
    let place = model.expand(index, destination).map(|text| match text.starts_with('/') {
        true => join_path(&[&text]),
        false => join_path(&["/", &directory(model, index), &text]),
    });
    !link
        && !is_windows
        && chmod.is_none()
        && chown.as_ref().is_none_or(is_number)
        && sources.iter().all(is_local)
        && place.is_some_and(|place| is_real(model, index, &place))
}

/// Whether no directory of an image leads elsewhere on the way to a place.
fn is_real(model: &Model, index: usize, place: &str) -> bool {
    const LINKS: &[&str] = &["/bin/", "/lib", "/sbin/", "/usr/lib64", "/var/lock", "/var/run", "/?"];
    let is_empty = model.stage_of(index).and_then(|stage| model.root_base(stage.id)) == Some(&Base::Scratch);
    let place = format!("{place}/");
    is_empty || place != "//" && !LINKS.iter().any(|link| place.starts_with(link))
}

#[test]
fn vectors() {
    for (copy, expected) in [
        ("COPY a /srv/a", true),
        ("COPY --chown=1:1 a /srv/a", true),
        ("ADD a.tar.gz /srv/", true),
        ("COPY --chown=app a /srv/a", false),
        ("COPY --chmod=755 a /srv/a", false),
        ("COPY --link a /srv/a", false),
        ("COPY a /bin/a", false),
        ("COPY a .", false),
        ("COPY a /", false),
        ("ADD https://example.com/a /srv/a", false),
        ("RUN a", false),
    ] {
        let model = Model::new(&format!("FROM a\n{copy}\n"), &crate::Options::default());
        assert_eq!(is_linkable(&model, 1), expected, "{copy}");
        let model = Model::new(
            &format!("FROM scratch\n{}\n", copy.replace("/bin/", "/lib/")),
            &crate::Options::default(),
        );
        assert_eq!(
            is_linkable(&model, 1),
            expected || copy.contains("/bin/") || copy.ends_with([' ', '.', '/']),
            "{copy}"
        );
    }
}
