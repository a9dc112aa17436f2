use crate::explain::command::path;
use crate::explain::draft::{Draft, MAX_PARTS, Scene};
use crate::explain::words::code;
use crate::explain::{Topic, catalogue, facts};
use crate::instruction::{Mount, MountKind, Run};
use crate::model::{EdgeKind, Endpoint};
use crate::syntax::Flag;

/// One `--mount` and its keys.
pub(super) fn flag(scene: &Scene, run: &Run, flag: &Flag, draft: &mut Draft) {
    let Some(value) = &flag.value else {
        draft.flag(scene, flag, "");
        return;
    };
    let mount = run.mounts.iter().find(|mount| mount.word.span == value.span);
    let kind = mount.map_or("bind", |mount| kind_name(mount.kind));
    let topic = Topic::MountType(kind);
    let summary = match mount {
        Some(mount) => summary(scene, mount),
        None => catalogue::entry(topic).map(|entry| entry.summary.to_owned()).unwrap_or_default(),
    };
    draft.part(flag.name_span, "--mount", format!("--mount of type {kind}"), summary, Some(topic));
    draft.topics.push(topic);
    let mut at = 0;
    for field in value.text.split(',').take(MAX_PARTS) {
        let start = at;
        at += field.len() + 1;
        let name = field.split('=').next().unwrap_or_default().trim();
        let Some(entry) = key(name) else { continue };
        let Some(part) = value.part(&scene.node.line, start..start + field.len()) else { break };
        let span = scene.node.line.source_span(part);
        let detail = match (name.to_ascii_lowercase().as_str(), mount) {
            ("type", Some(mount)) => kind_text(mount.kind).to_owned(),
            ("from", Some(mount)) => from(scene, mount),
            ("target" | "dst" | "destination", Some(mount)) => target(scene, mount),
            _ => entry.summary.to_owned(),
        };
        draft.member(span, field, entry.title, detail, Some(entry.topic));
        if !draft.has_room() {
            break;
        }
    }
}

fn kind_name(kind: MountKind) -> &'static str {
    match kind {
        MountKind::Bind => "bind",
        MountKind::Cache => "cache",
        MountKind::Tmpfs => "tmpfs",
        MountKind::Secret => "secret",
        MountKind::Ssh => "ssh",
    }
}

fn kind_text(kind: MountKind) -> &'static str {
    match kind {
        MountKind::Bind => "Files that are only shown to this step.",
        MountKind::Cache => "A folder that is kept for the next build.",
        MountKind::Tmpfs => "A folder in memory.",
        MountKind::Secret => "A secret that is never stored.",
        MountKind::Ssh => "The SSH agent of whoever builds.",
    }
}

/// The entry of a key, also by its other names.
fn key(name: &str) -> Option<crate::explain::Entry> {
    let name = match name.to_ascii_lowercase().as_str() {
        "src" => "source",
        "dst" | "destination" => "target",
        "ro" => "readonly",
        "rw" => "readwrite",
        other => return find(other),
    };
    find(name)
}

fn find(name: &str) -> Option<crate::explain::Entry> {
    let entries = catalogue::all().iter();
    entries.filter(|entry| matches!(entry.topic, Topic::MountKey(known) if known == name)).copied().next()
}

fn summary(scene: &Scene, mount: &Mount) -> String {
    let target = mount.target.as_ref().map(|word| scene.path(&scene.value(word)));
    let place = target.as_deref().map(code);
    match mount.kind {
        MountKind::Cache => {
            let what = target.as_deref().and_then(path).map(|text| format!(" ({text})")).unwrap_or_default();
            let place = place.unwrap_or_else(|| "a folder".to_owned());
            format!("Keeps {place}{what} between builds on this machine, outside the image.")
        }
        MountKind::Bind => {
            let source = mount.source.as_ref().map(|word| code(&scene.value(word)));
            let what = source.unwrap_or_else(|| "everything".to_owned());
            let place = place.map(|place| format!(" as {place}")).unwrap_or_default();
            format!("Shows {what} of {} to this step{place}, without copying.", origin(scene, mount))
        }
        MountKind::Secret => {
            let id = mount.id.as_ref().or(mount.source.as_ref()).map(|word| scene.value(word));
            let name = id.clone().map(|id| format!(" {}", code(&id))).unwrap_or_default();
            let file = target.or_else(|| id.map(|id| format!("/run/secrets/{id}")));
            let place = match (&mount.env, file) {
                (Some(env), _) => format!(" in the variable {}", code(&scene.value(env))),
                (None, Some(file)) => format!(" as the file {}", code(&file)),
                (None, None) => String::new(),
            };
            format!("Gives this step the secret{name}{place}; it is never stored.")
        }
        MountKind::Ssh => {
            "Lends this step the SSH agent of whoever builds; no key enters the image.".to_owned()
        }
        MountKind::Tmpfs => {
            let place = place.unwrap_or_else(|| "a folder".to_owned());
            format!("Makes {place} an empty folder in memory, for this step only.")
        }
    }
}

/// `stage `x``, `the image `x`` or `the build context`.
fn origin(scene: &Scene, mount: &Mount) -> String {
    let Some(from) = &mount.from else { return "the build context".to_owned() };
    let edge = scene.model.edges.iter().find(|edge| {
        edge.instruction == scene.index && edge.kind == EdgeKind::Mount && edge.span == from.span
    });
    match edge.map(|edge| &edge.from) {
        Some(Endpoint::Stage(id)) => scene.model.stage(*id).map(facts::stage_phrase).unwrap_or_default(),
        Some(Endpoint::Image(name)) => format!("the image {}", code(name)),
        Some(Endpoint::Context(name)) => format!("the named context {}", code(name)),
        None => code(&from.text),
    }
}

fn from(scene: &Scene, mount: &Mount) -> String {
    format!("The files come from {}.", origin(scene, mount))
}

fn target(scene: &Scene, mount: &Mount) -> String {
    let place = mount.target.as_ref().map(|word| scene.path(&scene.value(word))).unwrap_or_default();
    let known = path(&place).map(|text| format!(": {text}")).unwrap_or_default();
    format!("Where it appears: {}{known}.", code(&place))
}
