//! The simulated build: the steps of a target and what each of them waits for.
//!
//! Follows what BuildKit's `dockerfile2llb` makes of a Dockerfile: only images, RUN, COPY, ADD and WORKDIR make steps;
//! all other instructions change how later steps run or the config of the image. Steps that nothing of the target needs
//! are not part of a plan, and two steps that are the same are one.

mod advice;
mod builder;
mod change;
mod compare;
mod difference;
mod env;
mod files;
mod key;
mod mounts;
mod names;
mod offers;
mod select;
mod status;
mod step;
mod summary;
mod why;

pub use advice::{Advice, AdviceKind, MAX_ADVISED_BYTES, MAX_ADVISED_STEPS, Saving, advise, no_advice};
pub use change::{Change, compare, simulate};
pub use key::{Aspect, Key, Take};
pub use offers::{arguments, images, paths};
pub use status::{Rebuild, Status, Totals, Verdict};
pub use step::{Op, Plan, Step};

use crate::model::Model;

/// The steps of the target; none where there is no target.
pub fn plan(model: &Model) -> Plan {
    model.target.map_or_else(Plan::default, |target| builder::build(model, target))
}

#[cfg(test)]
mod tests;
