//! Rules: what is checked, and the findings they make.
//!
//! A rule reads the [`Model`](crate::model::Model), writes [`Findings`] and knows no other rule. What two rules derive
//! alike belongs into the model. Suppression and order are settled here, once.
//!
//! All checks of BuildKit have a rule. That of `InvalidBaseImagePlatform` goes by names: only a registry knows for which
//! platforms an image is.

mod args;
#[cfg(test)]
mod checks_of_buildkit;
mod config;
mod copy;
mod counts;
mod engine;
mod env;
mod error_page;
mod finding;
mod format;
mod from;
mod packages;
mod process;
mod programs;
mod rule;
mod run;
mod secrets;
mod suppress;

#[cfg(test)]
mod vectors;

pub use counts::Counts;
pub use engine::{check, check_rule, check_shown, check_told};
pub use error_page::{error_page, error_quotes, error_reason};
pub use finding::{Finding, Findings, Severity};
pub use rule::{Equivalent, Fixable, Rule};
pub use suppress::{Silenced, Silencer, Suppressed};

pub use crate::text::{Edit, Fix, Safety};

pub(crate) use rule::rule;
#[cfg(test)]
pub(crate) use vectors::check_vectors;

/// All rules, one table a subject, in the order of this list.
pub const SUBJECTS: &[(&str, &[Rule])] = &[
    ("args", args::RULES),
    ("config", config::RULES),
    ("copy", copy::RULES),
    ("env", env::RULES),
    ("format", format::RULES),
    ("from", from::RULES),
    ("packages", packages::RULES),
    ("process", process::RULES),
    ("run", run::RULES),
    ("secrets", secrets::RULES),
];

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    SUBJECTS.iter().flat_map(|(_, rules)| rules.iter())
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}
