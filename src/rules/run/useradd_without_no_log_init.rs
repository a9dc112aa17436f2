use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};

rule! {
    /// Adds a user with a high id and a huge log file
    ///
    /// ## Why it matters
    /// `useradd` makes room for the new user in `/var/log/lastlog` and `/var/log/faillog`, which are indexed by id. With
    /// an id of six digits or more that is a sparse file of many gigabytes, and not every storage driver keeps it
    /// sparse in the layer. `--no-log-init` leaves both files alone.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN useradd --uid 1234567 app
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN useradd --no-log-init --uid 1234567 app
    /// ```
    ///
    /// ## Fix
    /// Safe: adds `--no-log-init`. The user is the same, only the two log files stay as they are.
    pub const RULE: Rule = Rule {
        id: "useradd-without-no-log-init",
        severity: Severity::Warning,
        fixable: Fixable::Always,
        is_default: true,
        equivalents: &[Hadolint("DL3046")],
        check,
    };
}

fn check(_: &Model, findings: &mut Findings) {
    for ran in findings.programs.named("useradd") {
        let Some(useradd) = ran.command.invocation_of("useradd") else { continue };
        if useradd.has(&["-l", "--no-log-init"]) {
            continue;
        }
        let Some(uid) = useradd.values(&["-u", "--uid"]).find(|uid| is_high(uid.text)) else { continue };
        let message =
            format!("`useradd` makes log files for the id `{}` that are as large as it is high", uid.text);
        let edit = Edit::insert(useradd.insertion_point(), " --no-log-init");
        findings.add(uid.span, message, Some(Fix::safe("Add `--no-log-init`", vec![edit])));
    }
}

fn is_high(uid: &str) -> bool {
    uid.len() > 5 && uid.bytes().all(|byte| byte.is_ascii_digit())
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN useradd -u 12345 x\n",
        "FROM a\nRUN useradd -lu 123456 x\n",
        "FROM a\nRUN useradd --no-log-init -u 123456 x\n",
        "FROM a\nRUN useradd -u $some_id x\n",
    ];
    let fail = ["FROM a\nRUN useradd -m --uid=«123456» x\n"];
    let fix = [("FROM a\nRUN useradd -u «123456» x\n", "FROM a\nRUN useradd --no-log-init -u 123456 x\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
