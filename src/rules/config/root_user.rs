use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::Keyword;

rule! {
    /// Leaves the user at root
    ///
    /// ## Why it matters
    /// What runs as root in a container has more rights than it needs: a mistake in it can change any file of the image
    /// and of mounted volumes, and is one step closer to the host. A stage that becomes root to install something goes
    /// back to another user afterwards.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// USER root
    /// CMD ["my-server"]
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// USER root
    /// RUN useradd --uid 10001 app
    /// USER 10001
    /// CMD ["my-server"]
    /// ```
    pub const RULE: Rule = Rule {
        id: "root-user",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[Hadolint("DL3002")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in &model.stages {
        let users = model.stage_with(stage, &[Keyword::User]).filter_map(|(index, _, kind)| match kind {
            Some(Kind::User(user)) => Some((index, &user.user)),
            _ => None,
        });
        let Some((index, word)) = users.last() else { continue };
        let user = model.expand(index, word).unwrap_or_else(|| word.text.clone());
        if matches!(user.split(':').next(), Some("root" | "0")) {
            findings.add(word.span, format!("`{}` is the last USER of this stage", word.text), None);
        }
    }
}

#[test]
fn vectors() {
    let pass = ["FROM a\nUSER root\nUSER app\n", "FROM a\n", "FROM a\nUSER 1000:0\n"];
    let fail = [
        "FROM a\nUSER app\nUSER «root»\nRUN x\nFROM b\nUSER «0:1000»\n",
        "FROM a\nARG WHO=root\nUSER «$WHO»\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
