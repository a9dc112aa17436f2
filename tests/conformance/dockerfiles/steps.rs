use std::collections::BTreeSet;

use serde_json::Value;

use super::{Case, Difference, Verdict, at, list};

/// The build steps of the target, whatever their order: what each does, at which lines, its name and the names of its
/// inputs. BuildKit's own order of inputs comes from an unordered map.
pub fn compare(case: &Case, answer: &Value) -> Option<Verdict> {
    let buildkit = &case.buildkit;
    let recorded = buildkit.get("steps").or_else(|| at(buildkit, &["llb"]).get("llb"))?.as_array()?;
    if recorded.is_empty() {
        return None;
    }
    let expected = summary(recorded);
    let actual = summary(list(answer, "steps"));
    let missing: Vec<&Entry> = expected.difference(&actual).collect();
    let surplus: Vec<&Entry> = actual.difference(&expected).collect();
    let Some(first) = missing.first().or(surplus.first()) else { return Some(Ok(())) };
    let cause = match surplus.iter().find(|entry| entry.name == first.name) {
        Some(other) if other.op != first.op => format!("op of {}", first.op),
        Some(other) if other.lines != first.lines => format!("lines of {}", first.op),
        Some(_) if !missing.is_empty() => format!("inputs of {}", first.op),
        _ if missing.is_empty() => format!("surplus {}", first.op),
        _ if missing.len() == surplus.len() => format!("name of {}", first.op),
        _ => format!("missing {}", first.op),
    };
    Some(Err(Difference { cause, detail: format!("recorded {missing:?} but answered {surplus:?}") }))
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    name: String,
    op: String,
    lines: String,
    inputs: BTreeSet<String>,
}

fn summary(steps: &[Value]) -> BTreeSet<Entry> {
    let name_at = |id: &Value| {
        let index = id.get("id").unwrap_or(id).as_u64().unwrap_or(u64::MAX);
        steps.get(index as usize).map(name).unwrap_or_default()
    };
    let steps = steps.iter().filter(|step| at(step, &["op"]) != "result");
    steps
        .map(|step| Entry {
            name: name(step),
            op: at(step, &["op"]).as_str().unwrap_or_default().to_owned(),
            lines: lines(step),
            inputs: list(step, "inputs").iter().map(name_at).collect(),
        })
        .collect()
}

/// The first lines; nothing where there are none.
fn lines(step: &Value) -> String {
    let lines = step.get("lines").or_else(|| at(step, &["loc"]).get(0));
    lines.filter(|lines| !lines.is_null()).map(ToString::to_string).unwrap_or_default()
}

/// The name without the digest that a registry would give.
fn name(step: &Value) -> String {
    let name = at(step, &["name"]).as_str().unwrap_or_default();
    name.split_once("@sha256:").map_or(name, |(name, _)| name).to_owned()
}
