use crate::explain::entry::flag;
use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        topic: Topic::Keyword(Keyword::Healthcheck),
        title: "HEALTHCHECK",
        summary: "Tells Docker how to test, again and again, whether the container still works.",
        body: "Exit status 0 means healthy, 1 unhealthy. Docker only shows the state; Swarm and Compose act on it, Kubernetes \
            ignores it and has probes of its own.\n\nThe command runs inside the container, so a `curl` in it has to be \
            installed there. `HEALTHCHECK NONE` switches off the check of the base image.",
        sources: &[Source::Reference("healthcheck")],
        see_also: &[],
    },
    flag(
        Keyword::Healthcheck,
        "interval",
        "HEALTHCHECK --interval",
        "The time between two checks; 30 seconds unless set.",
        "",
        &[Source::Reference("healthcheck")],
    ),
    flag(
        Keyword::Healthcheck,
        "retries",
        "HEALTHCHECK --retries",
        "How many failures in a row make the container unhealthy; 3 unless set.",
        "",
        &[Source::Reference("healthcheck")],
    ),
    flag(
        Keyword::Healthcheck,
        "start-interval",
        "HEALTHCHECK --start-interval",
        "The time between checks during the start period; 5 seconds unless set.",
        "It needs Docker Engine 25.0 or later.",
        &[Source::Reference("healthcheck")],
    ),
    flag(
        Keyword::Healthcheck,
        "start-period",
        "HEALTHCHECK --start-period",
        "The time a container gets to start, in which failures do not count; none unless set.",
        "",
        &[Source::Reference("healthcheck")],
    ),
    flag(
        Keyword::Healthcheck,
        "timeout",
        "HEALTHCHECK --timeout",
        "A check that takes longer than this has failed; 30 seconds unless set.",
        "",
        &[Source::Reference("healthcheck")],
    ),
];
