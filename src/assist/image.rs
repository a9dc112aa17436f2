use crate::model::{Base, Health, ImageConfig, Model, Setting, StageId};
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageValue {
    /// The value as code; empty where there is only a note.
    pub text: String,
    /// A sentence about it, without a full stop; may be empty.
    pub note: String,
    /// The instruction that sets it and its first line, from 1.
    pub origin: Option<(Span, u32)>,
    /// The stage that sets it, where that is not the stage itself.
    pub inherited_from: Option<StageId>,
}

/// What the image of a stage will be: what runs, as whom, where, with which variables, ports, volumes, labels.
pub fn image_facts(model: &Model, stage: StageId) -> Vec<ImageFact> {
    let config = model.config(stage);
    let facts = Facts { model, stage };
    let base = model.root_base(stage).map_or_else(String::new, |base| base_note(model, stage, base));
    let unset = |what: &str| vec![note(format!("not set in this file: {what} of {base} holds"))];
    let or_unset = |value: Option<ImageValue>, what| value.map_or_else(|| unset(what), |value| vec![value]);
    let list = [
        ("Runs", facts.command(&config, &base)),
        (
            "As",
            or_unset(
                config.user.as_ref().map(|user| facts.value(user.value.clone(), user.instruction)),
                "the user",
            ),
        ),
        (
            "In",
            or_unset(
                config.working_dir.as_ref().map(|dir| facts.value(dir.value.clone(), dir.instruction)),
                "the folder",
            ),
        ),
        (
            "Environment",
            config
                .env
                .iter()
                .map(|(name, set)| facts.value(format!("{name}={}", set.value), set.instruction))
                .collect(),
        ),
        ("Ports", config.exposed_ports.iter().map(|(port, at)| facts.value(port.clone(), *at)).collect()),
        ("Volumes", config.volumes.iter().map(|(path, at)| facts.value(path.clone(), *at)).collect()),
        ("Health check", config.healthcheck.iter().map(|set| facts.health(set)).collect()),
        (
            "Stop signal",
            config.stop_signal.iter().map(|set| facts.value(set.value.clone(), set.instruction)).collect(),
        ),
        ("Shell", config.shell.iter().map(|set| facts.value(exec(&set.value), set.instruction)).collect()),
        (
            "Labels",
            config
                .labels
                .iter()
                .map(|(name, set)| facts.value(format!("{name}={}", set.value), set.instruction))
                .collect(),
        ),
        (
            "For images on top",
            config.on_build.iter().map(|set| facts.value(set.value.clone(), set.instruction)).collect(),
        ),
        ("Starts from", vec![note(base.clone())]),
    ];
    let is_told = |(_, values): &(&str, Vec<ImageValue>)| !values.is_empty();
    list.into_iter().filter(is_told).map(|(label, values)| ImageFact { label, values }).collect()
}

struct Facts<'a> {
    model: &'a Model,
    stage: StageId,
}

impl Facts<'_> {
    fn value(&self, text: String, instruction: usize) -> ImageValue {
        let node = self.model.instruction(instruction);
        let origin = node.map(|node| (node.span, node.lines.0));
        let setter = self.model.stage_of(instruction).map(|stage| stage.id);
        let inherited_from = setter.filter(|setter| *setter != self.stage);
        ImageValue { text, note: String::new(), origin, inherited_from }
    }

    fn noted(&self, text: String, instruction: usize, note: &str) -> ImageValue {
        ImageValue { note: note.to_owned(), ..self.value(text, instruction) }
    }

    fn command(&self, config: &ImageConfig, base: &str) -> Vec<ImageValue> {
        let mut values = Vec::new();
        if let Some(entrypoint) = &config.entrypoint {
            let note = if config.is_shell_entrypoint {
                "shell form: CMD and arguments are ignored"
            } else {
                "always"
            };
            values.push(self.noted(exec(&entrypoint.value), entrypoint.instruction, note));
        }
        if let Some(cmd) = &config.cmd {
            let note = match &config.entrypoint {
                Some(_) if config.is_shell_entrypoint => "ignored",
                Some(_) => "as arguments, unless `docker run` gives others",
                None => "unless `docker run` gives another command",
            };
            values.push(self.noted(exec(&cmd.value), cmd.instruction, note));
        }
        if let Some(cmd) = &config.discarded_cmd {
            values.push(self.noted(
                exec(&cmd.value),
                cmd.instruction,
                "discarded: the ENTRYPOINT above comes later",
            ));
        }
        if values.is_empty() {
            values.push(note(format!("not set in this file: the command of {base} holds")));
        }
        values
    }

    fn health(&self, set: &Setting<Health>) -> ImageValue {
        let (kind, words) =
            set.value.test.split_first().map_or(("", [].as_slice()), |(kind, rest)| (kind, rest));
        match kind {
            "NONE" => self.noted(String::new(), set.instruction, "switched off"),
            "CMD-SHELL" => self.noted(words.join(" "), set.instruction, &times(&set.value)),
            _ => self.noted(exec(words), set.instruction, &times(&set.value)),
        }
    }
}

fn note(note: String) -> ImageValue {
    ImageValue { text: String::new(), note, origin: None, inherited_from: None }
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

/// An exec form as it is written.
fn exec(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| json_quote(word)).collect();
    format!("[{}]", quoted.join(", "))
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
                let line = value.origin.map_or(String::new(), |(_, line)| format!(" ({line})"));
                lines.push_str(&format!("{}: {}|{}{line}\n", fact.label, value.text, value.note));
            }
        }
        lines
    }

    #[test]
    fn what_the_image_is() {
        let text = "FROM a:1 AS x\nENV A=1\nUSER 7\nFROM x\nWORKDIR /w\nENTRYPOINT [\"/e\"]\nCMD [\"-v\"]\nEXPOSE 80\n\
                    HEALTHCHECK --interval=5s CMD curl\n";
        assert_eq!(
            shown(text),
            "Runs: [\"/e\"]|always (6)\n\
             Runs: [\"-v\"]|as arguments, unless `docker run` gives others (7)\n\
             As: 7| (3)\nIn: /w| (5)\nEnvironment: A=1| (2)\nPorts: 80/tcp| (8)\n\
             Health check: curl|every 5 s, 3 failures in a row make it unhealthy (9)\n\
             Starts from: |the image `a:1`\n"
        );
        let empty = shown("FROM scratch");
        assert!(
            empty.starts_with("Runs: |not set in this file: the command of an empty image holds\n"),
            "{empty}"
        );
    }
}
