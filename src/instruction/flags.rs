use super::reader::Reader;
use crate::syntax::{ErrorCode, Flag, Keyword, SyntaxError, Word};
use crate::text::{Edit, Fix, Span, suggest};

/// What a flag takes behind `=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// Nothing, `true` or `false`.
    Bool,
    /// A text; may be given once.
    Text,
    /// A text; may be given often.
    List,
}

/// A flag that an instruction knows.
pub(super) type Known = (&'static str, Takes);

/// The flags of an instruction that it knows and that have the right form.
pub(super) struct Flags<'a> {
    valid: Vec<(&'static str, &'a Flag)>,
}

impl<'a> Flags<'a> {
    /// Checks all flags of the instruction. Follows `BFlags.Parse` of BuildKit.
    pub fn read(reader: &mut Reader<'a>, known: &[Known]) -> Self {
        let node = reader.node;
        let mut valid = Vec::new();
        if node.flags.is_empty() {
            return Self { valid };
        }
        let mut seen: Vec<Option<&Flag>> = vec![None; known.len()];
        for flag in &node.flags {
            if flag.text == "--" {
                break;
            }
            let name = name(flag);
            let found = known.iter().zip(&mut seen).find(|((known, _), _)| *known == name);
            let Some(((name, takes), seen)) = found else {
                let error = unknown(reader, flag, known);
                reader.push(error);
                continue;
            };
            if let Some(first) = seen.replace(flag).filter(|_| *takes != Takes::List) {
                let error = duplicate(reader, first, flag);
                reader.push(error);
                continue;
            }
            match problem(reader, flag, *takes) {
                Some(error) => reader.push(error),
                None => valid.push((*name, flag)),
            }
        }
        Self { valid }
    }

    /// The same, unless flags are to be ignored.
    pub fn read_unless(is_ignored: bool, reader: &mut Reader<'a>, known: &[Known]) -> Self {
        if is_ignored { Self { valid: Vec::new() } } else { Self::read(reader, known) }
    }

    /// The value of a flag; `None` where it is empty.
    pub fn text(&self, name: &str) -> Option<Word> {
        self.any_text(name).filter(|word| !word.text.is_empty())
    }

    /// The value of a flag; may be empty.
    pub fn any_text(&self, name: &str) -> Option<Word> {
        self.valid.iter().find(|(known, _)| *known == name).and_then(|(_, flag)| flag.value.clone())
    }

    /// All values of a flag.
    pub fn list(&self, name: &str) -> Vec<Word> {
        let of_name = self.valid.iter().filter(|(known, _)| *known == name);
        of_name.filter_map(|(_, flag)| flag.value.clone()).collect()
    }

    /// Whether a flag is set or unset; `None` where it is not given.
    pub fn bool(&self, name: &str) -> Option<bool> {
        let (_, flag) = self.valid.iter().find(|(known, _)| *known == name)?;
        Some(flag.value.as_ref().is_none_or(|value| value.text.eq_ignore_ascii_case("true")))
    }
}

/// The name as BuildKit reads it; [`Flag::name`] has no dashes at all.
fn name(flag: &Flag) -> &str {
    let text = flag.text.strip_prefix("--").unwrap_or(&flag.text);
    text.split_once('=').map_or(text, |(name, _)| name)
}

