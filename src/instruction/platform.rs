//! Platforms: `linux/arm64/v8`.

use std::fmt;

use crate::text::{go_quote, join_path, lower, order};

/// The operating system that is meant where only an architecture is given.
pub const DEFAULT_OS: &str = "linux";
/// The architecture that is meant where only an operating system is given.
pub const DEFAULT_ARCHITECTURE: &str = "amd64";

const KNOWN_OS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "windows",
    "zos",
];
const KNOWN_ARCHITECTURES: &[&str] = &[
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "armbe",
    "arm64",
    "arm64be",
    "ppc64",
    "ppc64le",
    "loong64",
    "mips",
    "mipsle",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "ppc",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];
const OS_PATTERN: &str = r"^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$";
const PART_PATTERN: &str = "^[A-Za-z0-9_.-]+$";

/// What an image or a build runs on, with the usual names: `aarch64` has become `arm64`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Platform {
    /// The operating system.
    pub os: String,
    /// The version of the operating system; mostly empty.
    pub os_version: String,
    /// Features of the operating system; mostly empty.
    pub os_features: Vec<String>,
    /// The architecture.
    pub architecture: String,
    /// The variant of the architecture; empty where it is the usual one or not given.
    pub variant: String,
}

/// Why a text is no platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformError {
    /// The text.
    pub text: String,
    /// What is wrong.
    pub kind: PlatformErrorKind,
}

/// What is wrong with a platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlatformErrorKind {
    /// It has a `*`.
    Wildcard,
    /// The first part is no operating system, with an optional version.
    Os(String),
    /// A `%` in the version is not followed by two hexadecimal digits.
    OsVersion(String),
    /// A `%` in a feature is not followed by two hexadecimal digits.
    OsFeature(String),
    /// Another part has characters that do not belong there, or is empty.
    Part(String),
    /// The only part is neither an operating system nor an architecture that is known.
    Unknown,
    /// It has more than three parts.
    TooManyParts,
}

impl Platform {
    /// Reads a platform. Follows `Parse` of containerd/platforms on a machine with the defaults above.
    pub fn parse(text: &str) -> Result<Self, PlatformError> {
        parse(text).map_err(|kind| PlatformError { text: text.to_owned(), kind })
    }

    /// The same with the variant that is implied or left out spelled out as images have it.
    pub fn normalized(&self) -> Self {
        let (architecture, variant) = normalize_architecture(&self.architecture, &self.variant);
        let mut os_features = self.os_features.clone();
        order::sort(&mut os_features);
        os_features.dedup();
        Self { os: normalize_os(&self.os), architecture, variant, os_features, ..self.clone() }
    }

    /// The platform with the version and the features of its operating system in parentheses.
    pub fn with_os_version(&self) -> String {
        let mut features: Vec<&String> =
            self.os_features.iter().filter(|feature| !feature.is_empty()).collect();
        order::sort(&mut features);
        features.dedup();
        if self.os_version.is_empty() && features.is_empty() {
            return self.to_string();
        }
        let features: String = features.iter().map(|feature| format!("+{}", encode(feature))).collect();
        let os = format!("{}({}{features})", self.os, encode(&self.os_version));
        join_path(&[&os, &self.architecture, &self.variant])
    }
}

/// The platform without the version of its operating system: `linux/arm64/v8`.
impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&join_path(&[&self.os, &self.architecture, &self.variant]))
    }
}

impl fmt::Display for PlatformError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use PlatformErrorKind::*;
        let text = go_quote(&self.text);
        let invalid = "invalid argument";
        match &self.kind {
            Wildcard => write!(f, "{text}: wildcards not yet supported: {invalid}"),
            Os(part) => write!(
                f,
                "{} is an invalid OS component of {text}: OSAndVersion specifier component must match {}: {invalid}",
                go_quote(part),
                go_quote(OS_PATTERN)
            ),
            OsVersion(part) => {
                write!(f, "{text} has an invalid OS version {}: invalid URL escape", go_quote(part))
            }
            OsFeature(part) => {
                let feature = go_quote(part);
                write!(f, "{text} has invalid OS features: invalid os feature {feature}: invalid URL escape")
            }
            Part(part) => write!(
                f,
                "{} is an invalid component of {text}: platform specifier component must match {}: {invalid}",
                go_quote(part),
                go_quote(PART_PATTERN)
            ),
            Unknown => write!(f, "{text}: unknown operating system or architecture: {invalid}"),
            TooManyParts => write!(f, "{text}: cannot parse platform specifier: {invalid}"),
        }
    }
}

impl std::error::Error for PlatformError {}

fn parse(text: &str) -> Result<Platform, PlatformErrorKind> {
    if text.contains('*') {
        return Err(PlatformErrorKind::Wildcard);
    }
    let mut parts = text.splitn(4, '/');
    let first = parts.next().unwrap_or_default();
    let mut platform = parse_os(first)?;
    let rest: Vec<&str> = parts.collect();
    if let Some(part) = rest.iter().find(|part| !is_part(part)) {
        return Err(PlatformErrorKind::Part((*part).to_owned()));
    }
    match *rest.as_slice() {
        [] if KNOWN_OS.contains(&platform.os.as_str()) => {
            platform.architecture = DEFAULT_ARCHITECTURE.to_owned();
            Ok(platform)
        }
        [] => {
            let platform = with_architecture(Platform { os: DEFAULT_OS.to_owned(), ..platform }, first);
            let is_known = KNOWN_ARCHITECTURES.contains(&platform.architecture.as_str());
            if is_known { Ok(platform) } else { Err(PlatformErrorKind::Unknown) }
        }
        [architecture] => Ok(with_architecture(platform, architecture)),
        [architecture, variant] => {
            (platform.architecture, platform.variant) = normalize_architecture(architecture, variant);
            if platform.architecture == "arm64" && platform.variant.is_empty() {
                platform.variant = "v8".to_owned();
            }
            Ok(platform)
        }
        _ => Err(PlatformErrorKind::TooManyParts),
    }
}

