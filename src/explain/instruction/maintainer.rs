use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[Entry {
    topic: Topic::Keyword(Keyword::Maintainer),
    title: "MAINTAINER",
    summary: "Names the author of the image; deprecated in favour of a label.",
    body: "Write `LABEL org.opencontainers.image.authors=\"…\"` instead: labels are shown by `docker inspect` and read by tools.",
    sources: &[Source::Reference("maintainer-deprecated")],
    see_also: &[Topic::Keyword(Keyword::Label)],
}];
