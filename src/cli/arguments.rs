use std::ffi::{OsStr, OsString};

use dockerfile_playground::Options;
use dockerfile_playground::graph::Scratch;
use dockerfile_playground::graph::export::Theme;
use dockerfile_playground::graph::layout::Direction;

use super::check::{Check, Color, Format};
use super::graph::{self, Picture};
use super::inspect::{Inspect, Part};
use super::link::Link;
use super::{Failure, input};

/// What the command line is asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// The help.
    Help,
    /// The version.
    Version,
    /// `check`.
    Check(Check),
    /// `graph`.
    Graph(Picture),
    /// `inspect`.
    Inspect(Inspect),
    /// `link`.
    Link(Link),
}

/// Reads the arguments behind the name of the program.
///
/// # Errors
/// They make no sense, or the `.dockerignore` they name cannot be read.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Failure> {
    let mut arguments = arguments.into_iter();
    let name =
        arguments.next().ok_or_else(|| usage("a subcommand is missing: check, graph, link or inspect"))?;
    match name.to_str().unwrap_or_default() {
        "-h" | "--help" | "help" => Ok(Command::Help),
        "-V" | "--version" | "version" => Ok(Command::Version),
        "check" => check(Words::new(arguments)),
        "graph" => graph(Words::new(arguments)),
        "inspect" => inspect(Words::new(arguments)),
        "link" => link(Words::new(arguments)),
        _ => Err(usage(format!(
            "`{}` is no subcommand; there are check, graph, link and inspect",
            input::display(&name)
        ))),
    }
}

fn check(mut words: Words) -> Result<Command, Failure> {
    let mut check = Check::default();
    while let Some(word) = words.next() {
        match word {
            Word::File(file) => check.files.push(file),
            Word::Option(name) => match name.as_str() {
                "--help" | "-h" => return Ok(Command::Help),
                "--all" => check.all = words.no_value(&name)?,
                "--fix" => check.fix = words.no_value(&name)?,
                "--format" => check.format = choose(&name, &words.text(&name)?, &Format::ALL)?,
                "--color" => check.color = choose(&name, &words.text(&name)?, &Color::ALL)?,
                _ => words.build_option(&name, &mut check.options)?,
            },
        }
    }
    if check.files.is_empty() {
        return Err(usage("check needs a file; - is standard input"));
    }
    if check.fix && check.files.iter().any(|file| file == input::STANDARD_INPUT) {
        return Err(usage("--fix changes files, and standard input is none"));
    }
    Ok(Command::Check(check))
}

fn graph(mut words: Words) -> Result<Command, Failure> {
    let mut files = Vec::new();
    let mut picture = Picture::default();
    while let Some(word) = words.next() {
        match word {
            Word::File(file) => files.push(file),
            Word::Option(name) => match name.as_str() {
                "--help" | "-h" => return Ok(Command::Help),
                "--format" => picture.format = choose(&name, &words.text(&name)?, &graph::Format::ALL)?,
                "--direction" => {
                    picture.wish.direction = choose(&name, &words.text(&name)?, &Direction::ALL)?
                }
                "--sources" => picture.wish.has_sources = words.no_value(&name)?,
                "--scratch" => picture.wish.scratch = choose(&name, &words.text(&name)?, &Scratch::ALL)?,
                "--theme" => picture.theme = choose(&name, &words.text(&name)?, &Theme::ALL)?,
                _ => words.build_option(&name, &mut picture.options)?,
            },
        }
    }
    picture.file = only(files, "graph")?;
    Ok(Command::Graph(picture))
}

fn inspect(mut words: Words) -> Result<Command, Failure> {
    let mut inspect = Inspect::default();
    while let Some(word) = words.next() {
        match word {
            Word::File(file) => inspect.files.push(file),
            Word::Option(name) => match name.as_str() {
                "--help" | "-h" => return Ok(Command::Help),
                "--requests" => inspect.requests = words.no_value(&name)?,
                "--parts" => {
                    let names = words.text(&name)?;
                    let parts = names.split(',').map(|part| choose(&name, part.trim(), &Part::ALL));
                    inspect.parts = Some(parts.collect::<Result<_, _>>()?);
                }
                _ => words.build_option(&name, &mut inspect.options)?,
            },
        }
    }
    match (inspect.requests, inspect.files.is_empty()) {
        (true, false) => Err(usage("--requests reads standard input, so it takes no files")),
        (false, true) => Err(usage("inspect needs a file, or --requests; - is standard input")),
        _ => Ok(Command::Inspect(inspect)),
    }
}

fn link(mut words: Words) -> Result<Command, Failure> {
    let mut files = Vec::new();
    let mut options = Options::default();
    while let Some(word) = words.next() {
        match word {
            Word::File(file) => files.push(file),
            Word::Option(name) if name == "--help" || name == "-h" => return Ok(Command::Help),
            Word::Option(name) => words.build_option(&name, &mut options)?,
        }
    }
    Ok(Command::Link(Link { file: only(files, "link")?, options }))
}

/// The one file that a subcommand needs.
fn only(files: Vec<OsString>, name: &str) -> Result<OsString, Failure> {
    match <[OsString; 1]>::try_from(files) {
        Ok([file]) => Ok(file),
        Err(_) => Err(usage(format!("{name} needs one file; - is standard input"))),
    }
}

/// A choice that has a name on the command line.
pub trait Named: Copy {
    /// The name.
    fn name(self) -> &'static str;
}

