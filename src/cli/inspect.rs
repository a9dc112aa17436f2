//! `inspect`: the analysis as JSON, for programs. The shape is stable; what is not asked for is left out.

mod answer;
mod config;
mod explanation;
mod layout;
mod request;
mod syntax;

use std::ffi::OsString;
use std::io::{self, BufRead, Write};

use dockerfile_playground::Options;

use self::answer::{Answer, Refusal};
use self::request::{Question, Request};
use super::words::{Named, Word, Words, choose, usage};
use super::{Failure, Status, complain, input};

pub use self::answer::{EndpointAnswer, FindingAnswer, edge_kind};

/// What `inspect` is asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Inspect {
    /// The files.
    pub files: Vec<OsString>,
    /// Whether requests are read from standard input.
    pub requests: bool,
    /// The parts to compute; all where it is `None`.
    pub parts: Option<Vec<Part>>,
    /// What is built, where a request does not say.
    pub options: Options,
}

/// One part of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Directives,
    Instructions,
    Errors,
    Stages,
    Edges,
    Findings,
    Config,
    Steps,
    Rebuild,
    Layout,
    Explanations,
    Share,
}

impl Inspect {
    /// Reads the arguments.
    pub fn read(mut words: Words) -> Result<Self, Failure> {
        let mut inspect = Self::default();
        while let Some(word) = words.next() {
            match word {
                Word::File(file) => inspect.files.push(file),
                Word::Option(name) => match name.as_str() {
                    "--requests" => inspect.requests = words.no_value(&name)?,
                    "--parts" => {
                        let names = words.text(&name)?;
                        let parts = names.split(',').map(|part| choose(&name, part.trim(), &Part::ALL));
                        inspect.parts = Some(parts.collect::<Result<_, _>>()?);
                    }
                    _ => words.common_option(&name, &mut inspect.options)?,
                },
            }
        }
        match (inspect.requests, inspect.files.is_empty()) {
            (true, false) => Err(usage("--requests reads standard input, so it takes no files")),
            (false, true) => Err(usage("inspect needs a file, or --requests; - is standard input")),
            _ => Ok(inspect),
        }
    }
}

impl Part {
    /// All parts in the order of an answer.
    pub const ALL: [Self; 12] = [
        Self::Directives,
        Self::Instructions,
        Self::Errors,
        Self::Stages,
        Self::Edges,
        Self::Findings,
        Self::Config,
        Self::Steps,
        Self::Rebuild,
        Self::Layout,
        Self::Explanations,
        Self::Share,
    ];
}

impl Named for Part {
    fn name(self) -> &'static str {
        match self {
            Self::Directives => "directives",
            Self::Instructions => "instructions",
            Self::Errors => "errors",
            Self::Stages => "stages",
            Self::Edges => "edges",
            Self::Findings => "findings",
            Self::Config => "config",
            Self::Steps => "steps",
            Self::Rebuild => "rebuild",
            Self::Layout => "layout",
            Self::Explanations => "explanations",
            Self::Share => "share",
        }
    }
}

/// Prints one answer a line.
pub fn run(inspect: &Inspect, output: &mut impl Write) -> Result<Status, Failure> {
    if inspect.requests { answer_requests(inspect, output) } else { answer_files(inspect, output) }
}

fn answer_files(inspect: &Inspect, output: &mut impl Write) -> Result<Status, Failure> {
    let parts = inspect.parts.as_deref().unwrap_or(&Part::ALL);
    let mut status = Status::Fine;
    for file in &inspect.files {
        let path = input::display(file);
        match input::read(file) {
            Ok(text) => {
                let options = inspect.options.clone();
                let question = Question { text, options, ..Question::default() };
                write_line(output, &Answer::to_file(path, &question, parts))?;
            }
            Err(failure) => {
                complain(&failure);
                status = Status::Unusable;
                write_line(output, &Refusal::to_file(path, failure.to_string()))?;
            }
        }
    }
    Ok(status)
}

fn answer_requests(inspect: &Inspect, output: &mut impl Write) -> Result<Status, Failure> {
    let mut status = Status::Fine;
    let mut requests = io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = requests.read_until(b'\n', &mut line).map_err(|error| {
            Failure::File(input::STANDARD_INPUT.to_owned(), format!("cannot be read: {error}"))
        })?;
        if length == 0 {
            return Ok(status);
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        if answer_request(inspect, &line, output)? == Status::Unusable {
            status = Status::Unusable;
        }
        output.flush()?;
    }
}

fn answer_request(inspect: &Inspect, line: &[u8], output: &mut impl Write) -> Result<Status, Failure> {
    let request = match Request::read(line) {
        Ok(request) => request,
        Err((id, message)) => {
            complain(&message);
            write_line(output, &Refusal::to_request(id, message))?;
            return Ok(Status::Unusable);
        }
    };
    let all = inspect.parts.as_deref().unwrap_or(&Part::ALL);
    let parts = request.parts.as_deref().unwrap_or(all);
    let question = request.question.with_defaults(&inspect.options);
    write_line(output, &Answer::to_request(request.id, &question, parts))?;
    Ok(Status::Fine)
}

fn write_line(output: &mut impl Write, value: &impl serde::Serialize) -> Result<(), Failure> {
    serde_json::to_writer(&mut *output, value).map_err(io::Error::from)?;
    Ok(writeln!(output)?)
}
