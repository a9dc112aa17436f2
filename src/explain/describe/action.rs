//! The summary of a RUN: what its commands come to, as phrases.

use std::collections::BTreeSet;

use super::phrase::{Action, Verb, phrase, ready};
use super::script::subcommand;
use crate::explain::command::{self, Tool};
use crate::explain::facts::then;
use crate::explain::words::{code, count, list};
use crate::shell::{Command, Context, Effective, Invocation, Operator, RedirectKind, Script, Word};
use crate::text::order;

/// More phrases than this make no readable sentence; the weightiest are named.
const MAX_PHRASES: usize = 4;

/// More commands than this are not looked at.
const MAX_COMMANDS: usize = 500;

/// One or two sentences.
pub(super) fn summary(script: &Script) -> String {
    let all = || script.commands.iter().take(MAX_COMMANDS);
    let mut commands: Vec<&Command> = all().filter(|command| counts(command)).collect();
    // What is nothing but a condition or a loop is told by what stands in it.
    if commands.is_empty() {
        commands = all().filter(|command| command.context != Context::Condition).collect();
    }
    let has_branches = script.commands.iter().any(|command| {
        matches!(
            command.context,
            Context::Condition | Context::Branch | Context::LoopBody | Context::Function
        )
    });
    let actions = actions(script, &commands);
    let real = commands.iter().filter(|command| !command.words.is_empty()).count();
    if real == 0 {
        return "Runs nothing that is known here.".to_owned();
    }
    let mut phrases: Vec<String> = Vec::new();
    for text in actions.iter().map(phrase) {
        if !phrases.contains(&text) {
            phrases.push(text);
        }
    }
    let is_vague = actions.iter().all(|action| action.verb == Verb::Program);
    let is_short = (1..=MAX_PHRASES).contains(&phrases.len()) && (phrases.len() == 1 || !is_vague);
    if is_short && !has_branches {
        return then(&phrases);
    }
    let head = match (has_branches, script.commands.len() >= MAX_COMMANDS) {
        (true, _) => "Runs a script with conditions or loops in one layer".to_owned(),
        (false, true) => "Runs a long script in one layer".to_owned(),
        (false, false) if real == 1 => {
            let mut names = commands.iter().filter_map(|command| {
                let word = command.words.first().map(|word| word.text.as_str());
                command.effective().map(|effective| effective.name).or(word)
            });
            names.next().map_or("Runs one command".to_owned(), |name| format!("Runs {}", code(name)))
        }
        (false, false) => format!("Runs {} in one layer", count(real, "command")),
    };
    let mut best: Vec<&Action> = actions.iter().filter(|action| action.verb < Verb::Folder).collect();
    order::sort_by_key(&mut best, |action| action.verb);
    best.truncate(MAX_PHRASES - 1);
    let chosen: Vec<String> = actions
        .iter()
        .filter(|action| best.iter().any(|best| std::ptr::eq(*best, *action)))
        .map(phrase)
        .collect();
    if chosen.is_empty() { format!("{head}.") } else { format!("{head}: {}.", list(&chosen, "and")) }
}

/// Whether a command always runs and does something of its own.
fn counts(command: &Command) -> bool {
    matches!(command.context, Context::Plain | Context::Group | Context::Subshell)
        && command.before != Some(Operator::Or)
}

fn actions(script: &Script, commands: &[&Command]) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for command in commands {
        let Some(mut action) = action(script, command) else { continue };
        let mut seen = BTreeSet::new();
        action.objects.retain(|object| seen.insert(object.clone()));
        match actions.iter_mut().find(|known| known.verb == action.verb && merges(action.verb)) {
            Some(known) => {
                known.is_open |= action.is_open;
                for object in action.objects {
                    if !known.objects.contains(&object) {
                        known.objects.push(object);
                    }
                }
            }
            None => actions.push(action),
        }
    }
    // Lists are downloaded to install something: not worth a word then.
    let has_install = actions.iter().any(|action| matches!(action.verb, Verb::Install | Verb::Upgrade));
    actions.retain(|action| !(has_install && action.verb == Verb::Lists));
    if actions.iter().any(|action| action.verb == Verb::CleanLists) {
        actions.retain(|action| action.verb != Verb::CleanCache);
    }
    actions
}

/// Whether two commands of this kind make one phrase.
fn merges(verb: Verb) -> bool {
    !matches!(verb, Verb::Program | Verb::CreateUser | Verb::Wheels)
}

