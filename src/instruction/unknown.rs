//! Words that are no instruction, and what was meant.

use super::reader::Reader;
use crate::syntax::{Arguments, ErrorCode, Form, Instruction, Keyword, SyntaxError};
use crate::text::{Edit, Fix, Span, lower, order, suggest, upper};

/// Programs that often stand alone on a line whose RUN or continuation was forgotten. Sorted.
const PROGRAMS: &[&str] = &[
    "adduser",
    "apk",
    "apt",
    "apt-get",
    "awk",
    "bash",
    "bundle",
    "cargo",
    "cat",
    "cd",
    "chmod",
    "chown",
    "cmake",
    "composer",
    "conda",
    "cp",
    "curl",
    "dnf",
    "docker",
    "dpkg",
    "echo",
    "exit",
    "export",
    "find",
    "gem",
    "git",
    "go",
    "gpg",
    "gradle",
    "grep",
    "groupadd",
    "gunzip",
    "install",
    "java",
    "ln",
    "ls",
    "make",
    "mkdir",
    "mv",
    "mvn",
    "node",
    "npm",
    "npx",
    "php",
    "pip",
    "pip3",
    "pnpm",
    "poetry",
    "printf",
    "python",
    "python3",
    "rm",
    "rpm",
    "ruby",
    "rustup",
    "sed",
    "service",
    "set",
    "sh",
    "sleep",
    "source",
    "sudo",
    "systemctl",
    "tar",
    "tee",
    "test",
    "touch",
    "unzip",
    "useradd",
    "usermod",
    "uv",
    "wget",
    "xargs",
    "yarn",
    "yum",
    "zip",
    "zypper",
];

/// A longer word is not repeated in a message, in characters.
const MAX_SHOWN: usize = 60;

/// The error for a word that is no instruction.
pub(super) fn error(reader: &Reader) -> SyntaxError {
    let node = reader.node;
    let error = |message: String| reader.error(ErrorCode::UnknownInstruction, node.keyword_span, message);
    let word = shown(&node.keyword_text);
    if let Some((problem, fix)) = glued(node) {
        return error(format!("`{word}` is no instruction; {problem}")).with_fix(fix);
    }
    if word == "$" && !node.line.text.trim().eq("$") {
        let fix = Fix::unsafe_("Write `RUN`", vec![Edit::replace(node.keyword_span, "RUN")]);
        return error("`$` is the prompt of a shell, copied with its command; write `RUN`".to_owned())
            .with_fix(fix);
    }
    if matches!(word.as_str(), "-" | "*" | "+" | ">") && begins_with_keyword(node) {
        let edit = Edit::delete(Span::new(node.keyword_span.start, node.line.source_offset(node.rest.start)));
        let fix = Fix::unsafe_(format!("Remove the `{word}`"), vec![edit]);
        return error(format!("`{word}` is no instruction; it marks an item of a list elsewhere"))
            .with_fix(fix);
    }
    if let Some(previous) = previous(reader)
        && let Some(meant) = Meant::of(reader, previous)
    {
        return error(meant.message(&word, previous)).with_fix(meant.fix(reader, previous));
    }
    if is_program(&node.keyword_text) {
        let message = format!("`{word}` is a program, not an instruction; write `RUN {word} …`");
        return error(message).with_fix(Meant::Run.fix(reader, node));
    }
    if is_assignment(&node.keyword_text) {
        let message =
            format!("`{word}` is no instruction; write `ENV {word}`, or `ARG {word}` for the build alone");
        let edit = Edit::insert(node.keyword_span.start, "ENV ");
        return error(message).with_fix(Fix::unsafe_("Insert `ENV`", vec![edit]));
    }
    match closest(&node.keyword_text) {
        Some(closest) => {
            let edit = Edit::replace(node.keyword_span, closest.clone());
            let fix = Fix::unsafe_(format!("Write `{closest}`"), vec![edit]);
            error(format!("`{word}` is no instruction; is it `{closest}`?")).with_fix(fix)
        }
        None => error(format!("`{word}` is no instruction{}", hint(&node.keyword_text))),
    }
}

fn shown(word: &str) -> String {
    match word.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", word.get(..end).unwrap_or_default()),
        None => word.to_owned(),
    }
}

fn is_program(word: &str) -> bool {
    PROGRAMS.binary_search(&word).is_ok()
}

/// The instruction that a word resembles, in its case. Follows `suggest.WrapError` of BuildKit.
fn closest(word: &str) -> Option<String> {
    let upper = upper(word);
    let closest = begun(&upper)
        .or_else(|| transposed(&upper))
        .or_else(|| suggest(&upper, &Keyword::ALL.map(Keyword::name), true))?;
    Some(if word == upper { closest } else { lower(&closest) })
}

/// The only instruction that begins with these letters.
fn begun(upper: &str) -> Option<String> {
    let mut begun =
        Keyword::ALL.into_iter().filter(|keyword| upper.len() > 1 && keyword.name().starts_with(upper));
    let first = begun.next()?;
    begun.next().is_none().then(|| first.name().to_owned())
}

