use crate::model::{Base, Model, RunScript, StageId};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};

rule! {
    /// Fills the log with the progress of wget
    ///
    /// ## Why it matters
    /// Without a terminal `wget` writes a line for every 50 KB it loads, so a large download buries the rest of the
    /// build log.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN wget https://example.com/big.tar.gz
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN wget --progress=dot:giga https://example.com/big.tar.gz
    /// ```
    ///
    /// ## Fix
    /// Adds `--progress=dot:giga`: a line for every 32 MB. Safe where the base image is one whose `wget` is that of GNU;
    /// that of BusyBox, as in Alpine, does not know the option, and there `-q` is added. Unsafe for other images.
    pub const RULE: Rule = Rule {
        id: "wget-progress-noise",
        severity: Severity::Info,
        fixable: Fixable::Always,
        is_default: true,
        equivalents: &[Hadolint("DL3047")],
        check,
    };
}

/// Options that keep wget short or send what it says elsewhere.
const SHORT: &[&str] =
    &["--progress", "-q", "--quiet", "-o", "--output-file", "-a", "--append-output", "-nv", "--no-verbose"];

/// Images that are built on Debian, Ubuntu or Fedora where their tag does not say otherwise.
const GNU: &[&str] = &[
    "almalinux",
    "buildpack-deps",
    "centos",
    "debian",
    "fedora",
    "golang",
    "node",
    "openjdk",
    "perl",
    "php",
    "python",
    "rockylinux",
    "ruby",
    "rust",
    "ubuntu",
];

fn check(model: &Model, findings: &mut Findings) {
    let mut known: Option<(Option<StageId>, Option<Wget>)> = None;
    for ran in findings.programs.named("wget") {
        let Some(wget) = ran.command.invocation_of("wget") else { continue };
        if wget.has(SHORT) || wget.flags.is_empty() && wget.operands.is_empty() {
            continue;
        }
        let wget_kind = match known {
            Some((stage, wget_kind)) if stage == ran.run.stage => wget_kind,
            _ => kind(model, ran.run),
        };
        known = Some((ran.run.stage, wget_kind));
        let option = if wget_kind == Some(Wget::BusyBox) { "-q" } else { "--progress=dot:giga" };
        let title = format!("Add `{option}`");
        let edits = vec![Edit::insert(wget.insertion_point(), format!(" {option}"))];
        let fix = if wget_kind.is_some() { Fix::safe(title, edits) } else { Fix::unsafe_(title, edits) };
        findings.add(wget.program.span, "`wget` writes its progress to the build log", Some(fix));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wget {
    Gnu,
    BusyBox,
}

/// Which wget the base image has, where its name tells.
fn kind(model: &Model, run: &RunScript) -> Option<Wget> {
    let Base::Image(Some(image)) = model.root_base(run.stage?)? else { return None };
    let (name, tag) = (image.familiar(), image.effective_tag().unwrap_or_default());
    if tag.contains("alpine") || matches!(name.as_str(), "alpine" | "busybox") {
        return Some(Wget::BusyBox);
    }
    GNU.contains(&name.as_str()).then_some(Wget::Gnu)
}

#[test]
fn vectors() {
    let pass = [
        "FROM debian\nRUN wget -q x && wget --progress=bar y && wget -nv z && wget -qO- x\n",
        "FROM debian\nRUN wget -o log x && wget --no-verbose y && apt-get install wget\n",
    ];
    let fail = ["FROM me/x\nRUN a && sudo «wget» -O y x\n", "FROM a\nONBUILD RUN x=$(«wget» -O- y)\n"];
    let fix = [
        ("FROM python:3.14\nRUN «wget» x\n", "FROM python:3.14\nRUN wget --progress=dot:giga x\n"),
        (
            "FROM python:3.14-alpine AS a\nFROM a\nRUN «wget» x\n",
            "FROM python:3.14-alpine AS a\nFROM a\nRUN wget -q x\n",
        ),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
