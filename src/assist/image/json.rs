use crate::model::predefined::default_path;
use crate::model::{Base, Health, ImageConfig, Model, StageId};
use crate::text::json_quote;

/// The image config of a stage as `docker inspect` shows the object `Config` of an image, as far as the file decides it:
/// what is not set is left out.
pub fn image_json(model: &Model, stage: StageId) -> String {
    let config = model.config(stage);
    let is_scratch = matches!(model.root_base(stage), Some(Base::Scratch));
    let text = |value: &str| Some(json_quote(value)).filter(|_| !value.is_empty());
    let argv = |value: &[String]| Some(list(value)).filter(|_| !value.is_empty());
    let members = [
        ("User", config.user.as_ref().and_then(|set| text(&set.value))),
        ("ExposedPorts", map(config.exposed_ports.keys().map(|port| (port.as_str(), "{}".to_owned())))),
        ("Env", argv(&environment(&config, is_scratch))),
        ("Cmd", config.cmd.as_ref().and_then(|set| argv(&set.value))),
        ("Healthcheck", config.healthcheck.as_ref().map(|set| health(&set.value))),
        ("Volumes", map(config.volumes.keys().map(|path| (path.as_str(), "{}".to_owned())))),
        (
            "WorkingDir",
            match &config.working_dir {
                Some(set) => text(&set.value),
                None => text(if is_scratch { "/" } else { "" }),
            },
        ),
        ("Entrypoint", config.entrypoint.as_ref().and_then(|set| argv(&set.value))),
        ("OnBuild", argv(&config.on_build.iter().map(|set| set.value.clone()).collect::<Vec<_>>())),
        ("Labels", map(config.labels.iter().map(|(key, set)| (key.as_str(), json_quote(&set.value))))),
        ("StopSignal", config.stop_signal.as_ref().and_then(|set| text(&set.value))),
        ("Shell", config.shell.as_ref().and_then(|set| argv(&set.value))),
    ];
    object(members.into_iter().filter_map(|(name, value)| Some((name, value?))))
}

/// The environment; an image from nothing has the `PATH` that every build has.
fn environment(config: &ImageConfig, is_scratch: bool) -> Vec<String> {
    let has_path = config.env.iter().any(|(name, _)| name == "PATH");
    let path = (is_scratch && !has_path).then(|| format!("PATH={}", default_path(false)));
    let own = config.env.iter().map(|(name, set)| format!("{name}={}", set.value));
    path.into_iter().chain(own).collect()
}

fn health(health: &Health) -> String {
    let times = [
        ("Interval", health.interval),
        ("Timeout", health.timeout),
        ("StartPeriod", health.start_period),
        ("StartInterval", health.start_interval),
        ("Retries", i64::from(health.retries)),
    ];
    let times =
        times.into_iter().filter(|(_, value)| *value != 0).map(|(name, value)| (name, value.to_string()));
    object(std::iter::once(("Test", list(&health.test))).chain(times))
}

fn list(values: &[String]) -> String {
    let items: Vec<String> = values.iter().map(|value| indent(&json_quote(value))).collect();
    format!("[\n{}\n]", items.join(",\n"))
}

fn map<'a>(members: impl Iterator<Item = (&'a str, String)>) -> Option<String> {
    let mut members = members.peekable();
    members.peek()?;
    Some(object(members))
}

fn object<'a>(members: impl Iterator<Item = (&'a str, String)>) -> String {
    let members: Vec<String> =
        members.map(|(name, value)| indent(&format!("{}: {value}", json_quote(name)))).collect();
    if members.is_empty() { "{}".to_owned() } else { format!("{{\n{}\n}}", members.join(",\n")) }
}

/// Four spaces more before each line. Line ends only stand between members.
fn indent(text: &str) -> String {
    format!("    {}", text.replace('\n', "\n    "))
}

#[test]
fn the_config_object_is_json_with_the_names_of_docker() {
    let json = |text: &str| {
        let model = Model::new(text, &crate::Options::default());
        image_json(&model, model.target.unwrap())
    };
    let text = "FROM scratch\nENV A=\"x \\\"y\\\"\"\nEXPOSE 80 53/udp\nVOLUME /v\nLABEL k=v\nUSER 7\nSTOPSIGNAL INT\n\
                HEALTHCHECK --interval=5s CMD [\"/c\"]\nONBUILD RUN x\nENTRYPOINT [\"/e\"]\nCMD a  b\n";
    let value: serde_json::Value = serde_json::from_str(&json(text)).unwrap();
    let expected = serde_json::json!({
        "User": "7",
        "ExposedPorts": {"53/udp": {}, "80/tcp": {}},
        "Env": [format!("PATH={}", default_path(false)), "A=x \"y\""],
        "Cmd": ["/bin/sh", "-c", "a  b"],
        "Healthcheck": {"Test": ["CMD", "/c"], "Interval": 5_000_000_000_u64},
        "Volumes": {"/v": {}},
        "WorkingDir": "/",
        "Entrypoint": ["/e"],
        "OnBuild": ["RUN x"],
        "Labels": {"k": "v"},
        "StopSignal": "INT",
    });
    assert_eq!(value, expected);
    assert_eq!(json("FROM a\nCMD [\"b\"]\n"), "{\n    \"Cmd\": [\n        \"b\"\n    ]\n}");
    assert_eq!(json("FROM a\n"), "{}");
}
