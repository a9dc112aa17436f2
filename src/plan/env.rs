use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::key::number;
use crate::instruction::Kind;
use crate::model::predefined::default_path;
use crate::model::{Base, BindingKind, Model, StageId};
use crate::syntax::expand::Environment;

/// What variables are worth right before an instruction, as far as a step may show it.
pub(super) struct At<'a> {
    pub model: &'a Model,
    /// The names for which it is worth looking.
    pub names: &'a BTreeSet<&'a str>,
    pub stage: StageId,
    pub index: usize,
    /// The variables that hold secrets, which are not shown.
    pub secrets: BTreeSet<&'a str>,
}

/// The variables that the mounts of a RUN put secrets into.
pub(super) fn secrets(kind: &Kind) -> BTreeSet<&str> {
    let Kind::Run(run) = kind else { return BTreeSet::new() };
    run.mounts.iter().filter_map(|mount| mount.env.as_ref()).map(|env| env.text.as_str()).collect()
}

impl Environment for At<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        if self.secrets.contains(name) {
            return Some("****");
        }
        let scope = &self.model.scope;
        let binding = self.names.contains(name).then(|| scope.lookup(self.stage, name, self.index)).flatten();
        let value = binding.and_then(|binding| binding.value.as_deref());
        // Every stage has it but one for Windows, where BuildKit leaves it to the image.
        let has_path = || name == "PATH" && scope.lookup(self.stage, name, self.index).is_some();
        value.or_else(|| has_path().then(|| default_path(false)))
    }
}

/// More variables than this are not told from each other one by one: every assignment counts then.
const MAX_VARIABLES: usize = 500;

/// A number for the variables at a point, in the order of their last assignment: two commands whose numbers differ are
/// not the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Fingerprint {
    /// The variables as a list: each knows its neighbours. The sum over all neighbours is the number.
    variables: Rc<BTreeMap<String, Variable>>,
    last: Option<String>,
    sum: u64,
    /// What ENV set, in the order of the image config: a name keeps its place.
    config: Rc<Vec<(String, u64)>>,
    /// How many bindings of the stage are counted.
    counted: usize,
}

#[derive(Clone, Debug, Default)]
struct Variable {
    value: u64,
    before: Option<String>,
    after: Option<String>,
}

impl Fingerprint {
    /// That of the stage at its beginning.
    pub fn of_base(model: &Model, stage: StageId, ends: &[Self]) -> Self {
        match model.stage(stage).map(|stage| &stage.base) {
            Some(Base::Stage(id)) => {
                let mut own = Self { counted: 0, ..ends.get(id.0).cloned().unwrap_or_default() };
                // BuildKit sets again what the image config says, behind what ARG set.
                for (name, value) in Rc::clone(&own.config).iter() {
                    own.assign(name, *value);
                }
                own
            }
            _ => Self::default(),
        }
    }

    /// Counts the bindings that are made before instruction `before`.
    pub fn advance(&mut self, model: &Model, stage: StageId, before: usize) {
        let bindings =
            model.scope.stages.get(stage.0).map(|bindings| bindings.list.as_slice()).unwrap_or_default();
        for binding in bindings.get(self.counted..).unwrap_or_default() {
            if binding.instruction.is_some_and(|index| index >= before) {
                break;
            }
            self.counted += 1;
            let Some(value) = &binding.value else { continue };
            let value = number(value);
            self.assign(&binding.name, value);
            if matches!(binding.kind, BindingKind::Env | BindingKind::Predefined) {
                self.set_config(&binding.name, value);
            }
        }
    }

    fn set_config(&mut self, name: &str, value: u64) {
        let config = Rc::make_mut(&mut self.config);
        let has_room = config.len() < MAX_VARIABLES;
        match config.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = value,
            None if has_room => config.push((name.to_owned(), value)),
            None => {}
        }
    }

    /// The number.
    pub const fn value(&self) -> u64 {
        self.sum
    }

    /// The name moves to the end with its value.
    fn assign(&mut self, name: &str, value: u64) {
        if self.variables.len() >= MAX_VARIABLES && !self.variables.contains_key(name) {
            self.sum = number(&(self.sum, name, value));
            return;
        }
        self.remove(name);
        let before = self.last.replace(name.to_owned());
        let variables = Rc::make_mut(&mut self.variables);
        if let Some(neighbour) = before.as_ref().and_then(|before| variables.get_mut(before)) {
            neighbour.after = Some(name.to_owned());
        }
        variables.insert(name.to_owned(), Variable { value, before, after: None });
        self.sum = self.sum.wrapping_add(self.link(name));
    }

    fn remove(&mut self, name: &str) {
        let Some(variable) = self.variables.get(name).cloned() else { return };
        self.sum = self.sum.wrapping_sub(self.link(name));
        let after = variable.after.as_deref();
        self.sum = after.map_or(self.sum, |after| self.sum.wrapping_sub(self.link(after)));
        let variables = Rc::make_mut(&mut self.variables);
        variables.remove(name);
        if let Some(before) = variable.before.as_ref().and_then(|before| variables.get_mut(before)) {
            before.after.clone_from(&variable.after);
        }
        match after {
            Some(after) => {
                if let Some(after) = variables.get_mut(after) {
                    after.before.clone_from(&variable.before);
                }
                self.sum = self.sum.wrapping_add(self.link(after));
            }
            None => self.last = variable.before,
        }
    }

    /// What a variable behind its neighbour adds to the number.
    fn link(&self, name: &str) -> u64 {
        let Some(variable) = self.variables.get(name) else { return 0 };
        number(&(&variable.before, name, variable.value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(assignments: &[(&str, &str)]) -> u64 {
        let mut fingerprint = Fingerprint::default();
        for (name, value) in assignments {
            fingerprint.assign(name, number(*value));
        }
        fingerprint.value()
    }

    #[test]
    fn the_last_assignment_of_each_counts() {
        let plain = of(&[("A", "1"), ("B", "2"), ("C", "3")]);
        assert_eq!(plain, of(&[("B", "0"), ("C", "1"), ("A", "1"), ("B", "2"), ("C", "3")]));
        assert_eq!(plain, of(&[("A", "1"), ("B", "2"), ("C", "3"), ("C", "3")]));
        assert_ne!(plain, of(&[("A", "1"), ("C", "3"), ("B", "2")]));
        assert_ne!(plain, of(&[("A", "1"), ("B", "2"), ("C", "3"), ("A", "1")]));
        assert_ne!(plain, of(&[("A", "1"), ("B", "2")]));
        assert_ne!(plain, of(&[("A", "1"), ("B", "2"), ("C", "4")]));
        assert_eq!(of(&[]), 0);
    }
}
