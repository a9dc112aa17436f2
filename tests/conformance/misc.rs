//! `misc.jsonl`: small functions, by the field `op`.

use dockerfile_playground::instruction::bytes_size::parse_size;
use dockerfile_playground::instruction::chmod::{ChmodError, parse_chmod};
use dockerfile_playground::instruction::duration::parse_duration;
use dockerfile_playground::instruction::signal::parse_signal;
use dockerfile_playground::instruction::source::GitSource;
use dockerfile_playground::instruction::workdir_path::resolve_workdir;
use dockerfile_playground::syntax::check_options::{CheckOptions, RuleSet};
use dockerfile_playground::syntax::heredoc::chomp_heredoc;
use dockerfile_playground::text::{go_quote, suggest};
use serde_json::{Value, json};

use crate::outcome::{Outcome, field_of, flag, same, text, texts};

/// Calls the function that `op` names with `s`.
pub fn compare(record: &Value) -> Outcome {
    let input = text(record, "s");
    let actual = match text(record, "op") {
        "bytes" => answer(parse_size(input), |n| json!({ "n": n })),
        "chmod" => chmod(input),
        "chomp" => json!({ "result": chomp_heredoc(input) }),
        "duration" => answer(parse_duration(input), |ns| json!({ "ns": ns })),
        "gitref" => git(input),
        "lintopts" => answer(CheckOptions::parse(input), |options| check_options(&options)),
        "signal" => answer(parse_signal(input), |n| json!({ "n": n })),
        "suggest" => {
            let found = suggest(input, &texts(record, "options"), flag(record, "case_sensitive"));
            json!({ "ok": found.is_some(), "match": found.unwrap_or_default() })
        }
        "workdir" => json!({
            "is_abs": input.starts_with('/'),
            "result": resolve_workdir(text(record, "current"), input),
        }),
        _ => json!({ "unknown": "op" }),
    };
    same(field_of(record, "buildkit"), actual)
}

fn answer<T, E: ToString>(result: Result<T, E>, shown: impl FnOnce(T) -> Value) -> Value {
    result.map_or_else(|error| json!({ "error": error.to_string() }), shown)
}

/// The record holds the answer of the package `mode`, before `dispatchCopy` rewords its number errors.
fn chmod(input: &str) -> Value {
    match parse_chmod(input) {
        Ok(_) => json!({ "ok": true }),
        Err(ChmodError::NotOctal(number)) => {
            json!({ "error": format!("strconv.ParseInt: parsing {}: invalid syntax", go_quote(&number)) })
        }
        Err(error) => json!({ "error": error.to_string() }),
    }
}

fn git(input: &str) -> Value {
    match GitSource::parse(input) {
        Ok(git) => json!({
            "is_git": true,
            "remote": git.remote,
            "ref": git.reference,
            "subdir": git.subdirectory,
            "checksum": git.checksum,
            "indistinguishable_from_local": git.looks_local,
        }),
        Err(error) => json!({ "is_git": error.is_git(), "error": error.to_string() }),
    }
}

fn check_options(options: &CheckOptions) -> Value {
    let names = |set: &RuleSet| if set.names.is_empty() { Value::Null } else { json!(set.names) };
    json!({
        "skip": names(&options.skip),
        "skip_all": options.skip.all,
        "experimental": names(&options.experimental),
        "experimental_all": options.experimental.all,
        "error_on_warn": options.error,
    })
}
