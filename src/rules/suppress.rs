use std::collections::BTreeMap;

use super::{Equivalent, Finding, Rule, find};
use crate::model::Model;
use crate::syntax::check_options::{CheckOptions, RuleSet};
use crate::syntax::{Comment, DirectiveName, listed_directives, split_comment};
use crate::text::Span;

/// What comments of the file silence: `# check=skip=…` as BuildKit reads it, `# hadolint ignore=…` as hadolint does. In
/// both, the ids of our own rules are understood as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppressed {
    /// The options of the whole file.
    file: CheckOptions,
    /// Where those stand.
    file_silencer: Silencer,
    /// `check` comments, by the first line of their instruction.
    local: BTreeMap<u32, (CheckOptions, Span)>,
    /// What hadolint's pragmas ignore everywhere, and which of them does.
    global: BTreeMap<String, Span>,
    /// What they ignore by the first line of an instruction.
    at_line: BTreeMap<u32, BTreeMap<String, Span>>,
}

/// What keeps a finding from being shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Silencer {
    /// A comment or a directive at this place.
    Comment(Span),
    /// The build argument `BUILDKIT_DOCKERFILE_CHECK`.
    #[default]
    BuildArg,
}

/// A finding that is not shown, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silenced {
    /// The finding.
    pub finding: Finding,
    /// What silences it.
    pub by: Silencer,
}

/// Checks of BuildKit that run outside of instructions and do not see the comments above them.
const SKIPPED_IN_FILE_ONLY: [&str; 6] = [
    "ConsistentInstructionCasing",
    "DuplicateStageName",
    "InvalidBaseImagePlatform",
    "InvalidDefaultArgInFrom",
    "NoEmptyContinuation",
    "ReservedStageName",
];

/// Checks of BuildKit that only run where `experimental=` asks for them; `skip=` means nothing to them.
const EXPERIMENTAL: [&str; 1] = ["InvalidDefinitionDescription"];

impl Suppressed {
    /// Reads the comments of a file.
    pub fn new(model: &Model) -> Self {
        let mut suppressed = Self {
            file: model.check_options.clone(),
            file_silencer: file_silencer(model),
            ..Self::default()
        };
        for instruction in &model.file.instructions {
            let value = |comment: &Comment| {
                let (name, value, _) = split_comment(&comment.text)?;
                (name == DirectiveName::Check).then(|| (options(value), comment.span))
            };
            let check = instruction.comments.iter().find_map(value);
            if let Some((Some(options), span)) = check {
                suppressed.local.insert(instruction.lines.0, (options, span));
            }
        }
        for comment in &model.file.comments {
            suppressed.read_hadolint(comment, model);
        }
        suppressed
    }

    /// What silences a finding, in the whole file or for its instruction.
    pub fn silencer(&self, finding: &Finding) -> Option<Silencer> {
        if self.is_nothing() {
            return None;
        }
        let own = self.skipper(finding, finding.rule, |skip, name| skip.names.iter().any(|one| one == name));
        let own = own.or_else(|| self.ignorer(finding, finding.rule));
        own.or_else(|| {
            equivalents(finding).iter().find_map(|equivalent| match equivalent {
                Equivalent::BuildKit(name) if EXPERIMENTAL.contains(name) => None,
                Equivalent::BuildKit(name) => self.skipper(finding, name, RuleSet::contains),
                Equivalent::Hadolint(name) => self.ignorer(finding, name),
            })
        })
    }

    fn is_nothing(&self) -> bool {
        let skip = &self.file.skip;
        let has_file = skip.all || !skip.names.is_empty();
        !has_file && self.local.is_empty() && self.global.is_empty() && self.at_line.is_empty()
    }

    /// What skips a check by name; `is_in` tells whether it does.
    fn skipper(&self, finding: &Finding, name: &str, is_in: fn(&RuleSet, &str) -> bool) -> Option<Silencer> {
        if is_in(&self.file.skip, name) {
            return Some(self.file_silencer);
        }
        let is_local = !SKIPPED_IN_FILE_ONLY.contains(&name);
        let (local, span) = self.local.get(&finding.silenced_at).filter(|_| is_local)?;
        is_in(&local.skip, name).then_some(Silencer::Comment(*span))
    }

    /// The pragma that ignores a name.
    fn ignorer(&self, finding: &Finding, name: &str) -> Option<Silencer> {
        let lines = [finding.lines.0, finding.silenced_at];
        let mut at = lines.into_iter().filter_map(|line| self.at_line.get(&line)?.get(name));
        let span = self.global.get(name).or_else(|| at.next())?;
        Some(Silencer::Comment(*span))
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
        let options = || [Some(&self.file), local.map(|(local, _)| local)].into_iter().flatten();
        finding.equivalents.iter().any(|equivalent| match equivalent {
            Equivalent::BuildKit(name) if EXPERIMENTAL.contains(name) => {
                options().any(|options| options.experimental.contains(name))
            }
            _ => false,
        })
    }

    fn read_hadolint(&mut self, comment: &Comment, model: &Model) {
        let Some((scope, names)) = pragma(&comment.text) else { return };
        let names = names.iter().map(|name| ((*name).to_owned(), comment.span));
        let line = model.lines.line(comment.span.start) + 2;
        match scope {
            "global" => self.global.extend(names),
            "stage" => {
                let names: Vec<(String, Span)> = names.collect();
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

/// The names that silence a finding: its own, or those of its rule where it has none because the other tool may be silent.
fn equivalents(finding: &Finding) -> &'static [Equivalent] {
    let of_rule = || find(finding.rule).map_or(&[][..], |rule| rule.equivalents);
    if finding.equivalents.is_empty() { of_rule() } else { finding.equivalents }
}

/// Where the options of the whole file come from.
fn file_silencer(model: &Model) -> Silencer {
    if model.options.build_args.contains_key("BUILDKIT_DOCKERFILE_CHECK") {
        return Silencer::BuildArg;
    }
    let mut directives = listed_directives(&model.source).into_iter();
    let check = directives.find(|directive| directive.name == DirectiveName::Check);
    check.map_or(Silencer::BuildArg, |check| Silencer::Comment(check.span))
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
    fn the_name_of_a_check_silences_what_only_its_rule_finds() {
        let found = |first: &str| {
            let text = format!("{first}FROM --platform=linux/amd64 arm64v8/alpine:3 AS amd64\n");
            let found = check(&Model::new(&text, &Options::default()));
            found.iter().filter(|finding| finding.rule == "mismatched-base-platform").count()
        };
        assert_eq!(found(""), 1);
        assert_eq!(found("# check=skip=InvalidBaseImagePlatform\n"), 0);
        assert_eq!(found("# check=skip=all\n"), 0);
        // BuildKit looks at comments of the file only, for this check.
        assert_eq!(found("ARG A\n# check=skip=InvalidBaseImagePlatform\n"), 1);
    }

    #[test]
    fn comments_skip_checks_of_an_instruction() {
        let skips = |comment: &str| {
            !crate::analyze(&format!("{comment}\nFROM a as B\n"), &crate::Options::default())
                .findings
                .iter()
                .any(|finding| finding.rule == "uppercase-stage-name")
        };
        // What stands below a blank line is no directive of the file.
        assert!(skips("\n# check=skip=all") && skips("\n# Check = skip=StageNameCasing  x"));
        assert!(skips("# check=\n#check=skip=all") && !skips("# a\n# check=x\n# check=skip=all"));
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
