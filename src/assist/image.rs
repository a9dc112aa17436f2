//! What there is to say of the image that a stage makes.

mod history;
mod json;

use std::collections::BTreeMap;
use std::fmt::Write;

use history::{History, Slot};
pub use json::image_json;

use crate::instruction::Kind;
use crate::instruction::workdir_path::resolve_workdir;
use crate::model::predefined::default_path;
use crate::model::{Base, BaseFacts, Health, ImageConfig, Model, Setting, StageId, System};
use crate::syntax::Form;
use crate::text::{Span, json_quote, write_decimal};

/// One line of what is known of the image of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageFact {
    /// What it is about, such as `Runs`.
    pub label: &'static str,
    /// The values; never empty.
    pub values: Vec<ImageValue>,
}

/// A value of the image and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageValue {
    /// The value as code; empty where there is only a note.
    pub text: String,
    /// A sentence about it, without a full stop; may be empty.
    pub note: String,
    /// The instruction that sets it.
    pub origin: Option<ImageOrigin>,
    /// The values it took the place of, the nearest first.
    pub earlier: Vec<(String, ImageOrigin)>,
}

/// The instruction that sets a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageOrigin {
    /// The instruction.
    pub span: Span,
    /// Its first line, from 1.
    pub line: u32,
    /// Its stage, where that is not the stage asked for.
    pub inherited_from: Option<StageId>,
}

/// What the image of a stage will be: what runs, as whom, where, with which variables, ports, volumes, labels. What a
/// well-known base image brings is told too.
pub fn image_facts(model: &Model, stage: StageId) -> Vec<ImageFact> {
    let config = model.config(stage);
    let base = model.root_base(stage).map_or_else(String::new, |base| base_note(model, stage, base));
    let is_scratch = matches!(model.root_base(stage), Some(Base::Scratch));
    let known = model.base_facts(stage);
    let facts = Facts { model, stage, history: History::new(model, stage), base, is_scratch, known };
    let single = |label, value: Option<ImageValue>| (label, value.into_iter().collect());
    let text = |set: &Option<Setting<String>>, slot: Slot| {
        set.as_ref().map(|set| facts.value(set.value.clone(), slot, set.instruction))
    };
    let of_base = |text: &str| facts.of_base(text);
    let user = text(&config.user, Slot::User).or_else(|| known.user.map(of_base));
    let stop_signal = text(&config.stop_signal, Slot::Stopsignal).or_else(|| known.stop_signal.map(of_base));
    let list: [(&'static str, Vec<ImageValue>); 14] = [
        ("Runs", vec![facts.runs(&config)]),
        single("Entrypoint", facts.entrypoint(&config)),
        ("Command", facts.commands(&config)),
        ("As", vec![facts.or_unset(user, "root", "the user")]),
        ("In", vec![facts.or_unset(facts.working_dir(&config), "/", "the folder")]),
        ("Environment", facts.environment(&config)),
        ("Ports", facts.with_those_of_base(&config.exposed_ports, known.ports, Slot::Port)),
        ("Volumes", facts.with_those_of_base(&config.volumes, known.volumes, Slot::Volume)),
        single("Health check", config.healthcheck.as_ref().map(|set| facts.health(set))),
        single("Stop signal", stop_signal),
        single(
            "Shell",
            config.shell.as_ref().map(|set| facts.value(argv_text(&set.value), Slot::Shell, set.instruction)),
        ),
        (
            "Labels",
            config.labels.iter().map(|(key, set)| facts.pair(key, set, Slot::Label(key.clone()))).collect(),
        ),
        (
            "For images on top",
            config.on_build.iter().map(|set| facts.plain(set.value.clone(), set.instruction)).collect(),
        ),
        ("Starts from", vec![note(facts.starts_from())]),
    ];
    let is_told = |(_, values): &(&str, Vec<ImageValue>)| !values.is_empty();
    list.into_iter().filter(is_told).map(|(label, values)| ImageFact { label, values }).collect()
}

struct Facts<'a> {
    model: &'a Model,
    stage: StageId,
    history: History,
    /// What the stage starts from in the end, in words.
    base: String,
    is_scratch: bool,
    /// What is known of it.
    known: BaseFacts,
}

