use std::collections::{BTreeMap, BTreeSet};

use dockerfile_playground::rules::{self, Equivalent};
use serde_json::Value;

use super::{Case, Difference, Verdict, at, list};

/// A rule and its first and last line.
type Place = (String, u64, u64);

/// The findings that have a name in BuildKit, with their lines, as multisets; only of rules that there are.
pub fn compare(case: &Case, answer: &Value) -> Option<Verdict> {
    let lint = case.buildkit.get("lint")?;
    if !lint.get("panic").is_none_or(Value::is_null) {
        return None;
    }
    let known: BTreeSet<&str> = rules::all()
        .flat_map(|rule| rule.equivalents)
        .filter_map(|same| match same {
            Equivalent::BuildKit(name) => Some(*name),
            Equivalent::Hadolint(_) => None,
        })
        .collect();
    let expected: Vec<Place> = list(lint, "warnings")
        .iter()
        .map(|one| place(at(one, &["rule"]).as_str().unwrap_or_default(), lines(one)))
        .filter(|(rule, ..)| known.contains(rule.as_str()) && !is_silenced(case, rule))
        .collect();
    let mut actual = Vec::new();
    for finding in list(answer, "findings") {
        let codes = list(finding, "codes").iter().filter_map(|code| code.as_str()?.strip_prefix("BuildKit/"));
        let is_shown = at(finding, &["default"]) == &Value::Bool(true);
        // An experimental check of BuildKit speaks only where it is asked to; ours runs all the same.
        let places = codes.map(|code| place(code, at(finding, &["lines"])));
        let places = places.filter(|place| is_shown || expected.contains(place));
        actual.extend(places.filter(|(rule, ..)| !is_silenced(case, rule)));
    }
    // How far BuildKit came before it gave up is not ours to follow, but what it says up to there is.
    let is_whole = lint.get("error").is_none_or(Value::is_null);
    Some(compare_counts(&counts(expected), &counts(actual), is_whole))
}

/// Whether a pragma of hadolint names the same rule. We silence a finding under both names then.
fn is_silenced(case: &Case, check: &str) -> bool {
    let text = at(&case.request, &["dockerfile"]).as_str().unwrap_or_default();
    let pragmas = || text.lines().filter(|line| line.contains("hadolint") && line.contains("ignore"));
    let is_same = |other: &Equivalent| matches!(other, Equivalent::BuildKit(name) if *name == check);
    let same = rules::all().find(|rule| rule.equivalents.iter().any(is_same));
    same.into_iter().flat_map(|rule| rule.equivalents).any(|equivalent| match equivalent {
        Equivalent::Hadolint(code) => pragmas().any(|line| line.contains(code)),
        Equivalent::BuildKit(_) => false,
    })
}

fn lines(warning: &Value) -> &Value {
    match warning.get("loc") {
        Some(lines) => lines,
        None => warning,
    }
}

fn place(rule: &str, lines: &Value) -> Place {
    let number = |index: usize, name| {
        lines.get(index).or_else(|| lines.get(name)).and_then(Value::as_u64).unwrap_or_default()
    };
    (rule.to_owned(), number(0, "line"), number(1, "end_line"))
}

fn counts(places: Vec<Place>) -> BTreeMap<Place, usize> {
    let mut counts = BTreeMap::new();
    for place in places {
        *counts.entry(place).or_insert(0) += 1;
    }
    counts
}

fn compare_counts(
    expected: &BTreeMap<Place, usize>,
    actual: &BTreeMap<Place, usize>,
    is_whole: bool,
) -> Verdict {
    let less =
        |counts: &BTreeMap<Place, usize>, place, count| counts.get(place).is_none_or(|other| other < count);
    let missing = expected.iter().find(|(place, count)| less(actual, place, count));
    let surplus = actual.iter().find(|(place, count)| is_whole && less(expected, place, count));
    let (kind, (rule, first, last)) = match (missing, surplus) {
        (Some((place, _)), _) => ("missing", place),
        (None, Some((place, _))) => ("surplus", place),
        (None, None) => return Ok(()),
    };
    Err(Difference { cause: format!("{kind} {rule}"), detail: format!("lines {first} to {last}") })
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
