use super::describe::describe;
use super::draft::{Draft, Scene};
use super::words::{capital, code, count, list};
use super::{Entry, Explanation, Hover, Note, Part, Source, Topic, catalogue, facts, variables};
use crate::instruction::Kind;
use crate::model::{Base, Model, Stage, Surroundings};
use crate::syntax::{Keyword, ParserDirective};
use crate::text::{Span, order};

/// An explanation has at most this many notes: enough to learn from, too few for a wall of text.
const MAX_NOTES: usize = 4;

/// An explanation has at most this many sources and further topics.
const MAX_LINKS: usize = 6;

/// What there is to say about the place at `offset`, in bytes: the instruction on its lines, the parser directive, else
/// the stage around it. `None` only where the text is blank.
pub fn at(model: &Model, offset: u32) -> Option<Explanation> {
    if let Some(directive) = directive_at(model, offset) {
        return Some(of_directive(model, directive));
    }
    match model.instruction_at(offset) {
        Some(index) => of_instruction(model, index, offset),
        None => of_surroundings(model, offset),
    }
}

/// What the word at `offset` is, in one sentence.
pub fn hover(model: &Model, offset: u32) -> Option<Hover> {
    if let Some(directive) = directive_at(model, offset) {
        let entry = directive_entry(directive)?;
        return Some(Hover {
            span: directive.span,
            title: entry.title.to_owned(),
            text: entry.summary.to_owned(),
        });
    }
    let index = model.instruction_at(offset)?;
    let node = model.instruction(index)?;
    if node.keyword_span.touches(offset) {
        let entry = catalogue::entry(Topic::Keyword(node.keyword))?;
        return Some(Hover {
            span: node.keyword_span,
            title: entry.title.to_owned(),
            text: entry.summary.to_owned(),
        });
    }
    variable_hover(model, index, offset).or_else(|| operator_hover(model, index, offset)).or_else(|| {
        let explanation = of_instruction(model, index, offset)?;
        let part = explanation.parts.get(explanation.focus?)?;
        Some(Hover { span: part.span, title: part.title.clone(), text: part.detail.clone() })
    })
}

fn variable_hover(model: &Model, index: usize, offset: u32) -> Option<Hover> {
    let used = variables::variables(model, index).into_iter().rev();
    let fact = used.into_iter().find(|fact| fact.span.start <= offset && offset < fact.span.end)?;
    let text = match &fact.value {
        Some(value) => format!("Here it is {}, {}.", variables::value(value), fact.remark),
        None => format!("Has no known value here: {}.", fact.remark),
    };
    Some(Hover { span: fact.span, title: format!("${}", fact.name), text })
}

fn operator_hover(model: &Model, index: usize, offset: u32) -> Option<Hover> {
    use crate::shell::Operator;
    let script = model.script(index)?;
    let at = script.script.operators.partition_point(|(_, span)| span.end <= offset);
    let (operator, span) = script.script.operators.get(at).filter(|(_, span)| span.start <= offset)?;
    let id = match operator {
        Operator::And => "and-list",
        Operator::Or => "or-list",
        Operator::Pipe | Operator::PipeBoth => "pipe",
        Operator::Background => "background",
        Operator::Semicolon | Operator::Newline => return None,
    };
    let entry = catalogue::entry(Topic::Concept(id))?;
    Some(Hover { span: *span, title: entry.title.to_owned(), text: entry.summary.to_owned() })
}

fn directive_at(model: &Model, offset: u32) -> Option<&ParserDirective> {
    model.file.directives.iter().find(|directive| directive.span.touches(offset))
}

fn directive_entry(directive: &ParserDirective) -> Option<Entry> {
    let entries = catalogue::all().iter();
    let name = directive.name.name();
    entries.filter(|entry| matches!(entry.topic, Topic::Directive(known) if known == name)).copied().next()
}

