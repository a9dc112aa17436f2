use super::base_facts;
use crate::explain::draft::{Draft, Scene};
use crate::explain::words::{code, list};
use crate::explain::{Topic, catalogue, facts};
use crate::instruction::{From, ImageRef};
use crate::model::{Base, Stage};
use crate::syntax::Word;
use crate::text::{Span, lower};

/// The stage, what it starts from and every piece of the reference.
pub(super) fn from(scene: &Scene, from: &From, draft: &mut Draft) {
    let Some(stage) = scene.stage else { return };
    draft.summary = summary(scene, stage, &from.base.text, scene.is_open(&from.base));
    for flag in &scene.node.flags {
        let more = flag.value.as_ref().map(|value| scene.resolved(value)).unwrap_or_default();
        draft.flag(scene, flag, &more);
    }
    base(scene, stage, &from.base, draft);
    if let Some(name) = &from.name {
        let span = from.as_keyword.as_ref().map_or(name.span, |keyword| keyword.span.cover(name.span));
        let users = facts::users(scene.model, stage.id);
        let used = if users.is_empty() {
            String::new()
        } else {
            format!(" {}", facts::sentence(&list(&users, "and")))
        };
        let detail = format!("Names this stage, so that others can start or copy from it.{used}");
        let text = format!("AS {}", name.text);
        draft.part(span, &text, "stage name", detail, Some(Topic::Flag(crate::syntax::Keyword::From, "as")));
    }
}

fn summary(scene: &Scene, stage: &Stage, base: &str, is_open: bool) -> String {
    let name = facts::stage_phrase(stage);
    let target = if scene.model.target == Some(stage.id) { ", the one that is built," } else { "" };
    match &stage.base {
        Base::Image(None) if is_open => {
            format!("Starts {name} from an image that a build argument has to name: {}.", code(base))
        }
        Base::Image(None) => format!("Starts {name}, but {} names no valid image.", code(&stage.base_name)),
        Base::Image(Some(image)) => {
            let what = image_topic(image).and_then(catalogue::entry);
            let what = what
                .map(|entry| format!(": {}", lower_first(entry.summary)))
                .unwrap_or_else(|| ".".to_owned());
            let known = base_facts::sentences(&scene.model.base_facts(stage.id));
            format!("Starts {name}{target} from the image {}{what}{known}", code(&stage.base_name))
        }
        Base::Stage(base) => {
            let base = scene.model.stage(*base).map(facts::stage_phrase).unwrap_or_default();
            format!("Starts {name}{target} from {base}: with its files, variables and settings.")
        }
        Base::Context(context) => format!("Starts {name}{target} from the named context {}.", code(context)),
        Base::Scratch => format!("Starts {name}{target} from nothing: no files, no shell, no libraries."),
    }
}

/// The sentence of an entry behind a colon; names such as `Alpine` keep their capital.
fn lower_first(summary: &str) -> String {
    for article in ["A ", "An ", "The ", "Images "] {
        if let Some(rest) = summary.strip_prefix(article) {
            return format!("{}{rest}", lower(article));
        }
    }
    summary.to_owned()
}

fn base(scene: &Scene, stage: &Stage, word: &Word, draft: &mut Draft) {
    let has_variable =
        word.text.contains('$') || !word.is_verbatim(&scene.node.line) || word.text != stage.base_name;
    match &stage.base {
        Base::Image(Some(image)) if !has_variable => reference(scene, image, word, draft),
        Base::Image(image) => {
            let topic = image.as_ref().and_then(image_topic);
            let detail = match image {
                Some(image) => format!("The image to start from; here {}.", code(&full(image))),
                None if stage.base_name.is_empty() && !has_variable => "No image is named here.".to_owned(),
                None if scene.is_open(word) => {
                    "The image to start from, which is complete only with `--build-arg`.".to_owned()
                }
                None => format!(
                    "{} is no image reference, which has the form `registry/repository:tag@digest`, with one colon for the tag.",
                    code(&stage.base_name)
                ),
            };
            let topic = topic.unwrap_or(Topic::Concept("image-reference"));
            draft.part(word.span, &word.text, "base image", detail, Some(topic));
            draft.topics.push(topic);
        }
        Base::Stage(base) => {
            let detail = match scene.model.stage(*base) {
                Some(base) => format!("The {} of line {}.", facts::stage_phrase(base), base.lines.0),
                None => "An earlier stage.".to_owned(),
            };
            draft.part(
                word.span,
                &word.text,
                "base stage",
                detail,
                Some(Topic::Concept("multi-stage-build")),
            );
            draft.topics.push(Topic::Concept("multi-stage-build"));
        }
        Base::Context(_) => {
            draft.part(word.span, &word.text, "named context", "What `--build-context` names so.", None);
        }
        Base::Scratch => {
            let topic = Topic::Image("scratch");
            let detail = catalogue::entry(topic).map(|entry| entry.summary).unwrap_or_default();
            draft.part(word.span, &word.text, "empty base", detail, Some(topic));
            draft.topics.extend([topic, Topic::Concept("static-binary")]);
        }
    }
}

