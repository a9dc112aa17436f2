use super::flag::{FlagEntry, MOUNT_TYPES, flags_of, mount_keys};
use super::value::{DIRECTIVES, IMAGES, KEYWORDS, PLATFORMS, SHELLS, SIGNALS, about};
use crate::model::predefined::PLATFORM_ARGS;
use crate::model::{BindingKind, Model};
use crate::syntax::{Heredoc, Keyword};
use crate::text::{Span, order};

/// What could stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// What is replaced: from here to the place asked for.
    pub from: u32,
    /// The choices, best first; never empty.
    pub items: Vec<Completion>,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is written.
    pub text: String,
    /// A few words about it; may be empty.
    pub detail: String,
    /// What it is.
    pub kind: CompletionKind,
}

/// What a choice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CompletionKind {
    /// An instruction or a word of its grammar.
    Keyword,
    /// A flag, or a key in its value.
    Flag,
    /// A stage of this file.
    Stage,
    /// A variable.
    Variable,
    /// Any other value.
    Value,
}

impl CompletionKind {
    /// The id, in lower case.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::Flag => "flag",
            Self::Stage => "stage",
            Self::Variable => "variable",
            Self::Value => "value",
        }
    }
}

/// More stages or variables than this are not offered.
const MAX_ITEMS: usize = 200;

/// What could stand at `offset`; `None` where there is nothing to say, as in comments, heredocs and words that begin on
/// an earlier line.
pub fn completions(model: &Model, offset: u32) -> Option<Completions> {
    let typed = |found: &Completions| model.source.get(found.from as usize..offset as usize);
    choices(model, offset).filter(|found| typed(found).is_some_and(|typed| !typed.contains('\n')))
}

fn choices(model: &Model, offset: u32) -> Option<Completions> {
    let line = model.lines.line_span(model.lines.line(offset));
    let physical = Span::new(line.start, offset.max(line.start)).of(&model.source);
    let place = Place::find(model, offset);
    let Some(place) = place else { return at_line_start(model, physical, offset) };
    if let Some(heredoc) = place.heredoc(offset) {
        // A shell expands what Docker leaves to it, and knows the same variables.
        let has_variables = heredoc.expand || place.keyword == Keyword::Run;
        return if has_variables { variables(model, &place, physical, offset) } else { None };
    }
    if physical.trim_start().starts_with('#') {
        return None;
    }
    if let Some(found) = variables(model, &place, place.before, offset) {
        return Some(found);
    }
    let word = place.word();
    match place.before_word() {
        Before::Keyword => at_line_start(model, word, offset),
        Before::Flags if word.starts_with('-') => in_flag(model, &place, word, offset),
        before => in_arguments(model, &place, before, word, offset),
    }
}

/// Where in an instruction the caret stands.
struct Place<'a> {
    index: usize,
    /// The heredocs of the whole instruction.
    heredocs: &'a [Heredoc],
    keyword: Keyword,
    /// The logical line before the caret.
    before: &'a str,
}

/// What stands before the word at the caret.
enum Before<'a> {
    /// Nothing: it is the keyword.
    Keyword,
    /// The keyword and flags.
    Flags,
    /// The keyword, flags and these words.
    Words(Vec<&'a str>),
}

impl<'a> Place<'a> {
    fn find(model: &'a Model, offset: u32) -> Option<Self> {
        let index = model.instruction_at(offset)?;
        let outer = model.instruction(index)?;
        let text = &outer.line.text;
        let (mut low, mut high) = (0, text.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if outer.line.source_offset(middle) < offset { low = middle + 1 } else { high = middle }
        }
        let mut before = text.get(..low)?.trim_start();
        let mut node = outer;
        while let crate::syntax::Arguments::Trigger(trigger) = &node.arguments {
            let rest = before.get(node.keyword_text.len()..).map(str::trim_start);
            match rest.filter(|rest| rest.contains(' ')) {
                Some(rest) => (before, node) = (rest, trigger),
                None => break,
            }
        }
        Some(Self { index, heredocs: &outer.heredocs, keyword: node.keyword, before })
    }

