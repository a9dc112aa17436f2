use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[Entry {
    topic: Topic::Keyword(Keyword::Onbuild),
    title: "ONBUILD",
    summary: "Stores an instruction that runs in builds that start FROM this image, not in this build.",
    body: "The triggers run right after the `FROM` of the child, in order, and only one generation deep. `FROM`, `MAINTAINER` \
        and another `ONBUILD` cannot be deferred.\n\nReaders of the child's Dockerfile do not see them, so say so in the tag, as in \
        `example:1-onbuild`.",
    sources: &[Source::Reference("onbuild"), Source::Reference("onbuild-limitations")],
    see_also: &[],
}];
