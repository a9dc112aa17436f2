//! What every build has without being told: platform arguments, `PATH`, and images known to be for Windows.

use super::{Model, Options, Stage};
use crate::instruction::{ImageRef, Platform};
use crate::text::{clean_path, join_path};

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

/// The directory that `WORKDIR path` leads to on Windows, as BuildKit writes it: with `\\` and without a drive. Follows
/// `NormalizeWorkdir`; what is wrong with a path is [`windows_path_problem`]'s matter.
pub fn join_windows_path(base: &str, path: &str) -> String {
    let (base, path) = (base.replace('\\', "/"), path.replace('\\', "/"));
    let path = without_drive(&path);
    let joined =
        if path.starts_with('/') { clean_path(path) } else { join_path(&["/", without_drive(&base), path]) };
    joined.replace('/', "\\")
}

/// Whether a path does not depend on the working directory. Follows `IsAbs`.
pub fn is_absolute(path: &str, is_windows: bool) -> bool {
    if !is_windows {
        return path.starts_with('/');
    }
    windows_path_problem(path).is_none() && without_drive(path).starts_with(['/', '\\'])
}

/// Why a path cannot be used on Windows: there is only the drive `C:`. Follows `CheckSystemDriveAndRemoveDriveLetter`.
pub fn windows_path_problem(path: &str) -> Option<&'static str> {
    let slashes = path.replace('\\', "/");
    if path.len() == 2 && path.ends_with(':') {
        return Some("names a drive and no path on it");
    }
    if slashes.starts_with("//") {
        return Some("is a network path, which is not supported");
    }
    let (drive, _) = path.split_once(':')?;
    (!drive.eq_ignore_ascii_case("c")).then_some("is not on the drive `C:`, the only one there is")
}

fn without_drive(path: &str) -> &str {
    path.split_once(':').map_or(path, |(_, path)| path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_join_and_clean() {
        for (base, path, joined) in [
            ("\\", "C:\\a", "\\a"),
            ("\\a", "b/c", "\\a\\b\\c"),
            ("\\a", "\\b\\", "\\b"),
            ("\\a", "c:x/../y", "\\a\\y"),
            ("\\", ".", "\\"),
        ] {
            assert_eq!(join_windows_path(base, path), joined);
        }
    }

    #[test]
    fn only_one_drive_is_there() {
        let absolute = ["C:\\a", "c:/a", "/a", "\\a"];
        assert!(absolute.iter().all(|path| is_absolute(path, true)));
        assert!(["C:a", "D:/a", "a", "C:", "//a"].iter().all(|path| !is_absolute(path, true)));
        assert!(
            ["D:/a", "C:", "\\\\h\\x", "https://h"].iter().all(|path| windows_path_problem(path).is_some())
        );
        assert!(absolute.iter().chain(&["a", "C:a"]).all(|path| windows_path_problem(path).is_none()));
    }
}
