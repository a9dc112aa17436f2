//! The texts of BuildKit that the pages of errors quote: each recorded message is quoted in the page of an error that we
//! find in its file, and each quote is one of a recorded message.

use std::collections::{BTreeMap, BTreeSet};

use dockerfile_playground::rules::error_quotes;
use dockerfile_playground::{Model, Options};
use serde_json::Value;

use super::{Case, at};

/// What stands in a quote for any text.
const ANY: &str = "…";

/// Quotes of messages that no record of a whole Dockerfile has.
const UNRECORDED: &[&str] = &[
    "the Dockerfile cannot be empty",
    "failed to parse check options: …",
    "unterminated heredoc",
    "dockerfile contains no stages to build",
    "duplicate flag specified: …",
    "expecting boolean value for flag …, not: …",
    "--retries cannot be negative (…)",
    "checksum can't be specified for multiple sources",
    "invalid checksum digest length",
    "unsupported digest algorithm",
    "invalid cache sharing set for … mount",
    "secret mount should not have a from",
    "invalid hostPort: …",
    "invalid IP address: …",
    "invalid signal: …",
    "… cannot accept a heredoc as a destination",
    "unexpected query \"…\"",
    "…removing drive letter: …",
    "failed to parse stage name \"…\": invalid repository name (…), cannot specify 64-byte hexadecimal strings",
    "failed to process \"…\": syntax error: …",
    "failed to process \"…\": invalid pattern (…) in substitution: …",
    "SOURCE_DATE_EPOCH stage must use FROM scratch",
    "SOURCE_DATE_EPOCH stage must contain exactly one remote ADD",
    "SOURCE_DATE_EPOCH stage must contain exactly one remote ADD source",
];

/// What was compared so far.
#[derive(Default)]
pub struct Quotes {
    messages: usize,
    missing: BTreeMap<String, Vec<String>>,
    /// Id of the error and quote.
    said: BTreeSet<(String, String)>,
}

impl Quotes {
    /// Looks for the messages of a record in the pages of the errors that we find.
    pub fn read(&mut self, case: &Case) {
        let phases = ["build", "llb", "lint", "instructions", "parse"].into_iter();
        let errors = phases.filter_map(|phase| at(&case.buildkit, &[phase, "error", "message"]).as_str());
        let errors = errors.chain(at(&case.buildkit, &["parse_error", "message"]).as_str());
        let messages: Vec<&str> =
            errors.map(plain).filter(|message| !message.starts_with("lint violation")).collect();
        let kinds = if messages.is_empty() { BTreeSet::new() } else { kinds(&case.request) };
        for message in messages.iter().filter(|_| !kinds.is_empty()) {
            self.messages += 1;
            let quotes =
                kinds.iter().flat_map(|kind| error_quotes(kind).into_iter().map(|quote| (*kind, quote)));
            let said: Vec<_> = quotes.filter(|(_, quote)| fits(quote, message)).collect();
            if said.is_empty() {
                let kinds: Vec<&str> = kinds.iter().copied().collect();
                let cause = format!("{message} ({})", kinds.join(", "));
                self.missing.entry(cause).or_default().push(case.name.clone());
            }
            self.said.extend(said.into_iter().map(|(kind, quote)| (kind.to_owned(), quote)));
        }
    }

    /// Prints what differs; whether nothing does.
    pub fn print(&self, kinds: &[&str]) -> bool {
        let quotes = kinds
            .iter()
            .flat_map(|kind| error_quotes(kind).into_iter().map(|quote| ((*kind).to_owned(), quote)));
        let quotes: Vec<(String, String)> = quotes.collect();
        let gone = UNRECORDED.iter().filter(|known| quotes.iter().all(|(_, quote)| quote != *known));
        let gone: Vec<&&str> = gone.collect();
        let unsaid: Vec<&(String, String)> = quotes
            .iter()
            .filter(|quote| !self.said.contains(*quote) && !UNRECORDED.contains(&quote.1.as_str()))
            .collect();
        println!(
            "{:<28}{:>7}{:>7}{:>7}{:>10}",
            "quotes in pages of errors",
            self.messages,
            self.said.len(),
            unsaid.len(),
            self.missing.len()
        );
        for (message, names) in &self.missing {
            println!("  not quoted: {message}, as in {}", names.first().map_or("", String::as_str));
        }
        for (kind, quote) in &unsaid {
            println!("  never said: `{quote}` in the page of {kind}");
        }
        for quote in &gone {
            println!("  no page quotes `{quote}` any more");
        }
        gone.is_empty() && unsaid.is_empty() && self.missing.is_empty()
    }
}

/// The kinds of errors that we find in what a request asks about.
fn kinds(request: &Value) -> BTreeSet<&'static str> {
    let text = |name: &str| at(request, &[name]).as_str().map(str::to_owned);
    let named = |name: &str| {
        let values = at(request, &[name]).as_object().into_iter().flatten();
        values.map(|(key, value)| (key.clone(), value.as_str().unwrap_or_default().to_owned())).collect()
    };
    let options = Options {
        target: text("target"),
        platform: text("platform"),
        build_args: named("build_args"),
        named_contexts: named("named_contexts"),
        dockerignore: text("dockerignore"),
    };
    let model = Model::new(&text("dockerfile").unwrap_or_default(), &options);
    model.errors.iter().map(|error| error.code.id()).collect()
}

/// A message without the line it names and the suggestion at its end.
fn plain(message: &str) -> &str {
    let line =
        message.split_once(": ").filter(|(start, _)| start.starts_with("dockerfile parse error on line"));
    let message = line.map_or(message, |(_, message)| message);
    message.split(" (did you mean").next().unwrap_or(message)
}

/// Whether a message is one of those that a quote stands for.
fn fits(quote: &str, message: &str) -> bool {
    let mut parts = quote.split(ANY);
    let Some(mut rest) = parts.next().and_then(|first| message.strip_prefix(first)) else { return false };
    let mut ends = !quote.contains(ANY);
    for part in parts {
        ends = part.is_empty();
        let Some(at) = (if ends { Some(rest.len()) } else { rest.find(part) }) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    ends || rest.is_empty() || quote.rsplit(ANY).next().is_some_and(|last| message.ends_with(last))
}
