use std::collections::{BTreeMap, BTreeSet};

use super::{Equivalent, Finding, Rule, find};
use crate::model::Model;
use crate::syntax::Comment;
use crate::syntax::check_options::CheckOptions;

/// What comments of the file silence: `# check=skip=…` as BuildKit reads it, `# hadolint ignore=…` as hadolint does. In
/// both, the ids of our own rules are understood as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppressed {
    /// The options of the whole file.
    file: CheckOptions,
    /// `check` comments, by the first line of their instruction.
    local: BTreeMap<u32, CheckOptions>,
    /// What hadolint's pragmas ignore everywhere.
    global: BTreeSet<String>,
    /// What they ignore by the first line of an instruction.
    at_line: BTreeMap<u32, BTreeSet<String>>,
}

/// Checks of BuildKit that run outside of instructions and do not see the comments above them.
const SKIPPED_IN_FILE_ONLY: [&str; 5] = [
    "ConsistentInstructionCasing",
    "DuplicateStageName",
    "InvalidDefaultArgInFrom",
    "NoEmptyContinuation",
    "ReservedStageName",
];

/// Checks of BuildKit that only run where `experimental=` asks for them; `skip=` means nothing to them.
const EXPERIMENTAL: [&str; 1] = ["InvalidDefinitionDescription"];

impl Suppressed {
    /// Reads the comments of a file.
    pub fn new(model: &Model) -> Self {
        let mut suppressed = Self { file: model.check_options.clone(), ..Self::default() };
        for instruction in &model.file.instructions {
            let check = instruction.comments.iter().find_map(|comment| comment.text.strip_prefix("check="));
            if let Some(options) = check.and_then(options) {
                suppressed.local.insert(instruction.lines.0, options);
            }
        }
        for comment in &model.file.comments {
            suppressed.read_hadolint(comment, model);
        }
        suppressed
    }

    /// Whether a finding is silenced, in the whole file or for its instruction.
    pub fn covers(&self, finding: &Finding) -> bool {
        let local = self.local.get(&finding.silenced_at);
        let is_skipped = |name: &str| {
            self.file.skip.names.iter().any(|skipped| skipped == name)
                || local.is_some_and(|local| local.skip.names.iter().any(|skipped| skipped == name))
        };
        let lines = [finding.lines.0, finding.silenced_at];
        let is_ignored = |name: &str| {
            let is_at = |line| self.at_line.get(&line).is_some_and(|names| names.contains(name));
            self.global.contains(name) || lines.into_iter().any(is_at)
        };
        is_skipped(finding.rule)
            || is_ignored(finding.rule)
            || finding.equivalents.iter().any(|equivalent| match equivalent {
                Equivalent::BuildKit(name) => self.skips(name, local),
                Equivalent::Hadolint(name) => is_ignored(name),
            })
    }

    /// Whether a file could ask for findings of the rule: whether it is an experimental check of BuildKit.
    pub fn may_ask_for(rule: &Rule) -> bool {
        let is_experimental =
            |one: &Equivalent| matches!(one, Equivalent::BuildKit(name) if EXPERIMENTAL.contains(name));
        rule.equivalents.iter().any(is_experimental)
    }

    /// Whether the file asks for a finding of an experimental check of BuildKit.
    pub fn asks_for(&self, finding: &Finding) -> bool {
        let local = self.local.get(&finding.silenced_at);
        let options = || [Some(&self.file), local].into_iter().flatten();
        finding.equivalents.iter().any(|equivalent| match equivalent {
            Equivalent::BuildKit(name) if EXPERIMENTAL.contains(name) => {
                options().any(|options| options.experimental.contains(name))
            }
            _ => false,
        })
    }

    fn skips(&self, name: &str, local: Option<&CheckOptions>) -> bool {
        if EXPERIMENTAL.contains(&name) {
            return false;
        }
        let is_local = !SKIPPED_IN_FILE_ONLY.contains(&name);
        self.file.skip.contains(name) || is_local && local.is_some_and(|local| local.skip.contains(name))
    }

    fn read_hadolint(&mut self, comment: &Comment, model: &Model) {
        let Some((scope, names)) = pragma(&comment.text) else { return };
        let names = names.iter().map(|name| (*name).to_owned());
        let line = model.lines.line(comment.span.start) + 2;
        match scope {
            "global" => self.global.extend(names),
            "stage" => {
                let names: Vec<String> = names.collect();
                let at = model.stages.partition_point(|stage| stage.lines.0 < line);
                let Some(stage) = model.stages.get(at).filter(|stage| stage.lines.0 == line) else { return };
                for (_, instruction, _) in model.instructions_of(stage) {
                    self.at_line.entry(instruction.lines.0).or_default().extend(names.iter().cloned());
                }
                self.at_line.entry(line).or_default().extend(names);
            }
            _ => self.at_line.entry(line).or_default().extend(names),
        }
    }
}

/// The options of a comment; those that cannot be read count for nothing.
fn options(value: &str) -> Option<CheckOptions> {
    CheckOptions::parse(value.split(' ').next().unwrap_or_default()).ok()
}