impl Facts<'_> {
    fn origin(&self, instruction: usize, span: Span) -> ImageOrigin {
        let setter = self.model.stage_of(instruction).map(|stage| stage.id);
        let inherited_from = setter.filter(|setter| *setter != self.stage);
        ImageOrigin { span, line: self.model.lines.line(span.start) + 1, inherited_from }
    }

    /// A value that is not told of before: of the whole instruction.
    fn plain(&self, text: String, instruction: usize) -> ImageValue {
        let node = self.model.instruction(instruction);
        ImageValue {
            text,
            origin: node.map(|node| self.origin(instruction, node.span)),
            ..ImageValue::default()
        }
    }

    fn value(&self, text: String, slot: Slot, instruction: usize) -> ImageValue {
        let (entry, earlier) = self.history.of(&slot, instruction);
        let Some(entry) = entry else { return self.plain(text, instruction) };
        let earlier =
            earlier.map(|entry| (entry.text.clone(), self.origin(entry.instruction, entry.span))).collect();
        let origin = Some(self.origin(instruction, entry.span));
        ImageValue { text, note: String::new(), origin, earlier }
    }

    /// A value of the base image.
    fn of_base(&self, text: &str) -> ImageValue {
        ImageValue {
            text: text.to_owned(),
            ..note("from the base image, as its documentation says".to_owned())
        }
    }

    /// What the file sets, then what the base image has besides.
    fn with_those_of_base(
        &self,
        own: &BTreeMap<String, usize>,
        of_base: &[&str],
        slot: fn(String) -> Slot,
    ) -> Vec<ImageValue> {
        let inherited = of_base.iter().filter(|text| !own.contains_key(**text));
        let own = own.iter().map(|(text, at)| ImageValue {
            earlier: Vec::new(),
            ..self.value(text.clone(), slot(text.clone()), *at)
        });
        own.chain(inherited.map(|text| self.of_base(text))).collect()
    }

    /// The working directory; a relative one that is set first counts from that of the base image.
    fn working_dir(&self, config: &ImageConfig) -> Option<ImageValue> {
        let Some(set) = &config.working_dir else {
            return self.known.working_dir.map(|dir| self.of_base(dir));
        };
        let value = |text: String| self.value(text, Slot::Workdir, set.instruction);
        match self.known.working_dir.filter(|_| self.is_relative_to_base()) {
            Some(dir) => Some(ImageValue {
                note: format!("`{dir}` is the folder of the base image, as its documentation says"),
                ..value(resolve_workdir(dir, set.value.trim_start_matches('/')))
            }),
            None => Some(value(set.value.clone())),
        }
    }

    /// Whether no WORKDIR of the stage and its bases is absolute.
    fn is_relative_to_base(&self) -> bool {
        let places = self.model.counted_chain(self.stage).flat_map(|stage| self.model.dispatched_of(stage));
        let mut workdirs = places.filter_map(|place| match place.kind {
            Kind::Workdir(workdir) => place.expand(self.model, &workdir.path),
            _ => None,
        });
        workdirs.all(|path| !path.starts_with('/'))
    }

    /// What the stage stands on, and what that is.
    fn starts_from(&self) -> String {
        match self.known.system {
            Some(system) if !system.name.is_empty() => format!("{}: {}", self.base, system_words(system)),
            Some(system) if system.shell.is_none() => format!("{}: without a shell", self.base),
            _ => self.base.clone(),
        }
    }

    fn pair(&self, name: &str, set: &Setting<String>, slot: Slot) -> ImageValue {
        self.value(format!("{name}={}", set.value), slot, set.instruction)
    }

    fn or_unset(&self, value: Option<ImageValue>, default: &str, what: &str) -> ImageValue {
        value.unwrap_or_else(|| match self.is_scratch {
            true => ImageValue { text: default.to_owned(), ..note("nothing sets another".to_owned()) },
            false => note(format!("not set in this file: {what} of {} holds", self.base)),
        })
    }

    /// The whole argument list of the first process.
    fn runs(&self, config: &ImageConfig) -> ImageValue {
        let part = |set: &Option<Setting<Vec<String>>>| set.as_ref().map(|set| set.value.clone());
        let (entrypoint, cmd) = (part(&config.entrypoint), part(&config.cmd));
        let known = self.known.process.filter(|_| entrypoint.is_none());
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let of_base = known.map(|(first, rest)| (owned(first), owned(rest))).unwrap_or_default();
        // An ENTRYPOINT discards the CMD of the base.
        let (has_own, has_own_cmd) = (entrypoint.is_some(), cmd.is_some());
        let entrypoint = entrypoint.unwrap_or(of_base.0);
        let cmd = cmd.unwrap_or(if has_own { Vec::new() } else { of_base.1 });
        let argv: Vec<String> = entrypoint.iter().chain(&cmd).cloned().collect();
        if argv.is_empty() {
            return note(match self.is_scratch {
                true => "nothing: `docker run` has to say what".to_owned(),
                false => format!("not set in this file: the command of {} holds", self.base),
            });
        }
        let note = match known {
            Some(_) if !has_own_cmd => return self.of_base(&argv_text(&argv)),
            Some(([], _)) => self.how(config, true, cmd.is_empty(), true),
            Some(_) => format!(
                "behind the entrypoint of the base image, as its documentation says; {}",
                self.how(config, false, cmd.is_empty(), true)
            ),
            None => self.how(config, entrypoint.is_empty(), cmd.is_empty(), self.is_scratch),
        };
        ImageValue { text: argv_text(&argv), note, ..ImageValue::default() }
    }

    /// How the first process comes about, and who it is.
    fn how(
        &self,
        config: &ImageConfig,
        has_no_entrypoint: bool,
        has_no_cmd: bool,
        is_base_known: bool,
    ) -> String {
        let shell = |set: &Option<Setting<Vec<String>>>| {
            set.as_ref().and_then(|set| self.shell_text(set.instruction))
        };
        if config.is_shell_entrypoint && config.entrypoint.is_some() && !has_no_entrypoint {
            let mut words = first_process(shell(&config.entrypoint).unwrap_or_default());
            words.push_str(match has_no_cmd {
                true => "; arguments of `docker run` do not reach the program",
                false => "; what CMD adds becomes `$0`, `$1` and so on of that shell and does not reach the program",
            });
            return words;
        }
        match (has_no_entrypoint, shell(&config.cmd)) {
            (true, Some(text)) if is_base_known => first_process(text),
            (true, Some(text)) => {
                format!("{}; an entrypoint of {} would come before it", first_process(text), self.base)
            }
            (true, None) if is_base_known => "unless `docker run` gives another command".to_owned(),
            (true, None) => format!("behind an entrypoint of {}, if it has one", self.base),
            (false, Some(_)) => {
                "CMD is in shell form, so the program gets a shell and its text as arguments".to_owned()
            }
            (false, None) if has_no_cmd => "with the arguments of `docker run` behind it".to_owned(),
            (false, None) => "arguments of `docker run` take the place of those from CMD".to_owned(),
        }
    }

    /// The text of a command in shell form.
    fn shell_text(&self, instruction: usize) -> Option<&str> {
        match self.model.kind(instruction)? {
            Kind::Cmd(command) | Kind::Entrypoint(command) if command.form == Form::Shell => {
                Some(command.words.first()?.text.as_str())
            }
            _ => None,
        }
    }

    fn entrypoint(&self, config: &ImageConfig) -> Option<ImageValue> {
        let set = config.entrypoint.as_ref()?;
        Some(self.value(argv_text(&set.value), Slot::Entrypoint, set.instruction))
    }

    fn commands(&self, config: &ImageConfig) -> Vec<ImageValue> {
        let of = |set: &Setting<Vec<String>>| self.value(argv_text(&set.value), Slot::Cmd, set.instruction);
        let discarded = config.discarded_cmd.as_ref().map(|set| ImageValue {
            note: "discarded: a later stage sets ENTRYPOINT and no CMD".to_owned(),
            ..of(set)
        });
        let is_lost = config.entrypoint.is_some() && config.cmd.is_none() && discarded.is_none();
        let lost = (is_lost && !self.is_scratch)
            .then(|| note(format!("none: ENTRYPOINT discards the CMD of {}", self.base)));
        config.cmd.as_ref().map(of).into_iter().chain(discarded).chain(lost).collect()
    }

    fn environment(&self, config: &ImageConfig) -> Vec<ImageValue> {
        let has_path = config.env.iter().any(|(name, _)| name == "PATH");
        let path = (self.is_scratch && !has_path).then(|| ImageValue {
            text: format!("PATH={}", default_path(false)),
            ..note("every image has it".to_owned())
        });
        let own = config.env.iter().map(|(name, set)| self.pair(name, set, Slot::Env(name.clone())));
        let of_base = self
            .known
            .env
            .iter()
            .filter(|(name, value)| !value.is_empty() && !config.env.iter().any(|(own, _)| own == name));
        let of_base = of_base.map(|(name, value)| self.of_base(&format!("{name}={value}")));
        path.into_iter().chain(own).chain(of_base).collect()
    }

    fn health(&self, set: &Setting<Health>) -> ImageValue {
        let (kind, words) =
            set.value.test.split_first().map_or(("", [].as_slice()), |(kind, rest)| (kind, rest));
        let (text, note) = match kind {
            "NONE" => (String::new(), "switched off".to_owned()),
            "CMD-SHELL" => (words.join(" "), format!("in a shell, {}", times(&set.value))),
            _ => (argv_text(words), times(&set.value)),
        };
        ImageValue { note, ..self.value(text, Slot::Healthcheck, set.instruction) }
    }
}

