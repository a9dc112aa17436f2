use crate::model::{Model, RunScript};
use crate::rules::Equivalent::Hadolint;
use crate::rules::programs::Ran;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::{Command, Invocation};

rule! {
    /// Replaces /bin/sh by a link
    ///
    /// ## Why it matters
    /// Every script and package of the image that asks for `/bin/sh` gets the other shell, in the build and later in the
    /// container. An update of the package that owns `/bin/sh` puts the link back. `SHELL` changes the shell of the
    /// build steps alone.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN ln -sf /bin/bash /bin/sh
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// SHELL ["/bin/bash", "-c"]
    /// ```
    ///
    /// ## Fix
    /// Where the link is all that the `RUN` makes, `SHELL` takes its place. Unsafe, since the container keeps its own
    /// `/bin/sh`.
    pub const RULE: Rule = Rule {
        id: "linked-shell",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL4005")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for Ran { run, command, .. } in findings.programs.named("ln") {
        let Some(invocation) = command.invocation_of("ln") else { continue };
        let Some(link) = invocation.operands.iter().find(|word| word.text == "/bin/sh") else { continue };
        let message = "`ln` replaces `/bin/sh` for everything in the image";
        findings.add(link.span, message, fix(model, run, command, &invocation));
    }
}

fn fix(model: &Model, run: &RunScript, command: &Command, invocation: &Invocation) -> Option<Fix> {
    let node = model.instruction(run.instruction)?;
    let [target, _] = invocation.operands.as_slice() else { return None };
    let is_alone = run.script.commands.len() == 1 && !run.is_onbuild && command.redirects.is_empty();
    if !is_alone || !node.flags.is_empty() || !node.heredocs.is_empty() || target.has_expansion() {
        return None;
    }
    let path =
        if target.text.starts_with('/') { target.text.clone() } else { format!("/bin/{}", target.text) };
    if !matches!(path.as_str(), "/bin/bash" | "/usr/bin/bash" | "/bin/dash" | "/bin/ash" | "/bin/zsh") {
        return None;
    }
    let shell = format!("SHELL [\"{path}\", \"-c\"]");
    Some(Fix::unsafe_(format!("Write `{shell}`"), vec![Edit::replace(node.span, shell)]))
}

#[test]
fn vectors() {
    let pass = ["FROM a\nRUN ln -s /bin/bash /usr/local/bin/sh\n", "FROM a\nRUN ls /bin/sh\n"];
    let fail =
        ["FROM a\nRUN rm /bin/sh && ln -s $x «/bin/sh»\n", "FROM a\nONBUILD RUN ln -s bash «/bin/sh»\n"];
    let fix =
        [("FROM a\nRUN ln -sf bash «/bin/sh»\nRUN b\n", "FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN b\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