/// The scope and the names of a pragma `hadolint [global|stage] ignore=A,B # why`. One name that is none makes it void.
fn pragma(text: &str) -> Option<(&str, Vec<&str>)> {
    let is_blank = [' ', '\t'];
    let text = text.trim_start_matches(['#', ' ', '\t']).strip_prefix("hadolint")?;
    let rest = text.trim_start_matches(is_blank);
    let scope = ["global", "stage"].into_iter().find(|scope| rest.starts_with(scope)).unwrap_or_default();
    let rest = rest.strip_prefix(scope)?.trim_start_matches(is_blank).strip_prefix("ignore")?;
    let names = rest.trim_start_matches(is_blank).strip_prefix('=')?;
    let names = names.split_once('#').map_or(names, |(names, _)| names);
    let names: Vec<&str> = names.split(',').map(str::trim).collect();
    names.iter().all(|name| is_code(name) || find(name).is_some()).then_some((scope, names))
}

/// Whether a name looks like `DL3008` or `SC2086`.
fn is_code(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'D' | b'L' | b'S' | b'C' | b'0'..=b'9'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Options;
    use crate::rules::check;

    /// The rules and lines of what is found by a few rules that have equivalents of all kinds.
    fn found(source: &str, options: &Options) -> Vec<(&'static str, u32)> {
        let model = Model::new(source, options);
        let found = check(&model).into_iter().filter(|finding| RULES.contains(&finding.rule));
        found.map(|finding| (finding.rule, finding.lines.0)).collect()
    }

    const RULES: [&str; 5] = [
        "duplicate-stage-name",
        "maintainer-instruction",
        "mixed-from-as-casing",
        "repeated-process-instruction",
        "uppercase-stage-name",
    ];

    #[test]
    fn directives_skip_checks_in_the_file() {
        let all = |source: &str| found(source, &Options::default());
        let two = [("mixed-from-as-casing", 2), ("uppercase-stage-name", 2)];
        let text = |first: &str| format!("{first}\nFROM a as B\n");
        assert_eq!(all(&text("# text")), two);
        assert_eq!(all(&text("# check=skip=all;error=true")), []);
        assert_eq!(all(&text("# CHECK = skip=FromAsCasing,X")), [two[1]]);
        assert_eq!(all(&text("# check=skip=mixed-from-as-casing")), [two[1]]);
        assert_eq!(all(&text("# check=skip=FromAsCasing, StageNameCasing")), [two[1]]);
        assert_eq!(all(&text("# check=skip=FromAsCasing;skip=StageNameCasing")), [two[0]]);
        assert_eq!(all(&text("# check=skip=all;nonsense=1")), two);
        assert_eq!(all(&text("  # check=skip=all")), two);
        assert_eq!(all(&text("#!/usr/bin/x\n# check=skip=all")), []);
        let build_args = [("BUILDKIT_DOCKERFILE_CHECK".to_owned(), "skip=FromAsCasing".to_owned())];
        let options = Options { build_args: build_args.into(), ..Options::default() };
        assert_eq!(found(&text("# check=skip=all"), &options), [two[1]]);
    }

    #[test]
    fn comments_skip_checks_of_an_instruction() {
        let all = |source: &str| found(source, &Options::default());
        assert_eq!(
            all("FROM a\n# check=skip=all for now\nMAINTAINER x\nMAINTAINER y\n"),
            [("maintainer-instruction", 4)]
        );
        assert_eq!(all("FROM a\n# check=skip=X\n# check=skip=all\nMAINTAINER x\n").len(), 1);
        assert_eq!(all("FROM a\n#check=skip=all\n\nMAINTAINER x\n"), []);
        assert_eq!(all("FROM a\n# check=skip=all\n#\nMAINTAINER x\n").len(), 1);
        // What BuildKit finds outside of instructions.
        assert_eq!(all("FROM a AS b\n# check=skip=all\nFROM a AS b\n"), [("duplicate-stage-name", 3)]);
        assert_eq!(all("FROM a AS b\n# check=skip=duplicate-stage-name\nFROM a AS b\n"), []);
        // The later of two instructions decides.
        let twice = "FROM a\nCMD [\"a\"]\n# check=skip=MultipleInstructionsDisallowed\nCMD [\"b\"]\n";
        assert_eq!(all(twice), []);
    }

    #[test]
    fn experimental_checks_are_asked_for() {
        let asked = |source: &str| {
            let model = Model::new(source, &Options::default());
            let suppressed = Suppressed::new(&model);
            check(&model).iter().any(|finding| suppressed.asks_for(finding))
        };
        assert!(!asked("ARG A\n# text\nARG B\nFROM a\n"));
        assert!(asked("# check=experimental=all;skip=all\nARG A\n# text\nARG B\nFROM a\n"));
        assert!(asked("FROM a\n# check=experimental=InvalidDefinitionDescription\nARG B\n"));
    }

    #[test]
    fn pragmas_of_hadolint() {
        let all = |source: &str| found(source, &Options::default()).len();
        assert_eq!(all("FROM a\n# hadolint ignore=DL3000,DL4000 # why\nMAINTAINER x\nMAINTAINER y\n"), 1);
        assert_eq!(all("FROM a\n#hadolint  ignore = DL4000 , maintainer-instruction\nMAINTAINER x\n"), 0);
        assert_eq!(all("FROM a\n# hadolint ignore=crazy,DL4000\nMAINTAINER x\n"), 1);
        assert_eq!(all("FROM a\n# hadolint ignore=DL4000\n\nMAINTAINER x\n"), 1);
        assert_eq!(all("FROM a\nMAINTAINER x\n# hadolint global ignore=DL4000\n"), 0);
        assert_eq!(
            all("# hadolint stage ignore=DL4000\nFROM a\nRUN x\nMAINTAINER x\nFROM b\nMAINTAINER y\n"),
            1
        );
    }
}