    /// The heredoc that holds an offset.
    fn heredoc(&self, offset: u32) -> Option<&'a Heredoc> {
        self.heredocs.iter().find(|heredoc| {
            offset >= heredoc.body.start && offset <= heredoc.body.end.max(heredoc.terminator.end)
        })
    }

    /// What was typed of the word at the caret.
    fn word(&self) -> &'a str {
        let start = self.before.rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
        self.before.get(start..).unwrap_or_default().trim_start()
    }

    fn before_word(&self) -> Before<'a> {
        let end = self.before.len() - self.word().len();
        let mut words = self.before.get(..end).unwrap_or_default().split_whitespace();
        if words.next().is_none() {
            return Before::Keyword;
        }
        let words: Vec<&str> = words.skip_while(|word| word.starts_with("--")).collect();
        if words.is_empty() { Before::Flags } else { Before::Words(words) }
    }
}

fn found(typed: &str, offset: u32, items: Vec<Completion>) -> Option<Completions> {
    let from = offset.saturating_sub(typed.len() as u32);
    (!items.is_empty()).then_some(Completions { from, items })
}

fn item(text: impl Into<String>, detail: impl Into<String>, kind: CompletionKind) -> Completion {
    Completion { text: text.into(), detail: detail.into(), kind }
}

fn entries(list: &[FlagEntry], kind: CompletionKind) -> Vec<Completion> {
    list.iter().map(|(text, detail)| item(*text, *detail, kind)).collect()
}

fn at_line_start(model: &Model, typed: &str, offset: u32) -> Option<Completions> {
    let typed = typed.trim_start();
    if typed.starts_with('#') {
        let is_top = model.instruction(0).is_none_or(|first| offset < first.span.start);
        let mut items = entries(DIRECTIVES, CompletionKind::Keyword);
        // What goes on otherwise is a comment.
        items.retain(|item| item.text.starts_with(typed));
        return if is_top { found(typed, offset, items) } else { None };
    }
    if !typed.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let begins = model.stages.iter().any(|stage| stage.span.start + (typed.len() as u32) < offset);
    let fits = |keyword: &Keyword| begins || matches!(keyword, Keyword::From | Keyword::Arg);
    let is_lower = typed.starts_with(|first: char| first.is_ascii_lowercase());
    let name = |keyword: Keyword| match is_lower {
        true => keyword.name().to_ascii_lowercase(),
        false => keyword.name().to_owned(),
    };
    let keywords = KEYWORDS.into_iter().filter(fits);
    let items =
        keywords.map(|keyword| item(format!("{} ", name(keyword)), about(keyword), CompletionKind::Keyword));
    found(typed, offset, items.collect())
}

fn in_flag(model: &Model, place: &Place<'_>, word: &str, offset: u32) -> Option<Completions> {
    let Some((name, value)) = word.split_once('=') else {
        return found(word, offset, entries(flags_of(place.keyword), CompletionKind::Flag));
    };
    match (place.keyword, name) {
        (Keyword::Copy, "--from") => found(value, offset, stages_before(model, place.index)),
        (Keyword::From, "--platform") => found(value, offset, entries(PLATFORMS, CompletionKind::Value)),
        (Keyword::Run, "--mount") => in_mount(model, place, value, offset),
        (Keyword::Run, "--network") => {
            let networks =
                [("default", "as the builder has it"), ("none", "no network"), ("host", "that of the host")];
            found(value, offset, entries(&networks, CompletionKind::Value))
        }
        (Keyword::Run, "--security") => {
            let modes = [("sandbox", "unless told"), ("insecure", "all rights")];
            found(value, offset, entries(&modes, CompletionKind::Value))
        }
        _ => None,
    }
}

fn in_mount(model: &Model, place: &Place<'_>, value: &str, offset: u32) -> Option<Completions> {
    let mut parts = value.split(',');
    let last = parts.next_back().unwrap_or_default();
    let kind = value.split(',').find_map(|part| part.strip_prefix("type=")).unwrap_or("bind");
    match last.split_once('=') {
        Some(("type", typed)) => found(typed, offset, entries(MOUNT_TYPES, CompletionKind::Value)),
        Some(("from", typed)) => found(typed, offset, stages_before(model, place.index)),
        Some(("sharing", typed)) => {
            let modes = [
                ("shared", "builds use it at once"),
                ("private", "one each"),
                ("locked", "one after the other"),
            ];
            found(typed, offset, entries(&modes, CompletionKind::Value))
        }
        Some(_) => None,
        None => {
            let mut items = entries(mount_keys(kind), CompletionKind::Flag);
            if !value.contains("type=") {
                items.insert(0, item("type=", "bind unless told", CompletionKind::Flag));
            }
            found(last, offset, items)
        }
    }
}

