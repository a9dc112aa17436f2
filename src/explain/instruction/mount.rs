use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        topic: Topic::MountType("bind"),
        title: "RUN --mount=type=bind",
        summary: "Shows files of the context, a stage or an image to this step without copying them.",
        body: "It is read-only unless `rw` is given, and even then the changes are thrown away. It saves a `COPY` and its layer \
            where files are needed for one step only.",
        sources: &[Source::Reference("run---mounttypebind")],
        see_also: &[Topic::Keyword(Keyword::Copy)],
    },
    Entry {
        topic: Topic::MountType("cache"),
        title: "RUN --mount=type=cache",
        summary: "Keeps a folder between builds on this machine, outside the image: for downloads and compiler output.",
        body: "The folder may be empty at any time, so the step must also work without it. What it holds never reaches the layer: \
            copy results out of it.",
        sources: &[Source::Reference("run---mounttypecache"), Source::Building("cache/optimize/")],
        see_also: &[Topic::Concept("build-cache")],
    },
    Entry {
        topic: Topic::MountType("secret"),
        title: "RUN --mount=type=secret",
        summary: "Gives this step a secret of `docker build --secret`; it never enters a layer or the cache.",
        body: "Without `target` or `env` it is the file `/run/secrets/` plus its id. Without `required` a missing secret is \
            silently absent.",
        sources: &[Source::Reference("run---mounttypesecret"), Source::Building("building/secrets/")],
        see_also: &[Topic::Concept("build-secret")],
    },
    Entry {
        topic: Topic::MountType("ssh"),
        title: "RUN --mount=type=ssh",
        summary: "Lends this step the SSH agent of `docker build --ssh`; no key enters the image.",
        body: "The server's host key has to be known: fill `known_hosts` with `ssh-keyscan` first.",
        sources: &[Source::Reference("run---mounttypessh")],
        see_also: &[Topic::Concept("build-secret")],
    },
    Entry {
        topic: Topic::MountType("tmpfs"),
        title: "RUN --mount=type=tmpfs",
        summary: "Mounts an empty folder in memory; what is written there is gone after this step.",
        body: "",
        sources: &[Source::Reference("run---mounttypetmpfs")],
        see_also: &[],
    },
    key("env", "The variable that holds the secret during this step.", SECRET),
    key(
        "from",
        "The stage, image or named context the files come from; a stage by its name, never its number.",
        BIND,
    ),
    key("gid", "The group id that owns the mount; 0 unless set.", CACHE),
    key(
        "id",
        "The name that tells caches, secrets or agents apart; for a cache, its target path unless set.",
        CACHE,
    ),
    key("mode", "The permissions of the mount, in octal.", CACHE),
    key("readonly", "Forbids writing; the default for bind mounts, secrets and SSH agents.", BIND),
    key("readwrite", "Allows writing. In a bind mount the changes are thrown away after the step.", BIND),
    key("required", "Fails the step where the secret or agent is not given.", SECRET),
    key(
        "sharing",
        "How parallel builds use a cache: `shared`, `private` copies, or `locked`, one after the other.",
        CACHE,
    ),
    key("size", "How large the folder in memory may become.", &[Source::Reference("run---mounttypetmpfs")]),
    key("source", "The path inside the context, stage or image; its root unless set.", BIND),
    key("target", "Where it appears; a relative path starts at WORKDIR.", BIND),
    key("type", "What is mounted: `bind` (the default), `cache`, `tmpfs`, `secret` or `ssh`.", MOUNT),
    key("uid", "The user id that owns the mount; 0 unless set.", CACHE),
    key("z", "A label option of SELinux systems that Podman knows; BuildKit refuses it.", MOUNT),
];

const MOUNT: &[Source] = &[Source::Reference("run---mount")];
const BIND: &[Source] = &[Source::Reference("run---mounttypebind")];
const CACHE: &[Source] = &[Source::Reference("run---mounttypecache")];
const SECRET: &[Source] = &[Source::Reference("run---mounttypesecret")];

const fn key(name: &'static str, summary: &'static str, sources: &'static [Source]) -> Entry {
    Entry { topic: Topic::MountKey(name), title: name, summary, body: "", sources, see_also: &[] }
}
