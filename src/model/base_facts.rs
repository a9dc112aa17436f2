//! What is known of well-known base images whatever their version, each with the page that says so.

mod table;

use super::{Model, Stage, StageId, predefined};
use crate::instruction::{ImageRef, Platform};
use table::{ARCHITECTURES, NAMES_OF_SYSTEMS, TABLE, VARIANTS};

/// What is known of a base image.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BaseFacts {
    /// The system inside.
    pub system: Option<&'static System>,
    /// The entrypoint and the command of its config, each empty where there is none.
    pub process: Option<(&'static [&'static str], &'static [&'static str])>,
    /// The user of its config.
    pub user: Option<&'static str>,
    /// A user that it has, but that nothing runs as unless told so.
    pub spare_user: Option<&'static str>,
    /// The working directory of its config.
    pub working_dir: Option<&'static str>,
    /// Variables of its config; an empty value stands for one that changes with the version.
    pub env: &'static [(&'static str, &'static str)],
    /// The ports of its config.
    pub ports: &'static [&'static str],
    /// The volumes of its config.
    pub volumes: &'static [&'static str],
    /// The stop signal of its config.
    pub stop_signal: Option<&'static str>,
    /// The platform it is built for, where there is only one.
    pub platform: Option<&'static str>,
    /// Where the first of these facts stands.
    pub source: &'static str,
}

/// What is common to the images of one distribution.
#[derive(Debug, PartialEq, Eq)]
pub struct System {
    /// Its name; empty where it has none.
    pub name: &'static str,
    /// What its `/bin/sh` is, empty where that differs; `None` where it has no shell.
    pub shell: Option<&'static str>,
    /// Whether it has bash.
    pub has_bash: bool,
    /// Its C library; empty where that depends on the image.
    pub libc: &'static str,
    /// What installs its packages; empty where nothing does.
    pub packages: &'static str,
}

/// What is known of an image; each fact from the first row that has it.
pub fn base_facts(image: &ImageRef) -> BaseFacts {
    let full = ImageRef { tag: None, digest: None, ..image.clone() }.familiar();
    let tag = image.effective_tag().unwrap_or_default();
    let mut known = BaseFacts::default();
    let mut name = full.as_str();
    for (prefix, platform) in NAMES_OF_SYSTEMS {
        if let Some(rest) = name.strip_prefix(prefix) {
            name = rest;
            if !platform.is_empty() {
                known.platform = Some(platform);
                known.source = ARCHITECTURES;
            }
        }
    }
    let is_official = !name.contains('/');
    if is_official && ["windowsservercore", "nanoserver"].iter().any(|part| tag.contains(part)) {
        return BaseFacts { platform: Some("windows/amd64"), ..known };
    }
    // Official images name the release of the distribution they stand on in their tags.
    let variant = VARIANTS.iter().find(|(part, _, _)| is_official && tag.contains(part));
    let variant = variant.map(|(_, facts, source)| (facts, *source));
    let rows = TABLE.iter().filter(|(images, part, _, _)| {
        let is_meant =
            |image: &&str| if image.ends_with('/') { name.starts_with(*image) } else { name == *image };
        images.iter().any(is_meant) && part.split(' ').all(|part| tag.contains(part))
    });
    let rows = rows.map(|(_, _, facts, source)| (facts, *source));
    for (facts, source) in variant.into_iter().chain(rows) {
        known.add(facts, source);
    }
    known
}

/// The part of the name of an image that says for which platform it is, such as `arm64v8/`.
pub fn platform_prefix(image: &ImageRef) -> Option<&'static str> {
    let name = image.familiar();
    let prefixes = NAMES_OF_SYSTEMS.iter().filter(|(_, platform)| !platform.is_empty());
    prefixes.map(|(prefix, _)| *prefix).find(|prefix| name.starts_with(prefix))
}

impl BaseFacts {
    /// Takes over what is not known yet.
    fn add(&mut self, other: &Self, source: &'static str) {
        let list = |own: &'static [_], other| if own.is_empty() { other } else { own };
        self.system = self.system.or(other.system);
        self.process = self.process.or(other.process);
        self.user = self.user.or(other.user);
        self.spare_user = self.spare_user.or(other.spare_user);
        self.working_dir = self.working_dir.or(other.working_dir);
        self.stop_signal = self.stop_signal.or(other.stop_signal);
        self.platform = self.platform.or(other.platform);
        self.ports = list(self.ports, other.ports);
        self.volumes = list(self.volumes, other.volumes);
        self.env = if self.env.is_empty() { other.env } else { self.env };
        self.source = if self.source.is_empty() { source } else { self.source };
    }

    /// Whether it has a shell; `None` where that is not known.
    pub fn has_shell(&self) -> Option<bool> {
        Some(self.system?.shell.is_some())
    }

