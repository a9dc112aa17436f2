use super::commands::{Use, can_edit, uses};
use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::Manager;

rule! {
    /// Runs `npm install` where a lock file has been copied
    ///
    /// ## Why it matters
    /// `npm install` takes the lock file as a proposal: where `package.json` allows a newer version, or the two do not
    /// fit, it changes the lock file and installs something else than was tested. `npm ci` installs exactly what the
    /// lock file says, fails where the two do not fit, and is faster.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM node:24
    /// COPY package.json package-lock.json ./
    /// RUN npm install
    /// ```
    /// ```dockerfile,good
    /// FROM node:24
    /// COPY package.json package-lock.json ./
    /// RUN npm ci
    /// ```
    ///
    /// ## Fix
    /// Writes `npm ci`. Unsafe: it fails where the lock file is missing or does not fit `package.json`.
    pub const RULE: Rule = Rule {
        id: "npm-install-with-lock",
        severity: Severity::Info,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

const OTHER_PURPOSES: &[&str] =
    &["-g", "--global", "--no-package-lock", "--no-lockfile", "--package-lock-only", "--prefix", "-C"];

fn check(model: &Model, findings: &mut Findings) {
    for one in uses(model).filter(|one| one.package.manager == Manager::Npm) {
        let is_install = matches!(one.subcommand(), "install" | "i" | "in" | "add");
        if !is_install || !one.package.packages.is_empty() || one.has(OTHER_PURPOSES) {
            continue;
        }
        let Some(lock) = copied_lock(model, &one).filter(|_| !is_removed(&one)) else { continue };
        let message =
            format!("`{}` may install something else than the lock file from `{lock}` says", one.title());
        let word = one.package.invocation.subcommand.filter(|_| can_edit(one.script));
        let fix = word.map(|word| Fix::unsafe_("Write `npm ci`", vec![Edit::replace(word.span, "ci")]));
        findings.add(one.span(), message, fix);
    }
}

/// The source that names a lock file, in a COPY or ADD of the stage before the command.
fn copied_lock<'a>(model: &'a Model, one: &Use) -> Option<&'a str> {
    let stage = model.stage(one.script.stage?)?;
    let before = model.instructions_of(stage).take_while(|(index, ..)| *index < one.script.instruction);
    let sources = before.filter_map(|(_, _, kind)| match kind? {
        Kind::Copy(copy) if copy.from.is_none() => Some(&copy.sources),
        Kind::Add(add) => Some(&add.sources),
        _ => None,
    });
    let mut paths = sources.flatten().map(|source| source.word().text.as_str());
    paths.find(|path| {
        let file = path.rsplit('/').next().unwrap_or(path);
        matches!(
            file,
            "package-lock.json" | "npm-shrinkwrap.json" | "package*.json" | "package*" | "package-lock*"
        )
    })
}

/// Whether the script deletes the lock file first.
fn is_removed(one: &Use) -> bool {
    let commands = one.script.script.commands.iter();
    let removes = commands.filter(|command| command.name() == Some("rm"));
    removes.flat_map(|command| command.args()).any(|word| word.text.contains("lock"))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nCOPY package.json .\nRUN npm install\n",
        "FROM a\nCOPY package*.json .\nRUN npm ci && npm install -g x && npm install y\n",
        "FROM a\nRUN npm install\nCOPY package-lock.json .\n",
        "FROM a AS b\nCOPY package-lock.json .\nFROM c\nRUN npm install\n",
        "FROM a\nCOPY package-lock.json .\nRUN rm package-lock.json && npm install\n",
    ];
    let fail = ["FROM a\nADD package*.json /x/\nRUN [«\"npm\", \"install\"»]\n"];
    let fix = [
        (
            "FROM a\nCOPY app/package.json app/package-lock.json ./\nRUN «npm install» --production\n",
            "FROM a\nCOPY app/package.json app/package-lock.json ./\nRUN npm ci --production\n",
        ),
        (
            "FROM a\nCOPY package*.json .\nRUN x && «npm i»\n",
            "FROM a\nCOPY package*.json .\nRUN x && npm ci\n",
        ),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
