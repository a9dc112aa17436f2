use crate::explain::entry::label;
use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        topic: Topic::Keyword(Keyword::Label),
        title: "LABEL",
        summary: "Attaches metadata to the image: keys and values that tools and people can read.",
        body: "Labels change nothing inside the container. A label of the base image stays unless the same key is set again.\n\n\
            The keys `org.opencontainers.image.…` are the common standard; registries link an image to its source code by them.",
        sources: &[
            Source::Reference("label"),
            Source::Page("https://github.com/opencontainers/image-spec/blob/main/annotations.md"),
        ],
        see_also: &[],
    },
    label("description", "What the image is for, in a free form."),
    label("license", "The licence, in a free form; the standard key is `org.opencontainers.image.licenses`."),
    label("maintainer", "Who looks after the image; the replacement for the MAINTAINER instruction."),
    label(
        "org.label-schema.build-date",
        "When the image was built, in a scheme that OCI annotations have replaced.",
    ),
    label(
        "org.label-schema.description",
        "What the image is, in a scheme that OCI annotations have replaced.",
    ),
    label("org.label-schema.name", "The name, in a scheme that OCI annotations have replaced."),
    label(
        "org.label-schema.schema-version",
        "The version of the label-schema convention, which OCI annotations replaced.",
    ),
    label("org.label-schema.url", "The website, in a scheme that OCI annotations have replaced."),
    label("org.label-schema.vcs-ref", "The source commit, in a scheme that OCI annotations have replaced."),
    label(
        "org.label-schema.vcs-url",
        "The source repository, in a scheme that OCI annotations have replaced.",
    ),
    label("org.label-schema.vendor", "The vendor, in a scheme that OCI annotations have replaced."),
    label("org.label-schema.version", "The version, in a scheme that OCI annotations have replaced."),
    label("org.opencontainers.image.authors", "Who is responsible for the image."),
    label("org.opencontainers.image.base.digest", "The digest of the base image."),
    label("org.opencontainers.image.base.name", "The reference of the base image."),
    label("org.opencontainers.image.created", "When the image was built, as a date of RFC 3339."),
    label("org.opencontainers.image.description", "What the image contains, for people."),
    label("org.opencontainers.image.documentation", "Where the documentation is."),
    label("org.opencontainers.image.licenses", "The licences, as an SPDX expression."),
    label("org.opencontainers.image.ref.name", "The name of the reference to the image."),
    label("org.opencontainers.image.revision", "The commit of the source code."),
    label(
        "org.opencontainers.image.source",
        "Where the source code is; GitHub links a package to its repository by it.",
    ),
    label("org.opencontainers.image.title", "The name of the image, for people."),
    label("org.opencontainers.image.url", "Where to learn more about the image."),
    label("org.opencontainers.image.vendor", "The organisation that distributes the image."),
    label("org.opencontainers.image.version", "The version of the packaged software."),
    label("vendor", "Who distributes the image, in a free form."),
    label("version", "The version, in a free form."),
];