/// What is process 1 where a shell runs a text.
fn first_process(text: &str) -> String {
    match text.trim_start().starts_with("exec ") {
        true => "in a shell, which `exec` replaces by the program".to_owned(),
        false => "in a shell, which is process 1 and gets the stop signal".to_owned(),
    }
}

fn note(note: String) -> ImageValue {
    ImageValue { note, ..ImageValue::default() }
}

fn base_note(model: &Model, stage: StageId, base: &Base) -> String {
    let name = model.base_chain(stage).last().map(|root| root.base_name.clone()).unwrap_or_default();
    match base {
        Base::Scratch => "an empty image".to_owned(),
        Base::Context(context) => format!("the build context `{context}`"),
        Base::Image(_) | Base::Stage(_) if name.is_empty() => "the base image".to_owned(),
        Base::Image(_) | Base::Stage(_) => format!("the image `{name}`"),
    }
}

/// What a system is, in a few words.
fn system_words(system: &System) -> String {
    let mut words = vec![system.name.to_owned()];
    words.extend((!system.libc.is_empty()).then(|| format!("with {}", system.libc)));
    words.extend(system.shell.filter(|shell| !shell.is_empty()).map(|shell| format!("`/bin/sh` is {shell}")));
    words.extend((!system.has_bash).then(|| "without bash".to_owned()));
    words.extend((!system.packages.is_empty()).then(|| format!("packages by `{}`", system.packages)));
    words.join(", ")
}

/// Arguments as an exec form.
fn argv_text(words: &[String]) -> String {
    exec(words.iter().map(String::as_str))
}

fn exec<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::from("[");
    for (index, word) in words.enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        // Writing to a string does not fail.
        let _ = write!(text, "{comma}{}", json_quote(word));
    }
    text.push(']');
    text
}

fn times(health: &Health) -> String {
    let duration = |nanoseconds: i64, default: i64| {
        let milliseconds = if nanoseconds == 0 { default } else { nanoseconds / 1_000_000 };
        format!("{} s", write_decimal(milliseconds as f64 / 1000.0, 3))
    };
    let retries = if health.retries == 0 { 3 } else { health.retries };
    let mut text =
        format!("every {}, {retries} failures in a row make it unhealthy", duration(health.interval, 30_000));
    if health.start_period > 0 {
        text.push_str(&format!(", not counted in the first {}", duration(health.start_period, 0)));
    }
    text
}

#[cfg(test)]
mod tests;
