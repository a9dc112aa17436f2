//! What there is to say of the image that a stage makes.

mod history;
mod json;

use std::fmt::Write;

use history::{History, Slot};
pub use json::image_json;

use crate::instruction::Kind;
use crate::model::predefined::default_path;
use crate::model::{Base, Health, ImageConfig, Model, Setting, StageId};
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

/// What the image of a stage will be: what runs, as whom, where, with which variables, ports, volumes, labels.
pub fn image_facts(model: &Model, stage: StageId) -> Vec<ImageFact> {
    let config = model.config(stage);
    let base = model.root_base(stage).map_or_else(String::new, |base| base_note(model, stage, base));
    let is_scratch = matches!(model.root_base(stage), Some(Base::Scratch));
    let facts = Facts { model, stage, history: History::new(model, stage), base, is_scratch };
    let single = |label, value: Option<ImageValue>| (label, value.into_iter().collect());
    let text = |set: &Option<Setting<String>>, slot: Slot| {
        set.as_ref().map(|set| facts.value(set.value.clone(), slot, set.instruction))
    };
    let plain = |(text, at): (&String, &usize)| ImageValue {
        text: text.clone(),
        origin: facts.origin(*at),
        ..ImageValue::default()
    };
    // What a well-known base sets, whatever its version.
    let known = model.base_facts(stage);
    let of_base = |text: &str| ImageValue { text: text.to_owned(), ..note(format!("of {}", facts.base)) };
    let user = text(&config.user, Slot::User).or_else(|| known.user.map(of_base));
    let ports = known.ports.iter().filter(|port| !config.exposed_ports.contains_key(**port));
    let ports = ports.map(|port| of_base(port));
    let list: [(&'static str, Vec<ImageValue>); 14] = [
        ("Runs", vec![facts.runs(&config)]),
        single("Entrypoint", facts.entrypoint(&config)),
        ("Command", facts.commands(&config)),
        ("As", vec![facts.or_unset(user, "root", "the user")]),
        ("In", vec![facts.or_unset(text(&config.working_dir, Slot::Workdir), "/", "the folder")]),
        ("Environment", facts.environment(&config)),
        ("Ports", config.exposed_ports.iter().map(plain).chain(ports).collect()),
        ("Volumes", config.volumes.iter().map(plain).collect()),
        single("Health check", config.healthcheck.as_ref().map(|set| facts.health(set))),
        single("Stop signal", text(&config.stop_signal, Slot::Stopsignal)),
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
            config.on_build.iter().map(|set| plain((&set.value, &set.instruction))).collect(),
        ),
        ("Starts from", vec![note(facts.base.clone())]),
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
}

impl Facts<'_> {
    fn origin(&self, instruction: usize) -> Option<ImageOrigin> {
        let node = self.model.instruction(instruction)?;
        let setter = self.model.stage_of(instruction).map(|stage| stage.id);
        let inherited_from = setter.filter(|setter| *setter != self.stage);
        Some(ImageOrigin { span: node.span, line: node.lines.0, inherited_from })
    }

    fn value(&self, text: String, slot: Slot, instruction: usize) -> ImageValue {
        let earlier = self.history.earlier(&slot, instruction);
        let earlier = earlier.filter_map(|(index, text)| Some((text.clone(), self.origin(*index)?)));
        let earlier = earlier.collect();
        ImageValue { text, note: String::new(), origin: self.origin(instruction), earlier }
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
        let part = |set: &Option<Setting<Vec<String>>>| {
            set.as_ref().map(|set| set.value.as_slice()).unwrap_or_default().to_vec()
        };
        let (entrypoint, cmd) = (part(&config.entrypoint), part(&config.cmd));
        let argv: Vec<String> = entrypoint.iter().chain(&cmd).cloned().collect();
        if argv.is_empty() {
            return note(match self.is_scratch {
                true => "nothing: `docker run` has to say what".to_owned(),
                false => format!("not set in this file: the command of {} holds", self.base),
            });
        }
        let note = self.how(config, entrypoint.is_empty(), cmd.is_empty());
        ImageValue { text: argv_text(&argv), note, ..ImageValue::default() }
    }

    /// How the first process comes about, and who it is.
    fn how(&self, config: &ImageConfig, has_no_entrypoint: bool, has_no_cmd: bool) -> String {
        let shell = |set: &Option<Setting<Vec<String>>>| {
            set.as_ref().and_then(|set| self.shell_text(set.instruction))
        };
        if config.is_shell_entrypoint && !has_no_entrypoint {
            let mut words = first_process(shell(&config.entrypoint).unwrap_or_default());
            words.push_str(match has_no_cmd {
                true => "; arguments of `docker run` do not reach the program",
                false => "; what CMD adds becomes `$0`, `$1` and so on of that shell and does not reach the program",
            });
            return words;
        }
        match (has_no_entrypoint, shell(&config.cmd)) {
            (true, Some(text)) if self.is_scratch => first_process(text),
            (true, Some(text)) => {
                format!("{}; an entrypoint of {} would come before it", first_process(text), self.base)
            }
            (true, None) if self.is_scratch => "unless `docker run` gives another command".to_owned(),
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
        path.into_iter().chain(own).collect()
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
mod tests {
    use super::*;
    use crate::model::Options;

    fn shown(text: &str) -> String {
        let model = Model::new(text, &Options::default());
        let mut lines = String::new();
        for fact in image_facts(&model, model.target.unwrap()) {
            for value in fact.values {
                let line = |origin: &ImageOrigin| format!(" ({})", origin.line);
                let at = value.origin.as_ref().map(line).unwrap_or_default();
                let earlier = value.earlier.iter();
                let earlier: String =
                    earlier.map(|(text, origin)| format!(" < {text}{}", line(origin))).collect();
                lines.push_str(&format!("{}: {}|{}{at}{earlier}\n", fact.label, value.text, value.note));
            }
        }
        lines
    }

    #[test]
    fn what_the_base_is_known_to_set() {
        let lines = shown("FROM nginxinc/nginx-unprivileged:1.29\nEXPOSE 9000\n");
        let base = "the image `nginxinc/nginx-unprivileged:1.29`";
        assert!(lines.contains(&format!("As: 101|of {base}\n")), "{lines}");
        assert!(lines.contains(&format!("Ports: 9000/tcp| (2)\nPorts: 8080/tcp|of {base}\n")), "{lines}");
    }

    /// What runs, and how.
    fn runs(text: &str) -> String {
        shown(text).lines().next().unwrap().strip_prefix("Runs: ").unwrap().to_owned()
    }

    #[test]
    fn what_the_image_is() {
        let text = "FROM a:1 AS x\nENV A=1\nUSER 7\nFROM x\nWORKDIR /w\nENTRYPOINT [\"/e\"]\nCMD [\"-v\"]\nEXPOSE 80\n\
                    HEALTHCHECK --interval=5s CMD curl\nENV A=2\nLABEL k=1\nLABEL k=2\nWORKDIR sub\n";
        assert_eq!(
            shown(text),
            "Runs: [\"/e\", \"-v\"]|arguments of `docker run` take the place of those from CMD\n\
             Entrypoint: [\"/e\"]| (6)\nCommand: [\"-v\"]| (7)\n\
             As: 7| (3)\nIn: /w/sub| (13) < /w (5)\nEnvironment: A=2| (10) < 1 (2)\nPorts: 80/tcp| (8)\n\
             Health check: curl|in a shell, every 5 s, 3 failures in a row make it unhealthy (9)\n\
             Labels: k=2| (12) < 1 (11)\n\
             Starts from: |the image `a:1`\n"
        );
        let empty = shown("FROM scratch");
        assert!(
            empty
                .starts_with("Runs: |nothing: `docker run` has to say what\nAs: root|nothing sets another\n")
        );
        assert!(empty.contains("Environment: PATH=/usr/local/sbin"), "{empty}");
    }

    #[test]
    fn what_runs_is_entrypoint_and_command() {
        let process = "in a shell, which is process 1 and gets the stop signal";
        assert_eq!(runs("FROM scratch\nCMD a b"), format!("[\"/bin/sh\", \"-c\", \"a b\"]|{process}"));
        assert!(
            runs("FROM scratch\nCMD exec a").ends_with("|in a shell, which `exec` replaces by the program")
        );
        assert!(
            runs("FROM a\nCMD [\"b\"]").ends_with("|behind an entrypoint of the image `a`, if it has one")
        );
        assert_eq!(
            runs("FROM a\nENTRYPOINT x\nCMD [\"b\"]"),
            format!(
                "[\"/bin/sh\", \"-c\", \"x\", \"b\"]|{process}; what CMD adds becomes `$0`, `$1` and so on of that \
                     shell and does not reach the program"
            )
        );
        assert!(runs("FROM a\nENTRYPOINT [\"x\"]\nCMD b").contains("|CMD is in shell form"));
        let lost = shown("FROM a\nENTRYPOINT [\"x\"]");
        assert!(lost.contains("Command: |none: ENTRYPOINT discards the CMD of the image `a`\n"), "{lost}");
        let discarded = shown("FROM a AS b\nCMD [\"c\"]\nFROM b\nENTRYPOINT [\"x\"]");
        assert!(
            discarded.contains("Command: [\"c\"]|discarded: a later stage sets ENTRYPOINT and no CMD (2)\n")
        );
        assert!(shown("FROM a\nCMD b\nCMD [\"c\"]\n").contains("Command: [\"c\"]| (3) < b (2)\n"));
    }
}
