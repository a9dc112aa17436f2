use serde_json::{Value, json};

use super::{Case, Verdict, at, list, same};

/// Names and first lines of the stages, and their base names where they hold no variable.
pub fn compare(case: &Case, answer: &Value) -> Option<Verdict> {
    if at(&case.buildkit, &["instructions", "ok"]) != &json!(true) {
        return None;
    }
    let recorded = at(&case.buildkit, &["instructions", "stages"]).as_array()?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let expected: Vec<Value> = recorded
        .iter()
        .map(|stage| {
            json!([text(at(stage, &["name"])), text(at(stage, &["base"])), at(stage, &["loc"]).get(0)])
        })
        .collect();
    let is_literal = |index: usize| {
        let base = recorded.get(index).map(|stage| text(at(stage, &["base"]))).unwrap_or_default();
        !base.contains(['$', '\\', '"', '\'', '`'])
    };
    let actual: Vec<Value> = list(answer, "stages")
        .iter()
        .enumerate()
        .map(|(index, stage)| {
            let recorded = recorded.get(index).map(|stage| text(at(stage, &["base"])));
            let base = if is_literal(index) {
                text(at(stage, &["base", "name"]))
            } else {
                recorded.unwrap_or_default()
            };
            json!([text(at(stage, &["name"])), base, at(stage, &["lines"]).get(0)])
        })
        .collect();
    Some(same("stages", &json!(expected), &json!(actual)))
}
