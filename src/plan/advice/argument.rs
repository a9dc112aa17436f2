//! An ARG that stands where it is used, and not before steps that only rerun because they see it.

use std::collections::BTreeSet;

use super::lines::{block, line_end, listed, named, with_line_end};
use super::tools::is_well_known;
use super::{AdviceKind, Draft};
use crate::instruction::Kind;
use crate::model::{Model, Stage};
use crate::plan::Change;
use crate::text::{Edit, Fix};

/// What a change of the platform changes.
const PLATFORM: &[&str] = &["TARGETARCH", "TARGETOS", "TARGETPLATFORM", "TARGETVARIANT"];

/// Looks at every ARG of what changes.
pub(super) fn drafts(model: &Model, change: &Change, drafts: &mut Vec<Draft>) {
    let changed: Vec<&str> = match change {
        Change::BuildArg(name, _) => vec![name],
        Change::Platform(_) => PLATFORM.to_vec(),
        _ => return,
    };
    let changed = changed.as_slice();
    for stage in model.stages.iter().filter(|stage| stage.is_reachable && !stage.is_replaced) {
        let mut seen = false;
        for (index, _, kind) in model.instructions_of(stage) {
            let Some(Kind::Arg(arg)) = kind else { continue };
            let is_meant = arg.args.iter().any(|arg| changed.contains(&arg.name.text.as_str()));
            // Each further declaration of a name stands behind what needs the first.
            if is_meant && !std::mem::replace(&mut seen, true) {
                drafts.extend(
                    Group::new(changed, index, arg.args.iter().map(|arg| arg.name.text.clone()))
                        .draft(model, stage),
                );
            }
        }
    }
}

/// An ARG with the instructions that only hand its value on.
struct Group<'a> {
    /// What changes.
    changed: &'a [&'a str],
    /// Their indices, ascending.
    members: Vec<usize>,
    /// The names that they bind.
    names: BTreeSet<String>,
}

/// Where a group can go.
struct Goal {
    /// The instruction that it comes before; the end of the stage where there is none.
    before: Option<usize>,
    /// The last step that it comes behind.
    after: usize,
    /// The commands among those that it passes which might read what it binds unseen.
    doubtful: Vec<usize>,
}

impl<'a> Group<'a> {
    fn new(changed: &'a [&'a str], index: usize, names: impl Iterator<Item = String>) -> Self {
        let mut all = BTreeSet::new();
        all.extend(names);
        Self { changed, members: vec![index], names: all }
    }

    fn draft(mut self, model: &Model, stage: &Stage) -> Option<Draft> {
        if self.names.iter().any(|name| is_read_by_tools(name)) {
            return None;
        }
        let goal = self.goal(model, stage)?;
        let end = line_end(model);
        let mut edits = Vec::new();
        let mut texts = Vec::new();
        for member in &self.members {
            let lines = block(model, *member)?;
            texts.push(model.text(lines).to_owned());
            edits.push(Edit::delete(with_line_end(model, lines)));
        }
        let text = texts.join(end);
        edits.push(match goal.before {
            Some(before) => Edit::insert(block(model, before)?.start, format!("{text}{end}")),
            None => Edit::insert(model.instruction(goal.after)?.span.end, format!("{end}{text}")),
        });
        let names: Vec<String> = self.members.iter().take(5).map(|member| named(model, *member)).collect();
        let place = match goal.before {
            Some(before) => format!("down to {}", named(model, before)),
            None => "to the end of the stage".to_owned(),
        };
        Some(Draft {
            kind: AdviceKind::Argument,
            fix: Fix::unsafe_(format!("Move {} {place}", listed(&names)), edits),
            why: "Every RUN behind an ARG sees its value, whether it uses it or not, and reruns with another one.".to_owned(),
            caution: caution(model, &goal.doubtful),
            count: 0,
            ignore: None,
        })
    }

    /// Follows the stage to the first instruction that uses what the group binds, and takes along what hands it on.
    fn goal(&mut self, model: &Model, stage: &Stage) -> Option<Goal> {
        let first = *self.members.first()?;
        let mut doubtful: Vec<usize> = Vec::new();
        let mut after = None;
        let mut before = None;
        for index in first + 1..stage.instructions.end {
            let kind = model.kind(index)?;
            if self.is_mentioned(model, index) || self.is_companion(kind) {
                if !self.take(index, kind) {
                    before = Some(index);
                    break;
                }
                continue;
            }
            match kind {
                Kind::Run(_) if !is_well_known(model, index) => doubtful.push(index),
                Kind::Run(_) | Kind::Copy(_) | Kind::Add(_) | Kind::Workdir(_) => {}
                _ => continue,
            }
            after = Some(index);
        }
        if before.is_none() && self.members.len() == 1 {
            // Nothing names it, so it may be meant for the first command that could read it.
            before = Some(*doubtful.first()?);
            doubtful.clear();
            after = after.filter(|_| before > Some(first + 1));
        }
        let goal = Goal { before, after: after?, doubtful };
        let is_passed = self
            .members
            .last()
            .is_none_or(|last| goal.after > first && goal.before.is_none_or(|before| before > *last));
        is_passed.then_some(goal)
    }

    /// Whether an instruction declares something else that changes with it.
    fn is_companion(&self, kind: &Kind) -> bool {
        matches!(kind, Kind::Arg(arg) if arg.args.iter().any(|arg| self.changed.contains(&arg.name.text.as_str())))
    }

    /// Takes an instruction along that hands a value on without a step; whether it did.
    fn take(&mut self, index: usize, kind: &Kind) -> bool {
        let bound: Vec<&str> = match kind {
            Kind::Env(env) => env.pairs.iter().map(|pair| pair.name.text.as_str()).collect(),
            Kind::Arg(arg) => arg.args.iter().map(|arg| arg.name.text.as_str()).collect(),
            Kind::Label(_) | Kind::Expose(_) => Vec::new(),
            _ => return false,
        };
        let is_again = |name: &&str| matches!(kind, Kind::Arg(_)) && self.names.contains(*name);
        if bound.iter().any(|name| is_read_by_tools(name) || is_again(name)) {
            return false;
        }
        self.names.extend(bound.into_iter().map(str::to_owned));
        self.members.push(index);
        true
    }

    /// Whether one of the names stands anywhere in an instruction.
    fn is_mentioned(&self, model: &Model, index: usize) -> bool {
        let text = model.instruction(index).map(|node| model.text(node.span)).unwrap_or_default();
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        words.into_iter().any(|word| self.names.contains(word))
    }
}

