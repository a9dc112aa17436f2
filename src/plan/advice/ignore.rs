//! Files of a project that no build reads, and that the build context better does without.

use super::{AdviceKind, Draft};
use crate::instruction::Kind;
use crate::model::Model;
use crate::plan::{Change, Rebuild, Status, Step};
use crate::text::{Fix, clean_path};

/// Directories that are no part of what is built.
const DIRECTORIES: &[&str] = &[
    ".cache",
    ".circleci",
    ".devcontainer",
    ".git",
    ".github",
    ".gitlab",
    ".idea",
    ".pytest_cache",
    ".venv",
    ".vscode",
    "__pycache__",
    "coverage",
    "doc",
    "docs",
    "node_modules",
    "venv",
];

/// How the names of files begin that are no part of what is built.
const NAMES: &[&str] = &[
    ".DS_Store",
    ".dockerignore",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    ".gitlab-ci",
    ".travis",
    "CHANGELOG",
    "CODE_OF_CONDUCT",
    "CONTRIBUTING",
    "Containerfile",
    "Dockerfile",
    "README",
    "SECURITY",
    "compose.yaml",
    "compose.yml",
    "docker-compose",
];

/// Looks at the path that changes.
pub(super) fn draft(model: &Model, change: &Change, rebuild: &Rebuild, drafts: &mut Vec<Draft>) {
    let Change::Path(path) = change else { return };
    let path = clean_path(&format!("/{path}"));
    let path = path.trim_start_matches('/');
    let Some(pattern) = pattern(path).filter(|pattern| !is_named(model, pattern)) else { return };
    let steps = rebuild.plan.steps.iter().zip(&rebuild.verdicts).enumerate();
    let takes = |(index, (step, verdict)): (usize, (&Step, &crate::plan::Verdict))| {
        verdict.root == Some(index) && verdict.status != Status::Cached && step.lines.is_some()
    };
    if steps.filter(|step| takes(*step)).count() == 0 {
        return;
    }
    let mut text = model.options.dockerignore.clone().unwrap_or_default();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(pattern);
    text.push('\n');
    drafts.push(Draft {
        kind: AdviceKind::Ignore,
        fix: Fix::unsafe_(format!("Add `{pattern}` to `.dockerignore`"), Vec::new()),
        why: format!("Few builds read `{pattern}`, and what `.dockerignore` leaves out changes no copy."),
        caution: "Look whether a step or the program in the image reads it after all.".to_owned(),
        count: 0,
        ignore: Some(text),
    });
}

/// What leaves a path out, where it is no part of what is built.
fn pattern(path: &str) -> Option<&str> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    if DIRECTORIES.binary_search(&first).is_ok() {
        return Some(first);
    }
    let is_plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte));
    let is_known =
        rest.is_empty() && NAMES.iter().any(|name| first.starts_with(name)) || path.ends_with(".md");
    (is_plain && is_known).then_some(path)
}

/// Whether an instruction names what would be left out.
fn is_named(model: &Model, pattern: &str) -> bool {
    let last = pattern.rsplit('/').next().unwrap_or_default();
    model.instructions().any(|(_, node, kind)| {
        matches!(kind, Some(Kind::Copy(_) | Kind::Add(_) | Kind::Run(_)))
            && model.text(node.span).contains(last)
    })
}

#[test]
fn lists_are_sorted_and_paths_known() {
    assert!(DIRECTORIES.is_sorted() && NAMES.is_sorted());
    for (path, expected) in [
        (".git/HEAD", Some(".git")),
        ("README.md", Some("README.md")),
        ("docs/a/b", Some("docs")),
        ("docs", Some("docs")),
        ("web/notes.md", Some("web/notes.md")),
        ("Dockerfile.dev", Some("Dockerfile.dev")),
        ("src/main.c", None),
        ("package.json", None),
        ("", None),
        ("a b.md", None),
    ] {
        assert_eq!(pattern(path), expected, "{path}");
    }
}
