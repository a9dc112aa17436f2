use crate::explain::entry::flag;
use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        topic: Topic::Keyword(Keyword::Run),
        title: "RUN",
        summary: "Runs a command while the image is built and stores the changed files as a new layer.",
        body: "Only files last: variables, the current folder and started services are gone when the step ends. What a layer \
            holds cannot be made smaller by a later one, so clean up in the same `RUN` that makes the mess.\n\nThe step is \
            skipped while its text and everything before it are unchanged, even where the network would now answer differently.",
        sources: &[Source::Reference("run"), Source::Building("building/best-practices/#run")],
        see_also: &[
            Topic::Concept("layer"),
            Topic::Concept("build-cache"),
            Topic::Concept("shell-and-exec-form"),
        ],
    },
    flag(
        Keyword::Run,
        "device",
        "RUN --device",
        "Gives this step access to a device of the build machine, such as a GPU.",
        "The builder must allow it, and it needs the labs channel of the Dockerfile syntax.",
        &[Source::Reference("run---device")],
    ),
    Entry {
        topic: Topic::Flag(Keyword::Run, "mount"),
        title: "RUN --mount",
        summary: "Gives this step files, a cache, a secret or an SSH agent that never become part of the layer.",
        body: "",
        sources: &[Source::Reference("run---mount")],
        see_also: &[Topic::MountType("cache"), Topic::MountType("secret"), Topic::MountType("bind")],
    },
    flag(
        Keyword::Run,
        "network",
        "RUN --network",
        "Chooses the network of this step: `default`, `none` for no network, or `host`.",
        "`none` proves that a step needs no download. `host` takes the build machine's network and must be allowed.",
        &[Source::Reference("run---network")],
    ),
    flag(
        Keyword::Run,
        "security",
        "RUN --security",
        "`insecure` lets this step run with full privileges; `sandbox` is the default.",
        "The builder must allow the entitlement `security.insecure`.",
        &[Source::Reference("run---security")],
    ),
];