fn unknown(reader: &Reader, flag: &Flag, known: &[Known]) -> SyntaxError {
    let keyword = reader.node.keyword;
    let name = name(flag);
    let written =
        if name.is_ascii() { format!("--{name}") } else { flag.name_span.of(&reader.file.source).to_owned() };
    if let Some((own, value)) = name.split_once(':')
        && known.iter().any(|(known, _)| *known == own)
        && flag.name_span.len() as usize == flag.text.len()
    {
        let message =
            format!("{keyword} has no flag `{written}`; the value of `--{own}` follows an equals sign");
        let meant = format!("--{own}={value}");
        let error = reader.error(ErrorCode::UnknownFlag, flag.name_span, message);
        let edit = Edit::replace(flag.name_span, meant.clone());
        return error.with_fix(Fix::unsafe_(format!("Write `{meant}`"), vec![edit]));
    }
    if matches!((keyword, name), (Keyword::Copy | Keyword::Add, "recursive" | "archive")) {
        let message = format!("{keyword} has no flag `{written}`; folders are copied whole without it");
        let error = reader.error(ErrorCode::UnknownFlag, flag.name_span, message);
        let edit = Edit::delete(reader.with_blanks_before(flag.span));
        return error.with_fix(Fix::unsafe_(format!("Remove `{written}`"), vec![edit]));
    }
    let closest = meant(known, name);
    if let Some(closest) = closest {
        let message = format!("{keyword} has no flag `{written}`; is it `--{closest}`?");
        let edit = Edit::replace(flag.name_span, format!("--{closest}"));
        let error = reader.error(ErrorCode::UnknownFlag, flag.name_span, message);
        return error.with_fix(Fix::unsafe_(format!("Write `--{closest}`"), vec![edit]));
    }
    let hint = match owners(name) {
        "" => takes(keyword, known),
        owners => format!("it belongs to {owners}"),
    };
    reader.error(ErrorCode::UnknownFlag, flag.name_span, format!("{keyword} has no flag `{written}`; {hint}"))
}

fn known_ignoring_case(known: &[Known], name: &str) -> Option<&'static str> {
    known.iter().map(|(known, _)| *known).find(|known| known.eq_ignore_ascii_case(name))
}

/// The flag that a name most likely stands for.
fn meant(known: &[Known], name: &str) -> Option<String> {
    let synonym = match name {
        "user" | "owner" | "group" => "chown",
        "mode" | "permissions" | "perms" => "chmod",
        "stage" | "source" => "from",
        "ignore" => "exclude",
        "os" | "arch" => "platform",
        "period" => "start-period",
        _ => "",
    };
    let is_known = |name: &str| known.iter().any(|(known, _)| *known == name);
    let start = name.get(..4).unwrap_or(name);
    let mut begun = known.iter().map(|(known, _)| *known).filter(|known| known.starts_with(start));
    let begun = begun.next().filter(|_| begun.next().is_none() && !name.is_empty());
    known_ignoring_case(known, name)
        .or(Some(synonym).filter(|synonym| is_known(synonym)))
        .or(begun)
        .map(str::to_owned)
        .or_else(|| {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            suggest(name, &names, true)
        })
}

/// The instructions that know a flag, as a list for a sentence; empty where there are none.
fn owners(name: &str) -> &'static str {
    match name {
        "platform" => "FROM",
        "mount" | "network" | "security" | "device" => "RUN",
        "from" | "parents" => "COPY",
        "chown" | "chmod" | "link" | "exclude" => "COPY and ADD",
        "checksum" | "keep-git-dir" | "unpack" => "ADD",
        "interval" | "timeout" | "start-period" | "start-interval" | "retries" => "HEALTHCHECK",
        _ => "",
    }
}

/// What an instruction takes instead.
fn takes(keyword: Keyword, known: &[Known]) -> String {
    if known.is_empty() {
        return match keyword {
            Keyword::Cmd | Keyword::Entrypoint => {
                format!(
                    "words that start with `--` right behind {keyword} are read as its own flags, and it has none"
                )
            }
            _ => "it has none".to_owned(),
        };
    }
    let names: Vec<String> = known.iter().map(|(name, _)| format!("`--{name}`")).collect();
    format!("it has {}", names.join(", "))
}

fn duplicate(reader: &Reader, first: &Flag, flag: &Flag) -> SyntaxError {
    let name = name(flag);
    let message = format!("`--{name}` is given twice; {} takes it once", reader.node.keyword);
    let error = reader.error(ErrorCode::DuplicateFlag, flag.span, message);
    let same = first.text == flag.text;
    let edit = Edit::delete(reader.with_blanks_before(flag.span));
    let title = format!("Remove the second `--{name}`");
    error.with_fix(if same { Fix::safe(title, vec![edit]) } else { Fix::unsafe_(title, vec![edit]) })
}