fn with_architecture(mut platform: Platform, architecture: &str) -> Platform {
    (platform.architecture, platform.variant) = normalize_architecture(architecture, "");
    if platform.architecture == "arm" && platform.variant == "v7" {
        platform.variant.clear();
    }
    platform
}

/// Reads `os`, `os(version)` or `os(version+feature+…)`.
fn parse_os(part: &str) -> Result<Platform, PlatformErrorKind> {
    let wrong = || PlatformErrorKind::Os(part.to_owned());
    let (os, options) = match part.split_once('(') {
        Some((os, rest)) => (os, rest.strip_suffix(')').ok_or_else(wrong)?),
        None => (part, ""),
    };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let is_option = |option: &str| option.bytes().all(|byte| is_name(byte) || matches!(byte, b'.' | b'%'));
    let (version, features) = options.split_once('+').map_or((options, None), |(v, f)| (v, Some(f)));
    let features: Vec<&str> = features.map(|features| features.split('+').collect()).unwrap_or_default();
    let fits = !os.is_empty()
        && os.bytes().all(is_name)
        && is_option(version)
        && features.iter().all(|feature| !feature.is_empty() && is_option(feature));
    if !fits {
        return Err(wrong());
    }
    let os_version = decode(version).ok_or_else(|| PlatformErrorKind::OsVersion(version.to_owned()))?;
    let mut os_features = Vec::new();
    for feature in features {
        let decoded = decode(feature).ok_or_else(|| PlatformErrorKind::OsFeature(feature.to_owned()))?;
        os_features.push(decoded);
    }
    Ok(Platform { os: normalize_os(os), os_version, os_features, ..Platform::default() })
}

fn is_part(part: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    !part.is_empty() && part.bytes().all(fits)
}

fn normalize_os(os: &str) -> String {
    match lower(os).as_str() {
        "" => DEFAULT_OS.to_owned(),
        "macos" => "darwin".to_owned(),
        os => os.to_owned(),
    }
}

/// Follows `normalizeArch`.
fn normalize_architecture(architecture: &str, variant: &str) -> (String, String) {
    let (architecture, variant) = (lower(architecture), lower(variant));
    let (architecture, variant) = match (architecture.as_str(), variant.as_str()) {
        ("i386", _) => ("386", ""),
        ("x86_64" | "x86-64" | "amd64", "v1") => ("amd64", ""),
        ("x86_64" | "x86-64", variant) => ("amd64", variant),
        ("aarch64" | "arm64", "8" | "v8" | "v8.0") => ("arm64", ""),
        ("aarch64" | "arm64", "9" | "9.0" | "v9.0") => ("arm64", "v9"),
        ("aarch64", variant) => ("arm64", variant),
        ("armhf", _) | ("arm", "" | "7") => ("arm", "v7"),
        ("armel", _) | ("arm", "6") => ("arm", "v6"),
        ("arm", "5") => ("arm", "v5"),
        ("arm", "8") => ("arm", "v8"),
        both => both,
    };
    (architecture.to_owned(), variant.to_owned())
}

fn encode(option: &str) -> String {
    let mut encoded = String::new();
    for character in option.chars() {
        match character {
            '%' | '+' | '(' | ')' | '/' => encoded.push_str(&format!("%{:02X}", u32::from(character))),
            other => encoded.push(other),
        }
    }
    encoded
}

/// Resolves `%2B` and the like; `None` where a `%` is followed by something else.
fn decode(option: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = option.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) =
                (char::from(rest.next()?).to_digit(16)?, char::from(rest.next()?).to_digit(16)?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_platforms() {
        for (text, written, normalized) in [
            ("linux/arm64", "linux/arm64", "linux/arm64"),
            ("linux/arm64/v8", "linux/arm64/v8", "linux/arm64"),
            ("Linux/x86_64/v1", "linux/amd64", "linux/amd64"),
            ("linux/arm", "linux/arm", "linux/arm/v7"),
            ("linux/arm/6", "linux/arm/v6", "linux/arm/v6"),
            ("macOS", "darwin/amd64", "darwin/amd64"),
            ("aarch64", "linux/arm64", "linux/arm64"),
            ("windows(10.0%2B1+b+a)/amd64", "windows(10.0%2B1+a+b)/amd64", "windows(10.0%2B1+a+b)/amd64"),
        ] {
            let platform = Platform::parse(text).unwrap();
            assert_eq!(platform.with_os_version(), written);
            assert_eq!(platform.normalized().with_os_version(), normalized);
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let kind = |text: &str| Platform::parse(text).unwrap_err().kind;
        assert_eq!(kind("amd"), PlatformErrorKind::Unknown);
        assert_eq!(kind("linux/*"), PlatformErrorKind::Wildcard);
        assert_eq!(kind("linux/"), PlatformErrorKind::Part(String::new()));
        assert_eq!(kind("linux/a/b/c"), PlatformErrorKind::TooManyParts);
        assert_eq!(kind("$X/arm"), PlatformErrorKind::Os("$X".to_owned()));
        assert_eq!(kind("windows(1%g)/amd64"), PlatformErrorKind::OsVersion("1%g".to_owned()));
    }
}