/// Whether what follows the word is a line of a Dockerfile.
fn begins_with_keyword(node: &Instruction) -> bool {
    let rest = node.line.text.get(node.rest.clone()).unwrap_or_default();
    rest.split_whitespace().next().is_some_and(|word| Keyword::parse(word) != Keyword::Unknown)
}

/// `NAME=value`.
fn is_assignment(word: &str) -> bool {
    let name = word.split_once('=').map_or("", |(name, _)| name);
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The instruction with the same letters in another order, as in `FORM`.
fn transposed(upper: &str) -> Option<String> {
    let sorted = |word: &str| {
        let mut letters: Vec<u8> = word.bytes().collect();
        order::sort(&mut letters);
        letters
    };
    let same =
        |keyword: &Keyword| keyword.name().len() == upper.len() && sorted(keyword.name()) == sorted(upper);
    Keyword::ALL.into_iter().find(same).map(|keyword| keyword.name().to_owned())
}

/// What to say of words that come from elsewhere.
fn hint(word: &str) -> &'static str {
    match upper(word).as_str() {
        "INCLUDE" | "IMPORT" => {
            "; a Dockerfile cannot include another: start a stage from it with FROM, or copy from it with `COPY --from`"
        }
        "VERSION" => "; Dockerfiles have no version, apart from `# syntax=` on the first line",
        "AUTHOR" => "; write `LABEL org.opencontainers.image.authors=\"…\"`",
        "IF" | "ELSE" | "ENDIF" | "FOR" | "WHILE" => {
            "; there are no conditions or loops: use them inside RUN, or pick a stage with `FROM $NAME`"
        }
        "FI" | "DONE" | "THEN" | "DO" | "ESAC" => {
            "; it is of a shell: each line of RUN but the last ends in `\\`, or all stand in a heredoc"
        }
        "SAVE" | "LOCALLY" | "TARGET" => "; it is one of an Earthfile",
        _ if is_conflict_marker(word) => "; a merge conflict is not resolved here",
        _ if word.starts_with("//")
            || word.starts_with("/*")
            || word.starts_with("--")
            || word.starts_with("<!--") =>
        {
            "; comments start with `#`"
        }
        _ if word.starts_with("```") => "; it is Markdown around a Dockerfile",
        _ => "",
    }
}

/// Whether a line is one that git leaves where it cannot merge.
fn is_conflict_marker(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|marker| line.starts_with(marker))
}

/// `ENTRYPOINT["a"]`, `MAINTAINER:`: a keyword and what sticks to it.
fn glued(node: &Instruction) -> Option<(String, Fix)> {
    let text = &node.keyword_text;
    let end = text.find(|character: char| !character.is_ascii_alphabetic())?;
    let (word, rest) = text.split_at_checked(end)?;
    let keyword = Keyword::parse(word);
    if keyword == Keyword::Unknown || node.keyword_span.len() as usize != text.len() {
        return None;
    }
    let at = node.keyword_span.start + end as u32;
    if matches!(rest, ":" | "=") {
        let edit = Edit::delete(Span::new(at, at + 1));
        return Some((
            format!("no `{rest}` follows {keyword}"),
            Fix::unsafe_(format!("Remove the `{rest}`"), vec![edit]),
        ));
    }
    let is_argument = rest.starts_with(['[', '"', '\'', '$', '/', '.', '<']);
    let fix = Fix::unsafe_("Insert a blank", vec![Edit::insert(at, " ")]);
    is_argument.then(|| (format!("a blank is missing behind {keyword}"), fix))
}

/// The instruction before this one, where it could have gone on: it ends with neither a heredoc nor the file's head.
fn previous<'a>(reader: &Reader<'a>) -> Option<&'a Instruction> {
    let instructions = &reader.file.instructions;
    let index = instructions.partition_point(|other| other.span.start < reader.node.span.start);
    let previous = instructions.get(index.checked_sub(1)?)?;
    let last_line = previous.span.of(&reader.file.source).lines().next_back().unwrap_or_default();
    (previous.heredocs.is_empty() && !is_conflict_marker(last_line)).then_some(previous)
}

/// What was forgotten.
enum Meant {
    /// The escape character at the end of the line before.
    Continuation,
    /// `&&` and the escape character at the end of the line before.
    AndContinuation,
    /// RUN.
    Run,
}

impl Meant {
    fn of(reader: &Reader, previous: &Instruction) -> Option<Self> {
        let node = reader.node;
        let word = node.keyword_text.as_str();
        let before = reader.file.source.get(..node.keyword_span.start as usize).unwrap_or_default();
        let is_indented = before.ends_with([' ', '\t']);
        let is_command_line = matches!(previous.keyword, Keyword::Run | Keyword::Unknown);
        let takes_more = |text: &str| text.ends_with(['&', '|', ';', '(', '{', ',']);
        if starts_with_operator(word) || starts_argument(word) || takes_more(previous.line.text.trim_end()) {
            return Some(Self::Continuation);
        }
        if is_program(word) {
            let joins = is_command_line && is_indented && previous.form() != Some(Form::Exec);
            return Some(if joins { Self::AndContinuation } else { Self::Run });
        }
        let is_pair = matches!(previous.arguments, Arguments::Pairs(_)) && word.contains('=');
        let is_word = is_indented && upper(word) != word && closest(word).is_none();
        (is_pair || is_word).then_some(Self::Continuation)
    }

