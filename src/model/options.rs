use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::instruction::{ImageRef, Platform};

/// The platform that is built for where none is asked for.
pub const DEFAULT_PLATFORM: &str = "linux/amd64";

/// How the source of a named context may begin.
const CONTEXT_KINDS: [&str; 5] = ["git", "http", "https", "input", "local"];

/// What `docker build` would be called with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// `--target`: a stage name; the last stage where it is absent.
    pub target: Option<String>,
    /// `--platform`: [`DEFAULT_PLATFORM`] where it is absent.
    pub platform: Option<String>,
    /// `--build-arg`.
    pub build_args: BTreeMap<String, String>,
    /// `--build-context`: name and source.
    pub named_contexts: BTreeMap<String, String>,
    /// The text of `.dockerignore`.
    pub dockerignore: Option<String>,
}

impl Options {
    /// The key in `named_contexts` that takes the place of a stage or an image of this name. Follows `NamedContext` of
    /// BuildKit: names are compared in their shortest form, and a key may end in `::` and the platform it is meant for.
    pub fn named_context(&self, name: &str, platform: Option<&str>) -> Option<&str> {
        if self.named_contexts.is_empty() {
            return None;
        }
        let name = short_name(name)?;
        let platform = Platform::parse(platform.unwrap_or(self.platform())).ok()?.normalized().to_string();
        let keys = || self.named_contexts.keys().map(String::as_str);
        let for_platform = keys().find(|key| {
            let parts = key.split_once("::");
            parts.is_some_and(|(base, end)| end == platform && short_name(base).as_ref() == Some(&name))
        });
        for_platform.or_else(|| keys().find(|key| short_name(key).as_ref() == Some(&name)))
    }

    /// Why the source of a named context cannot be used. What is neither an image nor a URL is taken for a directory.
    pub fn named_context_problem(&self, key: &str) -> Option<String> {
        let source = self.named_contexts.get(key)?;
        if let Some(image) = source.strip_prefix("docker-image:") {
            let error = ImageRef::parse(image.trim_start_matches("//")).err()?;
            return Some(format!(
                "the context `{key}` is the image `{image}`, which is no image name: {error}"
            ));
        }
        let (kind, _) = source.split_once(':')?;
        if kind.len() > 1
            && kind.bytes().all(|byte| byte.is_ascii_lowercase())
            && !CONTEXT_KINDS.contains(&kind)
        {
            return Some(format!(
                "the context `{key}` is `{source}`, and there is no kind of context `{kind}:`"
            ));
        }
        let layout = source.strip_prefix("oci-layout:")?;
        let has_digest =
            ImageRef::parse(layout.trim_start_matches("//")).is_ok_and(|image| image.digest.is_some());
        (!has_digest).then(|| format!("the context `{key}` is the layout `{layout}`, which names no digest"))
    }

    /// The platform that is built for.
    pub fn platform(&self) -> &str {
        self.platform.as_deref().filter(|platform| !platform.is_empty()).unwrap_or(DEFAULT_PLATFORM)
    }
}

/// The shortest way to write a name without the tag that is implied; `None` for what no context can replace.
fn short_name(name: &str) -> Option<String> {
    let familiar = ImageRef::parse(name).ok()?.familiar();
    let short = familiar.strip_suffix(":latest").unwrap_or(&familiar);
    (!matches!(short, "scratch" | "context")).then(|| short.to_owned())
}

#[test]
fn sources_of_contexts_are_checked() {
    let mut options = Options::default();
    let mut problem = |source: &str| {
        options.named_contexts.insert("a".to_owned(), source.to_owned());
        options.named_context_problem("a").is_some()
    };
    for source in ["docker-image://Up", "oci-layout://x:1", "target:x"] {
        assert!(problem(source), "{source}");
    }
    for source in ["docker-image://a:1", "./dir", "C:\\dir", "https://h/x.git", "git@h:x", "local:x", "dir"] {
        assert!(!problem(source), "{source}");
    }
}

#[test]
fn named_contexts_are_found_by_their_short_name() {
    let mut options = Options::default();
    for key in ["alpine", "alpine:3::linux/arm64", "src", "scratch", "Up"] {
        options.named_contexts.insert(key.to_owned(), "local:x".to_owned());
    }
    let find = |name: &str, platform: Option<&str>| options.named_context(name, platform);
    for name in ["alpine", "alpine:latest", "docker.io/library/alpine"] {
        assert_eq!(find(name, None), Some("alpine"), "{name}");
    }
    assert_eq!(find("alpine:3", None), None);
    assert_eq!(find("alpine:3", Some("linux/arm64")), Some("alpine:3::linux/arm64"));
    assert_eq!((find("src", None), find("scratch", None), find("Up", None)), (Some("src"), None, None));
}
