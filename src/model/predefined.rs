//! What every build has without being told: platform arguments, `PATH`, and images known to be for Windows.

use super::{Model, Options, Stage};
use crate::instruction::{ImageRef, Platform};

/// The names of the platform arguments.
pub const PLATFORM_ARGS: [&str; 10] = [
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDOSVERSION",
    "BUILDARCH",
    "BUILDVARIANT",
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETOSVERSION",
    "TARGETARCH",
    "TARGETVARIANT",
];

/// The platform of the machine that builds; a page cannot know it, so it is the common one.
const BUILD_PLATFORM: &str = "linux/amd64";

/// The platform arguments and `TARGETSTAGE` with their values.
pub(super) fn platform_args(options: &Options, last: Option<&Stage>) -> Vec<(&'static str, String)> {
    let mut args = Vec::new();
    let names = PLATFORM_ARGS.iter().copied();
    let values = platform_values(BUILD_PLATFORM).into_iter().chain(platform_values(options.platform()));
    args.extend(names.zip(values));
    let target = options.target.clone().or_else(|| last.and_then(|stage| stage.name.clone()));
    args.push(("TARGETSTAGE", target.unwrap_or_else(|| "default".to_owned())));
    for (name, value) in &mut args {
        if let Some(given) = options.build_args.get(*name) {
            value.clone_from(given);
        }
    }
    args
}

/// The platform arguments and `TARGETSTAGE` with their values, whatever build arguments say.
pub fn platform_defaults(model: &Model) -> Vec<(&'static str, String)> {
    let Options { target, platform, .. } = &model.options;
    let options = Options { target: target.clone(), platform: platform.clone(), ..Options::default() };
    platform_args(&options, model.stages.last())
}

/// Whether BuildKit hands a build argument of this name to every RUN as a proxy setting, without any ARG.
pub fn is_proxy_arg(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    ["ALL_PROXY", "FTP_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"].contains(&upper.as_str())
}

/// Whether BuildKit itself reads a build argument of this name, without any ARG.
pub fn is_builder_arg(name: &str) -> bool {
    BUILDER_ARGS.contains(&name)
}

/// What BuildKit reads of the build arguments.
const BUILDER_ARGS: [&str; 11] = [
    "BUILDKIT_BUILD_NAME",
    "BUILDKIT_CACHE_MOUNT_NS",
    "BUILDKIT_CONTEXT_KEEP_GIT_DIR",
    "BUILDKIT_DOCKERFILE_CHECK",
    "BUILDKIT_INLINE_CACHE",
    "BUILDKIT_MULTI_PLATFORM",
    "BUILDKIT_SANDBOX_HOSTNAME",
    "BUILDKIT_SBOM_SCAN_CONTEXT",
    "BUILDKIT_SBOM_SCAN_STAGE",
    "BUILDKIT_SYNTAX",
    "SOURCE_DATE_EPOCH",
];

/// Platform, OS, OS version, architecture and variant.
fn platform_values(text: &str) -> [String; 5] {
    match Platform::parse(text) {
        Ok(platform) => {
            let platform = platform.normalized();
            let text = platform.to_string();
            [text, platform.os, platform.os_version, platform.architecture, platform.variant]
        }
        Err(_) => [text.to_owned(), String::new(), String::new(), String::new(), String::new()],
    }
}

/// The `PATH` that BuildKit gives every stage.
pub fn default_path(is_windows: bool) -> &'static str {
    if is_windows {
        "c:\\Windows\\System32;c:\\Windows"
    } else {
        "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    }
}

/// Whether an image only exists for Windows, by its well-known name.
pub(super) fn is_windows_image(image: &ImageRef) -> bool {
    let path = image.repository.as_str();
    image.registry == "mcr.microsoft.com"
        && (path.starts_with("windows/") || path == "windows" || has_windows_tag(image))
}

fn has_windows_tag(image: &ImageRef) -> bool {
    let tag = image.tag.as_deref().unwrap_or_default();
    ["nanoserver", "windowsservercore", "ltsc20"].iter().any(|part| tag.contains(part))
}

/// The directory that `WORKDIR path` leads to on Windows: both separators count, a drive letter makes a path absolute.
pub fn join_windows_path(base: &str, path: &str) -> String {
    let path = path.replace('/', "\\");
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    let joined = match (has_drive, path.starts_with('\\')) {
        (true, _) => path,
        (false, true) => format!("C:{path}"),
        (false, false) => format!("{}\\{path}", base.trim_end_matches('\\')),
    };
    let (drive, rest) = joined.split_at_checked(2).unwrap_or(("C:", ""));
    let mut parts: Vec<&str> = Vec::new();
    for part in rest.split('\\') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("{drive}\\{}", parts.join("\\"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_join_and_clean() {
        assert_eq!(join_windows_path("C:\\a", "b/c"), "C:\\a\\b\\c");
        assert_eq!(join_windows_path("C:\\a", "\\b"), "C:\\b");
        assert_eq!(join_windows_path("C:\\a", "d:/x/.."), "d:\\");
    }
}
