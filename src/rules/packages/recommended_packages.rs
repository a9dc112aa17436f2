use super::commands::can_edit;
use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::{Invocation, Manager};

rule! {
    /// Installs recommended packages along with those that are named
    ///
    /// ## Why it matters
    /// `apt-get install` also installs what the packages recommend: documentation, mail servers, whole desktops. Without
    /// `--no-install-recommends` an image is larger and holds programs that nobody chose.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN apt-get update && apt-get install -y curl
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates
    /// ```
    ///
    /// ## Fix
    /// Adds `--no-install-recommends`. Unsafe: what was only recommended may be needed, such as `ca-certificates` for
    /// `curl`, and then has to be named.
    pub const RULE: Rule = Rule {
        id: "recommended-packages",
        severity: Severity::Info,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3015")],
        check,
    };
}

const OPTION: &str = "--no-install-recommends";

fn check(_: &Model, findings: &mut Findings) {
    for one in findings.uses.all().iter().filter(|one| one.subcommand() == "install") {
        let code = match one.package.manager {
            Manager::AptGet => Some(Hadolint("DL3015")),
            Manager::Apt => None,
            _ => continue,
        };
        let invocation = &one.package.invocation;
        if is_turned_off(invocation) {
            continue;
        }
        let fix = can_edit(one.script).then(|| {
            let edit = Edit::insert(invocation.insertion_point(), format!(" {OPTION}"));
            Fix::unsafe_(format!("Add `{OPTION}`"), vec![edit])
        });
        let message = format!("`{}` also installs what the packages recommend", one.title());
        findings.add_as(code, one.span(), message, fix);
    }
}

fn is_turned_off(invocation: &Invocation) -> bool {
    let is_off = |text: &str| {
        let text = text.to_ascii_lowercase().replace(['"', '\''], "");
        let value = text.strip_prefix("apt::install-recommends=");
        value.is_some_and(|value| matches!(value, "0" | "false" | "no" | "off"))
    };
    invocation.has(&[OPTION]) || invocation.values(&["-o", "--option"]).any(|value| is_off(value.text))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN apt-get -y install --no-install-recommends x\n",
        "FROM a\nRUN apt-get -o APT::Install-Recommends=false install x\n",
        "FROM a\nRUN apt-get remove x\n",
    ];
    let fail = ["FROM a\nRUN «apt install» x\n", "FROM a\nRUN [«\"apt-get\", \"install\"», \"x\"]\n"];
    let fix = [
        (
            "FROM a\nRUN «apt-get -y install» \\\n  x\n",
            "FROM a\nRUN apt-get -y install --no-install-recommends \\\n  x\n",
        ),
        (
            "FROM a\nONBUILD RUN «apt-get install» x\n",
            "FROM a\nONBUILD RUN apt-get install --no-install-recommends x\n",
        ),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
