use super::commands::{Use, fixed_text, list, uses};
use crate::model::Model;
use crate::rules::Equivalent::{self, Hadolint};
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::{Manager, Part, PartKind, Quote, Word};

rule! {
    /// Installs packages of the distribution in whatever version is current
    ///
    /// ## Why it matters
    /// The same Dockerfile gives other packages next month. A pinned version makes the step repeatable, or fail where it
    /// cannot be. Opinions differ whether that is worth it, so this rule is not shown unasked: Debian, Ubuntu and Alpine
    /// delete old versions from their archives as soon as a fix is out, and then a pinned build fails until somebody
    /// edits it. A pinned digest of the base image, a snapshot archive, or a weekly rebuild may serve better.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// RUN apk add --no-cache curl
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// RUN apk add --no-cache curl~=8.14
    /// ```
    pub const RULE: Rule = Rule {
        id: "unpinned-system-package",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: false,
        equivalents: &[
            Hadolint("DL3008"),
            Hadolint("DL3018"),
            Hadolint("DL3033"),
            Hadolint("DL3037"),
            Hadolint("DL3041"),
        ],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for one in uses(model) {
        let Some((code, is_pinned)) = pinning(&one) else { continue };
        let is_open =
            |word: &&Word| !is_pinned(&one, word) && !is_pinned_by_variable(model, &one, word, is_pinned);
        let unpinned: Vec<&Word> = one.packages().filter(is_open).collect();
        let Some(first) = unpinned.first() else { continue };
        let names: Vec<&str> = unpinned.iter().map(|word| word.text.as_str()).collect();
        let message = format!("`{}` takes {} in whatever version is current", one.title(), list(&names));
        findings.add_as(code, first.span, message, None);
    }
}

type IsPinned = fn(&Use, &Word) -> bool;

/// The code for a command that installs packages and what tells that a package names its version.
fn pinning(one: &Use) -> Option<(Option<Equivalent>, IsPinned)> {
    let subcommand = one.subcommand();
    let is_install = matches!(subcommand, "install" | "in");
    match one.package.manager {
        Manager::AptGet if subcommand == "install" => {
            Some((Some(Hadolint("DL3008")), |_, word| apt(&fixed_text(word))))
        }
        Manager::Apt | Manager::Aptitude if subcommand == "install" => {
            Some((None, |_, word| apt(&fixed_text(word))))
        }
        Manager::Apk if subcommand == "add" => {
            Some((Some(Hadolint("DL3018")), |_, word| apk(&fixed_text(word))))
        }
        Manager::Zypper if is_install => {
            Some((Some(Hadolint("DL3037")), |_, word| zypper(&fixed_text(word))))
        }
        Manager::Yum if is_install || is_module(one) => Some((Some(Hadolint("DL3033")), rpm)),
        Manager::Dnf | Manager::Microdnf if is_install || is_module(one) => {
            Some((Some(Hadolint("DL3041")), rpm))
        }
        Manager::Tdnf if is_install => Some((None, rpm)),
        _ => None,
    }
}

fn is_module(one: &Use) -> bool {
    one.subcommand() == "module"
        && one.package.invocation.operands.first().is_some_and(|word| word.text == "install")
}

/// `name=version`, `name/release`, or a file.
fn apt(text: &str) -> bool {
    text.contains(['=', '/']) || text.ends_with(".deb")
}

fn apk(text: &str) -> bool {
    text.contains(['=', '~', '<', '>']) || text.ends_with(".apk")
}

fn zypper(text: &str) -> bool {
    text.contains(['=', '<', '>']) || text.ends_with(".rpm")
}

/// `name-version`, `name-version-release`, a module with its stream, or a file.
fn rpm(one: &Use, word: &Word) -> bool {
    let text = fixed_text(word);
    if text.ends_with(".rpm") {
        return true;
    }
    if is_module(one) {
        return text.contains(':');
    }
    let last = text.rsplit_once('-').map(|(_, last)| last);
    last.is_some_and(|last| last.starts_with(|first: char| first.is_ascii_digit()))
}

/// Whether the word takes its version, or all its packages with theirs, from variables whose values are known.
fn is_pinned_by_variable(model: &Model, one: &Use, word: &Word, is_pinned: IsPinned) -> bool {
    let Some(stage) = one.script.stage else { return is_rpm_with_variable(model, one, word) };
    let mut text = String::new();
    for part in word.parts.iter().filter(|part| !part.nested) {
        let written = word.text.get(part.text.clone()).unwrap_or_default();
        match &part.kind {
            PartKind::Variable { name, .. } => {
                let binding = model.scope.lookup(stage, name, one.script.instruction);
                let value = binding.and_then(|binding| binding.value.as_deref());
                // An ARG without a default gets its value from whoever builds.
                text.push_str(value.unwrap_or(if binding.is_some() { "0" } else { "" }));
            }
            _ => text.push_str(written),
        }
    }
    let expanded = |text: &str| {
        let (kind, span, quote) = (PartKind::Literal, word.span, Quote::None);
        let part = Part { kind, span, text: 0..text.len(), quote, nested: false };
        Word { text: text.to_owned(), span, parts: vec![part], ..Word::default() }
    };
    let has_variable = word.variables().next().is_some();
    let mut packages = text.split_whitespace().filter(|text| !text.starts_with('-')).peekable();
    has_variable && packages.peek().is_some() && packages.all(|text| is_pinned(one, &expanded(text)))
}

/// Without a stage there is no scope: a variable that the file sets anywhere counts as a version.
fn is_rpm_with_variable(model: &Model, one: &Use, word: &Word) -> bool {
    use crate::instruction::Kind;
    let is_set = |name: &str| {
        model.kinds.iter().flatten().any(|kind| match kind {
            Kind::Env(env) => env.pairs.iter().any(|pair| pair.name.text == name),
            Kind::Arg(arg) => arg.args.iter().any(|pair| pair.name.text == name),
            _ => false,
        })
    };
    one.package.manager.is_dnf() && word.text.contains("-$") && word.variables().all(|(name, _)| is_set(name))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN apt-get install -t sid x=1* ./y.deb z/stable\n",
        "FROM a\nRUN apk add -t .build x=1 y~2 'z>3' ./w.apk\n",
        "FROM a\nRUN dnf install x-1.2-3 y-z-1:2.3 w.rpm && dnf module install x:1 && dnf group install y\n",
        "FROM a\nARG V\nENV W=1.2\nRUN yum install x-$V y-${W}\n",
        "FROM a\nARG PKGS=\"x=1 y=2\"\nRUN apk add $PKGS\n",
        "FROM a\nRUN zypper in x=1 y\\>2\n",
    ];
    let fail = [
        "FROM a\nRUN apt-get install x=1 «y» z\n",
        "FROM a\nONBUILD RUN apk add \\\n  «x» \\\n  y\n",
        "FROM a\nRUN dnf install «x-y» && yum module install «x» && microdnf install «x-$V»\n",
        "FROM a\nRUN zypper install «x» && apt install «$PKGS»\n",
        "FROM a\nARG PKGS=\"x=1 y\"\nRUN apk add «$PKGS»\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
