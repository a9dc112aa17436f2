use std::collections::BTreeMap;

use crate::instruction::port::PortSpec;
use crate::instruction::{Command, Kind};
use crate::model::{Dispatched, Model, StageId};
use crate::syntax::Word;
use crate::text::Span;

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
    /// EXPOSE of a port.
    Port(String),
    /// LABEL of a key.
    Label(String),
    /// VOLUME of a path.
    Volume(String),
}

/// One value of a slot.
pub struct Entry {
    /// The instruction that sets it.
    pub instruction: usize,
    /// What it sets.
    pub text: String,
    /// Where: the instruction, or the part of it that is about the slot.
    pub span: Span,
}

/// The ports of longer ranges are not told apart.
const MAX_PORTS: usize = 200;

/// What instructions set before the one that counts.
#[derive(Default)]
pub struct History {
    /// Every value of a slot, the last one last.
    values: BTreeMap<Slot, Vec<Entry>>,
}

impl History {
    /// All that a stage and its bases set.
    pub fn new(model: &Model, stage: StageId) -> Self {
        let mut history = Self::default();
        let mut chain: Vec<_> = model.counted_chain(stage).collect();
        chain.reverse();
        for stage in chain {
            for place in model.dispatched_of(stage) {
                history.add(model, &place);
            }
        }
        history
    }

    /// The value of a slot that `instruction` sets, and those before it, the nearest first.
    pub fn of(&self, slot: &Slot, instruction: usize) -> (Option<&Entry>, impl Iterator<Item = &Entry>) {
        let values = self.values.get(slot).map(Vec::as_slice).unwrap_or_default();
        let at = values.iter().rposition(|entry| entry.instruction == instruction);
        let earlier = values.get(..at.unwrap_or(0)).unwrap_or_default();
        (at.and_then(|at| values.get(at)), earlier.iter().rev().take(MAX_EARLIER))
    }

    fn add(&mut self, model: &Model, place: &Dispatched) {
        let expand = |word: &Word| place.expand(model, word).unwrap_or_else(|| word.text.clone());
        let mut set = |slot: Slot, text: String, span: Span| {
            let values = self.values.entry(slot).or_default();
            values.push(Entry { instruction: place.index, text, span });
            // Nobody asks for more than the last ones.
            if values.len() > MAX_EARLIER + 1 {
                values.remove(0);
            }
        };
        let whole = model.instruction(place.index).map_or(place.node.span, |node| node.span);
        match place.kind {
            Kind::Cmd(command) => set(Slot::Cmd, written(command), whole),
            Kind::Entrypoint(command) => set(Slot::Entrypoint, written(command), whole),
            Kind::User(user) => set(Slot::User, expand(&user.user), whole),
            Kind::Workdir(workdir) => set(Slot::Workdir, expand(&workdir.path), whole),
            Kind::Shell(shell) => {
                set(Slot::Shell, super::exec(shell.argv.iter().map(|word| word.text.as_str())), whole)
            }
            Kind::Stopsignal(stopsignal) => set(Slot::Stopsignal, expand(&stopsignal.signal), whole),
            Kind::Healthcheck(health) => {
                let text = health.command.as_ref().map_or_else(|| "NONE".to_owned(), written);
                set(Slot::Healthcheck, text, whole);
            }
            Kind::Env(env) => {
                for pair in &env.pairs {
                    let span = pair.name.span.cover(pair.value.span);
                    set(Slot::Env(expand(&pair.name)), expand(&pair.value), span);
                }
            }
            Kind::Label(label) => {
                for pair in &label.pairs {
                    let span = pair.name.span.cover(pair.value.span);
                    set(Slot::Label(expand(&pair.name)), expand(&pair.value), span);
                }
            }
            Kind::Volume(volume) => {
                volume
                    .paths
                    .iter()
                    .for_each(|word| set(Slot::Volume(expand(word)), String::new(), word.span));
            }
            Kind::Expose(expose) => {
                for word in &expose.ports {
                    let words = place.expand_to_words(model, word).unwrap_or_default();
                    let specs = words.iter().filter_map(|text| PortSpec::parse(text).ok());
                    let ports = specs.flat_map(|ports| ports.exposed().take(MAX_PORTS).collect::<Vec<_>>());
                    ports.for_each(|port| set(Slot::Port(port), String::new(), word.span));
                }
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
