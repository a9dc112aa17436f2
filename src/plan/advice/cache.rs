//! Cache mounts for steps that install packages and rerun anyway.

use std::collections::BTreeSet;

use super::copied::overlap;
use super::lines::{line_end, listed, named};
use super::{AdviceKind, Draft};
use crate::instruction::{Kind, MountKind, Run};
use crate::model::{Base, Endpoint, Model, RunScript, Stage, StageId};
use crate::plan::{Op, Rebuild, Status};
use crate::shell::{Action, Command, Word};
use crate::text::{Edit, Fix, Span, order};

/// Where a program keeps what it downloads.
struct Cache {
    /// The programs, separated by blanks.
    programs: &'static str,
    /// What they are told where they use it, separated by blanks; anything where that is empty.
    told: &'static str,
    /// The directories, separated by blanks.
    targets: &'static str,
    /// Variables that say another directory or switch it off, separated by blanks.
    variables: &'static str,
    /// Options that switch it off, which go then.
    off: &'static str,
    /// The image that it is there in; any where that is empty.
    image: &'static str,
    /// Whether the program needs the directory later, so that all its steps have to have it.
    is_store: bool,
}

const CACHE: Cache =
    Cache { programs: "", told: "", targets: "", variables: "", off: "", image: "", is_store: false };

/// The first that fits counts.
const CACHES: &[Cache] = &[
    Cache {
        programs: "npm",
        told: "ci clean-install i install",
        targets: "/root/.npm",
        variables: "npm_config_cache NPM_CONFIG_CACHE",
        ..CACHE
    },
    Cache {
        programs: "yarn",
        told: "install",
        targets: "/usr/local/share/.cache/yarn",
        variables: "YARN_CACHE_FOLDER YARN_VERSION_MAJOR",
        ..CACHE
    },
    Cache {
        programs: "pnpm",
        told: "i install fetch ci",
        targets: "/root/.local/share/pnpm/store",
        variables: "PNPM_HOME XDG_DATA_HOME npm_config_store_dir",
        ..CACHE
    },
    Cache {
        programs: "bun",
        told: "i install ci",
        targets: "/root/.bun/install/cache",
        variables: "BUN_INSTALL BUN_INSTALL_CACHE_DIR",
        off: "--no-cache",
        ..CACHE
    },
    Cache {
        programs: "pip",
        told: "install wheel download",
        targets: "/root/.cache/pip",
        variables: "PIP_CACHE_DIR PIP_NO_CACHE_DIR XDG_CACHE_HOME",
        off: "--no-cache-dir",
        ..CACHE
    },
    Cache {
        programs: "uv",
        told: "sync pip",
        targets: "/root/.cache/uv",
        variables: "UV_CACHE_DIR UV_NO_CACHE XDG_CACHE_HOME",
        off: "--no-cache -n",
        ..CACHE
    },
    Cache {
        programs: "poetry",
        told: "install sync",
        targets: "/root/.cache/pypoetry/cache /root/.cache/pypoetry/artifacts",
        variables: "POETRY_CACHE_DIR XDG_CACHE_HOME",
        off: "--no-cache",
        ..CACHE
    },
    Cache {
        programs: "composer",
        told: "install i",
        targets: "/tmp/cache",
        variables: "COMPOSER_HOME COMPOSER_CACHE_DIR",
        image: "composer",
        ..CACHE
    },
    Cache {
        programs: "composer",
        told: "install i",
        targets: "/root/.composer/cache",
        variables: "COMPOSER_HOME COMPOSER_CACHE_DIR XDG_CACHE_HOME",
        off: "--no-cache",
        ..CACHE
    },
    Cache {
        programs: "go",
        told: "build install test mod generate vet",
        targets: "/go/pkg/mod /root/.cache/go-build",
        variables: "GOPATH GOMODCACHE GOCACHE XDG_CACHE_HOME",
        image: "golang",
        is_store: true,
        ..CACHE
    },
    Cache {
        programs: "cargo",
        told: "build b install fetch test check",
        targets: "/usr/local/cargo/registry",
        variables: "CARGO_HOME",
        image: "rust",
        is_store: true,
        ..CACHE
    },
    Cache {
        programs: "mvn mvnw",
        targets: "/root/.m2",
        variables: "MAVEN_CONFIG MAVEN_OPTS MAVEN_USER_HOME",
        is_store: true,
        ..CACHE
    },
    Cache {
        programs: "gradle",
        targets: "/home/gradle/.gradle",
        variables: "GRADLE_USER_HOME",
        image: "gradle",
        is_store: true,
        ..CACHE
    },
    Cache {
        programs: "gradle gradlew",
        targets: "/root/.gradle",
        variables: "GRADLE_USER_HOME",
        is_store: true,
        ..CACHE
    },
    Cache {
        programs: "dotnet",
        told: "restore build publish test",
        targets: "/root/.nuget/packages",
        variables: "NUGET_PACKAGES",
        is_store: true,
        ..CACHE
    },
];

