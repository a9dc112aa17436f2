use super::commands::{Use, can_edit};
use super::repeated_package::removal;
use crate::model::Model;
use crate::rules::{Findings, Fix, Fixable, Severity, rule};
use crate::shell::{Action, Manager};

rule! {
    /// Installs a package that another one of the same command brings along
    ///
    /// ## Why it matters
    /// `build-essential` and its like are lists of other packages. Naming one of those as well changes nothing, but lets
    /// a reader think it does.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN apt-get update && apt-get install -y build-essential gcc
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN apt-get update && apt-get install -y build-essential
    /// ```
    ///
    /// ## Fix
    /// Leaves the package out. Unsafe: where the other package is removed later, this one goes with it.
    pub const RULE: Rule = Rule {
        id: "implied-package",
        severity: Severity::Style,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

/// A package, and what it depends on in every release that is still maintained.
const APT: &[(&str, &[&str])] = &[
    ("build-essential", &["dpkg-dev", "g++", "gcc", "libc-dev", "libc6-dev", "make"]),
    ("python3-venv", &["python3"]),
    ("python3-pip", &["python3"]),
    ("python3-dev", &["python3"]),
    ("default-jdk", &["default-jre"]),
    ("default-jdk-headless", &["default-jre-headless"]),
    ("g++", &["gcc"]),
];
const APK: &[(&str, &[&str])] = &[
    (
        "build-base",
        &["binutils", "file", "fortify-headers", "g++", "gcc", "libc-dev", "make", "musl-dev", "patch"],
    ),
    ("alpine-sdk", &["abuild", "build-base", "git"]),
    ("python3-dev", &["python3"]),
    ("py3-pip", &["python3"]),
    ("nodejs-npm", &["nodejs"]),
    ("g++", &["gcc", "libc-dev", "musl-dev"]),
];

fn check(model: &Model, findings: &mut Findings) {
    for one in findings.uses.all().iter().filter(|one| one.package.action == Action::Install) {
        let table = match one.package.manager {
            manager if manager.is_apt() => APT,
            Manager::Apk => APK,
            _ => continue,
        };
        report(model, one, table, findings);
    }
}

fn report(model: &Model, one: &Use, table: &[(&str, &[&str])], findings: &mut Findings) {
    let is_named = |name: &str| one.packages().any(|word| word.text == name);
    for word in one.packages() {
        let holds =
            |(other, implied): &&(&str, &[&str])| implied.contains(&word.text.as_str()) && is_named(other);
        let Some((other, _)) = table.iter().find(holds) else { continue };
        let edit = can_edit(one.script).then(|| removal(model, &one.command.words, word)).flatten();
        let fix = edit.map(|edit| Fix::unsafe_(format!("Leave `{}` out", word.text), vec![edit]));
        findings.add(word.span, format!("`{}` is part of `{other}`", word.text), fix);
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN apt-get install build-essential cmake\n",
        "FROM a\nRUN apt-get install gcc make\n",
        "FROM a\nRUN apt-get install build-essential gcc=4:14\n",
        "FROM a\nRUN apt-get remove build-essential gcc\n",
    ];
    let fail = ["FROM a\nRUN [\"apk\", \"add\", \"build-base\", «\"make\"»]\n"];
    let fix = [
        (
            "FROM a\nRUN apt-get install -y «gcc» build-essential «make» git\n",
            "FROM a\nRUN apt-get install -y build-essential git\n",
        ),
        (
            "FROM a\nRUN apk add build-base \\\n  «musl-dev» \\\n  git\n",
            "FROM a\nRUN apk add build-base \\\n  git\n",
        ),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
