//! The command line: reads files, asks the library, prints. It has no analysis of its own.

mod check;
mod failure;
mod graph;
mod input;
mod inspect;
mod link;
mod rebuild;
mod words;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use failure::Failure;
use words::{Words, usage};

const SUBCOMMANDS: &str = "check, graph, inspect, link and rebuild";
const HELP: &str = include_str!("cli/help.txt");

/// What a subcommand found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// All is well.
    Fine = 0,
    /// There are errors or warnings.
    Findings = 1,
    /// An argument, a request or a file could not be used.
    Unusable = 2,
}

/// Runs the command line of the process.
pub fn main() -> ExitCode {
    let mut output = BufWriter::new(io::stdout().lock());
    let result = run(std::env::args_os().skip(1), &mut output);
    match result.and_then(|status| Ok(output.flush().map(|()| status)?)) {
        Ok(status) => ExitCode::from(status as u8),
        // Whoever reads has read enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            complain(&failure);
            ExitCode::from(Status::Unusable as u8)
        }
    }
}

/// Does what the arguments behind the name of the program ask for.
fn run(mut arguments: impl Iterator<Item = OsString>, output: &mut impl Write) -> Result<Status, Failure> {
    let Some(name) = arguments.next() else {
        return Err(usage(format!("a subcommand is missing: {SUBCOMMANDS}")));
    };
    match subcommand(&name.to_string_lossy(), Words::new(arguments), output) {
        Err(Failure::Help) => write!(output, "{HELP}")?,
        result => return result,
    }
    Ok(Status::Fine)
}

fn subcommand(name: &str, words: Words, output: &mut impl Write) -> Result<Status, Failure> {
    match name {
        "check" => check::run(&check::Check::read(words)?, output),
        "graph" => graph::run(&graph::Picture::read(words)?, output),
        "inspect" => inspect::run(&inspect::Inspect::read(words)?, output),
        "link" => link::run(&link::Link::read(words)?, output),
        "rebuild" => rebuild::run(&rebuild::Question::read(words)?, output),
        "-h" | "--help" | "help" => Err(Failure::Help),
        "-V" | "--version" | "version" => {
            writeln!(output, "dockerfile-playground {}", env!("CARGO_PKG_VERSION"))?;
            Ok(Status::Fine)
        }
        _ => Err(usage(format!("`{name}` is no subcommand; there are {SUBCOMMANDS}"))),
    }
}

/// Says on standard error what went wrong; without standard error nobody can be told.
fn complain(message: impl std::fmt::Display) {
    let _ = writeln!(io::stderr(), "dockerfile-playground: {message}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(line: &str) -> (String, String) {
        let mut output = Vec::new();
        let words = line.split(' ').filter(|word| !word.is_empty()).map(OsString::from);
        let result = run(words.collect::<Vec<_>>().into_iter(), &mut output);
        let complaint = result.err().map(|failure| failure.to_string()).unwrap_or_default();
        (String::from_utf8(output).unwrap_or_default(), complaint)
    }

    #[test]
    fn help_is_given_wherever_it_is_asked_for() {
        for line in ["--help", "help", "check --help", "graph a -h", "inspect --requests --help"] {
            assert_eq!(answer(line), (HELP.to_owned(), String::new()), "{line}");
        }
        assert!(answer("--version").0.starts_with("dockerfile-playground "));
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
            ("rebuild a --path b --no-cache", "--no-cache is one change too many"),
            ("rebuild a --apply 0", "--apply needs the number of an advice"),
            ("rebuild", "rebuild needs one file"),
            ("link", "link needs one file"),
            ("link a b", "link needs one file"),
        ] {
            let (_, complaint) = answer(line);
            assert!(complaint.contains(message), "{line}: {complaint}");
        }
    }
}