fn problem(reader: &Reader, flag: &Flag, takes: Takes) -> Option<SyntaxError> {
    let name = name(flag);
    let value = flag.value.as_ref().map(|value| value.text.as_str());
    match (takes, value) {
        (Takes::Bool, Some("")) => {
            let message = format!("`--{name}=` has no value; write `--{name}` or `--{name}=true`");
            let error = reader.error(ErrorCode::InvalidFlagValue, flag.span, message);
            let edit = Edit::replace(flag.span, format!("--{name}"));
            Some(error.with_fix(Fix::unsafe_(format!("Write `--{name}`"), vec![edit])))
        }
        (Takes::Bool, Some(value)) if !is_bool(value) => {
            let span = flag.value.as_ref().map_or(flag.span, |value| value.span);
            let message = format!("`--{name}` is either `true` or `false`, not `{value}`");
            Some(reader.error(ErrorCode::InvalidFlagValue, span, message))
        }
        (Takes::Text | Takes::List, None) => Some(without_value(reader, flag)),
        _ => None,
    }
}

fn is_bool(value: &str) -> bool {
    value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false")
}

/// `--from build` instead of `--from=build`.
fn without_value(reader: &Reader, flag: &Flag) -> SyntaxError {
    let node = reader.node;
    let name = name(flag);
    let is_last = node.flags.last().is_some_and(|last| last.span == flag.span);
    let value = node.line.text.get(node.rest.clone()).unwrap_or_default().split_whitespace().next();
    let Some(value) = value.filter(|value| is_last && value.len() <= MAX_SHOWN_BYTES) else {
        let message = format!("`--{name}` has no value; write `--{name}=value`");
        return reader.error(ErrorCode::InvalidFlagValue, flag.span, message);
    };
    let message = format!(
        "`--{name}` of {} has no value, which follows an equals sign: `--{name}={value}`",
        node.keyword
    );
    let gap = Span::new(flag.span.end, node.line.source_offset(node.rest.start));
    let fix = Fix::unsafe_(format!("Write `--{name}={value}`"), vec![Edit::replace(gap, "=")]);
    reader.error(ErrorCode::InvalidFlagValue, flag.span, message).with_fix(fix)
}

/// A longer value is not repeated in a message.
const MAX_SHOWN_BYTES: usize = 100;

#[cfg(test)]
mod tests {
    use crate::instruction::vectors::{accepted, refused, repaired};

    #[test]
    fn vectors() {
        for source in
            ["COPY --link=TRUE --exclude=a --exclude= a b", "ARG --any name", "COPY --from= a b", "RUN -- x"]
        {
            accepted(source);
        }
        refused("COPY «--user»=me «--Link» a b", true);
        refused("COPY --link=«maybe» --from=a «--from=b» a b", true);
        refused("ADD «--unpack=» a b", true);
    }

    #[test]
    fn repairs() {
        repaired("COPY --form=x a b", "COPY --from=x a b");
        repaired("COPY --From=x a b", "COPY --from=x a b");
        repaired("COPY --from:x a b", "COPY --from=x a b");
        repaired("COPY --user=x a b", "COPY --chown=x a b");
        repaired("COPY --recursive a b", "COPY a b");
        repaired("HEALTHCHECK --retry=3 CMD a", "HEALTHCHECK --retries=3 CMD a");
        repaired("COPY --from build \\\n  a b", "COPY --from=build \\\n  a b");
        repaired("COPY --link= a b", "COPY --link a b");
        repaired("COPY --link  --link a b", "COPY --link a b");
    }

    #[test]
    fn long_lines_of_flags_are_read_in_linear_time() {
        for flag in ["--mount= ", "--link ", "--x ", "--exclude=a ", "--device= "] {
            for keyword in ["RUN", "COPY"] {
                let source = format!("{keyword} {}a b", flag.repeat(200_000 / flag.len()));
                crate::instruction::vectors::last(&source);
            }
        }
    }
}
