use dockerfile_playground::Model;
use dockerfile_playground::explain::{self, Topic};
use serde::Serialize;

/// What there is to say about one offset: the piece it stands in, or what is around it.
#[derive(Serialize)]
pub struct ExplanationAnswer {
    topic: String,
    title: String,
    summary: String,
    span: [u32; 2],
}

/// The explanations of byte offsets; `None` where there is nothing to explain, also behind the end of the text.
pub fn explanations(model: &Model, offsets: &[u64]) -> Vec<Option<ExplanationAnswer>> {
    offsets.iter().map(|offset| explanation(model, *offset)).collect()
}

fn explanation(model: &Model, offset: u64) -> Option<ExplanationAnswer> {
    let offset = u32::try_from(offset).ok().filter(|offset| *offset as usize <= model.source.len())?;
    let whole = explain::at(model, offset)?;
    let part = whole.focus.and_then(|index| whole.parts.get(index));
    let topic = topic(part.and_then(|part| part.see).unwrap_or(whole.topic));
    Some(match part {
        Some(part) => ExplanationAnswer {
            topic,
            title: part.title.clone(),
            summary: part.detail.clone(),
            span: [part.span.start, part.span.end],
        },
        None => ExplanationAnswer {
            topic,
            title: whole.title,
            summary: whole.summary,
            span: [whole.span.start, whole.span.end],
        },
    })
}

/// A topic as a path: `keyword/RUN`, `flag/COPY/from`, `concept/layer`.
fn topic(topic: Topic) -> String {
    match topic {
        Topic::Keyword(keyword) => format!("keyword/{keyword}"),
        Topic::Flag(keyword, name) => format!("flag/{keyword}/{name}"),
        Topic::MountType(name) => format!("mount-type/{name}"),
        Topic::MountKey(name) => format!("mount-key/{name}"),
        Topic::Directive(name) => format!("directive/{name}"),
        Topic::Variable(name) => format!("variable/{name}"),
        Topic::Image(name) => format!("image/{name}"),
        Topic::Tag(name) => format!("tag/{name}"),
        Topic::Label(name) => format!("label/{name}"),
        Topic::Command(name, "") => format!("command/{name}"),
        Topic::Command(name, subcommand) => format!("command/{name}/{subcommand}"),
        Topic::Option(command, name) => format!("option/{command}/{name}"),
        Topic::Concept(name) => format!("concept/{name}"),
    }
}