/// No more mounts are given, each with its directories.
const MAX_USES: usize = 16;

/// A RUN and the cache of one of its programs.
struct Use {
    index: usize,
    cache: &'static Cache,
    /// What switches it off.
    off: Vec<Span>,
}

/// Looks at every RUN that reruns.
pub(super) fn drafts(model: &Model, rebuild: &Rebuild, drafts: &mut Vec<Draft>) {
    let steps = rebuild.plan.steps.iter().zip(&rebuild.verdicts);
    let steps = steps.filter(|(step, verdict)| step.op == Op::Exec && verdict.status == Status::Rebuild);
    let reruns: BTreeSet<usize> = order::set(steps.filter_map(|(step, _)| step.instruction));
    let mut uses: Vec<Use> = Vec::new();
    for index in &reruns {
        for one in uses_of(model, *index) {
            let all = if one.cache.is_store { everywhere(model, &one) } else { Some(vec![one]) };
            for new in all.into_iter().flatten() {
                if uses.len() < MAX_USES && !uses.iter().any(|known| known.is_same(&new)) {
                    uses.push(new);
                }
            }
        }
    }
    order::sort_by_key(&mut uses, |one| one.index);
    drafts.extend(draft(model, &uses, &reruns));
}

impl Use {
    fn is_same(&self, other: &Self) -> bool {
        self.index == other.index && std::ptr::eq(self.cache, other.cache)
    }
}

