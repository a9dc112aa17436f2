use std::iter::Peekable;
use std::rc::Rc;
use std::vec::IntoIter;

use super::{Model, RunScript, Surroundings};
use crate::instruction::Kind;
use crate::shell::Dialect;
use crate::syntax::{File, Kept, parse, parse_again};
use crate::text::Placed;

/// What was known of an earlier text, by its instructions. What stands in the present one too is taken over, which gives
/// the same as reading it again.
pub(super) struct Earlier {
    kinds: Vec<Option<Kind>>,
    is_sound: Vec<bool>,
    surroundings: Vec<Rc<Surroundings>>,
    scripts: Peekable<IntoIter<RunScript>>,
    /// Where the instructions of the present text stood, as far as they did.
    kept: Vec<Option<Kept>>,
}

impl Earlier {
    /// The syntax of a text, with what is known of it from an earlier one.
    pub fn read(source: &str, earlier: Option<Model>) -> (File, Self) {
        let Some(model) = earlier else { return (parse(source), Self::nothing()) };
        let (file, kept) = parse_again(source, model.file);
        let Model { kinds, is_sound, surroundings, scripts, .. } = model;
        (file, Self { kinds, is_sound, surroundings, scripts: scripts.into_iter().peekable(), kept })
    }

    fn nothing() -> Self {
        Self {
            kinds: Vec::new(),
            is_sound: Vec::new(),
            surroundings: Vec::new(),
            scripts: Vec::new().into_iter().peekable(),
            kept: Vec::new(),
        }
    }

    fn kept(&self, index: usize) -> Option<Kept> {
        *self.kept.get(index)?
    }

    /// What an instruction of the present text says, where it said so before, without an error.
    pub fn kind(&mut self, index: usize) -> Option<Kind> {
        let kept = self.kept(index).filter(|kept| self.is_sound.get(kept.index) == Some(&true))?;
        let mut kind = self.kinds.get_mut(kept.index)?.take()?;
        if !kept.by.is_none() {
            kind.shift(kept.by);
        }
        Some(kind)
    }

    /// The commands of an instruction of the present text that a shell of this dialect runs, `None` where it has none;
    /// itself `None` where that is not known. Indices only grow from call to call.
    pub fn script(&mut self, index: usize, dialect: Dialect) -> Option<Option<RunScript>> {
        let kept = self.kept(index)?;
        while self.scripts.next_if(|script| script.instruction < kept.index).is_some() {}
        let is_sound = self.is_sound.get(kept.index) == Some(&true);
        let surroundings = self.surroundings.get(kept.index).filter(|_| is_sound);
        surroundings.filter(|surroundings| surroundings.dialect() == dialect)?;
        let Some(mut script) = self.scripts.next_if(|script| script.instruction == kept.index) else {
            return Some(None);
        };
        if !kept.by.is_none() {
            script.script.shift(kept.by);
        }
        Some(Some(script))
    }
}
