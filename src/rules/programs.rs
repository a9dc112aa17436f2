use std::collections::BTreeMap;

use crate::model::{Model, RunScript};
use crate::shell::Command;

/// The commands of a file by their programs, read once for all rules.
pub struct Programs<'a> {
    by_name: BTreeMap<&'a str, Vec<Ran<'a>>>,
}

/// A command and where it stands.
#[derive(Clone, Copy)]
pub struct Ran<'a> {
    pub run: &'a RunScript,
    pub command: &'a Command,
    /// The index of the command in its script.
    pub index: usize,
}

impl<'a> Programs<'a> {
    pub fn new(model: &'a Model) -> Self {
        let mut programs = Self { by_name: BTreeMap::new() };
        for run in &model.scripts {
            for (index, command) in run.script.commands.iter().enumerate() {
                let Some(name) = command.program_name() else { continue };
                let ran = Ran { run, command, index };
                programs.by_name.entry(name).or_default().push(ran);
                if let Some(wrapper) = command.name().filter(|wrapper| *wrapper != name) {
                    programs.by_name.entry(wrapper).or_default().push(ran);
                }
            }
        }
        programs
    }

    /// The commands that a program does the work of, also behind `sudo` and its like, and those that begin with it, in
    /// source order.
    pub fn named(&self, name: &str) -> &[Ran<'a>] {
        self.by_name.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}

#[test]
fn by_name() {
    let source = "FROM a\nRUN a && /bin/b | sudo a\nONBUILD RUN sudo -u x env b\nRUN $c; d=\n";
    let model = Model::new(source, &crate::model::Options::default());
    let programs = Programs::new(&model);
    let found = |name: &str| -> Vec<(usize, usize)> {
        programs.named(name).iter().map(|ran| (ran.run.instruction, ran.index)).collect()
    };
    assert_eq!(found("a"), [(1, 0), (1, 2)]);
    assert_eq!(found("b"), [(1, 1), (2, 0)]);
    assert_eq!(found("sudo"), [(1, 2), (2, 0)]);
    assert_eq!(found("env"), []);
}
