use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[Entry {
    topic: Topic::Keyword(Keyword::Entrypoint),
    title: "ENTRYPOINT",
    summary: "Sets the program that every container of this image starts; `CMD` and `docker run` add arguments.",
    body: "In exec form its words come first, then those of `CMD` or `docker run`. In shell form `CMD` is ignored and a shell \
        is process 1, which does not pass on the signal of `docker stop`.\n\nSetting it discards the `CMD` of the base image. \
        Use it when the container is one program; use `CMD` alone where people may want to run something else.",
    sources: &[
        Source::Reference("entrypoint"),
        Source::Reference("understand-how-cmd-and-entrypoint-interact"),
    ],
    see_also: &[Topic::Keyword(Keyword::Cmd), Topic::Concept("pid-1"), Topic::Concept("shell-and-exec-form")],
}];
