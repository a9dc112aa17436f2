use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Dispatched, Model, Stage, StageId, Surroundings};
use crate::instruction::{Command, Healthcheck, Kind, port::PortSpec};
use crate::syntax::{Form, Word};

/// A value of the image config and the instruction that set it.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// The index of the instruction that set it last.
    pub instruction: usize,
}

/// The OCI image config as the instructions of a stage and its bases set it. Base images are taken to be empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImageConfig {
    /// Environment variables in the order in which they were first set.
    pub env: Vec<(String, Setting<String>)>,
    /// The working directory; `/` where it was never set.
    pub working_dir: Option<Setting<String>>,
    /// Who runs the container.
    pub user: Option<Setting<String>>,
    /// ENTRYPOINT as it is run: a shell form stands behind its shell.
    pub entrypoint: Option<Setting<Vec<String>>>,
    /// CMD as it is run.
    pub cmd: Option<Setting<Vec<String>>>,
    /// A CMD that a later ENTRYPOINT discarded.
    pub discarded_cmd: Option<Setting<Vec<String>>>,
    /// Whether ENTRYPOINT is in shell form, which ignores CMD.
    pub is_shell_entrypoint: bool,
    /// Ports as `80/tcp`, sorted.
    pub exposed_ports: BTreeMap<String, usize>,
    /// Volume paths, sorted.
    pub volumes: BTreeMap<String, usize>,
    /// Labels, sorted.
    pub labels: BTreeMap<String, Setting<String>>,
    /// HEALTHCHECK.
    pub healthcheck: Option<Setting<Health>>,
    /// STOPSIGNAL.
    pub stop_signal: Option<Setting<String>>,
    /// SHELL.
    pub shell: Option<Setting<Vec<String>>>,
    /// ONBUILD triggers of this stage, not of its bases.
    pub on_build: Vec<Setting<String>>,
}

/// A health check as the image config holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Health {
    /// `["NONE"]`, `["CMD", …]` or `["CMD-SHELL", command]`.
    pub test: Vec<String>,
    /// Nanoseconds; 0 for the default.
    pub interval: i64,
    /// Nanoseconds; 0 for the default.
    pub timeout: i64,
    /// Nanoseconds; 0 for the default.
    pub start_period: i64,
    /// Nanoseconds; 0 for the default.
    pub start_interval: i64,
    /// 0 for the default.
    pub retries: i32,
}

/// The image config at the end of a stage: that of its base stages, then its own instructions.
pub(super) fn of(model: &Model, id: StageId) -> ImageConfig {
    let mut chain: Vec<&Stage> = model.base_chain(id).collect();
    chain.reverse();
    let mut config = ImageConfig::default();
    let mut memory = Memory::default();
    for stage in chain {
        // ONBUILD is not inherited.
        config.on_build.clear();
        memory.has_own_cmd = false;
        if stage.is_replaced {
            continue;
        }
        let deferred = model.deferred_of(stage.id);
        for (at, one) in deferred.iter().enumerate() {
            let after =
                deferred.get(at + 1).map_or_else(|| model.at_start(stage), |next| Some(&next.surroundings));
            if let (Some(place), Some(after)) = (model.dispatched_deferred(stage, one), after) {
                apply(&mut config, &mut memory, model, &place, after);
            }
        }
        for place in model.dispatched_of(stage).filter(|place| !place.is_deferred) {
            if let Some(after) = model.behind(stage, place.index) {
                apply(&mut config, &mut memory, model, &place, after);
            }
        }
    }
    config
}

/// What has to be known besides the config while it is put together.
#[derive(Default)]
struct Memory {
    /// Whether the stage itself has a CMD.
    has_own_cmd: bool,
    /// Where each variable stands in the list.
    env: BTreeMap<String, usize>,
}

