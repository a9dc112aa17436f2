use crate::syntax::Keyword;

/// What an explanation is about: the key of an [`Entry`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// An instruction.
    Keyword(Keyword),
    /// A flag of an instruction, without dashes.
    Flag(Keyword, &'static str),
    /// A type of `RUN --mount`.
    MountType(&'static str),
    /// A key of `RUN --mount`, in its longest form.
    MountKey(&'static str),
    /// A parser directive.
    Directive(&'static str),
    /// A variable.
    Variable(&'static str),
    /// A well-known image.
    Image(&'static str),
    /// A part of a tag, such as `slim`.
    Tag(&'static str),
    /// A label key.
    Label(&'static str),
    /// A shell command and its subcommand, which may be empty.
    Command(&'static str, &'static str),
    /// An option of a command: `apt-get` and `-y`.
    Option(&'static str, &'static str),
    /// An idea that several instructions share.
    Concept(&'static str),
}

/// What is known about a topic, whatever the file at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its key.
    pub topic: Topic,
    /// A heading.
    pub title: &'static str,
    /// One sentence of at most 120 characters that reads alone.
    pub summary: &'static str,
    /// Small Markdown: at most three short paragraphs, parted by a blank line. May be empty.
    pub body: &'static str,
    /// Where the facts are documented.
    pub sources: &'static [Source],
    /// What to read next.
    pub see_also: &'static [Topic],
}

/// Where a fact is documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// An anchor of the Dockerfile reference.
    Reference(&'static str),
    /// A page of Docker's documentation on building, below `build/`.
    Building(&'static str),
    /// Another page.
    Page(&'static str),
}

impl Source {
    /// The address.
    pub fn url(self) -> String {
        match self {
            Self::Reference(anchor) => format!("https://docs.docker.com/reference/dockerfile/#{anchor}"),
            Self::Building(page) => format!("https://docs.docker.com/build/{page}"),
            Self::Page(url) => url.to_owned(),
        }
    }
}

impl Entry {
    /// The paragraphs of the body.
    pub fn paragraphs(&self) -> impl Iterator<Item = &'static str> {
        self.body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
    }
}

/// An entry for a flag.
pub(super) const fn flag(
    keyword: Keyword,
    name: &'static str,
    title: &'static str,
    summary: &'static str,
    body: &'static str,
    sources: &'static [Source],
) -> Entry {
    Entry { topic: Topic::Flag(keyword, name), title, summary, body, sources, see_also: &[] }
}

/// An entry for a concept.
pub(super) const fn concept(
    id: &'static str,
    title: &'static str,
    summary: &'static str,
    body: &'static str,
    sources: &'static [Source],
) -> Entry {
    Entry { topic: Topic::Concept(id), title, summary, body, sources, see_also: &[] }
}

/// An entry for a variable, titled with its name.
pub(super) const fn variable(name: &'static str, summary: &'static str, body: &'static str) -> Entry {
    Entry { topic: Topic::Variable(name), title: name, summary, body, sources: &[], see_also: &[] }
}

/// An entry for an image, titled with its name.
pub(super) const fn image(name: &'static str, summary: &'static str, body: &'static str) -> Entry {
    Entry { topic: Topic::Image(name), title: name, summary, body, sources: &[], see_also: &[] }
}

/// An entry for a part of a tag.
pub(super) const fn tag(name: &'static str, summary: &'static str) -> Entry {
    Entry { topic: Topic::Tag(name), title: name, summary, body: "", sources: &[], see_also: &[] }
}

/// An entry for a label key.
pub(super) const fn label(name: &'static str, summary: &'static str) -> Entry {
    Entry { topic: Topic::Label(name), title: name, summary, body: "", sources: &[], see_also: &[] }
}
