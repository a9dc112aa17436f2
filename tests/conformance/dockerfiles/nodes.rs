use serde_json::{Value, json};

use super::{Case, Difference, Verdict, at, list, same};

/// The parser directives.
pub fn directives(case: &Case, answer: &Value) -> Option<Verdict> {
    let recorded = case.buildkit.get("directives")?.as_object()?;
    let expected: Value = recorded
        .iter()
        .map(|(name, directive)| {
            let value = directive.get("full").or_else(|| directive.get("cmdline")).unwrap_or(&Value::Null);
            (name.clone(), json!([value, at(directive, &["loc"]).get(0)]))
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    let actual: Value = list(answer, "directives")
        .iter()
        .map(|one| {
            (
                at(one, &["name"]).as_str().unwrap_or_default().to_owned(),
                json!([one.get("value"), one.get("line")]),
            )
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    Some(same("directives", &expected, &actual))
}

/// The instructions, where BuildKit's parser accepts the file.
pub fn compare(case: &Case, answer: &Value) -> Option<Verdict> {
    if at(&case.buildkit, &["parse", "ok"]) != &json!(true) {
        return None;
    }
    let nodes = at(&case.buildkit, &["parse", "nodes"]).as_array()?;
    let instructions = list(answer, "instructions");
    for (node, instruction) in nodes.iter().zip(instructions) {
        if let Err(difference) = compare_node(node, instruction) {
            return Some(Err(difference));
        }
    }
    Some(same("count", &nodes.len().into(), &instructions.len().into()))
}

#[expect(clippy::disallowed_methods, reason = "a test is no part of the page")]
fn compare_node(node: &Value, instruction: &Value) -> Verdict {
    let keyword = at(node, &["value"]).as_str().unwrap_or_default().to_uppercase();
    let heredocs: Vec<Value> = list(node, "heredocs")
        .iter()
        .map(|one| {
            json!({
                "name": at(one, &["name"]), "content": at(one, &["content"]), "expand": at(one, &["expand"]),
                "chomp": at(one, &["chomp"]),
            })
        })
        .collect();
    let is_exec = at(node, &["attributes", "json"]) == &json!(true);
    for (name, expected) in [
        ("keyword", json!(keyword)),
        ("lines", json!([at(node, &["start"]), at(node, &["end"])])),
        ("flags", json!(list(node, "flags"))),
        ("args", json!(args(node))),
        ("heredocs", json!(heredocs)),
        ("comments", json!(list(node, "prev_comment"))),
    ] {
        same(&format!("{name} of {keyword}"), &expected, at(instruction, &[name]))?;
    }
    if is_exec == (at(instruction, &["form"]) == "exec") {
        return Ok(());
    }
    let detail = format!("recorded json={is_exec} but answered {}", at(instruction, &["form"]));
    Err(Difference { cause: format!("form of {keyword}"), detail })
}

/// The arguments; for ONBUILD the text of its trigger.
fn args(node: &Value) -> Vec<Value> {
    let text = |arg: &Value| match arg.get("children") {
        Some(children) => {
            children.get(0).and_then(|child| child.get("original")).cloned().unwrap_or_default()
        }
        None => arg.clone(),
    };
    list(node, "args").iter().map(text).collect()
}
