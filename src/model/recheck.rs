use std::collections::{BTreeMap, BTreeSet};

use super::deferred::error_at_from;
use super::predefined::windows_path_problem;
use super::{Dispatched, Model};
use crate::instruction::source::SourceKind;
use crate::instruction::workdir_path::resolve_workdir;
use crate::instruction::{self, Add, Copy, Kind, MountKind, Run, Source, expand_mount, joined_fields};
use crate::syntax::expand::is_plain;
use crate::syntax::{Arguments, ErrorCode, Instruction, Keyword, SyntaxError, Word};
use crate::text::order;

/// Checks values that hold variables once more, with what they are worth: a build reads them only then.
///
/// The instruction is read again with its words replaced. Only what is checked when a stage is built counts; the rest was
/// checked on the words as written.
pub(super) fn recheck(model: &mut Model) {
    if model.scope.is_cut_off {
        return;
    }
    let (mut errors, mut kinds) = (Vec::new(), BTreeMap::new());
    for place in model.stages.iter().flat_map(|stage| model.dispatched_of_with(stage, READ_AGAIN)) {
        let mut found = Vec::new();
        let kind = read(model, &place, &mut found);
        if let (Some(Kind::Run(mut run)), Kind::Run(written)) = (kind, place.kind) {
            keep_sources(&mut run, written);
            kinds.insert(place.index, Kind::Run(run));
        }
        errors.extend(found);
    }
    // What does not depend on a variable was found before.
    let known = order::set(model.errors.iter().map(|error| (error.span, error.code)));
    errors.retain(|error| !known.contains(&(error.span, error.code)));
    // A field that is wrong may be the target that is missing.
    let fields = model.errors.iter().filter(|error| error.code == ErrorCode::InvalidMount);
    let starts: BTreeSet<u32> = order::set(fields.map(|error| error.span.start));
    let has_field = |error: &SyntaxError| starts.range(error.span.start..error.span.end).next().is_some();
    errors.retain(|error| error.code != ErrorCode::InvalidMount || !has_field(error));
    let deferred = deferred(model);
    model.errors.extend(errors);
    model.expanded = kinds;
    for (index, error) in deferred {
        if let Some(one) = model.deferred.get_mut(index) {
            one.error = Some(error);
        }
    }
}

/// The instructions of which a value may be wrong that only the build of the stage knows.
const READ_AGAIN: &[Keyword] = &[
    Keyword::Add,
    Keyword::Copy,
    Keyword::Expose,
    Keyword::Run,
    Keyword::Stopsignal,
    Keyword::Volume,
    Keyword::Workdir,
];

/// What a mount is from holds no variable, and edges know it by its place in the text.
fn keep_sources(run: &mut Run, written: &Run) {
    if run.mounts.len() == written.mounts.len() {
        for (mount, written) in run.mounts.iter_mut().zip(&written.mounts) {
            mount.from.clone_from(&written.from);
        }
    }
}

/// The errors of what is deferred, with its index, where none is known.
fn deferred(model: &Model) -> Vec<(usize, SyntaxError)> {
    let mut errors = Vec::new();
    for (index, one) in model.deferred.iter().enumerate().filter(|(_, one)| one.error.is_none()) {
        let Some(stage) = model.stage(one.stage) else { continue };
        let Some(place) = model.dispatched_deferred(stage, one) else { continue };
        let mut found = Vec::new();
        read(model, &place, &mut found);
        let error = found.into_iter().next();
        errors.extend(error.map(|error| (index, error_at_from(error, Some(stage), &model.file, stage.from))));
    }
    errors
}

