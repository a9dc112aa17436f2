use std::collections::{BTreeMap, BTreeSet};

use super::{Equivalent, Finding};
use crate::model::Model;
use crate::syntax::{Comment, DirectiveName};

/// What comments of the file silence: `# check=skip=…` as BuildKit reads it, `# hadolint ignore=…` as hadolint does. In
/// both, the ids of our own rules are understood as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppressed {
    everywhere: Skip,
    /// By the first line of an instruction.
    at_line: BTreeMap<u32, Skip>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Skip {
    all_buildkit: bool,
    names: BTreeSet<String>,
}

impl Skip {
    fn covers(&self, finding: &Finding) -> bool {
        self.names.contains(finding.rule)
            || finding.equivalents.iter().any(|equivalent| match equivalent {
                Equivalent::BuildKit(name) => self.all_buildkit || self.names.contains(*name),
                Equivalent::Hadolint(name) => self.names.contains(*name),
            })
    }
}

impl Suppressed {
    /// Reads the comments of a file.
    pub fn new(model: &Model) -> Self {
        let mut suppressed = Self::default();
        let is_check = |directive: &&crate::syntax::ParserDirective| directive.name == DirectiveName::Check;
        if let Some(directive) = model.file.directives.iter().find(is_check) {
            read_check(&directive.value, &mut suppressed.everywhere);
        }
        for comment in &model.file.comments {
            suppressed.read_hadolint(comment, model);
        }
        for instruction in &model.file.instructions {
            let check = instruction.comments.iter().find_map(|comment| comment.text.strip_prefix("check="));
            if let Some(value) = check {
                read_check(value, suppressed.at_line.entry(instruction.lines.0).or_default());
            }
        }
        suppressed
    }

    /// Whether a finding is silenced, in the whole file or for its instruction.
    pub fn covers(&self, finding: &Finding) -> bool {
        let at_line = self.at_line.get(&finding.lines.0);
        self.everywhere.covers(finding) || at_line.is_some_and(|skip| skip.covers(finding))
    }

    fn read_hadolint(&mut self, comment: &Comment, model: &Model) {
        let text = comment.text.trim_start_matches(['#', ' ', '\t']);
        let Some(rest) = text.strip_prefix("hadolint ") else { return };
        let rest = rest.trim_start();
        let (scope, rest) = match rest.split_once(char::is_whitespace) {
            Some((scope @ ("global" | "stage"), rest)) => (scope, rest.trim_start()),
            _ => ("", rest),
        };
        let Some(codes) =
            rest.strip_prefix("ignore").map(str::trim_start).and_then(|rest| rest.strip_prefix('='))
        else {
            return;
        };
        let codes = codes.split_once('#').map_or(codes, |(codes, _)| codes);
        let names: Vec<String> = codes.split(',').map(|code| code.trim().to_owned()).collect();
        let line = model.lines.line(comment.span.start) + 2;
        match scope {
            "global" => self.everywhere.names.extend(names),
            "stage" => {
                let stage = model.stages.iter().find(|stage| stage.lines.0 == line);
                for (_, instruction, _) in stage.into_iter().flat_map(|stage| model.instructions_of(stage)) {
                    self.at_line.entry(instruction.lines.0).or_default().names.extend(names.iter().cloned());
                }
                self.at_line.entry(line).or_default().names.extend(names);
            }
            _ => self.at_line.entry(line).or_default().names.extend(names),
        }
    }
}

/// Reads the value of a `check` directive or comment.
fn read_check(value: &str, skip: &mut Skip) {
    let value = value.split(' ').next().unwrap_or_default();
    for part in value.split(';') {
        if let Some(names) = part.strip_prefix("skip=") {
            *skip = Skip {
                all_buildkit: names == "all",
                names: names.split(',').map(|name| name.trim().to_owned()).collect(),
            };
        }
    }
}
