use std::collections::BTreeMap;

use dockerfile_playground::Model;
use dockerfile_playground::model::predefined::default_path;
use dockerfile_playground::model::{Base, Health, ImageConfig, Setting, StageId};
use serde::Serialize;

/// The part `config` of an OCI image, as BuildKit writes it: what is empty is left out.
#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ConfigAnswer {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    env: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    working_dir: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entrypoint: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cmd: Option<Vec<String>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    exposed_ports: BTreeMap<String, Empty>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    volumes: BTreeMap<String, Empty>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    labels: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    healthcheck: Option<HealthAnswer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stop_signal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shell: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    on_build: Vec<String>,
}

/// `{}`.
#[derive(Serialize)]
struct Empty {}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct HealthAnswer {
    test: Vec<String>,
    #[serde(skip_serializing_if = "is_zero")]
    interval: i64,
    #[serde(skip_serializing_if = "is_zero")]
    timeout: i64,
    #[serde(skip_serializing_if = "is_zero")]
    start_period: i64,
    #[serde(skip_serializing_if = "is_zero")]
    start_interval: i64,
    #[serde(skip_serializing_if = "is_zero")]
    retries: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(value: &i64) -> bool {
    *value == 0
}

/// The image config of a stage.
pub fn config(model: &Model, id: StageId) -> ConfigAnswer {
    let config = model.config(id);
    let is_windows = model.final_surroundings(id).is_some_and(|around| around.is_windows);
    // The image of a context that takes the place of the stage is not known, and nothing is added to it.
    if model.stage(id).is_some_and(|stage| stage.is_replaced) {
        return ConfigAnswer::default();
    }
    let is_scratch = starts_empty(model, id);
    let root = if is_windows { "\\" } else { "/" };
    let list = |setting: Option<Setting<Vec<String>>>| {
        setting.map(|setting| setting.value).filter(|v| !v.is_empty())
    };
    ConfigAnswer {
        env: env(&config, is_windows),
        working_dir: text(config.working_dir).or_else(|| is_scratch.then(|| root.to_owned())),
        user: text(config.user),
        entrypoint: list(config.entrypoint),
        cmd: list(config.cmd),
        exposed_ports: config.exposed_ports.into_keys().map(|port| (port, Empty {})).collect(),
        volumes: config.volumes.into_keys().map(|path| (path, Empty {})).collect(),
        labels: config.labels.into_iter().map(|(name, setting)| (name, setting.value)).collect(),
        healthcheck: config.healthcheck.map(|setting| health(setting.value)),
        stop_signal: text(config.stop_signal),
        shell: list(config.shell),
        on_build: config.on_build.into_iter().map(|setting| setting.value).collect(),
    }
}

/// Whether a stage starts from scratch, or from a context that is no image.
fn starts_empty(model: &Model, id: StageId) -> bool {
    let Some(root) = model.base_chain(id).last().filter(|root| !root.is_replaced) else { return false };
    let is_image = |source: &String| {
        let is_known = source.starts_with("docker-image:") || source.starts_with("oci-layout:");
        is_known && source != "docker-image://scratch"
    };
    match &root.base {
        Base::Scratch => true,
        Base::Context(name) => !model.options.named_contexts.get(name).is_some_and(is_image),
        _ => false,
    }
}

fn text(setting: Option<Setting<String>>) -> Option<String> {
    setting.map(|setting| setting.value).filter(|value| !value.is_empty())
}

/// Every variable as `NAME=value`. The `PATH` that every stage has stands first; on Windows there is none but an own one.
fn env(config: &ImageConfig, is_windows: bool) -> Vec<String> {
    if is_windows {
        return config.env.iter().map(|(name, setting)| format!("{name}={}", setting.value)).collect();
    }
    let own_path =
        config.env.iter().find(|(name, _)| name == "PATH").map(|(_, setting)| setting.value.as_str());
    let path = own_path.unwrap_or(default_path(false));
    let others = config.env.iter().filter(|(name, _)| name != "PATH");
    let pair = |(name, value): (&str, &str)| format!("{name}={value}");
    let others = others.map(|(name, setting)| pair((name, &setting.value)));
    std::iter::once(pair(("PATH", path))).chain(others).collect()
}

fn health(health: Health) -> HealthAnswer {
    HealthAnswer {
        test: health.test,
        interval: health.interval,
        timeout: health.timeout,
        start_period: health.start_period,
        start_interval: health.start_interval,
        retries: i64::from(health.retries),
    }
}
