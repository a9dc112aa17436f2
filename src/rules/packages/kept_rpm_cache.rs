use super::append::append;
use super::commands::{Use, Uses, is_mounted, removals};
use crate::model::{Model, RunScript};
use crate::rules::Equivalent::{self, Hadolint};
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::{Action, Manager};

rule! {
    /// Leaves the caches of `dnf`, `yum` or `zypper` in the layer
    ///
    /// ## Why it matters
    /// These managers keep the metadata of every repository, often more than 100 MB. A layer holds what is there at the
    /// end of its `RUN`, so the caches have to be cleaned in the same one. A cache mount keeps them outside the image as
    /// well.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM fedora:43
    /// RUN dnf install -y git
    /// ```
    /// ```dockerfile,good
    /// FROM fedora:43
    /// RUN dnf install -y git && dnf clean all
    /// ```
    ///
    /// ## Fix
    /// Safe: cleans the caches at the end of the `RUN`.
    pub const RULE: Rule = Rule {
        id: "kept-rpm-cache",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3032"), Hadolint("DL3036"), Hadolint("DL3040")],
        check,
    };
}

const MANAGERS: [Manager; 5] =
    [Manager::Dnf, Manager::Microdnf, Manager::Tdnf, Manager::Yum, Manager::Zypper];

const FOLDERS: &[&str] = &["/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum", "/var/cache/zypp"];

fn check(model: &Model, findings: &mut Findings) {
    let uses = findings.uses;
    for script in &model.scripts {
        let own = uses.of(script);
        for manager in MANAGERS {
            let fills = |one: &&Use| one.package.manager == manager && fills_cache(one);
            let Some(last) = own.iter().rfind(fills) else { continue };
            if FOLDERS.iter().any(|folder| is_mounted(model, script, folder))
                || is_cleaned(uses, script, last)
            {
                continue;
            }
            let clean = if manager == Manager::Zypper { "clean --all" } else { "clean all" };
            let sudo = last.command.effective().is_some_and(|effective| effective.wrappers.contains(&"sudo"));
            let command =
                format!("{}{} {clean}", if sudo { "sudo " } else { "" }, last.package.invocation.name);
            let message = format!("`{}` leaves its caches in the layer", last.title());
            findings.add_as(code(last), last.span(), message, append(model, script, &command));
        }
    }
}

fn fills_cache(one: &Use) -> bool {
    match one.package.manager {
        Manager::Yum => one.package.action == Action::Install,
        Manager::Zypper => matches!(one.subcommand(), "install" | "in"),
        _ => matches!(one.package.action, Action::Install | Action::Upgrade) || one.subcommand() == "up-min",
    }
}

fn code(one: &Use) -> Option<Equivalent> {
    match one.package.manager {
        Manager::Dnf | Manager::Microdnf => Some(Hadolint("DL3040")),
        Manager::Zypper => Some(Hadolint("DL3036")),
        Manager::Yum if one.subcommand() == "install" => Some(Hadolint("DL3032")),
        _ => None,
    }
}

/// Whether the caches are cleaned behind a command, by the same manager or by hand.
fn is_cleaned(uses: &Uses, script: &RunScript, last: &Use) -> bool {
    let manager = last.package.manager;
    // On what follows CentOS 7, `yum` is another name of `dnf`.
    let is_same = |other| {
        other == manager
            || matches!((manager, other), (Manager::Yum, Manager::Dnf) | (Manager::Dnf, Manager::Yum))
    };
    let start = last.command.span.start;
    let mut cleans = uses
        .of(script)
        .iter()
        .filter(|one| one.package.action == Action::Clean && is_same(one.package.manager));
    cleans.any(|one| one.command.span.start > start)
        || removals(script, FOLDERS).any(|command| command.span.start > start)
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN dnf install x && dnf upgrade && dnf clean all\n",
        "FROM a\nRUN yum install x && rm -rf /var/cache/yum/*\n",
        "FROM a\nRUN microdnf install x; rm -rf /var/cache/*\n",
        "FROM a\nRUN zypper in x && zypper cc\n",
        "FROM a\nRUN --mount=type=cache,target=/var/cache/dnf dnf install x\n",
        "FROM a\nRUN dnf remove x\n",
    ];
    let fail = [
        "FROM a\nRUN dnf clean all && «dnf install» x\n",
        "FROM a\nRUN «dnf install» x && microdnf clean all\n",
        "FROM a\nRUN dnf install x && «dnf -y upgrade» && rm -rf /tmp/*\n",
        "FROM a\nRUN [«\"yum\", \"install\"», \"x\"]\n",
    ];
    let fix = [
        (
            "FROM a\nRUN «dnf install» x \\\n && y\n",
            "FROM a\nRUN dnf install x \\\n && y \\\n && dnf clean all\n",
        ),
        ("FROM a\nRUN sudo «yum install» x\n", "FROM a\nRUN sudo yum install x && sudo yum clean all\n"),
        ("FROM a\nRUN <<E\n«zypper in» x\nE\n", "FROM a\nRUN <<E\nzypper in x\nzypper clean --all\nE\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
