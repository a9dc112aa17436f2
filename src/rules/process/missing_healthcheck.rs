use crate::instruction::Kind;
use crate::model::{Base, Model, Stage};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::Keyword;

rule! {
    /// Has no health check
    ///
    /// ## Why it matters
    /// Docker sees that a process runs, but not that it hangs. With `HEALTHCHECK` it asks, shows the answer in
    /// `docker ps`, and Swarm replaces what is ill. Kubernetes ignores it and has probes of its own, so this is a matter
    /// of where the image runs; `HEALTHCHECK NONE` says that none is meant.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM nginx:1.29
    /// ```
    /// ```dockerfile,good
    /// FROM nginx:1.29
    /// HEALTHCHECK CMD ["curl", "--fail", "http://localhost/"]
    /// ```
    pub const RULE: Rule = Rule {
        id: "missing-healthcheck",
        severity: Severity::Info,
        fixable: Fixable::Never,
        is_default: false,
        equivalents: &[Hadolint("DL3057")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    let own: Vec<bool> = model.stages.iter().map(|stage| has_own(model, stage)).collect();
    let (mut above, mut below) = (own.clone(), own);
    // A stage starts from an earlier one: forwards for what it inherits, backwards for what inherits from it.
    for stage in &model.stages {
        let inherited = base(stage).and_then(|base| above.get(base).copied()).unwrap_or(false);
        if let Some(slot) = above.get_mut(stage.id.0) {
            *slot |= inherited;
        }
    }
    for stage in model.stages.iter().rev() {
        let has = below.get(stage.id.0).copied().unwrap_or(false);
        if let Some(slot) = base(stage).and_then(|base| below.get_mut(base)) {
            *slot |= has;
        }
    }
    for ((stage, above), below) in model.stages.iter().zip(above).zip(below) {
        if let Some(node) = model.instruction(stage.from).filter(|_| !above && !below) {
            findings.add(node.keyword_span, format!("`{}` has no HEALTHCHECK", stage.title()), None);
        }
    }
}

fn has_own(model: &Model, stage: &Stage) -> bool {
    model
        .stage_with(stage, &[Keyword::Healthcheck])
        .any(|(_, _, kind)| matches!(kind, Some(Kind::Healthcheck(_))))
}

fn base(stage: &Stage) -> Option<usize> {
    match stage.base {
        Base::Stage(id) => Some(id.0),
        _ => None,
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nHEALTHCHECK NONE\n",
        "FROM a AS b\nHEALTHCHECK CMD x\nFROM b AS c\nFROM c\n",
        "FROM a AS b\nFROM b\nHEALTHCHECK CMD x\n",
    ];
    let fail = ["FROM a AS b\nHEALTHCHECK CMD x\n«FROM» c\n", "«FROM» a AS b\n«FROM» b\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
