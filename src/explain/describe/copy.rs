use crate::explain::command::{mode, path};
use crate::explain::draft::{Draft, MAX_PARTS, Scene};
use crate::explain::words::{capital, code, code_list};
use crate::explain::{Topic, facts};
use crate::instruction::source::SourceKind;
use crate::instruction::{Add, Copy, Source};
use crate::model::{EdgeKind, Endpoint};
use crate::syntax::{Flag, Word};

/// COPY: what comes from where and where it lands.
pub(super) fn copy(scene: &Scene, copy: &Copy, draft: &mut Draft) {
    let from = copy.from.as_ref().map(|from| origin(scene, from));
    let origin = from.clone().unwrap_or_else(|| "the build context".to_owned());
    draft.summary = summary(scene, "Copies", &copy.sources, &origin, &copy.destination);
    for flag in scene.node.flags.iter().take(MAX_PARTS) {
        let more = match flag.name.as_str() {
            "from" => from.as_ref().map(|from| format!(" Here from {from}.")).unwrap_or_default(),
            _ => more(scene, flag),
        };
        draft.flag(scene, flag, &more);
    }
    for source in &copy.sources {
        match source {
            Source::Path(word) => copied(scene, word, copy.from.is_some(), &origin, draft),
            Source::Heredoc(word, index) => heredoc(scene, word, *index, draft),
        }
    }
    destination(scene, &copy.destination, copy.sources.len(), draft);
    if copy.from.is_none() {
        draft.topics.push(Topic::Concept("build-context"));
    } else {
        draft.topics.push(Topic::Concept("multi-stage-build"));
    }
}

/// ADD: the same with archives, addresses and repositories.
pub(super) fn add(scene: &Scene, add: &Add, draft: &mut Draft) {
    let remote = add.sources.iter().filter(|source| is_remote(scene, source)).count();
    let origin = if remote == 0 { "the build context" } else { "" };
    let verb = if remote > 0 && remote == add.sources.len() { "Downloads" } else { "Adds" };
    draft.summary = summary(scene, verb, &add.sources, origin, &add.destination);
    for flag in scene.node.flags.iter().take(MAX_PARTS) {
        draft.flag(scene, flag, &more(scene, flag));
    }
    for source in &add.sources {
        match source {
            Source::Heredoc(word, index) => heredoc(scene, word, *index, draft),
            Source::Path(word) => added(scene, word, add.unpack, draft),
        }
    }
    destination(scene, &add.destination, add.sources.len(), draft);
}

fn is_remote(scene: &Scene, source: &Source) -> bool {
    matches!(source, Source::Path(word) if !matches!(SourceKind::parse(&scene.value(word)), Ok(SourceKind::Local)))
}

/// `stage `builder``, `the image `nginx``.
fn origin(scene: &Scene, from: &Word) -> String {
    let edge = scene.model.edges.iter().find(|edge| {
        edge.instruction == scene.index && matches!(edge.kind, EdgeKind::Copy) && edge.span == from.span
    });
    match edge.map(|edge| &edge.from) {
        Some(Endpoint::Stage(id)) => scene.model.stage(*id).map(facts::stage_phrase).unwrap_or_default(),
        Some(Endpoint::Image(name)) => format!("the image {}", code(name)),
        Some(Endpoint::Context(name)) => format!("the named context {}", code(name)),
        None => code(&from.text),
    }
}

fn summary(scene: &Scene, verb: &str, sources: &[Source], origin: &str, destination: &Word) -> String {
    let paths: Vec<String> = sources
        .iter()
        .filter_map(|source| match source {
            Source::Path(word) => Some(scene.value(word)),
            Source::Heredoc(..) => None,
        })
        .collect();
    if destination.text.is_empty() {
        return format!("{verb} nothing yet: a source and a destination have to be named.");
    }
    let (into, place) = landing(scene, destination);
    let place = code(&place);
    if paths.is_empty() && !sources.is_empty() {
        return format!("Writes the text below {into} {place}.");
    }
    let what = match paths.as_slice() {
        [one] if one == "." || one == "./" || one == "/" => "everything".to_owned(),
        [one] if one.ends_with('/') => format!("the contents of {}", code(one)),
        paths => code_list(paths, 3),
    };
    let origin = if origin.is_empty() { String::new() } else { format!(" from {origin}") };
    format!("{verb} {what}{origin} {into} {place}.")
}

/// `into` a folder or `to` a path, and the path seen from `WORKDIR`.
fn landing(scene: &Scene, destination: &Word) -> (&'static str, String) {
    let text = scene.value(destination);
    let is_folder =
        text.ends_with('/') || text.ends_with('.') && matches!(text.rsplit('/').next(), Some("." | ".."));
    (if is_folder { "into" } else { "to" }, scene.path(&text))
}

