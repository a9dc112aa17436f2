use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[Entry {
    topic: Topic::Keyword(Keyword::Workdir),
    title: "WORKDIR",
    summary: "Sets the folder in which later instructions and the container work, and creates it if needed.",
    body: "It holds for `RUN`, `CMD`, `ENTRYPOINT`, `COPY` and `ADD`, in this stage and in stages that start from it. A relative path starts \
        at the `WORKDIR` before it. A `cd` in a `RUN` is forgotten when that step ends; this is not.\n\n`/app` is a common choice; \
        any absolute path does.",
    sources: &[Source::Reference("workdir")],
    see_also: &[],
}];
