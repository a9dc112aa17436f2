//! The disagreements we want, each with its reason.

/// An entry of `known_differences.toml`.
#[derive(Debug, Default)]
pub struct Known {
    /// The file of the record, or the source and aspect of a whole Dockerfile: `corpus/hadolint`.
    pub file: String,
    /// The line of the record, from 1; 0 for whole Dockerfiles.
    pub case: usize,
    /// The names of whole Dockerfiles, for hadolint with the line of the finding: `0123456789ab:7`.
    pub cases: Vec<String>,
    /// The beginning of what differs in whole Dockerfiles.
    pub cause: String,
    /// Why we differ.
    pub reason: String,
}

/// Reads the entries. Only the part of TOML that the file uses is understood: tables `[[difference]]`
/// with `file = "…"`, `case = 1` or `cause = "…"` and `cases = "… …"`, and `reason = "…"`, and comments.
pub fn read() -> Result<Vec<Known>, String> {
    parse(include_str!("known_differences.toml"))
}

fn parse(text: &str) -> Result<Vec<Known>, String> {
    let mut entries: Vec<Known> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if line == "[[difference]]" {
            entries.push(Known::default());
            continue;
        }
        let read =
            line.split_once('=').and_then(|(key, value)| set(entries.last_mut()?, key.trim(), value.trim()));
        read.ok_or_else(|| format!("known_differences.toml:{}: cannot read `{line}`", index + 1))?;
    }
    let lacks = |entry: &Known| {
        let names_no_case = entry.case == 0 && (entry.cases.is_empty() || entry.cause.is_empty());
        entry.file.is_empty() || entry.reason.is_empty() || names_no_case
    };
    match entries.iter().position(lacks) {
        Some(index) => Err(format!("entry {} of known_differences.toml lacks a field", index + 1)),
        None => Ok(entries),
    }
}

fn set(entry: &mut Known, key: &str, value: &str) -> Option<()> {
    let text = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    match key {
        "file" => entry.file = text?.to_owned(),
        "cases" => entry.cases.extend(text?.split_whitespace().map(str::to_owned)),
        "cause" => entry.cause = text?.to_owned(),
        "case" => entry.case = value.parse().ok()?,
        "reason" => entry.reason = text?.to_owned(),
        _ => return None,
    }
    Some(())
}
