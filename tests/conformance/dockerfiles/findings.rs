use std::collections::BTreeSet;

use dockerfile_playground::rules::{self, Equivalent};
use serde_json::Value;

use super::{Case, Difference, Verdict, at, list};

/// The findings that have a name in BuildKit, with their first lines, as sets; only of rules that there are.
pub fn compare(case: &Case, answer: &Value) -> Option<Verdict> {
    let lint = case.buildkit.get("lint")?;
    // What BuildKit warns of before it gives up depends on how far it came.
    if !lint.get("error").is_none_or(Value::is_null) || !lint.get("panic").is_none_or(Value::is_null) {
        return None;
    }
    let known: BTreeSet<&str> = rules::all()
        .flat_map(|rule| rule.equivalents)
        .filter_map(|same| match same {
            Equivalent::BuildKit(name) => Some(*name),
            Equivalent::Hadolint(_) => None,
        })
        .collect();
    let line = |value: &Value| value.get(0).and_then(Value::as_u64).unwrap_or(0);
    let place = |one: &Value| at(one, &["line"]).as_u64().unwrap_or_else(|| line(at(one, &["loc"])));
    let expected: BTreeSet<(String, u64)> = list(lint, "warnings")
        .iter()
        .map(|one| (at(one, &["rule"]).as_str().unwrap_or_default().to_owned(), place(one)))
        .filter(|(rule, _)| known.contains(rule.as_str()))
        .collect();
    let actual: BTreeSet<(String, u64)> = list(answer, "findings")
        .iter()
        .flat_map(|finding| {
            let codes =
                list(finding, "codes").iter().filter_map(|code| code.as_str()?.strip_prefix("BuildKit/"));
            let is_shown = at(finding, &["default"]) == &Value::Bool(true);
            codes.map(move |code| ((code.to_owned(), line(at(finding, &["lines"]))), is_shown))
        })
        // An experimental check of BuildKit speaks only where it is asked to; ours runs all the same.
        .filter(|(entry, is_shown)| *is_shown || expected.contains(entry))
        .map(|(entry, _)| entry)
        .collect();
    Some(compare_sets(&expected, &actual))
}

/// The first difference of two sets of names and lines.
pub fn compare_sets(expected: &BTreeSet<(String, u64)>, actual: &BTreeSet<(String, u64)>) -> Verdict {
    let missing = expected.difference(actual).map(|(name, line)| (format!("missing {name}"), line));
    let surplus = actual.difference(expected).map(|(name, line)| (format!("surplus {name}"), line));
    match missing.chain(surplus).next() {
        None => Ok(()),
        Some((cause, line)) => Err(Difference { cause, detail: format!("line {line}") }),
    }
}
