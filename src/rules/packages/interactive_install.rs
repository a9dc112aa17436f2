use super::commands::{Use, can_edit};
use crate::model::Model;
use crate::rules::Equivalent::{self, Hadolint};
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::Manager;

rule! {
    /// Installs packages with a command that asks before it starts
    ///
    /// ## Why it matters
    /// Nobody answers while an image is built: the command reads the end of its input, takes that for a no, and the
    /// build fails. It may work as long as nothing but the named package is installed, and fail once that has a new
    /// dependency.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN apt-get update && apt-get install curl
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN apt-get update && apt-get install -y curl
    /// ```
    ///
    /// ## Fix
    /// Safe: adds the option that answers yes.
    pub const RULE: Rule = Rule {
        id: "interactive-install",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3014"), Hadolint("DL3030"), Hadolint("DL3034"), Hadolint("DL3038")],
        check,
    };
}

fn check(_: &Model, findings: &mut Findings) {
    for one in findings.uses.all() {
        let Some((code, option)) = asks(one) else { continue };
        let message = format!("`{}` asks whether to go on, and nobody answers", one.title());
        let fix = match one.package.manager {
            Manager::Zypper => globally(one, option),
            _ => one.add_option(option),
        };
        findings.add_as(code, one.span(), message, fix);
    }
}

/// The code for a command that asks and the option that it lacks.
fn asks(one: &Use) -> Option<(Option<Equivalent>, &'static str)> {
    let is_answered = |names: &[&str]| one.has(names);
    let (manager, subcommand) = (one.package.manager, one.subcommand());
    let is_install = matches!(subcommand, "install" | "groupinstall" | "localinstall");
    let (code, answered) = match manager {
        Manager::AptGet | Manager::Apt | Manager::Aptitude if subcommand == "install" => {
            (Some(Hadolint("DL3014")).filter(|_| manager == Manager::AptGet), apt_is_answered(one))
        }
        Manager::Yum if is_install => (Some(Hadolint("DL3030")), is_answered(&["-y", "--assumeyes"])),
        Manager::Dnf | Manager::Microdnf if is_install => {
            (Some(Hadolint("DL3038")), is_answered(&["-y", "--assumeyes"]))
        }
        Manager::Zypper
            if matches!(
                subcommand,
                "install" | "in" | "remove" | "rm" | "source-install" | "si" | "patch"
            ) =>
        {
            let names = ["-n", "-y", "--non-interactive", "--no-confirm"];
            (Some(Hadolint("DL3034")), is_answered(&names))
        }
        _ => return None,
    };
    let option = if manager == Manager::Zypper { "--non-interactive" } else { "-y" };
    (!answered).then_some((code, option))
}

fn apt_is_answered(one: &Use) -> bool {
    let invocation = &one.package.invocation;
    let quiet = ["-q", "--quiet"];
    let is_quiet = invocation.count(&quiet) > 1 || invocation.values(&quiet).any(|value| value.text == "2");
    let by_config = invocation
        .values(&["-o", "--option"])
        .any(|value| value.text.to_ascii_lowercase().starts_with("apt::get::assume-yes="));
    // What a pipe feeds may be the answer.
    let is_fed = one.command.before.is_some_and(|operator| operator.is_pipe());
    let names = ["-y", "--yes", "--assume-yes", "--force-yes", "-s", "-d", "--download-only", "--print-uris"];
    one.has(&names) || is_quiet || by_config || is_fed
}

/// Adds an option that stands in front of the subcommand.
fn globally(one: &Use, option: &str) -> Option<Fix> {
    let at = one.package.invocation.program.span.end;
    can_edit(one.script)
        .then(|| Fix::safe(format!("Add `{option}`"), vec![Edit::insert(at, format!(" {option}"))]))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN apt-get install -y x && apt-get -qq install x && apt-get install -q=2 x\n",
        "FROM a\nRUN yes | apt-get install x\n",
        "FROM a\nRUN apt-get -o APT::Get::Assume-Yes=true install x\n",
        "FROM a\nRUN dnf -y install x && yum install --assumeyes x && zypper -n in x && zypper up\n",
        "FROM a\nRUN apk add x\n",
    ];
    let fail = ["FROM a\nRUN «apt-get -q install» x\n", "FROM a\nRUN [«\"apt-get\", \"install\"», \"x\"]\n"];
    let fix = [
        (
            "FROM a\nRUN x \\\n && «apt-get \\\n  install» x\n",
            "FROM a\nRUN x \\\n && apt-get \\\n  install -y x\n",
        ),
        ("FROM a\nRUN «yum groupinstall» x\n", "FROM a\nRUN yum groupinstall -y x\n"),
        ("FROM a\nONBUILD RUN «microdnf install» x\n", "FROM a\nONBUILD RUN microdnf install -y x\n"),
        ("FROM a\nRUN <<E\n«zypper rm» x\nE\n", "FROM a\nRUN <<E\nzypper --non-interactive rm x\nE\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
