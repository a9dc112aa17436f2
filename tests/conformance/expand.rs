//! `expand.jsonl`: word expansion.

use std::collections::{BTreeMap, BTreeSet};

use dockerfile_playground::syntax::expand::{Lexer, VariableUse};
use serde_json::{Value, json};

use crate::outcome::{Outcome, field_of, flag, same, text, texts};

/// Expands `s` with `env`, as one word or as words.
pub fn compare(record: &Value) -> Outcome {
    let lexer = Lexer {
        escape: text(record, "escape").chars().next().unwrap_or('\\'),
        raw_quotes: flag(record, "raw_quotes"),
        raw_escapes: flag(record, "raw_escapes"),
        skip_unset: flag(record, "skip_unset"),
        skip_process_quotes: flag(record, "skip_quotes"),
    };
    let env: BTreeMap<&str, &str> =
        texts(record, "env").into_iter().map(|entry| entry.split_once('=').unwrap_or((entry, ""))).collect();
    let word = text(record, "s");
    let actual = if text(record, "mode") == "words" {
        match lexer.words(word, &env) {
            Ok((words, _)) => json!({ "words": words.into_iter().map(|word| word.text).collect::<Vec<_>>() }),
            Err(error) => json!({ "error": error.to_string() }),
        }
    } else {
        let (field, answer, uses) = match lexer.word(word, &env) {
            Ok(expansion) => ("result", expansion.text, expansion.uses),
            Err(error) => ("error", error.to_string(), error.uses),
        };
        json!({ field: answer, "matched": names(&uses, true), "unmatched": names(&uses, false) })
    };
    same(field_of(record, "buildkit"), actual)
}

fn names(uses: &[VariableUse], found: bool) -> BTreeSet<&str> {
    uses.iter()
        .filter(|variable| variable.is_found() == found)
        .map(|variable| variable.name.as_str())
        .collect()
}
