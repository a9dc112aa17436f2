//! What becomes of the steps of a build after a change, with the reason: the files of `tests/rebuild`.
//!
//! Each file holds cases with a line of dashes between them: a title, a Dockerfile, then changes and what they do. A line
//! `>>> path src/main.c` names a change; see [`change`] for the others. `BLESS=1` rewrites what they do.

use std::fmt::Write;

use dockerfile_playground::plan::{self, Change, Rebuild};
use dockerfile_playground::{Model, Options};

use crate::files;

/// Begins the line of a change.
pub const CHANGE: &str = ">>> ";
/// Stands between two cases.
pub const BETWEEN: &str = "----------\n";

#[test]
fn changes_rebuild_what_they_should() {
    let count = checked("tests/rebuild", answered);
    assert!(count >= 60, "{count} changes");
}

/// Compares every case of a folder with what `answered` makes of it, which counts; gives the count.
pub fn checked(folder: &str, answered: fn(&str, &mut usize) -> String) -> usize {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in files::below(folder, ".txt") {
        let known = files::read(&path);
        let cases: Vec<String> = known.split(BETWEEN).map(|case| answered(case, &mut count)).collect();
        let actual = cases.join(BETWEEN);
        if actual == known {
            continue;
        }
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, actual).unwrap();
            continue;
        }
        let differs = known.lines().zip(actual.lines()).enumerate().find(|(_, (a, b))| a != b);
        wrong.push(format!("{}: {differs:?}", files::name(&path)));
    }
    assert!(wrong.is_empty(), "run `make bless` if this is right:\n{}", wrong.join("\n"));
    count
}

/// A case with what its changes do today.
fn answered(text: &str, count: &mut usize) -> String {
    let (mut out, model, changes) = case(text);
    assert!(model.errors.is_empty(), "{:?}\n{}", model.errors, model.source);
    for line in changes.lines().filter_map(|line| line.strip_prefix(CHANGE)) {
        let rebuild = plan::simulate(&model, &change(&model.source, line));
        writeln!(out, "{CHANGE}{line}\n{}", told(&rebuild)).unwrap();
        *count += 1;
    }
    out
}

/// The head of a case with its Dockerfile, the model of that, and the changes.
pub fn case(case: &str) -> (String, Model, &str) {
    let (head, body) = case.split_once('\n').unwrap();
    assert!(head.starts_with("# "), "a case begins with a title: {head}");
    let start = body.find(CHANGE).unwrap_or(body.len());
    let (text, changes) = body.split_at(start);
    let out = format!("{head}\n{text}");
    let (text, ignore) = text.split_once("== .dockerignore\n").unwrap_or((text, ""));
    let options = Options {
        dockerignore: (!ignore.is_empty()).then(|| ignore.to_owned()),
        platform: Some("linux/amd64".to_owned()),
        ..Options::default()
    };
    (out, Model::new(text, &options), changes)
}

/// Reads a change: `path P`, `arg N=V`, `image I`, `no-cache [STAGES]`, `platform P`, or what the text was before:
/// `line 3 was TEXT`, `line 3 is new`, `line 3 was followed by TEXT`.
pub fn change(text: &str, line: &str) -> Change {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    match word {
        "path" => Change::Path(rest.to_owned()),
        "arg" => {
            let (name, value) = rest.split_once('=').unwrap();
            Change::BuildArg(name.to_owned(), Some(value.to_owned()))
        }
        "image" => Change::Image(rest.to_owned()),
        "no-cache" => Change::NoCache(rest.split_whitespace().map(str::to_owned).collect()),
        "platform" => Change::Platform(rest.to_owned()),
        "line" => {
            let (number, what) = rest.split_once(' ').unwrap();
            let at = number.parse::<usize>().unwrap() - 1;
            let mut lines: Vec<&str> = text.lines().collect();
            match what.split_once("was ").map(|(_, was)| was) {
                Some(was) => match was.strip_prefix("followed by ") {
                    Some(next) => lines.insert(at + 1, next),
                    None => lines[at] = was,
                },
                None => drop(lines.remove(at)),
            }
            Change::Text(lines.join("\n") + "\n")
        }
        other => panic!("no change: {other}"),
    }
}

/// The totals, then each step by its line.
fn told(rebuild: &Rebuild) -> String {
    let mut out = format!("{}\n", rebuild.totals(None).words());
    rebuild.summary.iter().for_each(|sentence| writeln!(out, "    {sentence}").unwrap());
    for (step, verdict) in rebuild.plan.steps.iter().zip(&rebuild.verdicts) {
        let Some((line, _)) = step.lines else { continue };
        let status = format!("{line:>2} {} {}", step.op.name(), verdict.status.name());
        writeln!(out, "{status:<24} {}", verdict.why).unwrap();
    }
    out
}
