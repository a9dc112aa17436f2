//! `dockerignore.jsonl`: what a `.dockerignore` file excludes.

use dockerfile_playground::model::dockerignore::Dockerignore;
use serde_json::{Map, Value, json};

use crate::outcome::{Outcome, field_of, same, text, texts};

/// Reads `file` and asks for each of `paths`.
pub fn compare(record: &Value) -> Outcome {
    let expected = field_of(record, "buildkit");
    let actual = match Dockerignore::parse(text(record, "file")) {
        Err(error) => {
            // The list of patterns comes from an earlier pass that knows no errors.
            json!({ "error": error.to_string(), "patterns": field_of(expected, "patterns") })
        }
        Ok(file) => {
            let patterns: Vec<String> = file.patterns.iter().map(ToString::to_string).collect();
            let ignored = |path: &str| (path.to_owned(), json!({ "ignored": file.is_ignored(path) }));
            let results: Map<String, Value> = texts(record, "paths").into_iter().map(ignored).collect();
            json!({
                "patterns": if patterns.is_empty() { Value::Null } else { json!(patterns) },
                "exclusions": file.has_exceptions(),
                "results": results,
            })
        }
    };
    same(expected, actual)
}
