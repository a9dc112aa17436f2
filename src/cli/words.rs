//! The arguments of the command line, word by word.

use std::ffi::{OsStr, OsString};

use dockerfile_playground::Options;

use super::{Failure, input};

/// An argument.
pub enum Word {
    /// An argument that is no option.
    File(OsString),
    /// `--name`; its value, if any, is asked for next.
    Option(String),
}

/// The arguments, one by one.
pub struct Words {
    rest: std::vec::IntoIter<OsString>,
    /// The value behind `=` of the option that was given last.
    value: Option<String>,
    /// Whether `--` was met, behind which everything is a file.
    only_files: bool,
}

impl Words {
    /// The words behind the name of a subcommand.
    pub fn new(arguments: impl Iterator<Item = OsString>) -> Self {
        Self { rest: arguments.collect::<Vec<_>>().into_iter(), value: None, only_files: false }
    }

    /// The next word; none is left where it is `None`.
    pub fn next(&mut self) -> Option<Word> {
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
    ///
    /// # Errors
    /// There is none.
    pub fn value(&mut self, name: &str) -> Result<OsString, Failure> {
        let value = self.value.take().map(OsString::from).or_else(|| self.rest.next());
        value.ok_or_else(|| usage(format!("{name} needs a value")))
    }

    /// The same as text.
    ///
    /// # Errors
    /// There is none, or it is not UTF-8.
    pub fn text(&mut self, name: &str) -> Result<String, Failure> {
        let value = self.value(name)?;
        value
            .into_string()
            .map_err(|value| usage(format!("{name}: `{}` is not UTF-8", input::display(&value))))
    }

    /// That the option `name` stands there, without a value.
    ///
    /// # Errors
    /// It has one.
    pub fn no_value(&mut self, name: &str) -> Result<bool, Failure> {
        if self.value.is_some() { Err(usage(format!("{name} takes no value"))) } else { Ok(true) }
    }

    /// An option that every subcommand has: they say what is built, or ask for help.
    ///
    /// # Errors
    /// It is another one, its value makes no sense, or help is wanted.
    pub fn common_option(&mut self, name: &str, options: &mut Options) -> Result<(), Failure> {
        match name {
            "--target" => options.target = Some(self.text(name)?),
            "--platform" => options.platform = Some(self.text(name)?),
            "--build-arg" => options.build_args.extend([self.pair(name)?]),
            "--build-context" => options.named_contexts.extend([self.pair(name)?]),
            "--dockerignore" => options.dockerignore = Some(input::read(&self.value(name)?)?),
            "--help" | "-h" => return Err(Failure::Help),
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

/// The one file that a subcommand needs.
///
/// # Errors
/// There is none, or more than one.
pub fn only(files: Vec<OsString>, name: &str) -> Result<OsString, Failure> {
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

/// The choice of that name.
///
/// # Errors
/// There is none.
pub fn choose<T: Named>(option: &str, name: &str, choices: &[T]) -> Result<T, Failure> {
    let found = choices.iter().copied().find(|choice| choice.name() == name);
    found.ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|choice| choice.name()).collect();
        usage(format!("{option} does not know `{name}`; it knows {}", names.join(", ")))
    })
}

/// What is wrong with the arguments.
pub fn usage(message: impl Into<String>) -> Failure {
    Failure::Usage(message.into())
}

fn is_option(word: &OsStr) -> bool {
    word.as_encoded_bytes().starts_with(b"-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_two_dashes_everything_is_a_file() {
        let mut words = Words::new(["-", "--", "--x"].map(OsString::from).into_iter());
        let mut files = Vec::new();
        while let Some(word) = words.next() {
            let Word::File(file) = word else { panic!("an option") };
            files.push(file);
        }
        assert_eq!(files, ["-", "--x"]);
    }

    #[test]
    fn an_argument_of_the_build_holds_what_it_is_given() {
        let mut words =
            Words::new(["--build-arg", "A=b=c", "--target=build"].map(OsString::from).into_iter());
        let mut options = Options::default();
        while let Some(Word::Option(name)) = words.next() {
            words.common_option(&name, &mut options).unwrap();
        }
        assert_eq!(options.build_args.get("A").map(String::as_str), Some("b=c"));
        assert_eq!(options.target.as_deref(), Some("build"));
    }
}
