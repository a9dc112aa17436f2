use std::collections::BTreeMap;

use crate::model::{Model, StageId};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::Command;
use crate::text::Span;

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
    if ["curl", "wget"].iter().any(|name| findings.programs.named(name).is_empty()) {
        return;
    }
    // The first download command of each stage, and whether the stage has used the other one too.
    let mut seen: BTreeMap<Option<StageId>, (&str, bool)> = BTreeMap::new();
    for run in &model.scripts {
        let downloads: Vec<(&str, Span)> = run.script.commands.iter().filter_map(download).collect();
        let Some((name, _)) = downloads.first() else { continue };
        let (first, has_both) = seen.entry(run.stage).or_insert((name, false));
        let other = downloads.iter().find(|(name, _)| name != first);
        *has_both |= other.is_some();
        if let Some((name, span)) = other.or(downloads.first()).filter(|_| *has_both) {
            let known = if *name == "wget" { "curl" } else { "wget" };
            findings.add(*span, format!("`{name}` downloads in a stage where `{known}` does too"), None);
        }
    }
}

/// The name of a command that downloads, and where it stands.
fn download(command: &Command) -> Option<(&str, Span)> {
    command.program_name().filter(|name| matches!(*name, "wget" | "curl"))?;
    let effective = command.effective()?;
    Some((effective.name, effective.words.first()?.span))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN apt-get install -y wget curl && wget -q x\n",
        "FROM a\nRUN wget x\nFROM b\nRUN curl x\n",
    ];
    let fail = [
        "FROM a\nRUN wget x && «curl» y && curl z\nRUN wget z | (sudo «curl» z)\n",
        "FROM a\nRUN wget x\nRUN b\nRUN «curl» x\nRUN «wget» y\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
