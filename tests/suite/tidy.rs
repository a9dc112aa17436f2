//! The house in order: who imports whom, how long files are, and that every table is complete and sorted.

use std::collections::BTreeSet;
use std::path::Path;

use dockerfile_playground::rules::{self, Fixable, Rule, check_rule};
use dockerfile_playground::syntax::{self, ErrorCode};
use dockerfile_playground::{Model, Options};

use crate::files;

/// Longer source files are to be split.
const MAX_FILE_LINES: usize = 500;

/// What each layer may import, from the lowest up.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("syntax", &["text"]),
    ("shell", &["text"]),
    ("interchange", &["syntax", "text"]),
    ("instruction", &["shell", "syntax", "text"]),
    ("model", &["instruction", "shell", "syntax", "text"]),
    ("assist", BELOW_FEATURES),
    ("explain", BELOW_FEATURES),
    ("graph", BELOW_FEATURES),
    ("plan", BELOW_FEATURES),
    ("rules", BELOW_FEATURES),
    ("session", &["graph", "model", "plan", "rules", "text"]),
];

const BELOW_FEATURES: &[&str] = &["instruction", "model", "shell", "syntax", "text"];

#[test]
fn layers_import_only_what_lies_below() {
    let mut wrong = Vec::new();
    for path in files::below("src", ".rs") {
        let name = files::name(&path);
        let layer = layer_of(&name);
        let Some((_, allowed)) = LAYERS.iter().find(|(known, _)| *known == layer) else { continue };
        for imported in imports(&files::read(&path), "crate::") {
            let is_layer = LAYERS.iter().any(|(known, _)| *known == imported);
            if is_layer && imported != layer && !allowed.contains(&imported.as_str()) {
                wrong.push(format!("{name} imports {imported}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_page_reaches_the_browser_in_one_place() {
    let mut wrong = Vec::new();
    for path in files::below("src", ".rs") {
        let name = files::name(&path);
        let text = files::read(&path);
        let is_browser = name.starts_with("src/app/browser/");
        let calls_web =
            ["web_sys::", "gloo::", "js_sys::", "wasm_bindgen::"].iter().any(|call| text.contains(call));
        if calls_web && !is_browser {
            wrong.push(format!("{name} calls the browser"));
        }
        if name.starts_with("src/app/") && name != "src/app/analysis.rs" && text.contains("analyze(") {
            wrong.push(format!("{name} analyses"));
        }
        if text.contains("cfg(target_arch") && name != "src/main.rs" {
            wrong.push(format!("{name} asks for the target"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_stay_short() {
    let long: Vec<String> = files::below("src", ".rs")
        .iter()
        .map(|path| (files::name(path), files::read(path).lines().count()))
        .filter(|(_, lines)| *lines > MAX_FILE_LINES)
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn every_rule_file_is_in_its_table() {
    for (subject, rules) in rules::SUBJECTS {
        let files: BTreeSet<String> = files::below(&format!("src/rules/{subject}"), ".rs")
            .iter()
            .filter_map(|path| Some(path.file_stem()?.to_str()?.replace('_', "-")))
            .filter(|name| name != "mod")
            .collect();
        let ids: BTreeSet<String> = rules.iter().map(|rule| rule.id.to_owned()).collect();
        let missing: Vec<_> = ids.difference(&files).collect();
        assert!(missing.is_empty(), "rules of {subject} without a file of their name: {missing:?}");
        assert!(rules.iter().map(|rule| rule.id).is_sorted(), "the table of {subject} is not sorted");
    }
    let subjects: BTreeSet<&str> = rules::SUBJECTS.iter().map(|(subject, _)| *subject).collect();
    let folders: BTreeSet<String> = files::below("src/rules", "mod.rs")
        .iter()
        .filter_map(|path| Some(path.parent()?.file_name()?.to_str()?.to_owned()))
        .filter(|name| name != "rules")
        .collect();
    assert_eq!(folders.iter().map(String::as_str).collect::<BTreeSet<_>>(), subjects);
    assert!(rules::SUBJECTS.is_sorted_by_key(|(subject, _)| subject));
}

#[test]
fn rule_ids_and_equivalents_are_unique() {
    let mut ids = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for rule in rules::all() {
        assert!(ids.insert(rule.id), "{} is there twice", rule.id);
        let is_kebab = rule.id.split('-').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        assert!(is_kebab, "{} is not kebab case", rule.id);
        for equivalent in rule.equivalents {
            assert!(codes.insert(equivalent.code()), "{} stands for two rules", equivalent.code());
        }
        assert!(rule.equivalents.is_sorted(), "{}: equivalents are not sorted", rule.id);
    }
    let is_error = |id: &str| ERROR_CODES.iter().any(|code| code.id() == id);
    assert!(!ids.iter().any(|id| is_error(id)), "a rule has the id of an error");
}

const ERROR_CODES: &[ErrorCode] =
    &[ErrorCode::EmptyFile, ErrorCode::UnknownInstruction, ErrorCode::InvalidMount];

#[test]
fn every_page_is_complete_and_its_examples_are_true() {
    for rule in rules::all() {
        let title = rule.title();
        assert!(
            !title.is_empty() && !title.ends_with('.'),
            "{}: the title is a phrase without a full stop",
            rule.id
        );
        assert!(!rule.section("Why it matters").is_empty(), "{}: no `Why it matters`", rule.id);
        let has_fix = !rule.section("Fix").is_empty();
        assert_eq!(
            has_fix,
            rule.fixable != Fixable::Never,
            "{}: `## Fix` exactly where there is one",
            rule.id
        );
        let blocks = blocks(rule);
        let options = Options { dockerignore: dockerignore(rule), ..Options::default() };
        for kind in ["bad", "good"] {
            assert!(blocks.iter().any(|(found, _)| found == kind), "{}: no {kind} example", rule.id);
        }
        for (kind, text) in blocks {
            // A carriage return is shown as the editor shows it; Rust has no place for one in a comment.
            let text = text.replace('␍', "\r");
            let found = check_rule(rule, &Model::new(&text, &options)).len();
            assert_eq!(
                found > 0,
                kind == "bad",
                "{}: the {kind} example has {found} findings:\n{text}",
                rule.id
            );
        }
    }
}

/// The `.dockerignore` of the examples: the line in the sentence "With the line … in `.dockerignore`".
fn dockerignore(rule: &Rule) -> Option<String> {
    let (_, rest) = rule.page.split_once("With the line `")?;
    rest.split_once("` in `.dockerignore`").map(|(line, _)| line.to_owned())
}

/// The fenced examples of a page: `bad` or `good`, and the text.
fn blocks(rule: &Rule) -> Vec<(String, String)> {
    let page: Vec<&str> = rule.page.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let mut blocks = Vec::new();
    let mut lines = page.into_iter();
    while let Some(line) = lines.next() {
        if let Some(kind) = line.strip_prefix("```dockerfile,") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((kind.to_owned(), body.join("\n") + "\n"));
        }
    }
    blocks
}

#[test]
fn the_changelog_names_every_rule() {
    let changelog = files::read(&files::root().join("CHANGELOG.md"));
    let missing: Vec<&str> =
        rules::all().map(|rule| rule.id).filter(|id| !changelog.contains(&format!("`{id}`"))).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn samples_have_no_error() {
    for path in files::below("static/samples", "Dockerfile") {
        let model = Model::new(&files::read(&path), &Options::default());
        assert!(model.errors.is_empty(), "{}: {:#?}", files::name(&path), model.errors);
        assert!(!syntax::parse(&model.source).instructions.is_empty());
    }
}

#[test]
fn ignored_and_focused_tests_do_not_exist() {
    let forbidden =
        [["#[", "ignore"], ["test", ".only("], ["test", ".skip("], ["waitFor", "Timeout"], ["todo", "!("]];
    for folder in ["src", "tests"] {
        for path in [".rs", ".ts", ".mjs"].iter().flat_map(|ending| files::below(folder, ending)) {
            let text = files::read(Path::new(&path));
            for parts in &forbidden {
                assert!(!text.contains(&parts.concat()), "{} has {}", files::name(&path), parts.concat());
            }
        }
    }
}

/// The layer a file belongs to: its folder below `src`, or its own name.
fn layer_of(name: &str) -> &str {
    let rest = name.strip_prefix("src/").unwrap_or(name);
    let first = rest.split('/').next().unwrap_or(rest);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The first module of every path that begins with a prefix.
fn imports(text: &str, prefix: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices(prefix) {
        let rest = text.get(at + prefix.len()..).unwrap_or_default();
        let names = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![rest],
        };
        for name in names {
            let word: String =
                name.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.insert(word);
        }
    }
    found
}