fn apply(
    config: &mut ImageConfig,
    memory: &mut Memory,
    model: &Model,
    place: &Dispatched,
    after: &Surroundings,
) {
    let index = place.index;
    let expand = |word: &Word| place.expand(model, word).unwrap_or_else(|| word.text.clone());
    match place.kind {
        Kind::Env(env) => {
            for pair in &env.pairs {
                set_env(config, memory, expand(&pair.name), expand(&pair.value), index);
            }
        }
        Kind::Label(label) => {
            for pair in &label.pairs {
                let setting = Setting { value: expand(&pair.value), instruction: index };
                config.labels.insert(expand(&pair.name), setting);
            }
        }
        Kind::Workdir(_) | Kind::User(_) | Kind::Shell(_) => {
            config.working_dir.clone_from(&after.working_dir);
            config.user.clone_from(&after.user);
            config.shell.clone_from(&after.shell);
        }
        Kind::Cmd(command) => {
            memory.has_own_cmd = true;
            config.discarded_cmd = None;
            config.cmd = Some(Setting { value: argv(place.surroundings, command), instruction: index });
        }
        Kind::Entrypoint(command) => {
            config.entrypoint =
                Some(Setting { value: argv(place.surroundings, command), instruction: index });
            config.is_shell_entrypoint = command.form == Form::Shell;
            // An ENTRYPOINT discards the CMD of the base, but not one of its own stage.
            if !memory.has_own_cmd {
                config.discarded_cmd = config.cmd.take();
            }
        }
        Kind::Expose(expose) => {
            for word in &expose.ports {
                for port in ports(place.expand_to_words(model, word).unwrap_or_default()) {
                    config.exposed_ports.insert(port, index);
                }
            }
        }
        Kind::Volume(volume) => {
            config.volumes.extend(volume.paths.iter().map(|word| (expand(word), index)));
        }
        Kind::Healthcheck(healthcheck) => {
            config.healthcheck = Some(Setting { value: health(healthcheck), instruction: index });
        }
        Kind::Stopsignal(stopsignal) => {
            config.stop_signal = Some(Setting { value: expand(&stopsignal.signal), instruction: index });
        }
        Kind::Onbuild(onbuild) => {
            config.on_build.push(Setting { value: onbuild.text.clone(), instruction: index });
        }
        Kind::Add(_) | Kind::Arg(_) | Kind::Copy(_) | Kind::From(_) | Kind::Maintainer(_) | Kind::Run(_) => {}
    }
}

fn set_env(config: &mut ImageConfig, memory: &mut Memory, name: String, value: String, instruction: usize) {
    let setting = Setting { value, instruction };
    match memory.env.get(&name).and_then(|at| config.env.get_mut(*at)) {
        Some((_, known)) => *known = setting,
        None => {
            memory.env.insert(name.clone(), config.env.len());
            config.env.push((name, setting));
        }
    }
}

impl Model {
    /// What the first instruction of a stage behind its FROM finds.
    fn at_start(&self, stage: &Stage) -> Option<&Rc<Surroundings>> {
        self.behind(stage, stage.from)
    }

    /// What holds behind an instruction of a stage.
    fn behind(&self, stage: &Stage, index: usize) -> Option<&Rc<Surroundings>> {
        if stage.instructions.end == index + 1 {
            self.final_surroundings.get(stage.id.0)
        } else {
            self.surroundings.get(index + 1)
        }
    }
}

/// A command as it is run.
fn argv(surroundings: &Surroundings, command: &Command) -> Vec<String> {
    let words = command.words.iter().map(|word| word.text.clone());
    match command.form {
        Form::Exec => words.collect(),
        // Without words the text of the command is empty.
        Form::Shell if command.words.is_empty() => {
            surroundings.shell().into_iter().chain([String::new()]).collect()
        }
        Form::Shell => surroundings.shell().into_iter().chain(words).collect(),
    }
}

/// The ports of the words, as `80/tcp`; nothing where BuildKit refuses it.
fn ports(words: Vec<String>) -> Vec<String> {
    words
        .iter()
        .filter_map(|word| PortSpec::parse(word).ok())
        .flat_map(|ports| ports.exposed().collect::<Vec<_>>())
        .collect()
}

fn health(healthcheck: &Healthcheck) -> Health {
    let Some(command) = &healthcheck.command else {
        return Health { test: vec!["NONE".to_owned()], ..Health::default() };
    };
    let kind = if command.form == Form::Exec { "CMD" } else { "CMD-SHELL" };
    let words = command.words.iter().map(|word| word.text.clone());
    let nanoseconds = |value: &Option<(i64, Word)>| value.as_ref().map_or(0, |(value, _)| *value);
    Health {
        test: std::iter::once(kind.to_owned()).chain(words).collect(),
        interval: nanoseconds(&healthcheck.interval),
        timeout: nanoseconds(&healthcheck.timeout),
        start_period: nanoseconds(&healthcheck.start_period),
        start_interval: nanoseconds(&healthcheck.start_interval),
        retries: healthcheck.retries.as_ref().map_or(0, |(value, _)| *value),
    }
}
