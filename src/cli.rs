//! The command line: reads files, asks the library, prints. It has no analysis of its own.

mod arguments;
mod check;
mod failure;
mod graph;
mod input;
mod inspect;
mod link;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use arguments::Command;
use failure::Failure;

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
    let result = run(&mut output).and_then(|status| Ok(output.flush().map(|()| status)?));
    match result {
        Ok(status) => ExitCode::from(status as u8),
        // Whoever reads has read enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            complain(&failure);
            ExitCode::from(Status::Unusable as u8)
        }
    }
}

fn run(output: &mut impl Write) -> Result<Status, Failure> {
    match arguments::parse(std::env::args_os().skip(1))? {
        Command::Help => write!(output, "{HELP}")?,
        Command::Version => writeln!(output, "dockerfile-playground {}", env!("CARGO_PKG_VERSION"))?,
        Command::Check(check) => return check::run(&check, output),
        Command::Graph(picture) => return graph::run(&picture, output),
        Command::Inspect(inspect) => return inspect::run(&inspect, output),
        Command::Link(link) => return link::run(&link, output),
    }
    Ok(Status::Fine)
}

/// Says on standard error what went wrong; without standard error nobody can be told.
fn complain(message: impl std::fmt::Display) {
    let _ = writeln!(io::stderr(), "dockerfile-playground: {message}");
}
