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
mod quotes;
mod sources;
mod stages;
mod steps;

use std::collections::BTreeMap;
use std::path::Path;

use dockerfile_playground::syntax::ErrorCode;
use serde_json::Value;

use crate::known::Known;

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
    ("hadolint", |case, answer| hadolint::compare(case, answer, &[])),
];

/// How many disagreements there are today that `known_differences.toml` does not name one by one. None may be added; where
/// one goes, the number goes down. What is left of `hadolint`:
///
/// - DL3008, DL3009, DL3013, DL3032, DL3042 and the like: commands behind `sudo` and in folders are seen; a deletion of
///   something else does not silence; option values are no packages.
/// - DL4006: an inline `set -o pipefail` and an inherited SHELL count. DL3046: the letters of `-u $UID` are no digits.
/// - Fragments without FROM: rules about stages are silent, since there is none.
const ALLOWED: &[(&str, usize)] = &[("corpus/hadolint", 201), ("hadolint/hadolint", 28)];

/// How many samples of a cause are printed.
const SAMPLES: usize = 3;

/// The disagreements of one aspect in one source.
#[derive(Default)]
struct Row {
    cases: usize,
    agree: usize,
    known: usize,
    causes: BTreeMap<String, Vec<String>>,
}

/// Compares all records and prints the table; whether all is as it should be.
pub fn run(folder: &Path, known: &[Known]) -> Result<bool, String> {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut quotes = quotes::Quotes::default();
    for (source, cases) in sources::all(folder)? {
        let answers = ask::ask(&cases)?;
        for (case, answer) in cases.iter().zip(&answers) {
            quotes.read(case);
            for (aspect, compare) in ASPECTS {
                let name = format!("{source}/{aspect}");
                let verdict = match *aspect {
                    "hadolint" => hadolint::compare(case, answer, &known_in(known, &name)),
                    _ => compare(case, answer),
                };
                let Some(verdict) = verdict else { continue };
                rows.entry(name.clone()).or_default().add(case, verdict, &known_in(known, &name));
            }
        }
    }
    let mut is_fine = true;
    println!("{:<28}{:>7}{:>7}{:>7}{:>10}", "whole Dockerfiles", "cases", "agree", "known", "disagree");
    for (name, row) in &rows {
        let allowed = ALLOWED.iter().find(|(known, _)| known == name).map_or(0, |(_, number)| *number);
        is_fine &= row.print(name, allowed);
    }
    is_fine &= quotes.print(&ErrorCode::ALL.map(ErrorCode::id));
    if let Ok(wanted) = std::env::var("CONFORMANCE_SHOW") {
        let is_wanted =
            |name: &str| wanted == "all" || name == wanted || name.ends_with(&format!("/{wanted}"));
        for (name, row) in rows.iter().filter(|(name, _)| is_wanted(name)) {
            row.print_causes(name);
        }
    }
    Ok(is_fine)
}

/// The known differences of an aspect.
fn known_in<'a>(known: &'a [Known], name: &str) -> Vec<&'a Known> {
    known.iter().filter(|entry| entry.file == name).collect()
}

impl Row {
    fn add(&mut self, case: &Case, verdict: Verdict, known: &[&Known]) {
        self.cases += 1;
        let mut entries = known.iter().filter(|entry| entry.cases.contains(&case.name));
        let is_known =
            |difference: &Difference| entries.clone().any(|entry| difference.cause.starts_with(&entry.cause));
        match verdict {
            Err(difference) if is_known(&difference) => self.known += 1,
            Ok(()) if entries.next().is_some() => {
                let cause = "a known difference is none".to_owned();
                self.causes.entry(cause).or_default().push(case.name.clone());
            }
            Ok(()) => self.agree += 1,
            Err(difference) => {
                let sample = format!("{}: {}", case.name, difference.detail);
                self.causes.entry(difference.cause).or_default().push(sample);
            }
        }
    }

    fn disagree(&self) -> usize {
        self.cases - self.agree - self.known
    }

    fn print(&self, name: &str, allowed: usize) -> bool {
        let disagree = self.disagree();
        let note = match disagree.cmp(&allowed) {
            std::cmp::Ordering::Less => "  fewer than are allowed: lower the number",
            std::cmp::Ordering::Equal => "",
            std::cmp::Ordering::Greater => "  more than are allowed",
        };
        println!("{name:<28}{:>7}{:>7}{:>7}{disagree:>10}{note}", self.cases, self.agree, self.known);
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