/// Programs that only serve others.
const SILENT: &[&str] = &[
    "set",
    "cd",
    "export",
    "echo",
    ":",
    "true",
    "sync",
    "printf",
    "[",
    "exit",
    "cat",
    "pwd",
    "unset",
    "wait",
    "sleep",
    "ls",
    "source",
    "shopt",
    "trap",
    "yes",
    "nproc",
    "popd",
    "uname",
    "grep",
    "awk",
    "head",
    "sort",
    "cut",
    "tr",
    "xargs",
    "date",
    "which",
    "command",
    "debconf-set-selections",
    "gpgconf",
    "time",
    "ldconfig",
    "mktemp",
    "find",
];

fn action(script: &Script, command: &Command) -> Option<Action> {
    let effective = command.effective()?;
    let invocation = Invocation::of(&effective)?;
    let simple = |verb| Some(Action { verb, objects: Vec::new(), is_open: false });
    let writes = command.redirects.iter().find(|redirect| {
        use RedirectKind::{Append, Clobber, Output};
        matches!(redirect.kind, Output | Append | Clobber)
            && redirect.descriptor.is_none()
            && !redirect.target.text.starts_with("/dev/")
    });
    let tool = command::find(effective.name);
    let name = tool.map(Tool::name).unwrap_or_default();
    if let (Some(redirect), true) = (writes, matches!(name, "echo" | "printf" | "cat")) {
        let adds = redirect.kind == RedirectKind::Append;
        return Some(of_words(if adds { Verb::Append } else { Verb::Write }, &[&redirect.target]));
    }
    let is_piped = command.before.is_some_and(Operator::is_pipe);
    if SILENT.contains(&name)
        || (is_piped && matches!(name, "bash" | "tee" | "python" | "php" | "node" | "perl"))
    {
        return None;
    }
    let Some(tool) = tool else {
        let text = &invocation.program.text;
        return (!script.defines(invocation.name)).then(|| Action {
            verb: Verb::Program,
            objects: vec![text.clone()],
            is_open: false,
        });
    };
    if name == "python" {
        return python(&effective, &invocation);
    }
    if let Some(inner) = super::script::inner(&effective).filter(|inner| inner.name == "pip") {
        return pip_of(&inner);
    }
    let sub = subcommand(tool, &invocation);
    if sub.is_none() && asks_version(&invocation) {
        return None;
    }
    if name == "bash" {
        return Some(script_file(&invocation));
    }
    let sub_name =
        sub.map(|(sub, _)| command::names(sub.names).next().unwrap_or_default()).unwrap_or_default();
    let own = sub.map(|(_, word)| word.span);
    let operands: Vec<&Word> =
        invocation.operands.iter().copied().filter(|word| Some(word.span) != own).collect();
    match (name, sub_name) {
        ("curl" | "wget", _) => download(script, command, &operands),
        ("rm", _) => Some(delete(&operands)),
        ("useradd" | "adduser", _) if invocation.name != "usermod" => {
            let uid = invocation.values(&["-u", "--uid"]).next().map(|value| value.text.to_owned());
            let name = operands.first().map(|word| word.text.clone())?;
            let text = uid
                .map_or_else(|| code(&name), |uid| format!("{} with the number {}", code(&name), code(&uid)));
            Some(Action { verb: Verb::CreateUser, objects: vec![text], is_open: false })
        }
        _ => pip(name, sub_name, &invocation, &operands)
            .or_else(|| managers(name, sub_name, &operands))
            .or_else(|| {
                compile(name, sub_name, &operands).map(|verb| Action {
                    verb,
                    objects: Vec::new(),
                    is_open: false,
                })
            })
            .or_else(|| files(name, &invocation, &operands))
            .or_else(|| match name {
                "git" if sub_name == "clone" => {
                    Some(of_words(Verb::Clone, operands.get(..1).unwrap_or_default()))
                }
                "gpg" if invocation.has(&["--verify"]) => simple(Verb::Verify),
                "sha256sum" if invocation.has(&["-c", "--check"]) => simple(Verb::Verify),
                "gpg" | "git" | "dpkg" | "apt-key" | "sha256sum" | "addgroup" | "apt-mark" | "pecl"
                    if script.commands.len() > 1 =>
                {
                    None
                }
                _ if !sub_name.is_empty() => Some(Action {
                    verb: Verb::Program,
                    objects: vec![format!("{} {sub_name}", invocation.name)],
                    is_open: false,
                }),
                _ => Some(Action {
                    verb: Verb::Program,
                    objects: vec![invocation.name.to_owned()],
                    is_open: false,
                }),
            }),
    }
}

/// Whether a command only prints its version.
fn asks_version(invocation: &Invocation) -> bool {
    invocation.has(&["--version"])
        || (invocation.has(&["-v"]) && matches!(invocation.name, "npm" | "yarn" | "node"))
}

