use std::ops::Range;

use super::{Dispatched, Model, Stage};
use crate::instruction::Kind;
use crate::syntax::{Instruction, Keyword};

/// The instructions of some keywords, with their indices and what they say.
///
/// Whoever is about a few keywords asks for those: the keywords of a file lie close together, its instructions do not, and
/// going through all of them takes most of the time in a long file.
#[derive(Clone, Debug)]
pub struct Chosen<'a> {
    model: &'a Model,
    rest: Range<usize>,
    /// A bit for each keyword.
    keywords: u32,
}

impl<'a> Chosen<'a> {
    fn new(model: &'a Model, rest: Range<usize>, keywords: &[Keyword]) -> Self {
        Self { model, rest, keywords: keywords.iter().fold(0, |bits, keyword| bits | bit(*keyword)) }
    }
}

impl<'a> Iterator for Chosen<'a> {
    type Item = (usize, &'a Instruction, Option<&'a Kind>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.model.keywords.get(self.rest.clone())?;
        let skipped = rest.iter().position(|keyword| bit(*keyword) & self.keywords != 0)?;
        let index = self.rest.start + skipped;
        self.rest.start = index + 1;
        Some((index, self.model.instruction(index)?, self.model.kind(index)))
    }
}

fn bit(keyword: Keyword) -> u32 {
    1 << keyword as u32
}

impl Model {
    /// The instructions of some keywords in the whole file.
    pub fn instructions_with(&self, keywords: &[Keyword]) -> Chosen<'_> {
        Chosen::new(self, 0..self.keywords.len(), keywords)
    }

    /// The instructions of some keywords in a stage.
    pub fn stage_with(&self, stage: &Stage, keywords: &[Keyword]) -> Chosen<'_> {
        Chosen::new(self, stage.instructions.clone(), keywords)
    }

    /// Those of some keywords of what [`Model::dispatched`] lists.
    pub fn dispatched_with<'a>(&'a self, keywords: &'a [Keyword]) -> impl Iterator<Item = Dispatched<'a>> {
        let end = self.stages.first().map_or(self.keywords.len(), |stage| stage.from);
        let before = Chosen::new(self, 0..end, keywords);
        let before = before.filter_map(|(index, ..)| self.dispatched_own(None, index));
        before.chain(self.checked_stages().flat_map(move |stage| self.dispatched_of_with(stage, keywords)))
    }

    /// Those of some keywords of what [`Model::dispatched_of`] lists.
    pub fn dispatched_of_with<'a>(
        &'a self,
        stage: &'a Stage,
        keywords: &'a [Keyword],
    ) -> impl Iterator<Item = Dispatched<'a>> {
        let deferred = if stage.is_reachable { self.deferred_of(stage.id) } else { &[] };
        let deferred = deferred.iter().filter_map(|one| self.dispatched_deferred(stage, one));
        let own = Chosen::new(self, stage.instructions.clone(), keywords);
        deferred
            .filter(|place| keywords.contains(&place.node.keyword))
            .chain(own.filter_map(|(index, ..)| self.dispatched_own(Some(stage), index)))
    }
}

#[test]
fn only_what_is_asked_for() {
    let source = "ARG A\nFROM a AS b\nONBUILD USER x\nONBUILD RUN y\nBAD\nFROM b\nRUN z\nUSER y\nCMD\n";
    let model = Model::new(source, &super::Options::default());
    let lines = |found: Chosen| found.map(|(_, node, _)| node.lines.0).collect::<Vec<_>>();
    assert_eq!(lines(model.instructions_with(&[Keyword::User, Keyword::Run])), [7, 8]);
    assert_eq!(lines(model.instructions_with(&[Keyword::Unknown, Keyword::Arg])), [1, 5]);
    assert_eq!(lines(model.stage_with(&model.stages[0], &[Keyword::From, Keyword::Onbuild])), [3, 4]);
    let keywords = [Keyword::Arg, Keyword::User, Keyword::Cmd];
    let places: Vec<_> =
        model.dispatched_with(&keywords).map(|place| (place.index, place.is_deferred)).collect();
    let all = model.dispatched().filter(|place| keywords.contains(&place.node.keyword));
    assert_eq!(places, all.map(|place| (place.index, place.is_deferred)).collect::<Vec<_>>());
    assert_eq!(places, [(0, false), (2, true), (7, false), (8, false)]);
}
