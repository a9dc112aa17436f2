//! Common values, offered while typing.

use super::flag::FlagEntry;
use crate::syntax::Keyword;

/// What stands behind an instruction in a few words.
pub const fn about(keyword: Keyword) -> &'static str {
    match keyword {
        Keyword::Add => "copy files, archives, downloads, repositories",
        Keyword::Arg => "a value given at build time",
        Keyword::Cmd => "what the container runs unless told",
        Keyword::Copy => "copy files into the image",
        Keyword::Entrypoint => "what the container always runs",
        Keyword::Env => "environment variables",
        Keyword::Expose => "ports the container listens on",
        Keyword::From => "start a stage from an image",
        Keyword::Healthcheck => "how to tell whether it works",
        Keyword::Label => "names and values about the image",
        Keyword::Maintainer => "deprecated: use LABEL",
        Keyword::Onbuild => "an instruction for images built on this one",
        Keyword::Run => "run a command in a new layer",
        Keyword::Shell => "the shell of shell-form commands",
        Keyword::Stopsignal => "the signal that stops the container",
        Keyword::User => "who runs what follows",
        Keyword::Volume => "paths kept outside the container",
        Keyword::Workdir => "the folder of what follows",
        Keyword::Unknown => "",
    }
}

/// Instructions in the order in which they are offered: the frequent ones first.
pub const KEYWORDS: [Keyword; 17] = [
    Keyword::Run,
    Keyword::Copy,
    Keyword::From,
    Keyword::Env,
    Keyword::Workdir,
    Keyword::Arg,
    Keyword::Expose,
    Keyword::Cmd,
    Keyword::Entrypoint,
    Keyword::User,
    Keyword::Add,
    Keyword::Label,
    Keyword::Volume,
    Keyword::Healthcheck,
    Keyword::Shell,
    Keyword::Stopsignal,
    Keyword::Onbuild,
];

/// Images that many files start from.
pub const IMAGES: &[FlagEntry] = &[
    ("scratch", "nothing at all"),
    ("alpine:3.22", "small, with musl"),
    ("debian:bookworm-slim", "Debian 12 without extras"),
    ("ubuntu:24.04", "Ubuntu LTS"),
    ("python:3.12-slim", "Python on Debian"),
    ("node:22-slim", "Node.js on Debian"),
    ("golang:1.25-alpine", "Go on Alpine"),
    ("rust:1.90-slim", "Rust on Debian"),
    ("eclipse-temurin:21-jre", "Java runtime"),
    ("php:8.4-fpm", "PHP on Debian"),
    ("ruby:3.4-slim", "Ruby on Debian"),
    ("nginx:1.29-alpine", "a web server"),
    ("postgres:17-alpine", "a database"),
];

/// Platforms, and the arguments that hold them.
pub const PLATFORMS: &[FlagEntry] = &[
    ("$BUILDPLATFORM", "the machine that builds"),
    ("$TARGETPLATFORM", "the machine it is built for"),
    ("linux/amd64", ""),
    ("linux/arm64", ""),
    ("linux/arm/v7", ""),
    ("windows/amd64", ""),
];

/// Signals that stop a container.
pub const SIGNALS: &[FlagEntry] = &[
    ("SIGTERM", "unless told"),
    ("SIGINT", "as Ctrl+C"),
    ("SIGQUIT", "nginx: finish requests first"),
    ("SIGKILL", "cannot be caught"),
    ("SIGUSR1", ""),
    ("SIGUSR2", ""),
];

/// Shells in exec form.
pub const SHELLS: &[FlagEntry] = &[
    (r#"["/bin/bash", "-o", "pipefail", "-c"]"#, "fail where any part of a pipe fails"),
    (r#"["/bin/sh", "-c"]"#, "as on Linux unless told"),
    (r#"["powershell", "-Command"]"#, "Windows"),
];

/// Parser directives.
pub const DIRECTIVES: &[FlagEntry] = &[
    ("# syntax=docker/dockerfile:1", "newest stable syntax"),
    ("# escape=`", "for Windows paths"),
    ("# check=error=true", "make checks fail the build"),
];
