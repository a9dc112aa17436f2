//! How a build works: stages, layers, cache, context.

use crate::explain::entry::concept;
use crate::explain::{Entry, Source};

pub(super) const ENTRIES: &[Entry] = &[
    concept(
        "arg-and-env",
        "ARG and ENV",
        "ARG gives a variable to the build only; ENV also stores it in the image for every container.",
        "Both can be used in the same places of a Dockerfile, and the later of two with one name wins. To let people set an \
            environment variable at build time, join them: `ARG VERSION` and then `ENV VERSION=$VERSION`.\n\nNeither hides a secret.",
        &[Source::Reference("arg"), Source::Building("building/variables/")],
    ),
    concept(
        "build-cache",
        "Build cache",
        "A step is skipped while its instruction, its input files and every step before it are unchanged.",
        "After the first changed step, all later steps of the stage run again. So put what changes rarely first: system packages, \
            then dependency lists and their installation, then the source code.\n\nA `RUN` is judged by its text alone: `apt-get \
            update` in a cached step does not look for news.",
        &[Source::Building("cache/"), Source::Building("cache/invalidation/")],
    ),
    concept(
        "build-context",
        "Build context",
        "The folder or repository named in `docker build`: the only place COPY and ADD can take local files from.",
        "Paths start at its root, and `..` cannot leave it. A `.dockerignore` file keeps folders such as `.git` and `node_modules` \
            out, which makes builds faster and keeps secrets from being copied by accident.",
        &[Source::Building("concepts/context/")],
    ),
    concept(
        "build-secret",
        "Secrets in a build",
        "A token belongs in `RUN --mount=type=secret`; in ARG, ENV or a copied file it stays readable in the image.",
        "Deleting the file in a later step does not help, since the earlier layer still holds it, and build arguments show up in \
            `docker history`.",
        &[Source::Building("building/secrets/")],
    ),
    concept(
        "global-scope",
        "Before the first FROM",
        "Only ARG, comments and directives may stand here; such an ARG can be used in every FROM line.",
        "Stages do not see it by themselves: repeat `ARG NAME` without a value inside a stage to bring it in.",
        &[Source::Reference("understand-how-arg-and-from-interact")],
    ),
    concept(
        "layer",
        "Layers",
        "Each RUN, COPY, ADD and WORKDIR can add a layer: the files that it changed, on top of those before.",
        "A container sees all layers as one file system. Layers never shrink: a file that one adds and the next deletes is still \
            shipped. Equal layers are stored and pulled once, also across images.",
        &[Source::Page(
            "https://docs.docker.com/get-started/docker-concepts/building-images/understanding-image-layers/",
        )],
    ),
    concept(
        "multi-stage-build",
        "Multi-stage build",
        "Several FROM lines: one stage builds, another takes only the results, so compilers are never shipped.",
        "The final image holds just its own base and what it copies: smaller, quicker to pull and with less to attack. Stages that \
            the target does not need are not built, and independent stages are built at the same time.",
        &[Source::Building("building/multi-stage/")],
    ),
    concept(
        "non-root",
        "Running as another user than root",
        "A process without root's rights can do little harm, inside the container or if it breaks out of it.",
        "Root in a container is root of the machine as soon as an attacker escapes, unless user namespaces are in use; and inside \
            it can change programs, install packages and read every mounted file.\n\nA high number such as `10001` belongs to no \
            system account and to no usual person of the host. It cannot write to system folders, and by the kernel's classic rule \
            it cannot listen on ports below 1024 (Docker lifts that one), so choose 8000 or 8080. It needs no entry in \
            `/etc/passwd`, and platforms such as OpenShift or a Kubernetes policy with `runAsNonRoot` demand it.",
        &[
            Source::Building("building/best-practices/#user"),
            Source::Page("https://kubernetes.io/docs/concepts/security/pod-security-standards/"),
        ],
    ),
    concept(
        "platform",
        "Platforms",
        "An operating system and an architecture such as `linux/arm64`; an image can exist for several.",
        "`TARGETPLATFORM` is what the image is for, `BUILDPLATFORM` the machine that builds. Where they differ, a stage is emulated, \
            which is slow, unless it runs on `$BUILDPLATFORM` and cross-compiles.",
        &[Source::Building("building/multi-platform/")],
    ),
    concept(
        "stage",
        "Stages",
        "A FROM and the instructions up to the next one; its result can be built upon, copied from or shipped.",
        "",
        &[Source::Building("building/multi-stage/")],
    ),
    concept(
        "wheel",
        "Python wheels",
        "A wheel is a Python package that is already built: installing it copies files and compiles nothing.",
        "`pip wheel` in a build stage compiles everything once; the final stage installs the `.whl` files without a compiler and, with \
            `--no-index`, without a download. Wheels with native code fit one Python version, system and architecture, so both stages need \
            the same base.",
        &[Source::Page("https://packaging.python.org/en/latest/discussions/package-formats/")],
    ),
];
