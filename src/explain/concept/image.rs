//! Images and how they are named.

use crate::explain::entry::concept;
use crate::explain::{Entry, Source};

pub(super) const ENTRIES: &[Entry] = &[
    concept(
        "alpine-image",
        "Alpine images",
        "Very small images on Alpine Linux, with BusyBox tools, the package manager apk and the C library musl.",
        "Programs built for glibc, among them many Python wheels and Node add-ons of older date, do not run on musl and have to be \
            compiled. Names are resolved and memory is allocated differently too. The shell is `ash`; there is no `bash`.",
        &[Source::Page("https://wiki.musl-libc.org/functional-differences-from-glibc.html")],
    ),
    concept(
        "digest",
        "Digests",
        "`@sha256:…` names one exact image by its checksum; it never changes, whatever happens to the tag.",
        "Builds repeat exactly, but security updates arrive only when the digest is changed. Bots such as Renovate or Dependabot do that.",
        &[Source::Building("building/best-practices/#pin-base-image-versions")],
    ),
    concept(
        "distroless-image",
        "Distroless images",
        "Images with a runtime and its libraries but no shell and no package manager.",
        "There is little to attack and little to update. `RUN` with a shell command fails there and `CMD` has to be in exec form; \
            prepare everything in an earlier stage. Tags with `debug` add a BusyBox shell.",
        &[Source::Page("https://github.com/GoogleContainerTools/distroless")],
    ),
    concept(
        "image-reference",
        "Image references",
        "`registry/repository:tag@digest`; Docker Hub, its `library/` and the tag `latest` are understood.",
        "`python:3.12-slim` so means `docker.io/library/python:3.12-slim`. There is one colon for the tag and letters are lower case; a \
            colon before a slash is the port of the registry.",
        &[Source::Page("https://docs.docker.com/reference/cli/docker/image/tag/")],
    ),
    concept(
        "slim-image",
        "Slim images",
        "The same software without compilers, documentation and other extras, mostly on Debian: a fraction of the size.",
        "On Debian it still has glibc, so ready-built wheels and binaries work. What has to be compiled needs `build-essential`, best in a build \
            stage that is not shipped.",
        &[Source::Page("https://github.com/docker-library/docs/tree/master/python#image-variants")],
    ),
    concept(
        "static-binary",
        "Static binaries",
        "A program that carries its libraries in itself and so runs in an empty image.",
        "Go makes one with `CGO_ENABLED=0`, Rust with a musl target. From `scratch` also copy `/etc/ssl/certs/ca-certificates.crt` where it \
            calls HTTPS, and time zone data where it needs them.",
        &[Source::Building("building/base-images/")],
    ),
    concept(
        "tag",
        "Tags",
        "A tag is a name that its owner can move to another image at any time.",
        "The more exact it is, the less it moves: `3` follows every minor version, `3.12` the patches, `latest` everything. For exact \
            repetition add a digest.",
        &[Source::Building("building/best-practices/#pin-base-image-versions")],
    ),
];
