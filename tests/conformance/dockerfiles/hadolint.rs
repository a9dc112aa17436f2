use std::collections::BTreeSet;

use dockerfile_playground::rules::{self, Equivalent};
use serde_json::Value;

use super::findings::compare_sets;
use super::{Case, Difference, Verdict, at, list};
use crate::known::Known;

/// Rules that hadolint only shows when it is asked to; the records of real files do not hold them.
const HIDDEN: [&str; 2] = ["DL1001", "DL3057"];

/// The findings that have a name in hadolint, of rules that there are: for its own tests whether the tested rule fires,
/// for real files every rule with its line.
pub fn compare(case: &Case, answer: &Value, meant: &[&Known]) -> Option<Verdict> {
    let known: BTreeSet<&str> = rules::all()
        .flat_map(|rule| rule.equivalents)
        .filter_map(|same| match same {
            Equivalent::Hadolint(name) => Some(*name),
            Equivalent::BuildKit(_) => None,
        })
        .collect();
    let actual: BTreeSet<(String, u64)> = list(answer, "findings")
        .iter()
        .flat_map(|finding| {
            let line = at(finding, &["lines"]).get(0).and_then(Value::as_u64).unwrap_or(0);
            let codes =
                list(finding, "codes").iter().filter_map(|code| code.as_str()?.strip_prefix("hadolint/"));
            codes.map(move |code| (code.to_owned(), line))
        })
        .collect();
    if let Some(rule) = at(&case.hadolint, &["rule"]).as_str() {
        let fires = actual.iter().any(|(code, _)| code == rule);
        return known.contains(rule).then(|| expect(rule, at(&case.hadolint, &["expect"]) == "fires", fires));
    }
    let mut actual: BTreeSet<_> =
        actual.into_iter().filter(|(code, _)| !HIDDEN.contains(&code.as_str())).collect();
    let recorded = case.hadolint.get("findings")?.as_array()?;
    let mut expected: BTreeSet<(String, u64)> = recorded
        .iter()
        .filter_map(|one| Some((one.get(0)?.as_str()?.to_owned(), one.get(1)?.as_u64()?)))
        .filter(|(rule, _)| known.contains(rule.as_str()))
        .collect();
    for (kind, code, line) in meant.iter().flat_map(|entry| places(entry, &case.name)) {
        let place = (code.to_owned(), line);
        let (has, lacks) =
            if kind == "missing" { (&mut expected, &mut actual) } else { (&mut actual, &mut expected) };
        if lacks.contains(&place) || !has.remove(&place) {
            let cause = format!("a known difference is none: {kind} {code}");
            return Some(Err(Difference { cause, detail: format!("line {line}") }));
        }
    }
    Some(compare_sets(&expected, &actual))
}

/// What a known difference says of a file: whether we miss or add a code, and at which lines.
fn places<'a>(entry: &'a Known, name: &str) -> impl Iterator<Item = (&'a str, &'a str, u64)> {
    let (kind, code) = entry.cause.split_once(' ').unwrap_or_default();
    let lines = entry.cases.iter().filter_map(move |case| {
        let (id, line) = case.split_once(':')?;
        (id == name).then(|| line.parse().ok())?
    });
    lines.map(move |line| (kind, code, line)).collect::<Vec<_>>().into_iter()
}

fn expect(rule: &str, expected: bool, fires: bool) -> Verdict {
    if expected == fires {
        return Ok(());
    }
    let cause = format!("{} {rule}", if expected { "silent" } else { "fires" });
    Err(Difference { cause, detail: "the tested rule".to_owned() })
}