fn copied(scene: &Scene, word: &Word, has_from: bool, origin: &str, draft: &mut Draft) {
    let value = scene.value(word);
    let what = match value.as_str() {
        "." | "./" if has_from => format!("Everything in {origin}"),
        "." | "./" => "Everything in the build context but what `.dockerignore` leaves out".to_owned(),
        value if value.contains(['*', '?', '[']) => format!("Whatever matches the pattern, in {origin}"),
        value if value.ends_with('/') => format!("The contents of this folder of {origin}"),
        value => {
            let known = if has_from { path(value) } else { file(value) };
            let known = known.map(|text| format!("{}, ", capital(text))).unwrap_or_default();
            let phrase = format!("{known}from {origin}");
            if has_from {
                format!("{}, by its path from the root", capital(&phrase))
            } else {
                capital(&phrase)
            }
        }
    };
    if value.contains(['*', '?', '[']) {
        draft.topics.push(Topic::Concept("glob"));
    }
    let topic = if has_from { Topic::Concept("multi-stage-build") } else { Topic::Concept("build-context") };
    draft.part(word.span, &word.text, "source", format!("{what}.{}", scene.resolved(word)), Some(topic));
}

/// What a well-known file of a project is.
fn file(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    Some(match name {
        "requirements.txt" => "the list of Python packages",
        "pyproject.toml" | "setup.py" => "the description of the Python project",
        "package.json" | "package*.json" => "the description of the Node project",
        "package-lock.json" | "yarn.lock" | "pnpm-lock.yaml" | "poetry.lock" | "uv.lock" | "Cargo.lock"
        | "composer.lock" | "Gemfile.lock" => "the exact versions of all packages",
        "go.mod" => "the list of Go modules",
        "go.sum" => "the checksums of Go modules",
        "Cargo.toml" => "the description of the Rust project",
        "pom.xml" | "build.gradle" | "build.gradle.kts" => "the description of the Java project",
        "composer.json" => "the description of the PHP project",
        "Gemfile" => "the list of Ruby gems",
        "entrypoint.sh" | "docker-entrypoint.sh" => "the script that starts the container",
        _ => return None,
    })
}

fn added(scene: &Scene, word: &Word, unpack: Option<bool>, draft: &mut Draft) {
    let value = scene.value(word);
    let is_archive =
        [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".txz"].iter().any(|end| value.ends_with(end));
    let detail = match SourceKind::parse(&value) {
        Ok(SourceKind::Local) if is_archive && unpack != Some(false) => {
            "An archive of the build context, which is unpacked at the destination.".to_owned()
        }
        Ok(SourceKind::Local) => "From the build context.".to_owned(),
        Ok(SourceKind::Git(_)) => "A git repository, which is fetched.".to_owned(),
        Ok(_) if is_archive && unpack != Some(true) => "A download, which is not unpacked.".to_owned(),
        Ok(_) => "A download.".to_owned(),
        Err(_) => "An address that is not understood.".to_owned(),
    };
    draft.part(word.span, &word.text, "source", format!("{detail}{}", scene.resolved(word)), None);
}

fn heredoc(scene: &Scene, word: &Word, index: usize, draft: &mut Draft) {
    let topic = Topic::Concept("heredoc");
    let Some(heredoc) = scene.model.instruction(scene.index).and_then(|node| node.heredocs.get(index)) else {
        return;
    };
    let expand = if heredoc.expand { ", with variables replaced" } else { ", exactly as written" };
    let lines = heredoc.body.of(&scene.model.source).lines().count();
    let detail = format!(
        "The {} below, up to `{}`{expand}.",
        crate::explain::words::count(lines, "line"),
        heredoc.name
    );
    draft.part(word.span, &word.text, "heredoc", detail, Some(topic));
    draft.topics.push(topic);
}

fn destination(scene: &Scene, word: &Word, sources: usize, draft: &mut Draft) {
    let (into, place) = landing(scene, word);
    let known = path(&place).map(|text| format!(": {text}")).unwrap_or_default();
    let text = scene.value(word);
    let is_relative = !text.starts_with(['/', '\\', '$']) && text.as_bytes().get(1) != Some(&b':');
    let relative = match &scene.around.working_dir {
        Some(_) if is_relative => {
            format!(" It is seen from the `WORKDIR`, {}.", code(scene.around.working_dir()))
        }
        None if is_relative => {
            " It is seen from `/` or the base image's own `WORKDIR`, as none is set here.".to_owned()
        }
        _ => String::new(),
    };
    let place = if is_relative && scene.around.working_dir.is_none() { text } else { place };
    let folder = if into == "into" || sources > 1 { "The folder it goes into" } else { "Where it goes" };
    draft.part(
        word.span,
        &word.text,
        "destination",
        format!("{folder}: {}{known}.{relative}", code(&place)),
        None,
    );
}

/// What is particular about the value of a flag.
fn more(scene: &Scene, flag: &Flag) -> String {
    let Some(value) = &flag.value else { return String::new() };
    let text = scene.value(value);
    match flag.name.as_str() {
        "chmod" => mode(&text).map(|words| format!(" Here {words}.")).unwrap_or_default(),
        "chown" => format!(" Here it is {}.", code(&text)),
        "exclude" | "checksum" => String::new(),
        _ => scene.resolved(value),
    }
}
