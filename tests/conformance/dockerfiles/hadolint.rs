use std::collections::BTreeSet;

use dockerfile_playground::rules::{self, Equivalent};
use serde_json::Value;

use super::findings::compare_sets;
use super::{Case, Difference, Verdict, at, list};

/// Rules that hadolint only shows when it is asked to; the records of real files do not hold them.
const HIDDEN: [&str; 2] = ["DL1001", "DL3057"];

/// The findings that have a name in hadolint, of rules that there are: for its own tests whether the tested rule fires,
/// for real files every rule with its line.
pub fn compare(case: &Case, answer: &Value) -> Option<Verdict> {
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
    let actual = actual.into_iter().filter(|(code, _)| !HIDDEN.contains(&code.as_str())).collect();
    let recorded = case.hadolint.get("findings")?.as_array()?;
    let expected: BTreeSet<(String, u64)> = recorded
        .iter()
        .filter_map(|one| Some((one.get(0)?.as_str()?.to_owned(), one.get(1)?.as_u64()?)))
        .filter(|(rule, _)| known.contains(rule.as_str()))
        .collect();
    Some(compare_sets(&expected, &actual))
}

fn expect(rule: &str, expected: bool, fires: bool) -> Verdict {
    if expected == fires {
        return Ok(());
    }
    let cause = format!("{} {rule}", if expected { "silent" } else { "fires" });
    Err(Difference { cause, detail: "the tested rule".to_owned() })
}
