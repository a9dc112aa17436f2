use super::commands::{Use, fixed_text, list};
use crate::model::Model;
use crate::rules::Equivalent::{self, Hadolint};
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::{Action, Manager, Word};

rule! {
    /// Installs a package of a language in whatever version is current
    ///
    /// ## Why it matters
    /// The same Dockerfile gives another package next month, and a new major version breaks the build without any
    /// change of yours. The registries of these managers keep old versions for good, so a pinned version keeps working.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM python:3.14
    /// RUN pip install --no-cache-dir flask
    /// ```
    /// ```dockerfile,good
    /// FROM python:3.14
    /// RUN pip install --no-cache-dir flask==3.1.2
    /// ```
    pub const RULE: Rule = Rule {
        id: "unpinned-package",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[Hadolint("DL3013"), Hadolint("DL3016"), Hadolint("DL3028"), Hadolint("DL3062")],
        check,
    };
}

fn check(_: &Model, findings: &mut Findings) {
    for one in
        findings.uses.all().iter().filter(|one| matches!(one.package.action, Action::Install | Action::Run))
    {
        let (code, unpinned) = unpinned(one);
        let Some(first) = unpinned.first() else { continue };
        let names: Vec<&str> = unpinned.iter().map(|word| word.text.as_str()).collect();
        // Without a version, Go takes what the module at hand asks for, if there is one.
        let is_open = one.package.manager == Manager::Go && !first.text.contains('@');
        let (title, names) = (one.title(), list(&names));
        let message = if is_open {
            format!("`{title}` names no version of {names}")
        } else {
            format!("`{title}` takes {names} in whatever version is current")
        };
        findings.add_as(code, first.span, message, None);
    }
}

/// The code for a command and the packages it names without a version.
fn unpinned<'a>(one: &Use<'a>) -> (Option<Equivalent>, Vec<&'a Word>) {
    let words =
        |is_pinned: fn(&str) -> bool| one.packages().filter(|word| !is_pinned(&fixed_text(word))).collect();
    let invocation = &one.package.invocation;
    match one.package.manager {
        Manager::Pip | Manager::Pipx if one.package.action == Action::Install && !has_requirements(one) => {
            (Some(Hadolint("DL3013")), words(python))
        }
        Manager::Uv if matches!(one.subcommand(), "pip" | "tool") && !has_requirements(one) => {
            (None, words(python))
        }
        Manager::Npm if one.subcommand() == "install" => (Some(Hadolint("DL3016")), words(npm)),
        Manager::Npm if one.package.action == Action::Install => (None, words(npm)),
        Manager::Yarn | Manager::Pnpm | Manager::Bun if one.package.action == Action::Install => {
            (None, words(npm))
        }
        Manager::Gem if !invocation.has(&["-v", "--version"]) => (Some(Hadolint("DL3028")), words(gem)),
        Manager::Go if one.package.action == Action::Run => {
            let program = one.packages().take(1).filter(|word| !go(&fixed_text(word)));
            (Some(Hadolint("DL3062")), program.collect())
        }
        Manager::Go => (Some(Hadolint("DL3062")), words(go)),
        Manager::Cargo if !invocation.has(&["--git", "--path", "--vers", "--version"]) => {
            (None, words(cargo))
        }
        _ => (None, Vec::new()),
    }
}

/// Whether `pip` gets the versions elsewhere: from a file, from constraints, or from the project itself.
fn has_requirements(one: &Use) -> bool {
    one.has(&["-r", "--requirement", "--requirements", "-c", "--constraint"])
        || one.packages().any(|word| word.text == ".")
}

/// A requirement with a version, a repository at a revision, a path, or a file.
fn python(text: &str) -> bool {
    let is_repository = ["git+", "hg+", "svn+", "bzr+"].iter().any(|scheme| text.starts_with(scheme));
    if is_repository {
        let path = text.split_once("://").map_or(text, |(_, rest)| rest);
        let path = path.split_once('/').map_or(path, |(_, path)| path);
        return path.contains('@');
    }
    text.contains(['=', '<', '>', '/']) || has_file_ending(text, &[".whl", ".tar.gz", ".zip"])
}

fn npm(text: &str) -> bool {
    let is_git = text.starts_with("git") && text.contains("://");
    let is_path =
        ["/", "./", "../", "~/", "file:"].iter().any(|start| text.starts_with(start)) || text == ".";
    if is_git {
        return text.contains('#');
    }
    let name = text.strip_prefix('@').unwrap_or(text);
    is_path || name.contains('@') || has_file_ending(text, &[".tgz", ".tar", ".tar.gz"])
}

fn gem(text: &str) -> bool {
    text.contains(':') || text.ends_with(".gem")
}

fn go(text: &str) -> bool {
    let is_local = text.starts_with(['.', '/']) || text.ends_with(".go");
    let version = text.split_once('@').map(|(_, version)| version);
    is_local || version.is_some_and(|version| !matches!(version, "latest" | "none"))
}

fn cargo(text: &str) -> bool {
    text.contains('@')
}

fn has_file_ending(text: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| text.ends_with(ending))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN pip install x==1 'y>=2' ./z w.whl git+https://h/r@v1\n",
        "FROM a\nRUN pip install -r r.txt x && pip install . x && pip install -c c.txt x\n",
        "FROM a\nRUN npm install && npm install x@1 @a/b@2 ./c d.tgz git://h/r#v1 && npm ci\n",
        "FROM a\nRUN gem install x:1 && gem install y -v 2 && gem install x:1 -- --with-z\n",
        "FROM a\nRUN go install x.y/z@v1 ./cmd . && go run main.go && go run x.y/z@v1 w\n",
        "FROM a\nRUN cargo install --version 1 x && cargo install y@1 && cargo install --path .\n",
    ];
    let fail = [
        "FROM a\nRUN pip install x==1 «y» && python3 -m pip install -U «pip»\n",
        "FROM a\nRUN pip install «git+ssh://git@h/r»\n",
        "FROM a\nRUN pipx install «x» && uv pip install «y»\n",
        "FROM a\nONBUILD RUN npm install -g «x» && npm install «@a/b» && npm install «git+https://u@h/r»\n",
        "FROM a\nRUN gem install «x»\n",
        "FROM a\nRUN go install «x.y/z@latest» && go get «x.y/z» && go run «x.y/z»  w\n",
        "FROM a\nRUN cargo install «x» && yarn global add «y»\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
