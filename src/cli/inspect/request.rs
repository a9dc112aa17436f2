use std::collections::BTreeMap;

use dockerfile_playground::Options;
use serde::Deserialize;
use serde_json::Value;

use super::Part;
use crate::cli::words::Named;

/// One line of requests. Keys that are not known are passed over.
#[derive(Deserialize)]
struct Line {
    dockerfile: String,
    dockerignore: Option<String>,
    build_args: Option<BTreeMap<String, String>>,
    target: Option<String>,
    platform: Option<String>,
    named_contexts: Option<BTreeMap<String, String>>,
    previous: Option<String>,
    explain: Option<Vec<u64>>,
    parts: Option<Vec<String>>,
}

/// A request that can be answered.
#[derive(Debug)]
pub struct Request {
    /// What the answer repeats.
    pub id: Value,
    /// What is asked.
    pub question: Question,
    /// The parts asked for.
    pub parts: Option<Vec<Part>>,
}

/// What is asked of the library.
#[derive(Debug, Default)]
pub struct Question {
    /// The Dockerfile.
    pub text: String,
    /// What is built.
    pub options: Options,
    /// The text that was built before.
    pub previous: Option<String>,
    /// The byte offsets to explain.
    pub explain: Option<Vec<u64>>,
}

impl Request {
    /// Reads a request.
    ///
    /// # Errors
    /// What the answer repeats, and what is wrong with the line.
    pub fn read(line: &[u8]) -> Result<Self, (Value, String)> {
        let value: Value = serde_json::from_slice(line)
            .map_err(|error| (Value::Null, format!("the request is not JSON: {error}")))?;
        let id = value.get("id").cloned().unwrap_or_default();
        let refuse = |message: String| (id.clone(), message);
        if !value.is_object() {
            return Err(refuse("the request is no JSON object".to_owned()));
        }
        let line =
            Line::deserialize(&value).map_err(|error| refuse(format!("the request is unusable: {error}")))?;
        let parts = line.parts.map(|names| names.iter().map(|name| part(name)).collect());
        let parts = parts.transpose().map_err(refuse)?;
        let options = Options {
            target: line.target,
            platform: line.platform,
            build_args: line.build_args.unwrap_or_default(),
            named_contexts: line.named_contexts.unwrap_or_default(),
            dockerignore: line.dockerignore,
        };
        let Line { dockerfile: text, previous, explain, .. } = line;
        let question = Question { text, options, previous, explain };
        Ok(Self { id, question, parts })
    }
}

impl Question {
    /// The same question, where what it does not say is taken from `defaults`.
    pub fn with_defaults(mut self, defaults: &Options) -> Self {
        let options = &mut self.options;
        options.target = options.target.take().or_else(|| defaults.target.clone());
        options.platform = options.platform.take().or_else(|| defaults.platform.clone());
        options.dockerignore = options.dockerignore.take().or_else(|| defaults.dockerignore.clone());
        for (name, value) in &defaults.build_args {
            options.build_args.entry(name.clone()).or_insert_with(|| value.clone());
        }
        for (name, source) in &defaults.named_contexts {
            options.named_contexts.entry(name.clone()).or_insert_with(|| source.clone());
        }
        self
    }
}

fn part(name: &str) -> Result<Part, String> {
    let found = Part::ALL.into_iter().find(|part| part.name() == name);
    found.ok_or_else(|| format!("the request is unusable: there is no part `{name}`"))
}

#[test]
fn requests_are_read() {
    let request = Request::read(
        br#"{"id": [1], "dockerfile": "FROM a", "build_args": {"A": "1"}, "parts": ["share"]}"#,
    );
    let request = request.unwrap();
    assert_eq!(request.parts, Some(vec![Part::Share]));
    assert_eq!(request.question.options.build_args.len(), 1);
    let defaults = Options { target: Some("t".to_owned()), ..Options::default() };
    assert_eq!(request.question.with_defaults(&defaults).options.target.as_deref(), Some("t"));
    for (line, id, message) in [
        (r#"{"id": 7, "dockerfile": 1}"#, Value::from(7), "expected a string"),
        (r#"{"id": 7}"#, Value::from(7), "missing field `dockerfile`"),
        (r#"{"id": 7, "dockerfile": "", "parts": ["x"]}"#, Value::from(7), "no part `x`"),
        (r#"{"id": 7, "dockerfile": "", "explain": [-1]}"#, Value::from(7), "-1"),
        ("[]", Value::Null, "no JSON object"),
        ("FROM a", Value::Null, "not JSON"),
    ] {
        let (got, error) = Request::read(line.as_bytes()).unwrap_err();
        assert!(got == id && error.contains(message), "{line}: {error}");
    }
    assert!(Request::read(b"\xff").is_err());
}
