use std::collections::BTreeSet;

use crate::instruction::Kind;
use crate::instruction::port::PortSpec;
use crate::model::Model;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Keyword, Word};
use crate::text::Span;

rule! {
    /// Exposes a port twice
    ///
    /// ## Why it matters
    /// The second time changes nothing. It may be a slip of the fingers for another port.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM nginx:1.29
    /// EXPOSE 80 443 80/tcp
    /// ```
    /// ```dockerfile,good
    /// FROM nginx:1.29
    /// EXPOSE 80 443
    /// ```
    ///
    /// ## Fix
    /// Safe: removes the port where the instruction has others.
    pub const RULE: Rule = Rule {
        id: "duplicate-port",
        severity: Severity::Info,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in &model.stages {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for (index, _, kind) in model.stage_with(stage, &[Keyword::Expose]) {
            let Some(Kind::Expose(expose)) = kind else { continue };
            let mut kept: Option<&Word> = None;
            for word in &expose.ports {
                let ports = ports(&model.expand(index, word).unwrap_or_default());
                if !ports.is_empty() && ports.iter().all(|port| seen.contains(port)) {
                    let fix = kept.map(|kept| remove(kept, word));
                    findings.add(word.span, format!("`{}` is exposed already", word.text), fix);
                } else {
                    kept = Some(word);
                    seen.extend(ports);
                    continue;
                }
                if kept.is_some() {
                    kept = Some(word);
                }
            }
        }
    }
}

/// A longer range is not looked at.
const MAX_PORTS: usize = 20;

/// The ports of a word, as `80/tcp`.
fn ports(text: &str) -> Vec<String> {
    let Ok(spec) = PortSpec::parse(text) else { return Vec::new() };
    let ports: Vec<String> = spec.exposed().take(MAX_PORTS + 1).collect();
    if ports.len() > MAX_PORTS { Vec::new() } else { ports }
}

fn remove(before: &Word, word: &Word) -> Fix {
    let edit = Edit::delete(Span::new(before.span.end, word.span.end));
    Fix::safe("Remove it", vec![edit])
}

#[test]
fn vectors() {
    let pass = ["FROM a\nEXPOSE 80 80/udp 443\nFROM b\nEXPOSE 80\n", "FROM a\nEXPOSE $A $A\n"];
    let fail = ["FROM a\nENV P=80\nEXPOSE 80\nEXPOSE «$P» 81\n", "FROM a\nEXPOSE 8000-8010 «8001-8002»\n"];
    let fix = [("FROM a\nEXPOSE 80 «80/tcp»  «80» 443\n", "FROM a\nEXPOSE 80 443\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
