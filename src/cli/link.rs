use std::ffi::OsString;
use std::io::Write;

use dockerfile_playground::Options;
use dockerfile_playground::session::share::{self, Shared};

use super::words::{Word, Words, only};
use super::{Failure, Status, input};

/// `link`: the share link of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Link {
    /// The file.
    pub file: OsString,
    /// What is built.
    pub options: Options,
}

impl Link {
    /// Reads the arguments.
    pub fn read(mut words: Words) -> Result<Self, Failure> {
        let (mut files, mut options) = (Vec::new(), Options::default());
        while let Some(word) = words.next() {
            match word {
                Word::File(file) => files.push(file),
                Word::Option(name) => words.common_option(&name, &mut options)?,
            }
        }
        Ok(Self { file: only(files, "link")?, options })
    }
}

/// Prints the fragment of the link.
pub fn run(link: &Link, output: &mut impl Write) -> Result<Status, Failure> {
    let text = input::read(&link.file)?;
    let shared = Shared { text, options: link.options.clone(), ..Shared::default() };
    let fragment = share::encode(&shared)
        .map_err(|error| Failure::File(input::display(&link.file), error.to_string()))?;
    writeln!(output, "{fragment}")?;
    Ok(Status::Fine)
}
