use std::collections::{BTreeMap, BTreeSet};

use super::commands::{Use, fixed_text, list};
use crate::instruction::Kind;
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
    let outside = names_outside(model);
    for one in findings.uses.all() {
        let Some((code, is_pinned)) = pinning(one) else { continue };
        let mut known: BTreeMap<&str, bool> = BTreeMap::new();
        let mut unpinned: Vec<&Word> = Vec::new();
        for word in one.packages().filter(|word| !is_pinned(one, word)) {
            let by_variable = || is_pinned_by_variable(model, &outside, one, word, is_pinned);
            if !*known.entry(&word.text).or_insert_with(by_variable) {
                unpinned.push(word);
            }
        }
        let Some(first) = unpinned.first() else { continue };
        let names: Vec<&str> = unpinned.iter().map(|word| word.text.as_str()).collect();
        let message = format!("`{}` takes {} in whatever version is current", one.title(), list(&names));
        findings.add_as(code, first.span, message, None);
    }
}

/// What expands to more than this is not taken apart.
const MAX_BYTES: usize = 4096;

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
fn is_pinned_by_variable(
    model: &Model,
    outside: &BTreeSet<&str>,
    one: &Use,
    word: &Word,
    is_pinned: IsPinned,
) -> bool {
    let Some(stage) = one.script.stage else {
        let is_version = one.package.manager.is_dnf() && word.text.contains("-$");
        return is_version && word.variables().all(|(name, _)| outside.contains(name));
    };
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
        if text.len() > MAX_BYTES {
            return false;
        }
    }
    let expanded = |text: &str| {
        let (kind, span, quote) = (PartKind::Literal, word.span, Quote::None);
        let part = Part { kind, span, text: 0..text.len(), quote, nested: false };
        Word { text: text.to_owned(), span, parts: part.into(), ..Word::default() }
    };
    let has_variable = word.variables().next().is_some();
    let mut packages = text.split_whitespace().filter(|text| !text.starts_with('-')).peekable();
    has_variable && packages.peek().is_some() && packages.all(|text| is_pinned(one, &expanded(text)))
}

/// The variables that a file without stages sets: there is no scope that knows their values.
fn names_outside(model: &Model) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let outside = model.instructions().take_while(|(index, ..)| model.stage_of(*index).is_none());
    for kind in outside.filter_map(|(_, _, kind)| kind) {
        match kind {
            Kind::Env(env) => names.extend(env.pairs.iter().map(|pair| pair.name.text.as_str())),
            Kind::Arg(arg) => names.extend(arg.args.iter().map(|arg| arg.name.text.as_str())),
            _ => (),
        }
    }
    names
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
