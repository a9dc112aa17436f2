//! `check`: what is wrong with files, for people and for machines.

mod excerpt;
mod github;
mod json;
mod paint;
mod sarif;
mod text;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{IsTerminal, Write};

use dockerfile_playground::session;
use dockerfile_playground::text::{LineIndex, Span};
use dockerfile_playground::{Finding, Model, Options, Severity};

use self::paint::Paint;
use super::words::{Named, Word, Words, choose, usage};
use super::{Failure, Status, complain, input};

/// What `check` is asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// The files.
    pub files: Vec<OsString>,
    /// How findings are printed.
    pub format: Format,
    /// Whether findings are shown that are not shown unasked.
    pub all: bool,
    /// Whether safe fixes are applied to the files first.
    pub fix: bool,
    /// Whether the text is coloured.
    pub color: Color,
    /// What is built.
    pub options: Options,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON array.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Commands of a GitHub workflow, which become annotations.
    Github,
}

/// Whether the text is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Check {
    /// Reads the arguments.
    pub fn read(mut words: Words) -> Result<Self, Failure> {
        let mut check = Self::default();
        while let Some(word) = words.next() {
            match word {
                Word::File(file) => check.files.push(file),
                Word::Option(name) => match name.as_str() {
                    "--all" => check.all = words.no_value(&name)?,
                    "--fix" => check.fix = words.no_value(&name)?,
                    "--format" => check.format = choose(&name, &words.text(&name)?, &Format::ALL)?,
                    "--color" => check.color = choose(&name, &words.text(&name)?, &Color::ALL)?,
                    _ => words.common_option(&name, &mut check.options)?,
                },
            }
        }
        if check.files.is_empty() {
            return Err(usage("check needs a file; - is standard input"));
        }
        if check.fix && check.files.iter().any(|file| file == input::STANDARD_INPUT) {
            return Err(usage("--fix changes files, and standard input is none"));
        }
        Ok(check)
    }
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Text, Self::Json, Self::Sarif, Self::Github];
}

impl Named for Format {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
        }
    }
}

impl Color {
    /// All choices.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Always, Self::Never];

    fn paint(self) -> Paint {
        let is_colored = match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                    && std::io::stdout().is_terminal()
            }
        };
        Paint::new(is_colored)
    }
}

impl Named for Color {
    fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

/// What was found in one file.
#[derive(Debug, Default)]
struct Report {
    /// The name of the file as it was given.
    path: String,
    /// The text.
    source: String,
    /// Where its lines begin.
    lines: LineIndex,
    /// In source order.
    findings: Vec<Finding>,
}

/// A place as people count: line and character, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
struct Place {
    line: u32,
    column: u32,
}

impl Report {
    fn new(path: String, source: String, check: &Check) -> Self {
        let model = Model::new(&source, &check.options);
        let findings = dockerfile_playground::findings(&model, check.all);
        Self { path, source, lines: model.lines, findings }
    }

    fn place(&self, offset: u32) -> Place {
        let line = self.lines.line(offset);
        let before = Span::new(self.lines.line_span(line).start, offset).of(&self.source);
        Place { line: line + 1, column: before.chars().count() as u32 + 1 }
    }

    fn is_fine(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity > Severity::Warning)
    }
}

/// Prints what is found in the files.
pub fn run(check: &Check, output: &mut impl Write) -> Result<Status, Failure> {
    let mut status = Status::Fine;
    let mut reports = Vec::new();
    for file in &check.files {
        match report(file, check) {
            Ok(report) => {
                status = status.max(if report.is_fine() { Status::Fine } else { Status::Findings });
                reports.push(report);
            }
            Err(failure) => {
                complain(&failure);
                status = Status::Unusable;
            }
        }
    }
    match check.format {
        Format::Text => text::write(&reports, &check.color.paint(), output)?,
        Format::Json => json::write(&reports, output)?,
        Format::Sarif => sarif::write(&reports, output)?,
        Format::Github => github::write(&reports, output)?,
    }
    Ok(status)
}

fn report(file: &OsStr, check: &Check) -> Result<Report, Failure> {
    let path = input::display(file);
    let mut source = input::read(file)?;
    if check.fix {
        let fixed = session::fix_all(&source, &check.options);
        if fixed != source {
            fs::write(file, &fixed)
                .map_err(|error| Failure::File(path.clone(), format!("cannot be written: {error}")))?;
            source = fixed;
        }
    }
    Ok(Report::new(path, source, check))
}
