use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::instruction::ImageRef;
use crate::text::{Lines, Span};

/// The index of a stage, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StageId(pub usize);

/// A FROM up to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Its index.
    pub id: StageId,
    /// Its name in lower case.
    pub name: Option<String>,
    /// Where the name stands.
    pub name_span: Option<Span>,
    /// The index of its FROM among the instructions of the file.
    pub from: usize,
    /// The indices of the instructions behind FROM.
    pub instructions: Range<usize>,
    /// From FROM to the end of its last instruction.
    pub span: Span,
    /// First and last line, from 1.
    pub lines: Lines,
    /// What it starts from.
    pub base: Base,
    /// What FROM names, expanded.
    pub base_name: String,
    /// What FROM names where no build argument is given; `None` where that cannot be told.
    pub default_base_name: Option<String>,
    /// Where FROM names it.
    pub base_span: Span,
    /// The platform of `--platform`, expanded and normalised; `None` where there is none.
    pub platform: Option<String>,
    /// Whether a named context takes its place, so that none of its instructions runs.
    pub is_replaced: bool,
    /// How often BuildKit looks for what the target needs before it finds this stage: more than 0 where only an ONBUILD
    /// leads to it.
    pub found_in_pass: usize,
    /// Whether the target needs it.
    pub is_reachable: bool,
    /// Whether an error keeps it from being built; its own error, or that of a stage it needs.
    pub is_broken: bool,
}

/// What a stage starts from.
#[derive(Clone, Debug, PartialEq)]
pub enum Base {
    /// An image; `None` where the name is no valid reference.
    Image(Option<ImageRef>),
    /// An earlier stage.
    Stage(StageId),
    /// A named build context.
    Context(String),
    /// Nothing.
    Scratch,
}

impl Stage {
    /// The name, or `stage 0` where it has none.
    pub fn title(&self) -> String {
        self.name.clone().unwrap_or_else(|| format!("stage {}", self.id.0))
    }

    /// The base image, where it starts from one.
    pub fn image(&self) -> Option<&ImageRef> {
        match &self.base {
            Base::Image(image) => image.as_ref(),
            _ => None,
        }
    }
}