    fn message(&self, word: &str, previous: &Instruction) -> String {
        let keyword = match previous.keyword {
            Keyword::Unknown => "the line before",
            keyword => keyword.name(),
        };
        match self {
            Self::Continuation => {
                format!(
                    "`{word}` is no instruction; it looks like a part of {keyword}, whose line lacks the `\\` that continues it"
                )
            }
            Self::AndContinuation => {
                format!(
                    "`{word}` is a program, not an instruction; it looks like a part of {keyword}, whose line lacks `&& \\` at its end"
                )
            }
            Self::Run => format!("`{word}` is a program, not an instruction; write `RUN {word} …`"),
        }
    }

    fn fix(&self, reader: &Reader, previous: &Instruction) -> Fix {
        let escape = reader.file.escape;
        let before = reader.file.source.get(..previous.span.end as usize).unwrap_or_default();
        let end = before.trim_end().len() as u32;
        match self {
            Self::Continuation => {
                Fix::unsafe_("Continue the line before", vec![Edit::insert(end, format!(" {escape}"))])
            }
            Self::AndContinuation => Fix::unsafe_(
                "Continue the line before with `&&`",
                vec![Edit::insert(end, format!(" && {escape}"))],
            ),
            Self::Run => {
                Fix::unsafe_("Insert `RUN`", vec![Edit::insert(reader.node.keyword_span.start, "RUN ")])
            }
        }
    }
}

fn starts_with_operator(word: &str) -> bool {
    ["&&", "||", "|", ";", "&", ")", "}", "]", ">"].iter().any(|operator| word.starts_with(operator))
        && !is_conflict_marker(word)
}

/// Whether a word is an option or a quoted string, which no instruction starts with.
fn starts_argument(word: &str) -> bool {
    (word.starts_with('-') && word.len() > 1 && !word.starts_with("---"))
        || word.starts_with(['"', '\'', '$'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instruction::vectors::{last, refused, repaired};

    #[test]
    fn slips_of_the_finger() {
        repaired("FORM alpine", "FROM alpine");
        repaired("FROM a\nEXPOST 80", "FROM a\nEXPOSE 80");
        repaired("FROM a\nCoppy a b", "FROM a\ncopy a b");
        repaired("FROM a\nENTRYPOINT[\"a\"]", "FROM a\nENTRYPOINT [\"a\"]");
        repaired("FROM a\nCMD: a", "FROM a\nCMD a");
        repaired("FR alpine", "FROM alpine");
        repaired("FROM a\nwork /a", "FROM a\nworkdir /a");
        repaired("FROM a\nUSER b\n- RUN c", "FROM a\nUSER b\nRUN c");
        repaired("FROM a\nA=b", "FROM a\nENV A=b");
        refused("FROM a\n«INCLUDE» b", true);
    }

    #[test]
    fn lost_continuations() {
        repaired("RUN a\n  && b", "RUN a \\\n  && b");
        repaired("RUN a \n\n  --flag", "RUN a \\ \n\n  --flag");
        repaired("# escape=`\nRUN a &&\n  npm b", "# escape=`\nRUN a && `\n  npm b");
        repaired("RUN apt-get update\n  apt-get upgrade", "RUN apt-get update && \\\n  apt-get upgrade");
        repaired("LABEL a=b\nc.d=e", "LABEL a=b \\\nc.d=e");
        repaired("CMD [\"a\",\n\"b\"]", "CMD [\"a\", \\\n\"b\"]");
        repaired("RUN install a\n  some-package", "RUN install a \\\n  some-package");
    }

    #[test]
    fn forgotten_runs() {
        repaired("FROM a\n  npm install", "FROM a\n  RUN npm install");
        repaired("RUN a\nnpm install", "RUN a\nRUN npm install");
        repaired("COPY <<E /a\nE\nnpm install", "COPY <<E /a\nE\nRUN npm install");
    }

    #[test]
    fn programs_are_sorted_and_no_instructions() {
        assert!(PROGRAMS.is_sorted());
        assert!(PROGRAMS.iter().all(|program| Keyword::parse(program) == Keyword::Unknown));
    }

    #[test]
    fn merge_conflicts_are_left_alone() {
        let (_, errors) = last("RUN a && \\\n<<<<<<< HEAD\n  apk add b\n=======\n>>>>>>> other");
        assert!(errors.iter().all(|error| error.fix.as_ref().is_none_or(|fix| fix.title == "Insert `RUN`")));
    }
}
