use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[Entry {
    topic: Topic::Keyword(Keyword::Volume),
    title: "VOLUME",
    summary: "Declares folders whose data lives outside the container, in a new volume unless one is given.",
    body: "A container started without `-v` gets an anonymous volume, which easily stays behind unnoticed. Child images cannot \
        undo it. It names a path in the container only; a place on the host is chosen by `docker run`.",
    sources: &[Source::Reference("volume")],
    see_also: &[],
}];
