use crate::text::order;
use std::sync::LazyLock;

use super::command::{self, Sub, Tool};
use super::{Entry, Topic, concept, image, instruction, variable};

/// All entries, sorted by topic; each topic once.
pub fn all() -> &'static [Entry] {
    &ALL
}

/// The entry of a topic.
pub fn entry(topic: Topic) -> Option<Entry> {
    let at = ALL.partition_point(|entry| entry.topic < topic);
    ALL.get(at).filter(|entry| entry.topic == topic).copied()
}

/// The entry of a variable; proxies also in lower case, and npm's settings in any case.
pub fn variable_entry(name: &str) -> Option<Entry> {
    let find = |name: &str| {
        let first = ALL.partition_point(|entry| entry.topic < Topic::Variable(""));
        let list = ALL.get(first..).unwrap_or_default();
        let at = list.partition_point(|entry| matches!(entry.topic, Topic::Variable(known) if known < name));
        list.get(at).filter(|entry| entry.title == name && matches!(entry.topic, Topic::Variable(_))).copied()
    };
    find(name).or_else(|| {
        let is_folded = name.ends_with("_proxy") || name.starts_with("npm_config_");
        if is_folded { find(&name.to_ascii_uppercase()) } else { None }
    })
}

static ALL: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let tables = [instruction::TABLES, concept::TABLES, variable::TABLES, image::TABLES];
    let mut all: Vec<Entry> =
        tables.iter().flat_map(|list| list.iter()).flat_map(|list| list.iter()).copied().collect();
    for tool in command::TABLES.iter().flat_map(|table| table.iter()) {
        all.push(tool_entry(tool));
        all.extend(tool.subs.iter().map(|sub| sub_entry(tool, sub)));
        all.extend(tool.options.iter().filter_map(|opt| command::option(tool, opt)));
    }
    order::sort_by_key(&mut all, |entry| entry.topic);
    all
});

/// The entry of a tool.
pub(super) fn tool_entry(tool: &Tool) -> Entry {
    let name = tool.name();
    Entry {
        topic: Topic::Command(name, ""),
        title: name,
        summary: tool.summary,
        body: tool.body,
        sources: &[],
        see_also: &[],
    }
}

/// The entry of a subcommand.
pub(super) fn sub_entry(tool: &Tool, sub: &Sub) -> Entry {
    let name = command::names(sub.names).next().unwrap_or_default();
    let topic = Topic::Command(tool.name(), name);
    Entry { topic, title: name, summary: sub.summary, body: sub.body, sources: &[], see_also: &[] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::entry::Source;
    use crate::syntax::Keyword;

    #[test]
    fn entries_are_tidy() {
        for pair in all().windows(2) {
            assert!(pair[0].topic < pair[1].topic, "{:?} is there twice", pair[1].topic);
        }
        for entry in all() {
            let topic = entry.topic;
            assert!(entry.summary.ends_with(['.', '?']), "{topic:?}: a summary is a sentence");
            assert!(
                entry.summary.chars().count() <= 120,
                "{topic:?}: {} characters",
                entry.summary.chars().count()
            );
            assert!(entry.paragraphs().count() <= 3, "{topic:?}: more than three paragraphs");
            assert!(
                entry.body.is_empty() || entry.body.ends_with('.'),
                "{topic:?}: the body ends with a full stop"
            );
            assert_eq!(entry.summary.matches('`').count() % 2, 0, "{topic:?}: backticks");
            assert_eq!(entry.body.matches('`').count() % 2, 0, "{topic:?}: backticks");
            assert!(!entry.body.contains("  ") && !entry.title.is_empty(), "{topic:?}");
            for other in entry.see_also {
                assert!(super::entry(*other).is_some(), "{topic:?} refers to {other:?}");
            }
            for source in entry.sources {
                assert!(source.url().starts_with("https://"));
                if let Source::Reference(anchor) = source {
                    assert!(!anchor.contains('#'));
                }
            }
        }
    }

    #[test]
    fn instructions_and_flags_have_entries() {
        for keyword in Keyword::ALL {
            assert!(entry(Topic::Keyword(keyword)).is_some(), "{keyword}");
        }
        let flags = [
            (Keyword::Add, "checksum chmod chown exclude keep-git-dir link unpack"),
            (Keyword::Copy, "chmod chown exclude from link parents"),
            (Keyword::From, "platform"),
            (Keyword::Healthcheck, "interval retries start-interval start-period timeout"),
            (Keyword::Run, "device mount network security"),
        ];
        for (keyword, names) in flags {
            for name in names.split(' ') {
                assert!(entry(Topic::Flag(keyword, name)).is_some(), "{keyword} --{name}");
            }
        }
        for kind in ["bind", "cache", "secret", "ssh", "tmpfs"] {
            assert!(entry(Topic::MountType(kind)).is_some(), "{kind}");
        }
        for name in ["check", "escape", "syntax"] {
            assert!(entry(Topic::Directive(name)).is_some(), "{name}");
        }
    }

    #[test]
    fn tables_are_sorted() {
        let tables = [variable::TABLES, image::TABLES, concept::TABLES];
        for table in tables.iter().flat_map(|list| list.iter()) {
            assert!(table.is_sorted_by_key(|entry| entry.topic), "{:?}", table.first());
        }
        for table in command::TABLES {
            assert!(table.is_sorted_by_key(Tool::name), "{:?}", table.first().map(Tool::name));
            for tool in *table {
                let mut spelled: Vec<&str> =
                    tool.options.iter().flat_map(|opt| command::names(opt.0)).collect();
                order::sort(&mut spelled);
                assert!(spelled.windows(2).all(|pair| pair[0] != pair[1]), "{}: {spelled:?}", tool.names);
            }
        }
    }

    #[test]
    fn variables_are_found() {
        assert!(variable_entry("http_proxy").is_some() && variable_entry("npm_config_loglevel").is_some());
        assert!(variable_entry("PYTHONUNBUFFERED").is_some() && variable_entry("path").is_none());
    }
}