fn draft(model: &Model, uses: &[Use], reruns: &BTreeSet<usize>) -> Option<Draft> {
    let mut indices: Vec<usize> = uses.iter().map(|one| one.index).collect();
    indices.dedup();
    let mut edits: Vec<Edit> = Vec::new();
    for index in &indices {
        let own = || uses.iter().filter(|one| one.index == *index);
        let targets: Vec<&str> = own().flat_map(|one| one.cache.targets.split(' ')).collect();
        edits.push(mounts(model, *index, &targets)?);
        edits.extend(own().flat_map(|one| one.off.iter().map(|span| Edit::delete(*span))));
    }
    let is_store = uses.iter().any(|one| one.cache.is_store);
    let (title, they) = match indices.as_slice() {
        [] => return None,
        [one] => (format!("Give {} a cache mount", named(model, *one)), "it downloads"),
        [one, two] => {
            (format!("Give {} and {} cache mounts", named(model, *one), named(model, *two)), "they download")
        }
        all => (format!("Give {} RUN steps cache mounts", all.len()), "they download"),
    };
    let mut targets: Vec<String> = Vec::new();
    for target in uses.iter().flat_map(|one| one.cache.targets.split(' ')) {
        let target = format!("`{target}`");
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    let why = format!(
        "What {they} stays in {} between builds: a rerun fetches only what is new.",
        listed(&targets)
    );
    let caution = match is_store {
        true => {
            "What is in a cache mount is not in the image: look whether another step or a container needs it there."
        }
        false => "",
    };
    let fix = if is_store { Fix::unsafe_(title, edits) } else { Fix::safe(title, edits) };
    let count = indices.iter().filter(|index| reruns.contains(index)).count();
    Some(Draft { kind: AdviceKind::Cache, fix, why, caution: caution.to_owned(), count, ignore: None })
}

/// The edit that puts mounts behind RUN.
fn mounts(model: &Model, index: usize, targets: &[&str]) -> Option<Edit> {
    let node = model.instruction(index)?;
    let flags: Vec<String> =
        targets.iter().map(|target| format!(" --mount=type=cache,target={target}")).collect();
    let text = match flags.as_slice() {
        [one] => one.clone(),
        _ => {
            let join = format!(" {}{}   ", model.file.escape, line_end(model));
            format!("{}{join}", flags.join(&join))
        }
    };
    Some(Edit::insert(node.keyword_span.end, text))
}

/// The caches that a RUN would use and has no mount for.
fn uses_of(model: &Model, index: usize) -> Vec<Use> {
    let (Some(Kind::Run(run)), Some(script), Some(stage)) =
        (model.kind(index), model.script(index), model.stage_of(index))
    else {
        return Vec::new();
    };
    let is_other =
        model.surroundings(index).is_none_or(|around| around.is_windows || around.is_root() == Some(false));
    if is_other || !script.script.problems.is_empty() || is_set(model, stage.id, index, "HOME") {
        return Vec::new();
    }
    let mut found: Vec<Use> = Vec::new();
    for command in &script.script.commands {
        let Some(cache) = cache_of(model, stage, command) else { continue };
        let is_moved = cache
            .variables
            .split(' ')
            .any(|name| is_set(model, stage.id, index, name) || assigns(command, name));
        if is_moved || is_mounted(run, cache) || is_cleaned(script, cache) {
            continue;
        }
        let Some(off) = off(command, cache) else { continue };
        match found.iter_mut().find(|one| std::ptr::eq(one.cache, cache)) {
            Some(known) => known.off.extend(off),
            None => found.push(Use { index, cache, off }),
        }
    }
    found
}

fn cache_of(model: &Model, stage: &Stage, command: &Command) -> Option<&'static Cache> {
    let (name, told) = match command.package_command() {
        Some(package) => (package.invocation.name, package.invocation.subcommand_name()),
        None => {
            let effective = command.effective()?;
            (effective.name, effective.words.get(1).map_or("", |word| word.text.as_str()))
        }
    };
    let bare = name.trim_end_matches(|c: char| c == '.' || c.is_ascii_digit());
    let told = if bare == "yarn" && told.is_empty() { "install" } else { told };
    let image = match model.root_base(stage.id) {
        Some(Base::Image(Some(image))) => image.repository.rsplit('/').next().unwrap_or_default(),
        _ => "",
    };
    CACHES.iter().find(|cache| {
        cache.programs.split(' ').any(|program| program == bare)
            && (cache.told.is_empty() || cache.told.split(' ').any(|known| known == told))
            && (cache.image.is_empty() || cache.image == image)
    })
}

fn is_set(model: &Model, stage: StageId, index: usize, name: &str) -> bool {
    !name.is_empty()
        && model
            .scope
            .lookup(stage, name, index)
            .is_some_and(|binding| binding.value.is_some() && binding.instruction.is_some())
}

fn assigns(command: &Command, name: &str) -> bool {
    command.assignments.iter().any(|one| one.name == name)
        || command.words.iter().any(|word| word.assignment().is_some_and(|(known, _)| known == name))
}

fn is_mounted(run: &Run, cache: &Cache) -> bool {
    let mut targets = run
        .mounts
        .iter()
        .filter(|mount| mount.kind == MountKind::Cache)
        .filter_map(|mount| mount.target.as_ref());
    targets.any(|mounted| {
        let is_unknown = mounted.text.contains('$');
        is_unknown
            || cache.targets.split(' ').any(|target| {
                overlap(target, &mounted.text)
                    || mounted.text.ends_with(target.rsplit('/').next().unwrap_or_default())
            })
    })
}

/// Whether the RUN empties the cache itself.
fn is_cleaned(script: &RunScript, cache: &Cache) -> bool {
    script.script.commands.iter().any(|command| {
        let cleans = command.package_command().is_some_and(|package| {
            package.action == Action::Clean
                && cache.programs.split(' ').any(|program| program == package.invocation.name)
        });
        let removes = command.name() == Some("rm")
            && command.args().iter().any(|word| {
                let path = word.leading().trim_end_matches(['*', '/']);
                word.text.starts_with(['~', '$'])
                    || path.starts_with('/') && cache.targets.split(' ').any(|target| overlap(target, path))
            });
        cleans || removes
    })
}

