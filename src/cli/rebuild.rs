use std::ffi::OsString;
use std::io::Write;

use dockerfile_playground::plan::{self, Advice, Change, Rebuild};
use dockerfile_playground::{Model, Options};

use super::words::{Named, Word, Words, choose, only, usage};
use super::{Failure, Status, input};

mod json;
mod text;

/// `rebuild`: what a change rebuilds, and what helps.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The file.
    pub file: OsString,
    /// What is built.
    pub options: Options,
    /// What changes; some path that the file copies where it is absent.
    pub change: Option<Change>,
    /// As what the answer is printed.
    pub format: Format,
    /// The number of the advice to apply, from 1: the text after it is printed instead.
    pub apply: Option<usize>,
}

/// As what an answer is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// What is printed.
pub struct Answer<'a> {
    /// The file.
    pub model: &'a Model,
    /// What changes.
    pub change: &'a Change,
    /// What it rebuilds.
    pub rebuild: &'a Rebuild,
    /// What helps, the best first.
    pub advice: &'a [Advice],
}

impl Question {
    /// Reads the arguments.
    pub fn read(mut words: Words) -> Result<Self, Failure> {
        let mut files = Vec::new();
        let mut question = Self::default();
        while let Some(word) = words.next() {
            match word {
                Word::File(file) => files.push(file),
                Word::Option(name) => question.option(&name, &mut words)?,
            }
        }
        question.file = only(files, "rebuild")?;
        Ok(question)
    }

    fn option(&mut self, name: &str, words: &mut Words) -> Result<(), Failure> {
        let change = match name {
            "--path" => Change::Path(words.text(name)?),
            "--arg" => {
                let text = words.text(name)?;
                match text.split_once('=') {
                    Some((key, value)) => Change::BuildArg(key.to_owned(), Some(value.to_owned())),
                    None => Change::BuildArg(text, None),
                }
            }
            "--image" => Change::Image(words.text(name)?),
            "--no-cache" => words.no_value(name).map(|_| Change::NoCache(Vec::new()))?,
            "--no-cache-filter" => {
                let stages = words.text(name)?;
                Change::NoCache(stages.split(',').map(|stage| stage.trim().to_owned()).collect())
            }
            "--new-platform" => Change::Platform(words.text(name)?),
            "--before" => Change::Text(input::read(&words.value(name)?)?),
            "--format" => {
                self.format = choose(name, &words.text(name)?, &[Format::Text, Format::Json])?;
                return Ok(());
            }
            "--apply" => {
                let number = words.text(name)?;
                let known = number.parse().ok().filter(|number| *number > 0);
                let wrong =
                    || usage(format!("--apply needs the number of an advice, from 1, and not `{number}`"));
                self.apply = Some(known.ok_or_else(wrong)?);
                return Ok(());
            }
            _ => return words.common_option(name, &mut self.options),
        };
        match self.change.replace(change) {
            Some(_) => Err(usage(format!("{name} is one change too many: rebuild asks about one"))),
            None => Ok(()),
        }
    }
}

/// Prints what rebuilds and what helps.
pub fn run(question: &Question, output: &mut impl Write) -> Result<Status, Failure> {
    let source = input::read(&question.file)?;
    let refused = |why: String| Failure::File(input::display(&question.file), why);
    let model = Model::new(&source, &question.options);
    if model.target.is_none() {
        let why = match &question.options.target {
            Some(target) => format!("has no stage `{target}`"),
            None => "has no stage that could be built".to_owned(),
        };
        return Err(refused(why));
    }
    let first = || plan::paths(&plan::plan(&model)).into_iter().next().map(Change::Path);
    let Some(change) = question.change.clone().or_else(first) else {
        return Err(usage(
            "the file copies nothing from the build context; name a change: --arg, --image, …",
        ));
    };
    let rebuild = plan::simulate(&model, &change);
    let advice = plan::advise(&model, &change, &rebuild);
    if let Some(number) = question.apply {
        let Some(one) = advice.get(number - 1) else {
            return Err(refused(format!(
                "has no advice {number} for this change; there are {}",
                advice.len()
            )));
        };
        write!(output, "{}", one.ignore.as_ref().unwrap_or(&one.text))?;
        return Ok(Status::Fine);
    }
    let answer = Answer { model: &model, change: &change, rebuild: &rebuild, advice: &advice };
    match question.format {
        Format::Text => text::write(&answer, output)?,
        Format::Json => json::write(&answer, output)?,
    }
    Ok(Status::Fine)
}

impl Named for Format {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
        }
    }
}
