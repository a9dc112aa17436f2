use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Case, Verdict, at, same};

/// The image config of the target.
pub fn compare(case: &Case, answer: &Value) -> Option<Verdict> {
    let buildkit = &case.buildkit;
    let recorded =
        buildkit.get("config").or_else(|| at(buildkit, &["llb", "image"]).get("config"))?.as_object()?;
    let empty = Map::new();
    let actual = at(answer, &["config"]).as_object().unwrap_or(&empty);
    // Only BuildKit's own exporter reads it.
    let keys: BTreeSet<&String> =
        recorded.keys().chain(actual.keys()).filter(|key| *key != "ArgsEscaped").collect();
    for key in keys {
        let of = |config: &Map<String, Value>| config.get(key).cloned().unwrap_or_default();
        if let Err(difference) = same(key, &of(recorded), &of(actual)) {
            return Some(Err(difference));
        }
    }
    Some(Ok(()))
}
