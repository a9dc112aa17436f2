use crate::explain::entry::flag;
use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        topic: Topic::Keyword(Keyword::Copy),
        title: "COPY",
        summary: "Copies files from the build context, another stage or an image into this stage.",
        body: "A folder as source means its contents, not the folder itself. A relative destination starts at `WORKDIR`; \
            missing folders are created. More than one source needs a destination that ends in `/`.\n\nThe step is cached \
            until a copied file changes, so copy dependency lists first, install, and copy the rest of the code after that.",
        sources: &[Source::Reference("copy"), Source::Building("building/best-practices/#add-or-copy")],
        see_also: &[
            Topic::Concept("build-context"),
            Topic::Concept("build-cache"),
            Topic::Keyword(Keyword::Add),
        ],
    },
    flag(
        Keyword::Copy,
        "chmod",
        "COPY --chmod",
        "Sets the permissions of what is copied, in octal or as in `u+x`.",
        "It replaces a `RUN chmod`, which would store every changed file a second time in a new layer.",
        &[Source::Reference("copy---chmod")],
    ),
    flag(
        Keyword::Copy,
        "chown",
        "COPY --chown",
        "Sets the owner of what is copied; without it everything belongs to root, whatever `USER` says.",
        "Names are looked up in the image's `/etc/passwd` and `/etc/group`; numbers work without them. It replaces a \
            `RUN chown -R`, which would store the files twice.",
        &[Source::Reference("copy---chown")],
    ),
    flag(
        Keyword::Copy,
        "exclude",
        "COPY --exclude",
        "Leaves out the files that match this pattern; may be given more than once.",
        "",
        &[Source::Reference("copy---exclude")],
    ),
    Entry {
        topic: Topic::Flag(Keyword::Copy, "from"),
        title: "COPY --from",
        summary: "Copies from another stage, an image or a named context instead of the build context.",
        body: "The source path starts at the root of that stage or image, whatever its `WORKDIR` is. Only what is copied \
            reaches this stage; compilers and caches stay behind.",
        sources: &[Source::Reference("copy---from")],
        see_also: &[Topic::Concept("multi-stage-build")],
    },
    flag(
        Keyword::Copy,
        "link",
        "COPY --link",
        "Puts the files into a layer of their own, which stays valid when earlier layers change.",
        "The base image can then be replaced without copying again. Links on the way to the destination are not followed.",
        &[Source::Reference("copy---link")],
    ),
    flag(
        Keyword::Copy,
        "parents",
        "COPY --parents",
        "Keeps the folders of the source path: `a/b.txt` lands at `a/b.txt` instead of `b.txt`.",
        "A `/./` in the source marks where the kept part begins.",
        &[Source::Reference("copy---parents")],
    ),
];
