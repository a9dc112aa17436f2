//! `directives.jsonl`: which directives a text has, for the frontend that is asked for and for the build checks.

use dockerfile_playground::syntax::{DirectiveName, listed_directives};
use serde_json::{Map, Value, json};

use crate::outcome::{Outcome, field_of, same, text};

/// Reads `s`; compares what counts for `syntax` and `check`.
pub fn compare(record: &Value) -> Outcome {
    let mut actual = Map::new();
    for directive in listed_directives(text(record, "s")) {
        let value = directive.value.split(' ').next().unwrap_or_default();
        let (line, full) = (directive.line, &directive.value);
        match directive.name {
            DirectiveName::Syntax => {
                let answer = json!({ "ref": value, "cmdline": full, "line": line });
                actual.entry("detect_syntax").or_insert(answer);
            }
            DirectiveName::Check => {
                let answer = json!({ "value": value, "full": full, "line": line });
                actual.entry("check").or_insert(answer);
            }
            DirectiveName::Escape => {}
        }
    }
    let mut expected = field_of(record, "buildkit").clone();
    if let Some(fields) = expected.as_object_mut() {
        // All directives in a row, without what comes before them; the parser of the library has its own way to say it.
        fields.remove("directives");
    }
    same(&expected, actual.into())
}
