use super::commands::{Inherited, KeptStages, Uses, is_mounted, removals};
use crate::model::{Model, RunScript};
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::{Action, Command, Manager};

rule! {
    /// Cleans the cache of a package manager in a later layer than filled it
    ///
    /// ## Why it matters
    /// Each `RUN` makes a layer, and layers are only added. Deleting files of an earlier layer hides them, but everyone
    /// who pulls the image still downloads them. The cleaning has to stand in the `RUN` that fills the cache.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN apt-get update && apt-get install -y curl
    /// RUN rm -rf /var/lib/apt/lists/*
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
    /// ```
    pub const RULE: Rule = Rule {
        id: "late-cleanup",
        severity: Severity::Info,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

/// Managers that share their caches, and where those are.
struct Family {
    has: fn(Manager) -> bool,
    folders: &'static [&'static str],
}

const FAMILIES: &[Family] = &[
    Family { has: Manager::is_apt, folders: &["/var/lib/apt/lists", "/var/cache/apt"] },
    Family { has: |manager| manager == Manager::Apk, folders: &["/var/cache/apk"] },
    Family { has: Manager::is_dnf, folders: &["/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum"] },
    Family { has: |manager| manager == Manager::Zypper, folders: &["/var/cache/zypp"] },
];

fn check(model: &Model, findings: &mut Findings) {
    let uses = findings.uses;
    let kept = KeptStages::new(model);
    for family in FAMILIES {
        let mut filled = Inherited::new(model);
        for script in model.scripts.iter().filter(|script| kept.has(script) && !script.is_onbuild) {
            if fills(model, uses, script, family) {
                let line = model.instruction(script.instruction).map(|node| node.lines.0);
                filled.set(model, script.stage, line);
                continue;
            }
            let Some(line) = filled.get(model, script.stage) else { continue };
            let Some(cleanup) = cleanup(uses, script, family).filter(|_| !runs_scripts(script)) else {
                continue;
            };
            let span = cleanup.words.first().map_or(cleanup.span, |word| word.span);
            findings.add(span, format!("the layer of line {line} keeps what is deleted here"), None);
        }
    }
}

/// Whether a script starts others, which may fill the caches themselves.
fn runs_scripts(script: &RunScript) -> bool {
    script.script.commands.iter().filter_map(|command| command.effective()).any(|effective| {
        let program = effective.words.first().map_or("", |word| word.text.as_str());
        let is_shell = matches!(effective.name, "." | "add-apt-repository" | "bash" | "sh" | "source");
        is_shell || program.contains('/') || program.ends_with(".sh")
    })
}

fn fills(model: &Model, uses: &Uses, script: &RunScript, family: &Family) -> bool {
    let fills = uses.of(script).iter().any(|one| {
        (family.has)(one.package.manager)
            && matches!(
                one.package.action,
                Action::Install | Action::Update | Action::Upgrade | Action::Download
            )
    });
    fills && !family.folders.iter().any(|folder| is_mounted(model, script, folder))
}

fn cleanup<'a>(uses: &'a Uses<'a>, script: &'a RunScript, family: &'a Family) -> Option<&'a Command> {
    let by_manager = uses
        .of(script)
        .iter()
        .find(|one| (family.has)(one.package.manager) && one.package.action == Action::Clean)
        .map(|one| one.command);
    by_manager.or_else(|| removals(script, family.folders).next())
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN apt-get update && rm -rf /var/lib/apt/lists/*\n",
        "FROM a\nRUN rm -rf /var/lib/apt/lists/*\nRUN apt-get update\n",
        "FROM a AS b\nRUN apt-get update\nFROM c\nRUN rm -rf /var/lib/apt/lists/*\n",
        "FROM a\nRUN --mount=type=cache,target=/var/cache dnf install x\nRUN dnf clean all\n",
        "FROM a\nRUN apt-get update\nRUN rm -rf /tmp/*\n",
        "FROM a\nRUN apt-get update\nRUN bash /install.sh && rm -rf /var/lib/apt/lists/*\n",
    ];
    let fail = [
        "FROM a\nRUN apt-get update\nRUN x && «rm» -rf /var/lib/apt/lists/*\n",
        "FROM a AS b\nRUN yum install x\nFROM b\nRUN «yum» clean all\n",
        "FROM a\nRUN apk add x\nRUN «rm» -rf /var/cache/apk/*\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
