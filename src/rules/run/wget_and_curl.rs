use std::collections::BTreeMap;

use crate::model::{Model, StageId};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Downloads with both wget and curl
    ///
    /// ## Why it matters
    /// Either one does the work of the other. With both, the image holds two programs with their libraries, and two
    /// sets of options, certificates and proxies have to be kept right.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN wget --quiet https://example.com/a.tar.gz
    /// RUN curl --fail --remote-name https://example.com/b.tar.gz
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN curl --fail --remote-name https://example.com/a.tar.gz
    /// RUN curl --fail --remote-name https://example.com/b.tar.gz
    /// ```
    pub const RULE: Rule = Rule {
        id: "wget-and-curl",
        severity: Severity::Info,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[Hadolint("DL4001")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    let mut first: BTreeMap<StageId, &str> = BTreeMap::new();
    for run in &model.scripts {
        for command in &run.script.commands {
            let Some(effective) = command.effective() else { continue };
            let (name @ ("wget" | "curl"), Some(word)) = (effective.name, effective.words.first()) else {
                continue;
            };
            let first = *first.entry(run.stage).or_insert(name);
            if first != name {
                findings.add(
                    word.span,
                    format!("`{name}` downloads in a stage where `{first}` does already"),
                    None,
                );
            }
        }
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN apt-get install -y wget curl && wget -q x\n",
        "FROM a\nRUN wget x\nFROM b\nRUN curl x\n",
    ];
    let fail = ["FROM a\nRUN wget x && «curl» y\nRUN wget z | (sudo «curl» z)\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
