use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::instruction::Kind;
use crate::model::predefined::default_path;
use crate::model::{Base, Model, StageId};
use crate::syntax::expand::Environment;

/// What variables are worth right before an instruction, as far as a name may show it.
pub(super) struct At<'a> {
    pub model: &'a Model,
    /// The names for which it is worth looking.
    pub names: &'a BTreeSet<&'a str>,
    pub stage: StageId,
    pub index: usize,
    /// The instruction, whose secrets are not shown.
    pub kind: &'a Kind,
}

impl At<'_> {
    fn is_secret(&self, name: &str) -> bool {
        let Kind::Run(run) = self.kind else { return false };
        run.mounts.iter().filter_map(|mount| mount.env.as_ref()).any(|env| env.text == name)
    }
}

impl Environment for At<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        if self.is_secret(name) {
            return Some("****");
        }
        let scope = &self.model.scope;
        let binding = self.names.contains(name).then(|| scope.lookup(self.stage, name, self.index)).flatten();
        let value = binding.and_then(|binding| binding.value.as_deref());
        value.or_else(|| (name == "PATH").then(|| default_path(false)))
    }
}

/// A number for everything that was assigned up to a point, in order: two commands whose numbers differ are not the same.
#[derive(Clone, Copy, Default)]
pub(super) struct Fingerprint {
    hash: u64,
    /// How many bindings of the stage are counted.
    counted: usize,
}

impl Fingerprint {
    /// That of the stage at its beginning.
    pub fn of_base(model: &Model, stage: StageId, ends: &[Self]) -> Self {
        let base = model.stage(stage).map(|stage| &stage.base);
        let hash = match base {
            Some(Base::Stage(id)) => ends.get(id.0).map_or(0, |end| end.hash),
            _ => 0,
        };
        Self { hash, counted: 0 }
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
            if let Some(value) = &binding.value {
                let mut hasher = DefaultHasher::new();
                (self.hash, &binding.name, value).hash(&mut hasher);
                self.hash = hasher.finish();
            }
        }
    }

    /// The number.
    pub const fn value(self) -> u64 {
        self.hash
    }
}
