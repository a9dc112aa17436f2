use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[Entry {
    topic: Topic::Keyword(Keyword::User),
    title: "USER",
    summary: "Sets who runs the RUN lines that follow and, at last, the container.",
    body: "It creates nobody: a name must exist in the image, a number need not. `COPY` still makes files root's unless \
        `--chown` says otherwise. When a user is named without a group, the group is that of the user's entry, or root.\n\nA \
        number lets Kubernetes verify `runAsNonRoot`, which it cannot do with a name.",
    sources: &[Source::Reference("user"), Source::Building("building/best-practices/#user")],
    see_also: &[Topic::Concept("non-root")],
}];