/// A script that a shell runs.
fn script_file(invocation: &Invocation) -> Action {
    let file = invocation.operands.first().filter(|_| !invocation.has(&["-c"]));
    let text = file
        .map_or_else(|| ready(&format!("a script with {}", code(invocation.name))), |word| word.text.clone());
    Action { verb: Verb::Program, objects: vec![text], is_open: false }
}

fn of_words(verb: Verb, words: &[&Word]) -> Action {
    let objects = words.iter().filter_map(|word| word.literal()).map(str::to_owned).collect::<Vec<_>>();
    let is_open = objects.len() < words.len();
    Action { verb, objects, is_open }
}

fn python(effective: &Effective, invocation: &Invocation) -> Option<Action> {
    let at = effective.words.iter().position(|word| word.text == "-m");
    let words = at.and_then(|at| effective.words.get(at + 1..)).filter(|words| !words.is_empty());
    if let Some(words) = words {
        let name = words.first()?.text.as_str();
        if command::find(name).is_some_and(|tool| tool.name() == "pip") {
            return pip_of(&Effective { name, words, wrappers: Vec::new(), assignments: Vec::new() });
        }
        return Some(Action {
            verb: Verb::Program,
            objects: vec![format!("python -m {name}")],
            is_open: false,
        });
    }
    Some(Action { verb: Verb::Program, objects: vec![invocation.name.to_owned()], is_open: false })
}

/// pip, called by another program.
fn pip_of(effective: &Effective) -> Option<Action> {
    let invocation = Invocation::of(effective)?;
    let sub = invocation.subcommand?;
    let operands: Vec<&Word> =
        invocation.operands.iter().copied().filter(|word| word.span != sub.span).collect();
    pip("pip", &sub.text, &invocation, &operands)
}

fn pip(name: &str, sub: &str, invocation: &Invocation, operands: &[&Word]) -> Option<Action> {
    if name != "pip" || !matches!(sub, "install" | "wheel") {
        return None;
    }
    let files: Vec<String> = invocation
        .values(&["-r", "--requirement"])
        .map(|value| format!("what {} lists", code(value.text)))
        .collect();
    if sub == "wheel" {
        let what = if files.is_empty() { "Python packages".to_owned() } else { list(&files, "and") };
        let place = invocation.values(&["-w", "--wheel-dir"]).next();
        let place = place.map(|value| format!(" in {}", code(value.text))).unwrap_or_default();
        return Some(Action {
            verb: Verb::Wheels,
            objects: vec![format!("{what} into wheels{place}")],
            is_open: false,
        });
    }
    let mut action = of_words(Verb::Install, operands);
    for object in &mut action.objects {
        if matches!(object.as_str(), "." | "./") {
            *object = ready("the project itself");
        } else if super::script::is_wheel(object) {
            *object = ready(&format!("the wheels {}", code(object)));
        }
    }
    action.objects.extend(files.iter().map(|file| ready(file)));
    Some(action)
}

fn managers(name: &str, sub: &str, operands: &[&Word]) -> Option<Action> {
    let install = |words: &[&Word]| Some(of_words(Verb::Install, words));
    let simple = |verb| Some(Action { verb, objects: Vec::new(), is_open: false });
    match (name, sub) {
        ("apt-get" | "apt" | "dnf" | "zypper" | "conda" | "gem", "install")
        | ("apk", "add")
        | ("apk-install", _)
        | ("docker-php-ext-install" | "install-php-extensions" | "cpanm", _) => install(operands),
        ("npm", "install" | "ci")
        | ("yarn" | "pnpm" | "bundle" | "composer" | "poetry" | "bun", "install")
        | ("uv" | "poetry", "sync") => {
            if operands.is_empty() {
                Some(Action {
                    verb: Verb::Install,
                    objects: vec![ready("the packages of the project")],
                    is_open: false,
                })
            } else {
                install(operands)
            }
        }
        ("yarn", "") if operands.is_empty() => Some(Action {
            verb: Verb::Install,
            objects: vec![ready("the packages of the project")],
            is_open: false,
        }),
        ("pecl" | "pipx" | "luarocks", "install") => install(operands),
        ("apt-get" | "apt" | "apk", "update") | ("dnf", "makecache") => simple(Verb::Lists),
        ("apt-get" | "apt", "upgrade" | "dist-upgrade") | ("apk", "upgrade") | ("dnf", "update") => {
            simple(Verb::Upgrade)
        }
        ("apt-get" | "apt", "purge" | "remove") | ("apk", "del") | ("dnf", "remove") => {
            Some(of_words(Verb::Remove, operands))
        }
        ("apt-get" | "apt", "dist-clean") => simple(Verb::CleanLists),
        ("apt-get" | "apt" | "dnf" | "conda" | "zypper", "clean" | "autoclean" | "autoremove")
        | ("npm" | "yarn", "cache") => simple(Verb::CleanCache),
        ("dotnet", "restore") | ("cargo", "fetch") | ("go", "mod") => simple(Verb::Fetch),
        _ => None,
    }
}