fn in_arguments(
    model: &Model,
    place: &Place<'_>,
    before: Before<'_>,
    word: &str,
    offset: u32,
) -> Option<Completions> {
    let words = match before {
        Before::Words(words) => words,
        Before::Keyword | Before::Flags => Vec::new(),
    };
    match (place.keyword, words.as_slice()) {
        (Keyword::From, []) => {
            let mut items = stages_before(model, place.index);
            items.extend(entries(IMAGES, CompletionKind::Value));
            found(word, offset, items)
        }
        (Keyword::From, [_]) => {
            found(word, offset, vec![item("AS ", "name the stage", CompletionKind::Keyword)])
        }
        (Keyword::Arg, _) if !word.contains('=') => found(word, offset, platform_args()),
        (Keyword::Stopsignal, []) => found(word, offset, entries(SIGNALS, CompletionKind::Value)),
        (Keyword::Shell, []) => found(word, offset, entries(SHELLS, CompletionKind::Value)),
        (Keyword::Healthcheck, []) => {
            let kinds =
                [("CMD ", "the command that checks"), ("NONE", "no check, not even that of the base")];
            found(word, offset, entries(&kinds, CompletionKind::Keyword))
        }
        (Keyword::Onbuild, []) => {
            let is_allowed = |keyword: &Keyword| !matches!(keyword, Keyword::From | Keyword::Onbuild);
            let name = |keyword: Keyword| {
                item(format!("{} ", keyword.name()), about(keyword), CompletionKind::Keyword)
            };
            found(word, offset, KEYWORDS.into_iter().filter(is_allowed).map(name).collect())
        }
        _ => None,
    }
}

/// What the builder gives to an ARG that asks for it by name.
fn platform_args() -> Vec<Completion> {
    PLATFORM_ARGS.iter().map(|name| item(*name, "given by the builder", CompletionKind::Variable)).collect()
}

/// The stages that start before an instruction, the nearest first.
fn stages_before(model: &Model, index: usize) -> Vec<Completion> {
    let earlier = model
        .stages
        .iter()
        .rev()
        .filter(|stage| stage.from < model.stage_of(index).map_or(index, |own| own.from));
    let named = earlier.filter_map(|stage| {
        let name = stage.name.clone()?;
        Some(item(name, format!("stage from {}", stage.base_name), CompletionKind::Stage))
    });
    named.take(MAX_ITEMS).collect()
}

