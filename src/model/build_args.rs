use std::collections::{BTreeMap, BTreeSet};

use super::{Model, predefined};
use crate::instruction::{BuildArg, Kind};
use crate::text::{Span, order};

/// A build argument that the file declares or the build is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildArgument {
    /// The name.
    pub name: String,
    /// What gives it a meaning.
    pub kind: BuildArgumentKind,
    /// The value of `--build-arg`.
    pub given: Option<String>,
    /// What it is worth where none is given: its first default, or what the platform says.
    pub default: Option<String>,
    /// The name in its first ARG; in the first with a default, where there is one.
    pub span: Option<Span>,
    /// The line of `span`, from 1.
    pub line: Option<u32>,
    /// Whether an ARG outside of the stages that the target does not need declares it.
    pub is_needed: bool,
}

/// What gives a build argument a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildArgumentKind {
    /// An ARG of the file.
    Declared,
    /// The platform, or an ARG that asks for what it says.
    Platform,
    /// BuildKit hands it to every RUN as a proxy, without any ARG.
    Proxy,
    /// BuildKit itself, which reads it without any ARG.
    Builder,
    /// Nothing: no ARG declares it.
    Unused,
}

/// Every build argument: what ARG declares in the order of the file, then what is given besides, by name.
pub fn build_arguments(model: &Model) -> Vec<BuildArgument> {
    let mut list: Vec<BuildArgument> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let platform = predefined::platform_defaults(model);
    let undeclared = |name: &str| undeclared(model, &platform, name);
    let deferred: BTreeSet<usize> = order::set(model.deferred.iter().map(|one| one.onbuild));
    for (index, _, kind) in model.instructions() {
        let kind = match kind {
            Some(Kind::Onbuild(onbuild)) if deferred.contains(&index) => onbuild.trigger.as_deref(),
            kind => kind,
        };
        let Some(Kind::Arg(arg)) = kind else { continue };
        for arg in &arg.args {
            let next = list.len();
            let place = *places.entry(&arg.name.text).or_insert(next);
            if place == next {
                list.push(undeclared(&arg.name.text));
            }
            if let Some(argument) = list.get_mut(place) {
                declare(model, index, arg, argument);
            }
        }
    }
    let others = model.options.build_args.keys().filter(|name| !places.contains_key(name.as_str()));
    let others: Vec<BuildArgument> = others.map(|name| undeclared(name)).collect();
    list.extend(others);
    list
}

/// Takes in one more ARG of a name.
fn declare(model: &Model, index: usize, arg: &BuildArg, argument: &mut BuildArgument) {
    argument.is_needed |= model.stage_of(index).is_none_or(|stage| stage.is_reachable);
    if argument.kind == BuildArgumentKind::Unused {
        argument.kind = BuildArgumentKind::Declared;
    }
    let default = arg.default.as_ref().filter(|_| argument.default.is_none() || is_platform(argument));
    if argument.span.is_none() {
        set_place(model, arg.name.span, argument);
    }
    if let Some(word) = default {
        argument.default = Some(model.expand(index, word).unwrap_or_else(|| word.text.clone()));
        argument.kind = BuildArgumentKind::Declared;
        set_place(model, arg.name.span, argument);
    }
}

fn is_platform(argument: &BuildArgument) -> bool {
    argument.kind == BuildArgumentKind::Platform
}

fn set_place(model: &Model, span: Span, argument: &mut BuildArgument) {
    argument.span = Some(span);
    argument.line = Some(model.lines.line(span.start) + 1);
}

const SECRETS: [&str; 10] =
    ["apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token"];
const HARMLESS: [&str; 3] = ["public", "file", "version"];

/// Whether a variable is named like a secret. Follows the patterns of BuildKit: whole parts between underscores count, in
/// any case, of which the long s and the sign of the Kelvin are one too.
pub fn is_secret_name(name: &str) -> bool {
    if !name.is_ascii() {
        return is_secret_name_in_ascii(&name.replace('ſ', "s").replace('\u{212a}', "k"));
    }
    is_secret_name_in_ascii(name)
}

fn is_secret_name_in_ascii(name: &str) -> bool {
    let has =
        |words: &[&str]| name.split('_').any(|part| words.iter().any(|word| word.eq_ignore_ascii_case(part)));
    has(&SECRETS) && !has(&HARMLESS)
}

/// What is known of a name that no ARG declares.
fn undeclared(model: &Model, platform: &[(&str, String)], name: &str) -> BuildArgument {
    let value = platform.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let (kind, default) = match value {
        Some(value) => (BuildArgumentKind::Platform, Some(value)),
        None if predefined::is_proxy_arg(name) => (BuildArgumentKind::Proxy, None),
        None if predefined::is_builder_arg(name) => (BuildArgumentKind::Builder, None),
        None => (BuildArgumentKind::Unused, None),
    };
    let given = model.options.build_args.get(name).cloned();
    BuildArgument { name: name.to_owned(), kind, given, default, span: None, line: None, is_needed: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Options;

    fn shown(source: &str, options: &Options) -> Vec<String> {
        let show = |one: BuildArgument| {
            let line = one.line.map_or_else(String::new, |line| format!(" line {line}"));
            let needed = if one.is_needed { "" } else { " unneeded" };
            format!("{} {:?} {:?} {:?}{line}{needed}", one.name, one.kind, one.default, one.given)
        };
        build_arguments(&Model::new(source, options)).into_iter().map(show).collect()
    }

    #[test]
    fn lists_what_the_file_declares_and_what_is_given() {
        let mut options = Options { platform: Some("linux/arm64".to_owned()), ..Options::default() };
        for name in ["B", "http_proxy", "BUILDKIT_SYNTAX", "EXTRA", "TARGETOS"] {
            options.build_args.insert(name.to_owned(), "given".to_owned());
        }
        let source =
            "ARG A=1\nARG B\nFROM x AS one\nARG C=\"$A c\"\nARG A\nFROM x\nARG B=two\nARG TARGETARCH\n";
        assert_eq!(
            shown(source, &options),
            [
                "A Declared Some(\"1\") None line 1",
                "B Declared Some(\"two\") Some(\"given\") line 7",
                "C Declared Some(\" c\") None line 4 unneeded",
                "TARGETARCH Platform Some(\"arm64\") None line 8",
                "BUILDKIT_SYNTAX Builder None Some(\"given\") unneeded",
                "EXTRA Unused None Some(\"given\") unneeded",
                "TARGETOS Platform Some(\"linux\") Some(\"given\") unneeded",
                "http_proxy Proxy None Some(\"given\") unneeded",
            ]
        );
    }

    #[test]
    fn what_onbuild_defers_declares_too() {
        let source = "FROM x AS b\nONBUILD ARG V=1\n";
        assert_eq!(shown(source, &Options::default()), [""; 0]);
        let used = format!("{source}FROM b\n");
        assert_eq!(shown(&used, &Options::default()), ["V Declared Some(\"1\") None line 2"]);
    }

    #[test]
    fn a_default_of_its_own_takes_a_platform_argument_over() {
        let source = "FROM x\nARG TARGETARCH\nARG TARGETARCH=mine\nARG TARGETARCH=again\n";
        assert_eq!(shown(source, &Options::default()), ["TARGETARCH Declared Some(\"mine\") None line 3"]);
    }
}
