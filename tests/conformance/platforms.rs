//! `platforms.jsonl`: platforms.

use dockerfile_playground::instruction::platform::Platform;
use serde_json::{Value, json};

use crate::outcome::{Outcome, field_of, same, text};

/// Reads `s`.
pub fn compare(record: &Value) -> Outcome {
    let actual = match Platform::parse(text(record, "s")) {
        Ok(platform) => json!({
            "os": platform.os,
            "osversion": platform.os_version,
            "arch": platform.architecture,
            "variant": platform.variant,
            "format": platform.to_string(),
            "format_all": platform.with_os_version(),
            "normalized": platform.normalized().with_os_version(),
        }),
        Err(error) => json!({ "error": error.to_string() }),
    };
    same(field_of(record, "buildkit"), actual)
}
