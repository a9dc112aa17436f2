use std::sync::LazyLock;

use super::TABLES;
use crate::explain::entry::{Entry, Topic};
use crate::text::order;

/// The names of an option, parted by blanks, and what it does.
pub(in crate::explain) type Opt = (&'static str, &'static str);

/// A program with its subcommands and options.
#[derive(Clone, Copy, Debug)]
pub(in crate::explain) struct Tool {
    /// Its names, parted by blanks; the first is its own, in lower case.
    pub names: &'static str,
    /// What it does.
    pub summary: &'static str,
    /// What one should know besides; may be empty.
    pub body: &'static str,
    /// What its operands are; empty where that is not said.
    pub operands: &'static str,
    /// Its options and those of all its subcommands.
    pub options: &'static [Opt],
    /// Its subcommands.
    pub subs: &'static [Sub],
}

/// A subcommand.
#[derive(Clone, Copy, Debug)]
pub(in crate::explain) struct Sub {
    /// Its names, parted by blanks.
    pub names: &'static str,
    /// What it does.
    pub summary: &'static str,
    /// What one should know besides; may be empty.
    pub body: &'static str,
    /// What its operands are; empty where that is not said.
    pub operands: &'static str,
}

/// A tool of which only names and summary are told.
pub(super) const fn tool(names: &'static str, summary: &'static str) -> Tool {
    Tool { names, summary, body: "", operands: "", options: &[], subs: &[] }
}

/// A subcommand of which only names and summary are told.
pub(super) const fn sub(names: &'static str, summary: &'static str) -> Sub {
    Sub { names, summary, body: "", operands: "" }
}

/// The names of a tool, a subcommand or an option.
pub(in crate::explain) fn names(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split(' ').filter(|name| !name.is_empty())
}

/// All names of all tools, sorted.
static BY_NAME: LazyLock<Vec<(&'static str, &'static Tool)>> = LazyLock::new(|| {
    let tools = TABLES.iter().flat_map(|table| table.iter());
    let mut list: Vec<_> = tools.flat_map(|tool| names(tool.names).map(move |name| (name, tool))).collect();
    order::sort_by_key(&mut list, |(name, _)| *name);
    list
});

/// The tool that a command names: by its file name, in any case where it is one of PowerShell, with a version number
/// behind `python` and `pip`.
pub(in crate::explain) fn find(program: &str) -> Option<&'static Tool> {
    let file = program.rsplit('/').next().unwrap_or(program);
    let exact = |name: &str| {
        let at = BY_NAME.partition_point(|(key, _)| *key < name);
        BY_NAME.get(at).filter(|(key, _)| *key == name).map(|(_, tool)| *tool)
    };
    let has_version = ["python", "pip"].iter().any(|name| file.starts_with(name));
    let short = file.trim_end_matches(|character: char| character == '.' || character.is_ascii_digit());
    exact(file)
        .or_else(|| {
            if file.contains('-') || file.len() <= 1 || file.ends_with(".exe") || file == "Rscript" {
                exact(&file.to_ascii_lowercase())
            } else {
                None
            }
        })
        .or_else(|| if has_version { exact(short) } else { None })
}

impl Tool {
    /// The subcommand of this name.
    pub fn sub(&self, name: &str) -> Option<&'static Sub> {
        self.subs.iter().find(|sub| names(sub.names).any(|known| known == name))
    }

    /// Its own name.
    pub fn name(&self) -> &'static str {
        names(self.names).next().unwrap_or_default()
    }

    /// The option that `name` spells, with its dashes and without a value.
    pub fn option(&self, name: &str) -> Option<&'static Opt> {
        self.options.iter().find(|opt| names(opt.0).any(|known| known == name))
    }
}

/// The entry of an option; its topic has the first name.
pub(in crate::explain) fn option(tool: &Tool, opt: &'static Opt) -> Option<Entry> {
    let title = names(opt.0).next()?;
    let topic = Topic::Option(tool.name(), title);
    Some(Entry { topic, title, summary: opt.1, body: "", sources: &[], see_also: &[] })
}