/// Reads an instruction with variables again; `None` where it holds none, or where that changes nothing.
fn read(model: &Model, place: &Dispatched, errors: &mut Vec<SyntaxError>) -> Option<Kind> {
    let kind = if holds_more(model, place) {
        let mut found = Vec::new();
        let expanded = expanded(model, place)?;
        let kind = instruction::read_expanded(&expanded, &model.file, &mut found);
        let found = found.into_iter().filter(|error| !error.always_fatal);
        errors.extend(found.map(|error| at_value(model, place, error)));
        kind
    } else {
        None
    };
    let is_expanded = kind.is_some();
    let text = |word: &Word| if is_expanded { Some(word.text.clone()) } else { place.expand(model, word) };
    match kind.as_ref().unwrap_or(place.kind) {
        Kind::Run(run) => mount_targets(place, run, errors),
        Kind::Volume(volume) => volumes(place, &volume.paths, text, errors),
        Kind::Add(Add { sources, destination, .. }) | Kind::Copy(Copy { sources, destination, .. })
            if place.surroundings.is_windows =>
        {
            let words = sources.iter().filter_map(Source::path).map(|word| (word, text(word)));
            let is_local = |text: &str| matches!(SourceKind::parse(text), Ok(SourceKind::Local));
            let words = words.filter(|(_, text)| text.as_deref().is_some_and(is_local));
            for (word, text) in words.chain([(destination, text(destination))]) {
                windows_path(place, word, text, errors);
            }
        }
        Kind::Workdir(workdir) if place.surroundings.is_windows => {
            windows_path(place, &workdir.path, text(&workdir.path), errors);
        }
        _ => {}
    }
    kind
}

/// Whether an instruction holds what only its expanded words tell.
fn holds_more(model: &Model, place: &Dispatched) -> bool {
    match place.node.keyword {
        Keyword::Add | Keyword::Copy | Keyword::Expose | Keyword::Stopsignal => {
            !place.uses(model).is_empty() || !is_plain(&place.node.line.text)
        }
        Keyword::Run => {
            let mut values = place.node.flags.iter().filter_map(|flag| flag.value.as_ref());
            !place.uses(model).is_empty() || values.any(|value| !is_plain(&value.text))
        }
        _ => false,
    }
}

/// A volume needs a path.
fn volumes(
    place: &Dispatched,
    paths: &[Word],
    text: impl Fn(&Word) -> Option<String>,
    errors: &mut Vec<SyntaxError>,
) {
    for path in paths.iter().filter(|path| text(path).is_some_and(|text| text.is_empty())) {
        let message = format!("`{}` is empty here; a volume needs a path, such as `/data`", path.text);
        let error = SyntaxError::new(ErrorCode::InvalidValue, path.span, place.node.lines, message);
        errors.push(error.when_reachable());
    }
}

/// On Windows there is one drive.
fn windows_path(place: &Dispatched, word: &Word, text: Option<String>, errors: &mut Vec<SyntaxError>) {
    let Some(text) = text else { return };
    if let Some(problem) = windows_path_problem(&text) {
        let error = SyntaxError::new(
            ErrorCode::InvalidValue,
            word.span,
            place.node.lines,
            format!("`{text}` {problem}"),
        );
        errors.push(error.when_reachable());
    }
}

/// A relative target of a mount is joined to the working directory. Follows `dispatchRunMounts`.
fn mount_targets(place: &Dispatched, run: &Run, errors: &mut Vec<SyntaxError>) {
    for mount in &run.mounts {
        let is_file = matches!(mount.kind, MountKind::Bind | MountKind::Cache | MountKind::Tmpfs);
        let target = mount.target.as_ref().map(|target| target.text.as_str()).unwrap_or_default();
        let around = place.surroundings;
        // A Windows path in front keeps the target from being `/`.
        let is_elsewhere = around.is_windows && around.working_dir.is_some();
        if !is_file || is_elsewhere || target.starts_with('/') || target.contains('$') {
            continue;
        }
        let directory = if around.is_windows { "/" } else { around.working_dir() };
        if resolve_workdir(directory, target) == "/" {
            let span =
                mount.target.as_ref().filter(|target| !target.text.is_empty()).unwrap_or(&mount.word).span;
            let message = if target.is_empty() {
                "the mount has no target, which makes it `/`; write `target=` and a directory".to_owned()
            } else {
                format!("the target of the mount, `{target}`, is `/` here; write a directory below it")
            };
            let fix =
                joined_fields(place.node, &mount.word).filter(|_| target.is_empty() && !place.is_deferred);
            let error = SyntaxError::new(ErrorCode::InvalidMount, span, place.node.lines, message);
            errors.push(SyntaxError { fix, ..error.when_reachable() });
        }
    }
}

