use crate::explain::entry::flag;
use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        topic: Topic::Keyword(Keyword::From),
        title: "FROM",
        summary: "Starts a stage from an image, an earlier stage or nothing.",
        body: "Each `FROM` begins with a clean slate: files, users and settings of other stages are not there unless the stage \
            starts from them or copies from them. The last stage is what a build yields, unless `--target` names another.\n\n\
            `AS name` names the stage for later `FROM` and `COPY --from` lines.",
        sources: &[Source::Reference("from"), Source::Building("building/multi-stage/")],
        see_also: &[
            Topic::Concept("multi-stage-build"),
            Topic::Concept("tag"),
            Topic::Concept("image-reference"),
        ],
    },
    Entry {
        topic: Topic::Flag(Keyword::From, "platform"),
        title: "FROM --platform",
        summary: "Picks the platform of the base image instead of the one the build is for.",
        body: "`$BUILDPLATFORM` runs the stage on the machine that builds, without emulation; the code then has to be \
            cross-compiled for `$TARGETOS` and `$TARGETARCH`. A fixed platform binds the image to one kind of machine.",
        sources: &[Source::Reference("from"), Source::Building("building/multi-platform/")],
        see_also: &[Topic::Concept("platform"), Topic::Variable("BUILDPLATFORM")],
    },
    flag(
        Keyword::From,
        "as",
        "FROM … AS",
        "Names the stage, so that later FROM and COPY --from lines can use it.",
        "Names are compared without regard to case; write them in lower case. `--target` builds a stage by its name.",
        &[Source::Reference("from")],
    ),
];
