//! Whole Dockerfiles: what `inspect` answers beside what BuildKit and hadolint answer.
//!
//! Every record is asked once; each aspect then compares a part of the answer and, where it differs, names a cause, so
//! that the most frequent causes can be mended first. `CONFORMANCE_SHOW=errors` (or `corpus/errors`) prints the causes
//! of an aspect with samples. How many disagreements an aspect may have stands in [`ALLOWED`]: more fail the run, and
//! fewer ask for the number to be lowered.

mod ask;
mod config;
mod errors;
mod findings;
mod hadolint;
mod nodes;
mod sources;
mod stages;
mod steps;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

pub use sources::{Case, corpus};

/// What is compared of a record. `None` where the record does not say.
type Compare = fn(&Case, &Value) -> Option<Verdict>;

/// Agreement, or a cause and what differs.
type Verdict = Result<(), Difference>;

/// Why a record and an answer differ.
pub struct Difference {
    /// A short cause that many records share.
    pub cause: String,
    /// What is recorded and what is answered.
    pub detail: String,
}

const ASPECTS: &[(&str, Compare)] = &[
    ("directives", nodes::directives),
    ("nodes", nodes::compare),
    ("errors", errors::of_build),
    ("errors-all", errors::of_lint),
    ("stages", stages::compare),
    ("config", config::compare),
    ("findings", findings::compare),
    ("steps", steps::compare),
    ("hadolint", hadolint::compare),
];

/// How many disagreements there are today. None may be added; where one goes, the number goes down. What `tree` and
/// `graph_args` differ in is `--device`, which the recorded BuildKit was built without, and a named context that is no
/// URL: for `--build-context` that is a directory. What `hadolint` differs in is mostly meant:
///
/// - DL3025: a HEALTHCHECK in shell form is fine, a pipe or `||` needs it. DL3064, DL3000, DL3029: BuildKit's triggers are
///   followed where both tools check the same.
/// - DL3006, DL3007, DL3020, DL3066, DL3002: the value of a variable counts where it is known.
/// - DL3008, DL3009, DL3013, DL3032, DL3042 and the like: commands behind `sudo` and in folders are seen; a deletion of
///   something else does not silence; option values are no packages.
/// - DL3003, DL3059: what PowerShell and cmd read is not read as a POSIX shell.
/// - DL4006: an inline `set -o pipefail` and an inherited SHELL count. DL3046: the letters of `-u $UID` are no digits.
/// - Fragments without FROM: rules about stages are silent, since there is none.
const ALLOWED: &[(&str, usize)] = &[
    ("corpus/hadolint", 698),
    ("graph_args/errors", 1),
    ("graph_args/errors-all", 1),
    ("hadolint/hadolint", 28),
    ("tree/errors", 1),
    ("tree/errors-all", 1),
];

/// How many samples of a cause are printed.
const SAMPLES: usize = 3;

/// The disagreements of one aspect in one source.
#[derive(Default)]
struct Row {
    cases: usize,
    agree: usize,
    causes: BTreeMap<String, Vec<String>>,
}

/// Compares all records and prints the table; whether all is as it should be.
pub fn run(folder: &Path) -> Result<bool, String> {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for (source, cases) in sources::all(folder)? {
        let answers = ask::ask(&cases)?;
        for (case, answer) in cases.iter().zip(&answers) {
            for (aspect, compare) in ASPECTS {
                let Some(verdict) = compare(case, answer) else { continue };
                rows.entry(format!("{source}/{aspect}")).or_default().add(case, verdict);
            }
        }
    }
    let mut is_fine = true;
    println!("{:<28}{:>7}{:>7}{:>10}", "whole Dockerfiles", "cases", "agree", "disagree");
    for (name, row) in &rows {
        let allowed = ALLOWED.iter().find(|(known, _)| known == name).map_or(0, |(_, number)| *number);
        is_fine &= row.print(name, allowed);
    }
    if let Ok(wanted) = std::env::var("CONFORMANCE_SHOW") {
        let is_wanted =
            |name: &str| wanted == "all" || name == wanted || name.ends_with(&format!("/{wanted}"));
        for (name, row) in rows.iter().filter(|(name, _)| is_wanted(name)) {
            row.print_causes(name);
        }
    }
    Ok(is_fine)
}

impl Row {
    fn add(&mut self, case: &Case, verdict: Verdict) {
        self.cases += 1;
        match verdict {
            Ok(()) => self.agree += 1,
            Err(difference) => {
                let sample = format!("{}: {}", case.name, difference.detail);
                self.causes.entry(difference.cause).or_default().push(sample);
            }
        }
    }

    fn disagree(&self) -> usize {
        self.cases - self.agree
    }

    fn print(&self, name: &str, allowed: usize) -> bool {
        let disagree = self.disagree();
        let note = match disagree.cmp(&allowed) {
            std::cmp::Ordering::Less => "  fewer than are allowed: lower the number",
            std::cmp::Ordering::Equal => "",
            std::cmp::Ordering::Greater => "  more than are allowed",
        };
        println!("{name:<28}{:>7}{:>7}{disagree:>10}{note}", self.cases, self.agree);
        disagree == allowed
    }

    fn print_causes(&self, name: &str) {
        println!("\n{name}");
        let mut causes: Vec<_> = self.causes.iter().collect();
        causes.sort_by_key(|(cause, samples)| (std::cmp::Reverse(samples.len()), cause.as_str()));
        for (cause, samples) in causes {
            println!("{:>6}  {cause}", samples.len());
            for sample in samples.iter().take(SAMPLES) {
                println!("          {}", sample.chars().take(600).collect::<String>());
            }
        }
    }
}

/// Agreement where both are equal, else the cause.
fn same(cause: &str, expected: &Value, actual: &Value) -> Verdict {
    if expected == actual {
        return Ok(());
    }
    Err(Difference { cause: cause.to_owned(), detail: format!("recorded {expected} but answered {actual}") })
}

/// The list in a field; empty where there is none.
fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value.get(field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The field at the end of a path; null where there is none.
fn at<'a>(value: &'a Value, path: &[&str]) -> &'a Value {
    path.iter().fold(value, |value, field| value.get(field).unwrap_or(&Value::Null))
}
