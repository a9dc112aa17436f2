use std::collections::BTreeMap;

use crate::instruction::{Command, Kind};
use crate::model::{Dispatched, Model, StageId};
use crate::syntax::Word;

/// Of so many earlier values of one setting is told.
const MAX_EARLIER: usize = 3;

/// A setting of an image that a later instruction replaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// CMD.
    Cmd,
    /// ENTRYPOINT.
    Entrypoint,
    /// USER.
    User,
    /// WORKDIR.
    Workdir,
    /// HEALTHCHECK.
    Healthcheck,
    /// STOPSIGNAL.
    Stopsignal,
    /// SHELL.
    Shell,
    /// ENV of a name.
    Env(String),
    /// LABEL of a key.
    Label(String),
}

/// What instructions set before the one that counts.
#[derive(Default)]
pub struct History {
    /// Every value of a slot with the instruction that sets it, the last one last.
    values: BTreeMap<Slot, Vec<(usize, String)>>,
}

impl History {
    /// All that a stage and its bases set.
    pub fn new(model: &Model, stage: StageId) -> Self {
        let mut history = Self::default();
        let mut chain: Vec<_> = model.base_chain(stage).collect();
        chain.reverse();
        for stage in chain {
            for place in model.dispatched_of(stage) {
                history.add(model, &place);
            }
        }
        history
    }

    /// The values of a slot before the one that `instruction` sets, the nearest first.
    pub fn earlier(&self, slot: &Slot, instruction: usize) -> impl Iterator<Item = &(usize, String)> {
        let values = self.values.get(slot).map(Vec::as_slice).unwrap_or_default();
        values.iter().rev().filter(move |(index, _)| *index < instruction).take(MAX_EARLIER)
    }

    fn add(&mut self, model: &Model, place: &Dispatched) {
        let expand = |word: &Word| place.expand(model, word).unwrap_or_else(|| word.text.clone());
        let mut set = |slot: Slot, text: String| {
            let values = self.values.entry(slot).or_default();
            values.push((place.index, text));
            // Nobody asks for more than the last ones.
            if values.len() > MAX_EARLIER + 1 {
                values.remove(0);
            }
        };
        match place.kind {
            Kind::Cmd(command) => set(Slot::Cmd, written(command)),
            Kind::Entrypoint(command) => set(Slot::Entrypoint, written(command)),
            Kind::User(user) => set(Slot::User, expand(&user.user)),
            Kind::Workdir(workdir) => set(Slot::Workdir, expand(&workdir.path)),
            Kind::Shell(shell) => {
                set(Slot::Shell, super::exec(shell.argv.iter().map(|word| word.text.as_str())))
            }
            Kind::Stopsignal(stopsignal) => set(Slot::Stopsignal, expand(&stopsignal.signal)),
            Kind::Healthcheck(health) => {
                set(Slot::Healthcheck, health.command.as_ref().map_or_else(|| "NONE".to_owned(), written));
            }
            Kind::Env(env) => {
                env.pairs.iter().for_each(|pair| set(Slot::Env(expand(&pair.name)), expand(&pair.value)));
            }
            Kind::Label(label) => {
                label.pairs.iter().for_each(|pair| set(Slot::Label(expand(&pair.name)), expand(&pair.value)));
            }
            _ => {}
        }
    }
}

/// A command as it is written.
fn written(command: &Command) -> String {
    match command.form {
        crate::syntax::Form::Exec => super::exec(command.words.iter().map(|word| word.text.as_str())),
        crate::syntax::Form::Shell => command.words.first().map(|word| word.text.clone()).unwrap_or_default(),
    }
}