fn caution(model: &Model, doubtful: &[usize]) -> String {
    if doubtful.is_empty() {
        return String::new();
    }
    let names: Vec<String> = doubtful.iter().take(5).map(|index| named(model, *index)).collect();
    let (verb, one) = if doubtful.len() == 1 { ("does", "it reads") } else { ("do", "one of them reads") };
    format!("{} {verb} not see it any more: look whether {one} it from the environment.", listed(&names))
}

/// Whether tools and shells read a variable of this name unasked.
fn is_read_by_tools(name: &str) -> bool {
    const STARTS: &[&str] = &[
        "APT_",
        "BUILDKIT_",
        "BUNDLE_",
        "CARGO_",
        "CGO_",
        "CMAKE_",
        "COMPOSER_",
        "CONDA_",
        "DEBIAN_",
        "DEBCONF_",
        "DOTNET_",
        "GEM_",
        "GIT_",
        "GO",
        "GRADLE_",
        "HOME",
        "JAVA_",
        "LANG",
        "LC_",
        "LD_",
        "LIBRARY_",
        "MAVEN_",
        "MIX_",
        "NODE_",
        "NPM_",
        "NUGET_",
        "PATH",
        "PIP_",
        "PKG_",
        "PNPM_",
        "POETRY_",
        "PUPPETEER_",
        "PYTHON",
        "RAILS_",
        "RUBY",
        "RUST",
        "SOURCE_DATE_EPOCH",
        "UV_",
        "VIRTUAL_ENV",
        "XDG_",
        "YARN_",
    ];
    const NAMES: &[&str] = &[
        "AR",
        "CC",
        "CFLAGS",
        "CI",
        "CPPFLAGS",
        "CXX",
        "CXXFLAGS",
        "LDFLAGS",
        "MAKEFLAGS",
        "SHELL",
        "TERM",
        "TZ",
        "USER",
    ];
    let upper = name.to_ascii_uppercase();
    let is_own = matches!(
        upper.as_str(),
        "GIT_SHA"
            | "GIT_COMMIT"
            | "GIT_REVISION"
            | "GIT_TAG"
            | "GIT_BRANCH"
            | "GIT_HASH"
            | "GIT_REF"
            | "GIT_VERSION"
    );
    !is_own
        && (STARTS.iter().any(|start| upper.starts_with(start))
            || NAMES.contains(&upper.as_str())
            || upper.ends_with("_PROXY"))
}

#[test]
fn vectors() {
    let moved = |source: &str, change: Change| {
        let model = Model::new(source, &crate::Options::default());
        let mut found = Vec::new();
        drafts(&model, &change, &mut found);
        found
            .first()
            .and_then(|draft| crate::text::apply_edits(source, &draft.fix.edits).ok())
            .unwrap_or_default()
    };
    let arg = |name: &str| Change::BuildArg(name.to_owned(), None);
    for (source, change, expected) in [
        (
            "FROM a\nARG V\nRUN apk add x\nRUN echo $V\n",
            arg("V"),
            "FROM a\nRUN apk add x\nARG V\nRUN echo $V\n",
        ),
        (
            "FROM a\nARG V\nENV W=$V\nRUN apk add x\nRUN y $W",
            arg("V"),
            "FROM a\nRUN apk add x\nARG V\nENV W=$V\nRUN y $W",
        ),
        ("FROM a\nARG V\nLABEL v=$V\nRUN apk add x", arg("V"), "FROM a\nRUN apk add x\nARG V\nLABEL v=$V"),
        (
            "FROM a\nARG TARGETOS\nARG TARGETARCH\nRUN apk add x\nRUN $TARGETOS\n",
            Change::Platform(String::new()),
            "FROM a\nRUN apk add x\nARG TARGETOS\nARG TARGETARCH\nRUN $TARGETOS\n",
        ),
        ("FROM a\nARG V\nRUN echo $V\nRUN x\n", arg("V"), ""),
        ("FROM a\nARG V\nRUN make\n", arg("V"), ""),
        ("FROM a\nARG V\nENV PATH=$V\nRUN apk add x\n", arg("V"), ""),
        ("FROM a\nARG PIP_INDEX_URL\nRUN pip install x\nRUN echo $PIP_INDEX_URL\n", arg("PIP_INDEX_URL"), ""),
        (
            "FROM a\nARG V\nRUN apk add x\nARG V\nRUN y\n",
            arg("V"),
            "FROM a\nRUN apk add x\nARG V\nARG V\nRUN y\n",
        ),
        ("FROM a\nARG V\nRUN apk add x\nRUN y $V\n", arg("W"), ""),
    ] {
        assert_eq!(moved(source, change), expected, "{source}");
    }
}
