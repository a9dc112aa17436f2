//! `heredoc_words.jsonl`: what a heredoc word says.

use dockerfile_playground::syntax::heredoc::parse_heredoc_word;
use serde_json::{Value, json};

use crate::outcome::{Outcome, field_of, same, text};

/// Reads `s`.
pub fn compare(record: &Value) -> Outcome {
    let actual = match parse_heredoc_word(text(record, "s")) {
        Ok(None) => json!({ "heredoc": null }),
        Ok(Some(word)) => json!({ "heredoc": {
            "fd": word.fd, "name": word.name, "expand": word.expand, "chomp": word.chomp,
        } }),
        Err(error) => json!({ "error": error.to_string() }),
    };
    same(field_of(record, "buildkit"), actual)
}
