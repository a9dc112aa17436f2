use serde_json::{Value, json};

use super::{Case, Difference, Verdict, at, list};

/// How the cause begins where BuildKit accepts what we refuse.
const REFUSED: &str = "refused: ";

/// Whether a build of the target fails, and at which lines.
pub fn of_build(case: &Case, answer: &Value) -> Option<Verdict> {
    let buildkit = &case.buildkit;
    let recorded = ["build", "llb", "instructions", "parse"].iter().find_map(|phase| buildkit.get(phase))?;
    let recorded = if recorded.get("skipped").is_some() { buildkit.get("parse")? } else { recorded };
    let is_built = buildkit.get("build").or_else(|| buildkit.get("llb")).is_some();
    // A file that was only read may still not be one that can be built.
    compare(recorded, answer, true).map(|verdict| match verdict {
        Err(difference) if !is_built && difference.cause.starts_with(REFUSED) => Ok(()),
        verdict => verdict,
    })
}

/// Whether checking all stages fails; where a target is asked for, those that it needs.
pub fn of_lint(case: &Case, answer: &Value) -> Option<Verdict> {
    let has_target = at(&case.request, &["target"]).as_str().is_some_and(|target| !target.is_empty());
    compare(case.buildkit.get("lint")?, answer, has_target)
}

fn compare(recorded: &Value, answer: &Value, only_fatal: bool) -> Option<Verdict> {
    if !recorded.get("panic").is_none_or(Value::is_null) {
        return None;
    }
    let error = recorded.get("error").filter(|error| !error.is_null());
    let message = error.map(|error| at(error, &["message"]).as_str().unwrap_or_default());
    if message.is_some_and(|message| message.starts_with("lint violation")) {
        return None;
    }
    let is_counted = |error: &&Value| !only_fatal || at(error, &["fatal"]) == &json!(true);
    let errors: Vec<&Value> = list(answer, "errors").iter().filter(is_counted).collect();
    Some(match (message, errors.first()) {
        (None, None) => Ok(()),
        (None, Some(first)) => {
            let ours = at(first, &["message"]).as_str().unwrap_or_default();
            Err(Difference { cause: format!("{REFUSED}{}", outline(ours)), detail: format!("{first}") })
        }
        (Some(message), None) => {
            Err(Difference { cause: format!("accepted: {}", outline(message)), detail: format!("{error:?}") })
        }
        (Some(message), Some(_)) => compare_lines(error?, message, &errors),
    })
}

/// Where BuildKit names lines, one of our errors names the same.
fn compare_lines(error: &Value, message: &str, errors: &[&Value]) -> Verdict {
    let mut places = [list(error, "locations"), list(error, "ranges")].concat();
    // Some answers name a range line by line.
    if let (Some(first), Some(last)) = (places.first().and_then(|place| place.get(0)), places.last()) {
        let whole = json!([first, last.get(1)]);
        places.push(whole);
    }
    // Line 0 is no line.
    places.retain(|place| place.get(0) != Some(&json!(0)));
    if places.is_empty() || errors.iter().any(|error| places.contains(at(error, &["lines"]))) {
        return Ok(());
    }
    let ours: Vec<String> = errors.iter().take(3).map(ToString::to_string).collect();
    let detail = format!("recorded {error} but answered {}", ours.join(" "));
    Err(Difference { cause: format!("lines: {}", outline(message)), detail })
}

/// A message without what it quotes, so that messages of one kind are alike.
fn outline(message: &str) -> String {
    let mut outline = String::new();
    let mut quote = None;
    for character in message.chars() {
        match (quote, character) {
            (None, '"' | '`' | '\'') => {
                quote = Some(character);
                outline.push('…');
            }
            (None, digit) if digit.is_ascii_digit() => outline.push('0'),
            (None, character) => outline.push(character),
            (Some(open), character) if open == character => quote = None,
            (Some(_), _) => {}
        }
    }
    outline.chars().take(90).collect()
}