fn of_instruction(model: &Model, index: usize, offset: u32) -> Option<Explanation> {
    let node = model.instruction(index)?;
    let stage = model.stage_of(index);
    let fallback = Surroundings::default();
    let mut draft = Draft::default();
    let keyword = catalogue::entry(Topic::Keyword(node.keyword));
    if let Some(kind) = model.kind(index) {
        let around = model.surroundings(index).unwrap_or(&fallback);
        let open = model.scope.uses_of(index).iter().filter(|used| used.value.is_none());
        let mut open: Vec<u32> = open.map(|used| used.span.start).collect();
        order::sort(&mut open);
        describe(&Scene { model, index, node, kind, stage, around, open }, &mut draft);
    }
    if draft.summary.is_empty() {
        draft.summary = keyword.map_or_else(|| unknown(&node.keyword_text), |entry| entry.summary.to_owned());
    }
    let mut parts = draft.parts;
    tile(&mut parts);
    let place = match stage {
        Some(stage) if node.keyword == Keyword::From => format!("of {}", stage.title()),
        Some(stage) => format!("in {}", stage.title()),
        None => "before the first FROM".to_owned(),
    };
    let name = if node.keyword == Keyword::Unknown { &node.keyword_text } else { node.keyword.name() };
    let mut topics = draft.topics;
    topics.push(Topic::Keyword(node.keyword));
    if stage.is_none() && node.keyword == Keyword::Arg {
        topics.insert(0, Topic::Concept("global-scope"));
    }
    let focus = focus(&parts, offset);
    // What the reader points at comes first.
    if let Some(see) = focus.and_then(|index| parts.get(index)).and_then(|part| part.see) {
        topics.insert(0, see);
    }
    let entries = entries(&topics);
    Some(Explanation {
        topic: Topic::Keyword(node.keyword),
        title: format!("{name} {place}"),
        stage: stage.map(|stage| stage.id),
        span: node.span,
        lines: node.lines,
        meta: facts::meta(model, index, node),
        summary: draft.summary,
        focus,
        parts,
        variables: variables::variables(model, index),
        notes: notes(&entries),
        reference: keyword.and_then(reference),
        sources: sources(&entries, keyword),
        see_also: see_also(&entries),
    })
}

fn unknown(keyword: &str) -> String {
    format!("{} is no instruction, so BuildKit refuses the file.", code(keyword))
}

/// Sorts parts and drops what overlaps an earlier one.
fn tile(parts: &mut Vec<Part>) {
    order::sort_by_key(parts, |part| (part.span.start, part.depth));
    let mut end = 0;
    parts.retain(|part| {
        let fits = part.span.start >= end;
        end = if fits { part.span.end } else { end };
        fits
    });
    let mut groups: Option<(usize, usize)> = None;
    for part in parts {
        let group = match groups {
            Some((old, new)) if old == part.group => new,
            Some((_, new)) => new + 1,
            None => 0,
        };
        groups = Some((part.group, group));
        part.group = group;
    }
}

/// The part that holds `offset`, or ends there.
fn focus(parts: &[Part], offset: u32) -> Option<usize> {
    let after = parts.partition_point(|part| part.span.start <= offset);
    let index = after.checked_sub(1)?;
    parts.get(index).filter(|part| part.span.touches(offset)).map(|_| index)
}

/// The entries of topics, each once.
fn entries(topics: &[Topic]) -> Vec<Entry> {
    let mut seen = std::collections::BTreeSet::new();
    let fresh = topics.iter().filter(|topic| seen.insert(**topic));
    fresh.filter_map(|topic| catalogue::entry(*topic)).collect()
}

/// The heading of an entry, which for a subcommand or an option also names the tool.
fn title(entry: &Entry) -> String {
    match entry.topic {
        Topic::Command(tool, sub) if !sub.is_empty() => format!("{tool} {sub}"),
        Topic::Option(tool, option) => format!("{tool} {option}"),
        _ => entry.title.to_owned(),
    }
}