/// The options that switch the cache off, each with the blank in front; `None` where they cannot be cut out.
fn off(command: &Command, cache: &Cache) -> Option<Vec<Span>> {
    let words = command
        .words
        .iter()
        .filter(|word| !cache.off.is_empty() && cache.off.split(' ').any(|off| off == word.text));
    let cut =
        |word: &Word| (!word.quoted).then(|| Span::new(word.span.start.saturating_sub(1), word.span.end));
    words.map(cut).collect()
}

/// The same in every RUN of the stage that runs the program; `None` where another stage may need what is in the mount.
fn everywhere(model: &Model, one: &Use) -> Option<Vec<Use>> {
    let stage = model.stage_of(one.index)?;
    let is_start = |other: &Stage| other.base == Base::Stage(stage.id) && other.is_reachable;
    let is_taken = model.edges.iter().any(|edge| {
        edge.from == Endpoint::Stage(stage.id)
            && match model.kind(edge.instruction) {
                Some(Kind::Copy(copy)) => {
                    copy.sources.iter().filter_map(|source| source.path()).any(|word| {
                        one.cache.targets.split(' ').any(|target| overlap(target, &word.text))
                            || !word.text.starts_with('/')
                    })
                }
                _ => false,
            }
    });
    if is_taken || model.stages.iter().any(is_start) || model.target == Some(stage.id) {
        return None;
    }
    let mut all = Vec::new();
    for script in model.scripts.iter().filter(|script| script.stage == Some(stage.id) && !script.is_onbuild) {
        let runs = script.script.commands.iter().any(|command| {
            cache_of(model, stage, command).is_some_and(|cache| std::ptr::eq(cache, one.cache))
        });
        if !runs {
            continue;
        }
        let own =
            uses_of(model, script.instruction).into_iter().find(|own| std::ptr::eq(own.cache, one.cache));
        match own {
            Some(own) => all.push(own),
            // It has the mount, or cannot have it.
            None if matches!(model.kind(script.instruction), Some(Kind::Run(run)) if is_mounted(run, one.cache)) =>
                {}
            None => return None,
        }
    }
    Some(all)
}

#[test]
fn vectors() {
    let mounted = |run: &str| {
        let source = format!("FROM golang AS a\n{run}\nFROM b\nCOPY --from=a /x /y\n");
        let model = Model::new(&source, &crate::Options::default());
        let index = model.stages.first().map_or(0, |stage| stage.instructions.end - 1);
        let uses = uses_of(&model, index);
        let edits =
            draft(&model, &uses, &order::set([index])).map(|draft| draft.fix.edits).unwrap_or_default();
        let text = crate::text::apply_edits(&source, &edits).unwrap_or_default();
        let line =
            text.split("\nFROM b").next().unwrap_or_default().replace("--mount=type=cache,target=", "@");
        line.rsplit_once("\nRUN ").map_or(line.clone(), |(_, line)| line.to_owned())
    };
    for (run, expected) in [
        ("RUN npm ci", "@/root/.npm npm ci"),
        (
            "RUN pip install --no-cache-dir x && npm i",
            "@/root/.cache/pip \\\n    @/root/.npm \\\n    pip install x && npm i",
        ),
        ("RUN go build", "@/go/pkg/mod \\\n    @/root/.cache/go-build \\\n    go build"),
        ("RUN --network=none yarn", "@/usr/local/share/.cache/yarn --network=none yarn"),
        ("RUN <<E\nnpm ci\nE", "@/root/.npm <<E\nnpm ci\nE"),
        ("RUN --mount=type=cache,target=/root/.npm npm ci", "@/root/.npm npm ci"),
        ("RUN npm ci && npm cache clean --force", "npm ci && npm cache clean --force"),
        ("RUN npm ci && rm -rf ~/.npm", "npm ci && rm -rf ~/.npm"),
        ("USER app\nRUN npm ci", "npm ci"),
        ("ENV HOME=/h\nRUN npm ci", "npm ci"),
        ("ENV PIP_NO_CACHE_DIR=1\nRUN pip install x", "pip install x"),
        ("RUN GOCACHE=/x go build", "GOCACHE=/x go build"),
        ("RUN cargo build", "cargo build"),
    ] {
        assert_eq!(mounted(run), expected, "{run}");
    }
}