fn compile(name: &str, sub: &str, operands: &[&Word]) -> Option<Verb> {
    let is_goal = |goals: &[&str]| operands.iter().any(|word| goals.contains(&word.text.as_str()));
    match (name, sub) {
        ("go", "build" | "install")
        | ("cargo", "build" | "install")
        | ("dotnet", "build")
        | ("swift", "build") => Some(Verb::Compile),
        ("dotnet", "publish") => Some(Verb::Publish),
        ("make" | "ninja" | "cmake" | "configure" | "gcc" | "javac" | "meson" | "rustc", _) => {
            Some(Verb::Compile)
        }
        ("mvn", _) if sub.starts_with("dependency") => Some(Verb::Fetch),
        ("mvn" | "gradle" | "sbt" | "lein", _) => Some(Verb::Compile),
        ("npm" | "yarn" | "pnpm" | "bun", "run") if is_goal(&["build"]) => Some(Verb::Compile),
        ("yarn" | "pnpm" | "bun", "build") => Some(Verb::Compile),
        ("mix", "compile" | "release") => Some(Verb::Compile),
        _ => None,
    }
}

fn files(name: &str, invocation: &Invocation, operands: &[&Word]) -> Option<Action> {
    let last = operands.last().map(std::slice::from_ref).unwrap_or_default();
    let rest = operands.get(1..).unwrap_or_default();
    Some(match name {
        "mkdir" => of_words(Verb::Folder, operands),
        "chmod" => of_words(Verb::Permission, rest),
        "chown" | "chgrp" => of_words(Verb::Owner, rest),
        "ln" => of_words(Verb::Link, last),
        "cp" | "install" | "rsync" => of_words(Verb::Copy, last),
        "mv" => of_words(Verb::Move, last),
        "touch" | "tee" => of_words(Verb::Write, operands),
        "sed" if invocation.has(&["-i", "--in-place"]) => {
            let has_script = invocation.has(&["-e", "-f", "--expression", "--file"]);
            of_words(Verb::Edit, if has_script { operands } else { rest })
        }
        "tar" if invocation.has(&["-c", "--create"]) => return None,
        "tar" | "unzip" | "gunzip" | "expand-archive" | "xz" => {
            Action { verb: Verb::Unpack, objects: Vec::new(), is_open: true }
        }
        "rmdir" => of_words(Verb::Delete, operands),
        _ => return None,
    })
}

fn download(script: &Script, command: &Command, operands: &[&Word]) -> Option<Action> {
    let runs = script
        .commands
        .iter()
        .skip_while(|other| other.span.start <= command.span.start)
        .take_while(|other| other.pipeline == command.pipeline)
        .filter_map(Command::effective)
        .any(|effective| {
            matches!(
                effective.name,
                "sh" | "bash" | "ash" | "dash" | "python" | "python3" | "php" | "node" | "perl"
            )
        });
    let verb = if runs { Verb::RunDownload } else { Verb::Download };
    let addresses: Vec<&Word> =
        operands.iter().copied().filter(|word| word.text.contains('/') || word.text.contains('.')).collect();
    let objects: Vec<String> = addresses.iter().filter_map(|word| host(word)).collect();
    Some(Action { verb, is_open: objects.len() < addresses.len().max(1), objects })
}

/// The host of an address, where no variable decides it.
fn host(word: &Word) -> Option<String> {
    let (_, rest) = word.leading().split_once("://")?;
    let (host, _) = rest.split_once('/').or((!word.has_expansion()).then_some((rest, "")))?;
    let host = host.rsplit('@').next().unwrap_or(host);
    (!host.is_empty()).then(|| host.to_owned())
}

fn delete(operands: &[&Word]) -> Action {
    let known = |word: &Word, prefixes: &[&str]| prefixes.iter().any(|prefix| word.text.starts_with(prefix));
    let lists = operands.iter().any(|word| known(word, &["/var/lib/apt/lists"]));
    let caches = ["/var/cache", "/root/.cache", "~/.cache", "/tmp", "/var/tmp", "/root/.npm"];
    if lists {
        Action { verb: Verb::CleanLists, objects: Vec::new(), is_open: false }
    } else if !operands.is_empty() && operands.iter().all(|word| known(word, &["/tmp", "/var/tmp"])) {
        Action { verb: Verb::CleanTemporary, objects: Vec::new(), is_open: false }
    } else if !operands.is_empty() && operands.iter().all(|word| known(word, &caches)) {
        Action { verb: Verb::CleanCache, objects: Vec::new(), is_open: false }
    } else {
        of_words(Verb::Delete, operands)
    }
}