/// The variables in scope, where what stands before the caret ends in `$`, `${` or the beginning of a name behind them.
fn variables(model: &Model, place: &Place<'_>, word: &str, offset: u32) -> Option<Completions> {
    let start = word.rfind(|character: char| !character.is_ascii_alphanumeric() && character != '_')?;
    let typed = word.get(start + 1..)?;
    let head = word.get(..=start)?;
    let is_braced = head.ends_with("${");
    if !is_braced && !head.ends_with('$') {
        return None;
    }
    // What is closed already is not closed twice.
    let behind = model.source.get(offset as usize..).unwrap_or_default();
    let is_closed = behind.trim_start_matches(|next: char| next.is_ascii_alphanumeric() || next == '_');
    let is_open = is_braced && !is_closed.starts_with(['}', ':', '-', '+', '?', '#', '%', '/']);
    let text = |name: &str| if is_open { format!("{name}}}") } else { name.to_owned() };
    let detail = |value: Option<&String>, kind| match (value, kind) {
        (Some(value), _) => format!("= {}", value.chars().take(40).collect::<String>()),
        (None, _) => "no value here".to_owned(),
    };
    let is_from = place.keyword == Keyword::From;
    let stage = model.stage_of.get(place.index).copied().flatten().filter(|_| !is_from);
    let items: Vec<Completion> = match stage {
        Some(stage) => {
            let visible = model.scope.visible(stage, place.index).into_iter();
            let mut list: Vec<(bool, Completion)> = visible
                .map(|(name, binding)| {
                    let is_own = binding.kind != BindingKind::Predefined;
                    (
                        !is_own,
                        item(
                            text(name),
                            detail(binding.value.as_ref(), binding.kind),
                            CompletionKind::Variable,
                        ),
                    )
                })
                .collect();
            order::sort_by_key(&mut list, |(is_foreign, _)| *is_foreign);
            list.into_iter().map(|(_, item)| item).collect()
        }
        None => model
            .scope
            .meta
            .names()
            .filter_map(|name| model.scope.meta.find(name, Some(place.index)))
            .map(|binding| {
                item(
                    text(&binding.name),
                    detail(binding.value.as_ref(), binding.kind),
                    CompletionKind::Variable,
                )
            })
            .collect(),
    };
    found(typed, offset, items.into_iter().take(MAX_ITEMS).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Options;

    /// The choices at `|`, and what they replace.
    fn at(marked: &str) -> (String, Vec<String>) {
        let offset = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let model = Model::new(&text, &Options::default());
        match completions(&model, offset as u32) {
            Some(found) => {
                let typed = Span::new(found.from, offset as u32).of(&text).to_owned();
                (typed, found.items.into_iter().map(|item| item.text).collect())
            }
            None => (String::new(), Vec::new()),
        }
    }

    fn offers(marked: &str, typed: &str, wanted: &str) {
        let (replaced, items) = at(marked);
        assert_eq!(replaced, typed, "{marked}");
        assert!(items.iter().any(|item| item == wanted), "{marked}: {items:?}");
    }

    #[test]
    fn instructions_and_directives() {
        offers("|", "", "FROM ");
        assert_eq!(at("R|").1, ["FROM ", "ARG "]);
        offers("FROM a\nru|", "ru", "run ");
        offers("FROM a\n|\nRUN x", "", "COPY ");
        offers("FROM a\nONBUILD R|", "R", "RUN ");
        offers("# s|", "# s", "# syntax=docker/dockerfile:1");
        assert_eq!(at("FROM a\n# s|").1, [""; 0]);
        assert_eq!(at("FROM 😀a\\\nb|").1, [""; 0]);
    }

    #[test]
    fn flags_and_their_values() {
        offers("FROM a AS b\nFROM c\nCOPY --|", "--", "--from=");
        offers("FROM a AS b\nFROM c\nCOPY --from=|", "", "b");
        offers("FROM a AS b\nFROM c\nCOPY --link --from=b| x y", "b", "b");
        offers("FROM --platform=$B|", "B", "BUILDPLATFORM");
        offers("FROM --platform=l|", "l", "linux/arm64");
        offers("FROM a\nRUN --mount=|", "", "type=");
        offers("FROM a\nRUN --mount=type=c|", "c", "cache");
        offers("FROM a\nRUN --mount=type=cache,s|", "s", "sharing=");
        offers("FROM a\nRUN x \\\n && y\nHEALTHCHECK --in|", "--in", "--interval=");
    }

    #[test]
    fn stages_images_and_variables() {
        offers("FROM a AS base\nFROM |", "", "base");
        offers("FROM a AS base\nFROM py|", "py", "python:3.12-slim");
        offers("FROM a |", "", "AS ");
        offers("ARG V=1\nFROM a:$|", "", "V");
        offers("FROM a\nENV ONE=1\nRUN echo ${ON|", "ON", "ONE}");
        offers("FROM a\nARG ONE\nRUN a \\\n  $O|", "O", "ONE");
        offers("FROM a\nENV ONE=1\nRUN echo ${O|} x", "O", "ONE");
        offers("FROM a\nENV ONE=1\nRUN echo ${O|:-x}", "O", "ONE");
        offers("FROM a\nENV ONE=1\nRUN <<\"E\"\n# $O|\nE", "O", "ONE");
        offers("FROM a\nENV ONE=1\nONBUILD COPY <<E /x\n${|\nE", "", "ONE}");
        offers("FROM a\nARG TARGET|", "TARGET", "TARGETARCH");
        assert_eq!(at("FROM a AS b\nCOPY --from=| x y").1, [""; 0]);
    }

    #[test]
    fn nothing_where_there_is_nothing_to_say() {
        for text in [
            "FROM a\nRUN <<E\nx|\nE",
            "FROM a\nENV A=1\nCOPY <<'E' /x\n$|\nE",
            "FROM a\n# |",
            "FROM a\nRUN apt|",
            "é|",
            "FROM a\nRUN x \\\n# |\n y",
        ] {
            assert_eq!(at(text).1, [""; 0], "{text}");
        }
    }
}
