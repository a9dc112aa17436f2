use super::commands::{Use, can_edit};
use crate::instruction::Kind;
use crate::model::{Model, RunScript};
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::Manager;
use crate::syntax::Keyword;

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
    let locks = copied_locks(model);
    for script in &model.scripts {
        let after = locks.partition_point(|(index, _)| *index < script.instruction);
        let Some((index, lock)) = after.checked_sub(1).and_then(|last| locks.get(last)) else { continue };
        let is_same_stage =
            script.stage.is_some() && model.stage_of(*index).map(|stage| stage.id) == script.stage;
        if !is_same_stage || is_lock_removed(script) {
            continue;
        }
        for one in findings.uses.of(script).iter().filter(|one| installs_project(one)) {
            let message =
                format!("`{}` may install something else than the lock file from `{lock}` says", one.title());
            let word = one.package.invocation.subcommand.filter(|_| can_edit(script));
            let fix = word.map(|word| Fix::unsafe_("Write `npm ci`", vec![Edit::replace(word.span, "ci")]));
            findings.add(one.span(), message, fix);
        }
    }
}

fn installs_project(one: &Use) -> bool {
    one.package.manager == Manager::Npm
        && matches!(one.subcommand(), "install" | "i" | "in" | "add")
        && one.package.packages.is_empty()
        && !one.has(OTHER_PURPOSES)
}

/// The instructions that copy lock files from the build context, and the source that names one.
fn copied_locks(model: &Model) -> Vec<(usize, &str)> {
    let sources =
        model.instructions_with(&[Keyword::Add, Keyword::Copy]).filter_map(|(index, _, kind)| match kind? {
            Kind::Copy(copy) if copy.from.is_none() => Some((index, &copy.sources)),
            Kind::Add(add) => Some((index, &add.sources)),
            _ => None,
        });
    let is_lock = |path: &&str| {
        let file = path.rsplit('/').next().unwrap_or(path);
        matches!(
            file,
            "package-lock.json" | "npm-shrinkwrap.json" | "package*.json" | "package*" | "package-lock*"
        )
    };
    sources
        .filter_map(|(index, sources)| {
            let mut paths = sources.iter().map(|source| source.word().text.as_str());
            paths.find(is_lock).map(|path| (index, path))
        })
        .collect()
}

/// Whether the script deletes the lock file.
fn is_lock_removed(script: &RunScript) -> bool {
    let removals = script.script.commands.iter().filter(|command| command.name() == Some("rm"));
    removals.flat_map(|command| command.args()).any(|word| word.text.contains("lock"))
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