/// First the first paragraph of every entry; what room is left, the second ones fill.
fn notes(entries: &[Entry]) -> Vec<Note> {
    let mut notes: Vec<(usize, usize, Note)> = Vec::new();
    for round in 0..3 {
        for (rank, entry) in entries.iter().enumerate() {
            if notes.len() == MAX_NOTES {
                break;
            }
            if let Some(text) = entry.paragraphs().nth(round) {
                notes.push((
                    rank,
                    round,
                    Note { title: title(entry), text: text.to_owned(), topic: entry.topic },
                ));
            }
        }
    }
    order::sort_by_key(&mut notes, |(rank, round, _)| (*rank, *round));
    notes.into_iter().map(|(_, _, note)| note).collect()
}

fn reference(entry: Entry) -> Option<String> {
    entry.sources.iter().find(|source| matches!(source, Source::Reference(_))).map(|source| source.url())
}

fn sources(entries: &[Entry], keyword: Option<Entry>) -> Vec<String> {
    let own = keyword.and_then(reference);
    let mut urls: Vec<String> = Vec::new();
    for url in entries.iter().flat_map(|entry| entry.sources).map(|source| source.url()) {
        if own.as_ref() != Some(&url) && !urls.contains(&url) && urls.len() < MAX_LINKS {
            urls.push(url);
        }
    }
    urls
}

fn see_also(entries: &[Entry]) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for topic in entries.iter().flat_map(|entry| entry.see_also) {
        let is_shown = entries.iter().any(|entry| entry.topic == *topic);
        if !is_shown && !topics.contains(topic) && topics.len() < MAX_LINKS {
            topics.push(*topic);
        }
    }
    topics
}

fn of_directive(model: &Model, directive: &ParserDirective) -> Explanation {
    let entry = directive_entry(directive);
    let value = directive.value.as_str();
    let name = directive.name.name();
    let summary = match name {
        "syntax" => syntax_summary(value),
        "escape" if value == "`" => {
            "Lines are joined by a backtick at their end, so that Windows paths can end in a backslash."
                .to_owned()
        }
        "escape" => format!("Lines are joined by {} at their end.", code(value)),
        "check" => format!("Sets how build checks are done: {}.", code(value)),
        _ => entry.map(|entry| entry.summary.to_owned()).unwrap_or_default(),
    };
    let line = model.lines.line(directive.span.start) + 1;
    let list: Vec<Entry> = entry.into_iter().collect();
    let topic = entry.map_or(Topic::Concept("comment"), |entry| entry.topic);
    let part = Part {
        span: directive.value_span,
        text: super::words::shorten(value, 72),
        title: "value".to_owned(),
        detail: capital(&summary),
        group: 0,
        depth: 0,
        see: Some(topic),
    };
    Explanation {
        topic,
        title: format!("# {name}="),
        stage: None,
        span: directive.span,
        lines: (line, line),
        meta: vec![facts::lines((line, line)), "parser directive".to_owned()],
        summary,
        parts: if part.span.is_empty() { Vec::new() } else { vec![part] },
        focus: None,
        variables: Vec::new(),
        notes: notes(&list),
        reference: entry.and_then(reference),
        sources: sources(&list, entry),
        see_also: see_also(&list),
    }
}

/// What a frontend image means.
fn syntax_summary(value: &str) -> String {
    let image = value.split_whitespace().next().unwrap_or_default();
    let tag = image.rsplit('/').next().and_then(|name| name.split_once(':')).map_or("latest", |(_, tag)| tag);
    let is_docker = image.contains("docker/dockerfile");
    let head = format!("BuildKit fetches {} and lets it read this file", code(image));
    match tag {
        _ if !is_docker => format!("{head}."),
        "1" => format!("{head}: the newest stable version 1."),
        "latest" => format!("{head}: the newest stable version, whatever its number."),
        tag if tag.contains("labs") => format!("{head}: with experimental features."),
        tag if tag.starts_with("1.") && tag.matches('.').count() == 1 => {
            format!("{head}: the newest patch of version {tag}.")
        }
        tag => format!("{head}: version {tag}."),
    }
}