/// The parts of a literal reference.
fn reference(scene: &Scene, image: &ImageRef, word: &Word, draft: &mut Draft) {
    let line = &scene.node.line;
    let part = |range: std::ops::Range<usize>| {
        let text = word.text.get(range.clone()).unwrap_or_default().to_owned();
        (word.part_span(line, range), text)
    };
    let ranges = &image.ranges;
    draft.group();
    if let Some(range) = ranges.registry.clone() {
        let (span, text) = part(range);
        let detail = match text.as_str() {
            "docker.io" => "Docker Hub, the registry that is meant anyway.".to_owned(),
            _ => format!("The registry the image is pulled from: {}.", code(&text)),
        };
        draft.member(span, &text, "registry", detail, Some(Topic::Concept("image-reference")));
    }
    let (span, text) = part(ranges.repository.clone());
    let topic = image_topic(image);
    let known = topic.and_then(catalogue::entry).map(|entry| entry.summary);
    let detail = known.map_or_else(|| repository(image), str::to_owned);
    draft.member(span, &text, "repository", detail, topic);
    draft.topics.extend(topic);
    match ranges.tag.clone() {
        Some(range) => tag(image, range.start, part, draft),
        None if image.digest.is_none() => {
            draft.topics.push(Topic::Concept("tag"));
            if let Some(part) = draft.parts.last_mut() {
                part.detail += " No tag is written, so `latest` is meant: whatever its owner last pushed.";
            }
        }
        None => {}
    }
    if let Some(range) = ranges.digest.clone() {
        let (span, text) = part(range);
        let detail = "Exactly this image, by its checksum, even if the tag moves on.";
        draft.member(span, &text, "digest", detail, Some(Topic::Concept("digest")));
        draft.topics.push(Topic::Concept("digest"));
    }
}

/// The pieces of a tag between dashes.
fn tag(
    image: &ImageRef,
    start: usize,
    part: impl Fn(std::ops::Range<usize>) -> (Span, String),
    draft: &mut Draft,
) {
    let text = image.tag.as_deref().unwrap_or_default();
    let mut at = start;
    for (index, piece) in text.split('-').enumerate() {
        let (span, shown) = part(at..at + piece.len());
        at += piece.len() + 1;
        let stem = piece.trim_end_matches(|character: char| character == '.' || character.is_ascii_digit());
        let known = [piece, stem].into_iter().find_map(tag_entry);
        match known {
            Some(entry) => {
                draft.member(
                    span,
                    &shown,
                    if index == 0 { "tag" } else { "variant" },
                    entry.summary,
                    Some(entry.topic),
                );
            }
            None if index == 0 => {
                draft.member(span, &shown, "tag", version(piece, text), Some(Topic::Concept("tag")));
            }
            None => {}
        }
        draft.topics.extend(match stem {
            "slim" => Some(Topic::Concept("slim-image")),
            "alpine" => Some(Topic::Concept("alpine-image")),
            _ => None,
        });
    }
    draft.topics.push(Topic::Concept("tag"));
}

fn tag_entry(piece: &str) -> Option<crate::explain::Entry> {
    let entries = catalogue::all().iter();
    entries.filter(|entry| matches!(entry.topic, Topic::Tag(known) if known == piece)).copied().next()
}

/// How far the version that a tag begins with follows its successors.
fn version(piece: &str, tag: &str) -> String {
    let number = piece.trim_start_matches('v');
    if number.is_empty() || !number.starts_with(|character: char| character.is_ascii_digit()) {
        return format!("The tag {}, a name that its owner can move to another image.", code(tag));
    }
    let is_plain = number.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit());
    match number.matches('.').count() {
        0 if is_plain => {
            format!("Version {piece}; a tag this short moves on with every minor version and patch.")
        }
        1 if is_plain => format!("Version {piece}; the tag moves on with every patch."),
        _ => {
            format!("Version {piece}; the tag still moves when the image is rebuilt, only a digest does not.")
        }
    }
}

fn repository(image: &ImageRef) -> String {
    match image.repository.strip_prefix("library/") {
        Some(name) if image.registry == "docker.io" => {
            format!("The official image {} of Docker Hub.", code(name))
        }
        _ if image.registry == "docker.io" => format!("The image {} of Docker Hub.", code(&image.repository)),
        _ => format!("The image {} of that registry.", code(&image.repository)),
    }
}

fn full(image: &ImageRef) -> String {
    let mut text = format!("{}/{}", image.registry, image.repository);
    if let Some(tag) = &image.tag {
        text += &format!(":{tag}");
    }
    if let Some(digest) = &image.digest {
        text += &format!("@{digest}");
    }
    text
}

/// The entry of a well-known image: by its full name, or by its short one where it is of Docker Hub.
pub(super) fn image_topic(image: &ImageRef) -> Option<Topic> {
    let short = image.repository.strip_prefix("library/").unwrap_or(&image.repository);
    let name = match image.registry.as_str() {
        "docker.io" | "mirror.gcr.io" => short.to_owned(),
        "public.ecr.aws" => short.trim_start_matches("docker/").trim_start_matches("library/").to_owned(),
        registry => format!("{registry}/{}", image.repository),
    };
    // Distroless images carry their version and system in the name: `java17-debian12`.
    let stem = name.split("-debian").next().unwrap_or(&name);
    let stem = if name.starts_with("gcr.io/distroless/") && !stem.ends_with("python3") {
        stem.trim_end_matches(|character: char| character.is_ascii_digit())
    } else {
        stem
    };
    let entries = || catalogue::all().iter().map(|entry| entry.topic);
    let is = |topic: &Topic, name: &str| matches!(topic, Topic::Image(known) if *known == name);
    entries().find(|topic| is(topic, &name)).or_else(|| entries().find(|topic| is(topic, stem)))
}