fn choose<T: Named>(option: &str, name: &str, choices: &[T]) -> Result<T, Failure> {
    let found = choices.iter().copied().find(|choice| choice.name() == name);
    found.ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|choice| choice.name()).collect();
        usage(format!("{option} does not know `{name}`; it knows {}", names.join(", ")))
    })
}

fn usage(message: impl Into<String>) -> Failure {
    Failure::Usage(message.into())
}

enum Word {
    /// An argument that is no option.
    File(OsString),
    /// `--name`; its value, if any, is asked for next.
    Option(String),
}

/// The arguments, one by one.
struct Words {
    rest: std::vec::IntoIter<OsString>,
    /// The value behind `=` of the option that was given last.
    value: Option<String>,
    /// Whether `--` was met, behind which everything is a file.
    only_files: bool,
}

impl Words {
    fn new(arguments: impl Iterator<Item = OsString>) -> Self {
        Self { rest: arguments.collect::<Vec<_>>().into_iter(), value: None, only_files: false }
    }

    fn next(&mut self) -> Option<Word> {
        let word = self.rest.next()?;
        if self.only_files || word == input::STANDARD_INPUT || !is_option(&word) {
            return Some(Word::File(word));
        }
        if word == "--" {
            self.only_files = true;
            return self.next();
        }
        let text = input::display(&word);
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (text, None),
        };
        self.value = value;
        Some(Word::Option(name))
    }

    /// The value of the option `name`: behind `=`, or the next argument.
    fn value(&mut self, name: &str) -> Result<OsString, Failure> {
        let value = self.value.take().map(OsString::from).or_else(|| self.rest.next());
        value.ok_or_else(|| usage(format!("{name} needs a value")))
    }

    fn text(&mut self, name: &str) -> Result<String, Failure> {
        let value = self.value(name)?;
        value
            .into_string()
            .map_err(|value| usage(format!("{name}: `{}` is not UTF-8", input::display(&value))))
    }

    fn no_value(&mut self, name: &str) -> Result<bool, Failure> {
        if self.value.is_some() { Err(usage(format!("{name} takes no value"))) } else { Ok(true) }
    }

    /// An option that says what is built.
    fn build_option(&mut self, name: &str, options: &mut Options) -> Result<(), Failure> {
        match name {
            "--target" => options.target = Some(self.text(name)?),
            "--platform" => options.platform = Some(self.text(name)?),
            "--build-arg" => options.build_args.extend([self.pair(name)?]),
            "--build-context" => options.named_contexts.extend([self.pair(name)?]),
            "--dockerignore" => options.dockerignore = Some(input::read(&self.value(name)?)?),
            _ => return Err(usage(format!("`{name}` is no option here"))),
        }
        Ok(())
    }

    fn pair(&mut self, name: &str) -> Result<(String, String), Failure> {
        let text = self.text(name)?;
        match text.split_once('=') {
            Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
            _ => Err(usage(format!("{name} `{text}` has no name and value; write {name} NAME=VALUE"))),
        }
    }
}

fn is_option(word: &OsStr) -> bool {
    word.as_encoded_bytes().starts_with(b"-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, String> {
        parse(line.split(' ').filter(|word| !word.is_empty()).map(OsString::from))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn arguments_are_read() {
        let Ok(Command::Check(check)) =
            read("check a --format=sarif --target build - --build-arg A=b=c -- --x")
        else {
            panic!("a check");
        };
        assert_eq!(check.files, ["a", "-", "--x"]);
        assert_eq!((check.format, check.options.target.as_deref()), (Format::Sarif, Some("build")));
        assert_eq!(check.options.build_args.get("A").map(String::as_str), Some("b=c"));
        let Ok(Command::Inspect(inspect)) = read("inspect --requests --parts errors,share") else {
            panic!("an inspect");
        };
        assert_eq!(inspect.parts, Some(vec![Part::Errors, Part::Share]));
        let Ok(Command::Graph(picture)) = read("graph a --format dot --direction tb --theme dark --target x")
        else {
            panic!("a graph");
        };
        assert_eq!((picture.format, picture.theme), (graph::Format::Dot, Theme::Dark));
        assert_eq!(picture.wish.direction, Direction::TopToBottom);
        assert_eq!(read("--help"), Ok(Command::Help));
        assert_eq!(read("check --help"), Ok(Command::Help));
    }

    #[test]
    fn unusable_arguments_are_named() {
        for (line, message) in [
            ("", "a subcommand is missing"),
            ("lint a", "`lint` is no subcommand"),
            ("check", "check needs a file"),
            ("check a --format yaml", "--format does not know `yaml`; it knows text, json, sarif, github"),
            ("check a --format", "--format needs a value"),
            ("check a --fix=1", "--fix takes no value"),
            ("check - --fix", "--fix changes files"),
            ("check a --wat", "`--wat` is no option here"),
            ("check a --build-arg A", "--build-arg `A` has no name and value"),
            ("inspect", "inspect needs a file, or --requests"),
            ("inspect a --requests", "takes no files"),
            ("inspect a --parts wat", "--parts does not know `wat`"),
            ("graph", "graph needs one file"),
            ("graph a --format png", "it knows svg, mermaid, dot, json"),
            ("graph a --direction up", "--direction does not know `up`; it knows lr, tb"),
            ("link", "link needs one file"),
            ("link a b", "link needs one file"),
        ] {
            let error = read(line).unwrap_err();
            assert!(error.contains(message), "{line}: {error}");
        }
    }
}