/// An error of a value says which value is meant, and its repair would write over the variable.
fn at_value(model: &Model, place: &Dispatched, error: SyntaxError) -> SyntaxError {
    let holds_variable = place.uses(model).iter().any(|found| found.span.overlaps(error.span));
    SyntaxError { fix: error.fix.filter(|_| !holds_variable), ..error }
}

/// The instruction with what its words are worth; `None` where one of them cannot be expanded or nothing is left.
fn expanded(model: &Model, place: &Dispatched) -> Option<Instruction> {
    let node = place.node;
    let mut copy = node.clone();
    for flag in copy.flags.iter_mut().filter(|flag| !matches!(flag.name.as_str(), "exclude" | "from")) {
        if let Some(value) = &mut flag.value {
            value.text = match flag.name.as_str() {
                "mount" => expand_mount(&value.text, |text| {
                    place.expand(model, &Word { text: text.to_owned(), ..value.clone() })
                })?,
                _ => place.expand(model, value)?,
            };
        }
    }
    copy.arguments = match copy.arguments {
        Arguments::List(words) if node.keyword == Keyword::Expose => {
            let words =
                words.iter().map(|word| split(model, place, word)).collect::<Option<Vec<_>>>()?.concat();
            (!words.is_empty()).then_some(Arguments::List(words))?
        }
        Arguments::List(words) => Arguments::List(all(model, place, words)?),
        Arguments::Exec(words) if node.keyword != Keyword::Run => Arguments::Exec(all(model, place, words)?),
        Arguments::Text(word) if node.keyword == Keyword::Stopsignal => {
            Arguments::Text(all(model, place, vec![word])?.pop()?)
        }
        other => other,
    };
    Some(copy)
}

fn all(model: &Model, place: &Dispatched, words: Vec<Word>) -> Option<Vec<Word>> {
    let expand = |word: Word| Some(Word { text: place.expand(model, &word)?, ..word });
    words.into_iter().map(expand).collect()
}

/// The words that a port expands to: a variable may hold several, or none.
fn split(model: &Model, place: &Dispatched, word: &Word) -> Option<Vec<Word>> {
    let parts = place.expand_to_words(model, word)?.into_iter();
    Some(parts.map(|text| Word { text, ..word.clone() }).collect())
}

#[test]
fn values_are_checked_when_they_are_known() {
    let errors = |text: &str| -> Vec<(String, bool)> {
        let model = Model::new(text, &super::Options::default());
        model.errors.iter().map(|error| (model.text(error.span).to_owned(), error.always_fatal)).collect()
    };
    assert_eq!(errors("FROM a\nARG P=80 Q=99999\nEXPOSE $P $Q\n"), [("$Q".to_owned(), false)]);
    assert_eq!(errors("FROM a\nARG S=SIGNOT\nSTOPSIGNAL $S\n"), [("$S".to_owned(), false)]);
    assert_eq!(
        errors("FROM a\nARG D=sha256:12\nADD --checksum=$D https://example.org/a /a\n"),
        [("$D".to_owned(), false)]
    );
    assert_eq!(errors("FROM a\nEXPOSE 80\u{a0}81 \u{feff}82 é\n"), [("é".to_owned(), false)]);
    assert_eq!(errors("FROM a\nARG P\nEXPOSE $P\nCOPY --chown=$P a$P /b\n"), []);
    assert_eq!(errors("FROM a\nARG T=foo\nRUN --mount=type=$T,target=/x y\n").len(), 1);
    for (mount, count) in [("ssh,source=$A", 0), ("ssh,source=$B", 1), ("secret,id=$A,source=$B", 0)] {
        let text = format!("FROM a\nARG B=1\nRUN --mount=type={mount} y\n");
        assert_eq!(errors(&text).len(), count, "{mount}");
    }
    assert_eq!(errors("FROM a\nARG A=b,c\nRUN --mount=type=cache,target=/x,id=$A y\n").len(), 0);
    assert_eq!(errors("FROM --platform=windows/amd64 a AS w\nRUN --mount=type=tmpfs x\n").len(), 1);
    assert_eq!(
        errors("FROM --platform=windows/amd64 a AS w\nWORKDIR /x\nRUN --mount=type=tmpfs x\n").len(),
        0
    );
}
