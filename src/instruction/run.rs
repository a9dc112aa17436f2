use super::flags::{Flags, Takes};
use super::reader::Reader;
use super::{Command, Mount, device};
use crate::syntax::{ErrorCode, Word};
use crate::text::{Edit, Fix};

/// RUN: runs a command in a new layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The command.
    pub command: Command,
    /// `--mount` flags in order.
    pub mounts: Vec<Mount>,
    /// The value of `--network`.
    pub network: Option<Word>,
    /// The value of `--security`.
    pub security: Option<Word>,
    /// The values of `--device`.
    pub devices: Vec<Word>,
}

const FLAGS: &[(&str, Takes)] =
    &[("mount", Takes::List), ("network", Takes::Text), ("security", Takes::Text), ("device", Takes::List)];

impl Run {
    /// Follows `parseRun` and its hooks.
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let flags = Flags::read(reader, FLAGS);
        let command = Command::of(reader, &reader.node.arguments);
        let devices = flags.list("device");
        for word in &devices {
            device::check(reader, word);
        }
        let mounts = flags.list("mount").iter().filter_map(|word| Mount::read(reader, word)).collect();
        let network = flags.any_text("network");
        check_choice(reader, "network", network.as_ref(), &["default", "none", "host"]);
        let security = flags.any_text("security");
        check_choice(reader, "security", security.as_ref(), &["sandbox", "insecure"]);
        Some(Self { command: command?, mounts, network, security, devices })
    }
}

/// A value that is one of a few words, in lower case.
fn check_choice(reader: &mut Reader, name: &str, value: Option<&Word>, choices: &[&str]) {
    let Some(value) = value.filter(|value| !choices.contains(&value.text.as_str())) else { return };
    let list: Vec<String> = choices.iter().map(|choice| format!("`{choice}`")).collect();
    let span = if value.text.is_empty() { reader.flag_span(value) } else { value.span };
    let message = format!("`{}` is no value for `--{name}`; write one of {}", value.text, list.join(", "));
    let error = reader.error(ErrorCode::InvalidFlagValue, span, message);
    let same = choices.iter().find(|choice| choice.eq_ignore_ascii_case(&value.text));
    reader.push(match same {
        Some(same) => {
            error.with_fix(Fix::unsafe_(format!("Write `{same}`"), vec![Edit::replace(value.span, *same)]))
        }
        None => error,
    });
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused, repaired};
    accepted("RUN");
    accepted("RUN --network=none --security=insecure --mount=type=cache,target=/c a");
    accepted("# syntax=docker/dockerfile:1-labs\nRUN --device=vendor.com/class=x a");
    refused("RUN «--device=vendor.com/class=x» a", false);
    refused("RUN --device=«x,name=y» --device=«x,y» «--device=» a", true);
    refused("RUN «--network=» --security=«x» a", true);
    repaired("RUN --network=None a", "RUN --network=none a");
}
