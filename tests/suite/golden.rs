//! What the whole library says of a file, as text a reader can compare: one folder a case below `tests/golden`.
//!
//! `BLESS=1` rewrites what differs. A file that no view writes fails the run.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use dockerfile_playground::graph::layout::Direction;
use dockerfile_playground::graph::{self, Node};
use dockerfile_playground::model::{Base, Endpoint, variables};
use dockerfile_playground::{Analysis, Model, Options, analyze, explain};

use crate::files;

/// Name of the file and what writes it.
type View = (&'static str, fn(&Analysis) -> String);

const VIEWS: &[View] = &[
    ("findings.txt", findings),
    ("graph.txt", graph),
    ("model.txt", model),
    ("syntax.txt", syntax),
    ("variables.txt", variables),
];

#[test]
fn golden_files_hold() {
    let cases = files::below("tests/golden", "Dockerfile");
    assert!(!cases.is_empty());
    let mut wrong = Vec::new();
    for case in cases {
        let analysis = analyze(&files::read(&case), &Options::default());
        let folder = case.parent().unwrap();
        for (name, view) in VIEWS {
            compare(&folder.join(name), &view(&analysis), &mut wrong);
        }
        let known: BTreeSet<&str> = VIEWS.iter().map(|(name, _)| *name).chain(["Dockerfile"]).collect();
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let name = entry.file_name();
            assert!(known.contains(name.to_str().unwrap()), "{name:?} in {} is not used", folder.display());
        }
    }
    assert!(wrong.is_empty(), "run `make bless` if this is right:\n{}", wrong.join("\n"));
}

fn compare(path: &Path, text: &str, wrong: &mut Vec<String>) {
    let known = std::fs::read_to_string(path).unwrap_or_default();
    if known == text {
        return;
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, text).unwrap();
        return;
    }
    let first = known.lines().zip(text.lines()).position(|(a, b)| a != b).unwrap_or(known.lines().count());
    let line = |text: &str| text.lines().nth(first).unwrap_or("(end)").to_owned();
    wrong.push(format!("{}:{}\n  - {}\n  + {}", files::name(path), first + 1, line(&known), line(text)));
}

/// Errors and findings with the text they point at.
fn findings(analysis: &Analysis) -> String {
    let mut out = String::new();
    for finding in &analysis.findings {
        let place = analysis.model.lines.position(finding.span.start);
        let (line, column) = (place.line + 1, place.column + 1);
        let severity = finding.severity.name();
        writeln!(out, "{line}:{column} {severity} {}: {}", finding.rule, finding.message).unwrap();
        writeln!(out, "    at {:?}", analysis.model.text(finding.span)).unwrap();
        for fix in &finding.fixes {
            writeln!(out, "    {:?} fix: {}", fix.safety, fix.title).unwrap();
        }
    }
    out
}

/// Nodes with their labels and places, and edges, as drawn from left to right.
fn graph(analysis: &Analysis) -> String {
    let graph = graph::graph(&analysis.model, Direction::LeftToRight);
    let mut out = String::new();
    for node in &graph.nodes {
        let flags = [
            (node.is_target, ", target"),
            (!node.is_reachable, ", not needed"),
            (node.is_broken, ", broken"),
        ];
        let flags: String = flags.iter().filter(|(is_set, _)| *is_set).map(|(_, name)| *name).collect();
        let (id, title, subtitles) = (node.id(), &node.title, node.subtitles.join(" / "));
        writeln!(out, "{id}: {title:?}, {subtitles:?}{flags}").unwrap();
        let Node { x, y, width, height, .. } = node;
        writeln!(out, "    at {x:.0},{y:.0}, {width:.0} by {height:.0}").unwrap();
    }
    for edge in &graph.edges {
        let name = |index: usize| graph.nodes[index].id();
        let lines: Vec<String> = edge.uses.iter().map(|place| place.line.to_string()).collect();
        let (from, to, kind, lines) = (name(edge.from), name(edge.to), edge.kind, lines.join(", "));
        let flag = if edge.is_needed { "" } else { ", not needed" };
        writeln!(out, "{from} -> {to}: {kind:?}, line {lines}{flag}").unwrap();
    }
    out
}

