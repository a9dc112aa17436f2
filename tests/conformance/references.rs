//! `references.jsonl`: image references.

use dockerfile_playground::instruction::reference::ImageRef;
use serde_json::{Value, json};

use crate::outcome::{Outcome, field_of, same, text};

/// Reads `s`. The fields `parse` and `parse_error` of the answer are those of a function that no
/// Dockerfile goes through; they are left out.
pub fn compare(record: &Value) -> Outcome {
    let mut expected = field_of(record, "buildkit").clone();
    if let Some(fields) = expected.as_object_mut() {
        fields.remove("parse");
        fields.remove("parse_error");
    }
    same(&expected, read(text(record, "s")))
}

fn read(input: &str) -> Value {
    let reference = match ImageRef::parse(input) {
        Ok(reference) => reference,
        Err(error) => return json!({ "error": error.to_string() }),
    };
    let mut answer = json!({
        "domain": reference.registry,
        "path": reference.repository,
        "normalized": reference.to_string(),
        "familiar": reference.familiar(),
        "with_default_tag": reference.with_default_tag(),
    });
    if let Some(fields) = answer.as_object_mut() {
        fields.extend(reference.tag.map(|tag| ("tag".to_owned(), json!(tag))));
        fields.extend(reference.digest.map(|digest| ("digest".to_owned(), json!(digest))));
    }
    answer
}
