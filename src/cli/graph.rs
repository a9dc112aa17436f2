use std::ffi::OsString;
use std::io::Write;

use dockerfile_playground::graph::export::{self, Theme};
use dockerfile_playground::graph::layout::Direction;
use dockerfile_playground::graph::{self, Graph, Scratch, Wish};
use dockerfile_playground::{Model, Options};

use super::words::{Named, Word, Words, choose, only};
use super::{Failure, Status, input};

mod json;

/// `graph`: the stage graph of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub file: OsString,
    /// What is built.
    pub options: Options,
    /// As what it is printed.
    pub format: Format,
    /// What it shows, and which way it runs.
    pub wish: Wish,
    /// Its colours.
    pub theme: Theme,
}

/// As what a graph is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A picture.
    #[default]
    Svg,
    /// A Mermaid flowchart.
    Mermaid,
    /// The language of Graphviz.
    Dot,
    /// Nodes and edges with their places.
    Json,
}

impl Picture {
    /// Reads the arguments.
    pub fn read(mut words: Words) -> Result<Self, Failure> {
        let mut files = Vec::new();
        let mut picture = Self::default();
        while let Some(word) = words.next() {
            match word {
                Word::File(file) => files.push(file),
                Word::Option(name) => match name.as_str() {
                    "--format" => picture.format = choose(&name, &words.text(&name)?, &Format::ALL)?,
                    "--direction" => {
                        picture.wish.direction = choose(&name, &words.text(&name)?, &Direction::ALL)?
                    }
                    "--sources" => picture.wish.has_sources = words.no_value(&name)?,
                    "--steps" => picture.wish.has_steps = words.no_value(&name)?,
                    "--scratch" => picture.wish.scratch = choose(&name, &words.text(&name)?, &Scratch::ALL)?,
                    "--theme" => picture.theme = choose(&name, &words.text(&name)?, &Theme::ALL)?,
                    _ => words.common_option(&name, &mut picture.options)?,
                },
            }
        }
        picture.file = only(files, "graph")?;
        Ok(picture)
    }
}

impl Format {
    /// All.
    pub const ALL: [Self; 4] = [Self::Svg, Self::Mermaid, Self::Dot, Self::Json];
}

/// Prints the graph.
pub fn run(picture: &Picture, output: &mut impl Write) -> Result<Status, Failure> {
    let text = input::read(&picture.file)?;
    let model = Model::new(&text, &picture.options);
    if let (None, Some(target)) = (model.target, &picture.options.target) {
        let why = format!("has no stage `{target}`");
        return Err(Failure::File(input::display(&picture.file), why));
    }
    let graph: Graph = graph::graph_like(&model, picture.wish.clone(), None);
    match picture.format {
        Format::Svg => write!(output, "{}", export::svg(&graph, picture.theme))?,
        Format::Mermaid => write!(output, "{}", export::mermaid(&graph))?,
        Format::Dot => write!(output, "{}", export::dot(&graph))?,
        Format::Json => json::write(&graph, output)?,
    }
    Ok(Status::Fine)
}

impl Named for Format {
    fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Mermaid => "mermaid",
            Self::Dot => "dot",
            Self::Json => "json",
        }
    }
}

impl Named for Direction {
    fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "lr",
            Self::TopToBottom => "tb",
        }
    }
}

impl Named for Scratch {
    fn name(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Node => "node",
            Self::Hidden => "hidden",
        }
    }
}

impl Named for Theme {
    fn name(self) -> &'static str {
        self.id()
    }
}
