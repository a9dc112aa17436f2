//! Build arguments that BuildKit knows by itself.

use crate::explain::Entry;
use crate::explain::entry::variable;

pub(super) const ENTRIES: &[Entry] = &[
    variable("BUILDARCH", "The architecture of the machine that builds, such as `amd64`.", ""),
    variable("BUILDKIT_INLINE_CACHE", "Stores cache data inside the image that is pushed.", ""),
    variable(
        "BUILDKIT_SBOM_SCAN_CONTEXT",
        "Whether the build context is listed in the software bill of materials.",
        "",
    ),
    variable("BUILDKIT_SBOM_SCAN_STAGE", "Which stages are listed in the software bill of materials.", ""),
    variable("BUILDOS", "The operating system of the machine that builds.", ""),
    variable("BUILDOSVERSION", "The system version of the machine that builds, on Windows.", ""),
    variable(
        "BUILDPLATFORM",
        "The platform of the machine that builds, such as `linux/amd64`.",
        "A stage that starts `FROM --platform=$BUILDPLATFORM` runs without emulation.",
    ),
    variable("BUILDVARIANT", "The variant of the building machine's architecture, such as `v7`.", ""),
    variable("FTP_PROXY", "The proxy for FTP; BuildKit passes it to RUN without storing it.", ""),
    variable(
        "HTTPS_PROXY",
        "The proxy for HTTPS; as a build argument it needs no ARG and is not stored.",
        "",
    ),
    variable("HTTP_PROXY", "The proxy for HTTP; as a build argument it needs no ARG and is not stored.", ""),
    variable("NO_PROXY", "Hosts that are reached without a proxy.", ""),
    variable(
        "SOURCE_DATE_EPOCH",
        "The time in seconds since 1970 that files and image get, for builds that repeat exactly.",
        "",
    ),
    variable(
        "TARGETARCH",
        "The architecture the image is for, such as `amd64` or `arm64`.",
        "It is set by BuildKit, but a stage has to declare it with `ARG TARGETARCH`.",
    ),
    variable("TARGETOS", "The operating system the image is for, such as `linux`.", ""),
    variable("TARGETOSVERSION", "The system version the image is for, on Windows.", ""),
    variable(
        "TARGETPLATFORM",
        "The platform the image is for, such as `linux/arm64`, as `--platform` asks.",
        "It is set by BuildKit, but a stage has to declare it with `ARG TARGETPLATFORM`.",
    ),
    variable("TARGETSTAGE", "The name of the stage that is built.", ""),
    variable("TARGETVARIANT", "The variant of the target's architecture, such as `v7`.", ""),
];