/// Stages, edges, variables and the config of the target.
fn model(analysis: &Analysis) -> String {
    let model = &analysis.model;
    let mut out = String::new();
    for stage in &model.stages {
        let base = match &stage.base {
            Base::Image(Some(image)) => format!("image {}", image.with_default_tag()),
            Base::Image(None) => "no valid image".to_owned(),
            Base::Stage(id) => format!("stage {}", id.0),
            Base::Context(name) => format!("context {name}"),
            Base::Scratch => "scratch".to_owned(),
        };
        let reachable = if stage.is_reachable { "" } else { ", not needed" };
        let broken = if stage.is_broken { ", broken" } else { "" };
        let (from, to) = stage.lines;
        writeln!(
            out,
            "stage {} {:?} lines {from}-{to}: {base}{reachable}{broken}",
            stage.id.0,
            stage.title()
        )
        .unwrap();
    }
    for edge in &model.edges {
        let from = match &edge.from {
            Endpoint::Stage(id) => format!("stage {}", id.0),
            Endpoint::Image(name) => format!("image {name}"),
            Endpoint::Context(name) => format!("context {name}"),
        };
        writeln!(out, "edge {from} -> stage {} {:?}", edge.to.0, edge.kind).unwrap();
    }
    for found in &model.scope.uses {
        let line = model.lines.line(found.span.start) + 1;
        let text = model.text(found.span);
        writeln!(out, "line {line} {text} = {:?}{}", found.value, missing(found.missing)).unwrap();
    }
    config(model, &mut out);
    out
}

fn missing(reason: Option<dockerfile_playground::model::Missing>) -> String {
    use dockerfile_playground::model::Missing;
    match reason {
        None => String::new(),
        Some(Missing::Undeclared) => " (undeclared)".to_owned(),
        Some(Missing::NotInStage(_)) => " (not in this stage)".to_owned(),
        Some(Missing::NeedsArg) => " (needs ARG)".to_owned(),
        Some(Missing::OtherStage(_)) => " (in another stage)".to_owned(),
        Some(Missing::BuildOnly(_)) => " (build only)".to_owned(),
        Some(Missing::SetByScript) => " (set by the script)".to_owned(),
        Some(Missing::DeclaredLater(_)) => " (declared later)".to_owned(),
        Some(Missing::NoDefault(_)) => " (no default)".to_owned(),
    }
}

fn config(model: &Model, out: &mut String) {
    let Some(target) = model.target else { return };
    let config = model.config(target);
    for (name, setting) in &config.env {
        writeln!(out, "env {name}={}", setting.value).unwrap();
    }
    let single =
        [("workdir", &config.working_dir), ("user", &config.user), ("stop signal", &config.stop_signal)];
    for (name, setting) in single {
        if let Some(setting) = setting {
            writeln!(out, "{name} {}", setting.value).unwrap();
        }
    }
    for (name, setting) in
        [("entrypoint", &config.entrypoint), ("cmd", &config.cmd), ("shell", &config.shell)]
    {
        if let Some(setting) = setting {
            writeln!(out, "{name} {:?}", setting.value).unwrap();
        }
    }
    config.exposed_ports.keys().for_each(|port| writeln!(out, "port {port}").unwrap());
    config.volumes.keys().for_each(|path| writeln!(out, "volume {path}").unwrap());
    for (key, setting) in &config.labels {
        writeln!(out, "label {key}={}", setting.value).unwrap();
    }
    if let Some(setting) = &config.healthcheck {
        writeln!(out, "healthcheck {:?}", setting.value.test).unwrap();
    }
}

/// What the inspector tells of the variables that each instruction uses or sets.
fn variables(analysis: &Analysis) -> String {
    let model = &analysis.model;
    let mut out = String::new();
    for node in &model.file.instructions {
        let found = variables::at(model, node.span.start);
        for one in found.list.iter().filter(|one| one.is_used || one.is_set_here) {
            let words = explain::variable_words(model, found.stage, one);
            let value =
                one.value.as_ref().map_or_else(|| "no value".to_owned(), |value| format!("{value:?}"));
            writeln!(out, "line {}: {} is {value}, {}", node.lines.0, one.name, words.remark).unwrap();
            words.hidden.iter().for_each(|(words, _)| writeln!(out, "    {words}").unwrap());
        }
    }
    out
}

/// Instructions as BuildKit's parser lists them.
fn syntax(analysis: &Analysis) -> String {
    let mut out = String::new();
    for directive in &analysis.model.file.directives {
        writeln!(out, "{}: directive {}={}", directive.line, directive.name.name(), directive.value).unwrap();
    }
    for node in &analysis.model.file.instructions {
        let (from, to) = node.lines;
        write!(out, "{from}-{to}: {}", node.keyword_text).unwrap();
        node.flags.iter().for_each(|flag| write!(out, " {}", flag.text).unwrap());
        let form = if node.arguments.is_exec() { " exec" } else { "" };
        writeln!(out, "{form} {:?}", node.arguments.as_listed()).unwrap();
        for heredoc in &node.heredocs {
            writeln!(out, "    heredoc {} {:?}", heredoc.name, analysis.model.text(heredoc.body)).unwrap();
        }
    }
    out
}