/// A comment or blank line: the stage around it, or what stands before the first.
fn of_surroundings(model: &Model, offset: u32) -> Option<Explanation> {
    match model.stage_at(offset) {
        Some(stage) => Some(of_stage(model, stage)),
        None => before_stages(model, offset),
    }
}

fn of_stage(model: &Model, stage: &Stage) -> Explanation {
    let steps = model
        .instructions_of(stage)
        .filter(|(_, node, _)| {
            matches!(node.keyword, Keyword::Run | Keyword::Copy | Keyword::Add | Keyword::Workdir)
        })
        .count();
    let base = match &stage.base {
        Base::Stage(id) => model.stage(*id).map(facts::stage_phrase).unwrap_or_default(),
        Base::Scratch => "nothing".to_owned(),
        Base::Image(None) => match model.kind(stage.from) {
            Some(Kind::From(from)) => code(&from.base.text),
            _ => code(&stage.base_name),
        },
        Base::Image(_) | Base::Context(_) => code(&stage.base_name),
    };
    let mut sentences = vec![format!(
        "{} starts from {base} and has {}.",
        capital(&facts::stage_phrase(stage)),
        count(steps, "step")
    )];
    let users = facts::users(model, stage.id);
    if !users.is_empty() {
        sentences.push(facts::sentence(&list(&users, "and")));
    }
    let target = model.target.and_then(|id| model.stage(id));
    match target {
        Some(target) if target.id == stage.id => sentences.push("It is the one that is built.".to_owned()),
        Some(target) if !stage.is_reachable => {
            sentences.push(format!(
                "{} does not need it, so it is not built.",
                capital(&facts::stage_phrase(target))
            ));
        }
        _ => {}
    }
    let topics = entries(&[Topic::Concept("stage"), Topic::Concept("multi-stage-build")]);
    Explanation {
        topic: Topic::Concept("stage"),
        title: capital(&stage.name.as_ref().map_or_else(|| stage.title(), |name| format!("stage {name}"))),
        stage: Some(stage.id),
        span: stage.span,
        lines: stage.lines,
        meta: vec![facts::lines(stage.lines), count(stage.instructions.len() + 1, "instruction")],
        summary: sentences.join(" "),
        parts: Vec::new(),
        focus: None,
        variables: Vec::new(),
        notes: notes(&topics),
        reference: Some(Source::Reference("from").url()),
        sources: sources(&topics, None),
        see_also: see_also(&topics),
    }
}

fn before_stages(model: &Model, offset: u32) -> Option<Explanation> {
    let end = model.stages.first().map_or(model.source.len() as u32, |stage| stage.span.start);
    if model.source.trim().is_empty() {
        return None;
    }
    let line = model.lines.line(offset) + 1;
    let args = model
        .file
        .instructions
        .iter()
        .filter(|node| node.keyword == Keyword::Arg && node.span.start < end)
        .count();
    let scope = (args > 0).then_some(Topic::Concept("global-scope"));
    let topics: Vec<Topic> = scope.into_iter().chain([Topic::Concept("comment")]).collect();
    let list = entries(&topics);
    let summary = match args {
        0 => "Nothing is built here yet: the first FROM starts the first stage.".to_owned(),
        args => format!("{} here can be used in FROM lines.", capital(&count(args, "build argument"))),
    };
    Some(Explanation {
        topic: Topic::Concept("global-scope"),
        title: "Before the first FROM".to_owned(),
        stage: None,
        span: Span::new(0, end),
        lines: (1, model.lines.line(end).max(line)),
        meta: Vec::new(),
        summary,
        parts: Vec::new(),
        focus: None,
        variables: Vec::new(),
        notes: notes(&list),
        reference: Some(Source::Reference("understand-how-arg-and-from-interact").url()),
        sources: sources(&list, None),
        see_also: see_also(&list),
    })
}