    /// The value of a variable of its config, empty where it changes with the version.
    pub fn variable(&self, name: &str) -> Option<&'static str> {
        self.env.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

impl Model {
    /// What is known of the image that a stage stands on, with its bases.
    pub fn base_facts(&self, id: StageId) -> BaseFacts {
        let root = self.base_chain(id).last().filter(|root| !root.is_replaced);
        let image = root.and_then(Stage::image).filter(|image| !self.is_other_system(id, image));
        let (Some(root), Some(image)) = (root, image) else { return BaseFacts::default() };
        let mut known = self.known_images.borrow_mut();
        *known.entry(root.id).or_insert_with(|| base_facts(image))
    }

    /// Whether an image of several systems is built for Windows, of which the table says nothing.
    fn is_other_system(&self, id: StageId, image: &ImageRef) -> bool {
        let asked = self.asked_platform_text(id).and_then(|text| text.split('/').next());
        asked.is_some_and(|system| system.eq_ignore_ascii_case("windows"))
            && !predefined::is_windows_image(image)
    }

    /// The platform that a stage is built for where it is asked for, by FROM or by the command line.
    pub fn asked_platform(&self, id: StageId) -> Option<Platform> {
        Some(Platform::parse(self.asked_platform_text(id)?).ok()?.normalized())
    }

    fn asked_platform_text(&self, id: StageId) -> Option<&str> {
        self.stage(id)?.platform.as_deref().or(self.options.platform.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(name: &str) -> BaseFacts {
        base_facts(&ImageRef::parse(name).unwrap())
    }

    fn system(name: &str) -> &'static str {
        facts(name).system.map_or("", |system| system.name)
    }

    #[test]
    fn images_are_known_by_their_name() {
        let alpine = ["alpine:3.22", "docker.io/library/node:22-alpine", "arm64v8/alpine", "composer:2"];
        let others = ["mirror.gcr.io/library/alpine", "public.ecr.aws/docker/library/python:3.13-alpine3.22"];
        assert!(alpine.iter().chain(&others).all(|name| system(name) == "Alpine Linux"));
        let debian = ["debian:13", "node:22", "python:3.13-slim", "golang", "eclipse-temurin:21-bookworm"];
        assert!(debian.iter().all(|name| system(name) == "Debian"));
        assert_eq!(system("tomcat:11-jre21-temurin-noble"), "Ubuntu");
        let unknown = [
            "me/alpine",
            "me/debian:bookworm",
            "golang:1.25-nanoserver",
            "oraclelinux:9-slim",
            "swift:6-slim",
        ];
        assert!(unknown.iter().all(|name| system(name).is_empty()));
        assert_eq!(facts("arm64v8/alpine").platform, Some("linux/arm64"));
        assert_eq!(facts("python:3.13-windowsservercore-ltsc2025").platform, Some("windows/amd64"));
    }

    #[test]
    fn what_they_set() {
        let nginx = facts("nginx:1-alpine");
        assert_eq!((nginx.ports, nginx.stop_signal), (["80/tcp"].as_slice(), Some("SIGQUIT")));
        assert_eq!(nginx.process.unwrap().0, ["/docker-entrypoint.sh"]);
        let distroless = facts("gcr.io/distroless/static-debian12:nonroot");
        assert_eq!((distroless.has_shell(), distroless.user), (Some(false), Some("65532")));
        assert_eq!(facts("gcr.io/distroless/base:debug-nonroot").user, Some("65532"));
        assert_eq!(facts("gcr.io/distroless/base:debug").has_shell(), Some(true));
        assert_eq!(facts("registry.access.redhat.com/ubi9/ubi-micro").system.unwrap().packages, "");
        assert_eq!(
            facts("registry.access.redhat.com/ubi9/ubi-minimal:9.4").system.unwrap().packages,
            "microdnf"
        );
        assert_eq!(facts("node:22-alpine").spare_user, Some("node"));
        assert_eq!(facts("golang:1.25").variable("GOPATH"), Some("/go"));
        assert_eq!(facts("mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled").has_shell(), Some(false));
        assert_eq!(facts("php:8.4-fpm-alpine").working_dir, Some("/var/www/html"));
        assert_eq!(facts("php:8.4-cli").working_dir, None);
    }

    #[test]
    fn what_is_built_for_windows_is_not_known() {
        let known = |text: &str| Model::new(text, &crate::Options::default()).base_facts(StageId(0));
        assert_eq!(known("FROM --platform=windows/amd64 golang:1.25\n"), BaseFacts::default());
        assert!(known("FROM --platform=linux/arm64 golang:1.25\n").system.is_some());
    }

    #[test]
    fn every_row_has_its_source() {
        for (images, _, facts, source) in TABLE {
            assert!(source.starts_with("https://") && *facts != BaseFacts::default(), "{images:?}");
            assert!(!images.is_empty());
        }
        assert!(VARIANTS.iter().all(|(.., source)| source.starts_with("https://")));
    }
}
