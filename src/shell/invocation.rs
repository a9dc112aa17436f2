use std::borrow::Cow;

use super::options::{Style, Tool, find_tool};
use super::{Command, Effective, Word};
use crate::text::Span;

/// How a command is used: its subcommand, its options with their values, and what remains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation<'a> {
    /// The program, as in [`Effective::name`].
    pub name: &'a str,
    /// The word of the program.
    pub program: &'a Word,
    /// `install` in `apt-get -y install x`, for tools that have subcommands.
    pub subcommand: Option<&'a Word>,
    /// The options in order; may repeat.
    pub flags: Vec<FlagUse<'a>>,
    /// The words that are no options, values of options or the subcommand.
    pub operands: Vec<&'a Word>,
}

/// One use of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagUse<'a> {
    /// The option with its dashes and without its value: `-y`, `--no-cache`, for Go `-ldflags`.
    pub name: Cow<'a, str>,
    /// Its value.
    pub value: Option<FlagValue<'a>>,
    /// The option, and the value where it is part of the same word. The whole word for one of several in it, such as
    /// `-yq`, where quotes or escapes hide which bytes are its own.
    pub span: Span,
    /// The word it stands in.
    pub word: &'a Word,
}

/// The value of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlagValue<'a> {
    /// The text without quotes; expansions as they were written.
    pub text: &'a str,
    /// Where it stands; the whole word where quotes or escapes hide it.
    pub span: Span,
    /// The word it stands in, that of the option or the one behind it.
    pub word: &'a Word,
}

impl Command {
    /// How the command is used, behind `sudo`, `env` and their like. `None` where [`Command::name`] is.
    pub fn invocation(&self) -> Option<Invocation<'_>> {
        self.effective().and_then(|effective| Invocation::of(&effective))
    }

    /// The same where the command that does the work has this name, which is much quicker to see than its options.
    pub fn invocation_of(&self, name: &str) -> Option<Invocation<'_>> {
        if self.program_name() == Some(name) { self.invocation() } else { None }
    }
}

impl<'a> Invocation<'a> {
    /// Reads the options as the tool of that name does; those of an unknown tool are never taken apart and take the
    /// next word for no value.
    pub fn of(effective: &Effective<'a>) -> Option<Self> {
        Self::read(effective.name, effective.words)
    }

    /// The same for a tool whose name is the last part of the first word.
    pub(super) fn read(name: &'a str, words: &'a [Word]) -> Option<Self> {
        let (program, args) = words.split_first()?;
        let invocation = Self { name, program, subcommand: None, flags: Vec::new(), operands: Vec::new() };
        let mut reader = Reader { tool: find_tool(name), invocation, rest: args };
        reader.run();
        Some(reader.invocation)
    }

    /// The text of the subcommand; empty where there is none.
    pub fn subcommand_name(&self) -> &'a str {
        self.subcommand.map_or("", |word| word.text.as_str())
    }

    /// Whether one of the options is used.
    pub fn has(&self, names: &[&str]) -> bool {
        self.flag(names).is_some()
    }

    /// How often the options are used, together.
    pub fn count(&self, names: &[&str]) -> usize {
        self.flags.iter().filter(|flag| names.contains(&&*flag.name)).count()
    }

    /// The first use of one of the options.
    pub fn flag(&self, names: &[&str]) -> Option<&FlagUse<'a>> {
        self.flags.iter().find(|flag| names.contains(&&*flag.name))
    }

    /// The values that the options are given, in order.
    pub fn values(&self, names: &[&str]) -> impl Iterator<Item = FlagValue<'a>> {
        self.flags.iter().filter(|flag| names.contains(&&*flag.name)).filter_map(|flag| flag.value)
    }

    /// Where a further option can be put in: the end of the subcommand, or of the program where there is none.
    pub fn insertion_point(&self) -> u32 {
        self.subcommand.unwrap_or(self.program).span.end
    }
}

/// How many letters are taken apart as a cluster of short options; more of them are read as one option.
const MAX_CLUSTER: usize = 64;

struct Reader<'a> {
    tool: Option<&'static Tool>,
    invocation: Invocation<'a>,
    rest: &'a [Word],
}

impl<'a> Reader<'a> {
    fn run(&mut self) {
        if self.style() == Style::Tar {
            self.old_tar();
        }
        while let Some(word) = self.next() {
            let text = word.text.as_str();
            if text == "--" {
                break;
            }
            if text.starts_with("--") {
                self.long(word);
            } else if text.len() > 1 && text.starts_with('-') {
                self.short(word);
                if self.runs_program_text() {
                    break;
                }
            } else if self.operand(word) {
                break;
            }
        }
        let rest = self.rest.iter();
        self.invocation.operands.extend(rest);
    }

    fn next(&mut self) -> Option<&'a Word> {
        let (word, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(word)
    }

    fn style(&self) -> Style {
        self.tool.map_or(Style::Words, |tool| tool.style)
    }

    fn takes_value(&self, name: &str) -> bool {
        self.tool.is_some_and(|tool| tool.takes_value(name))
    }

    /// Whether the last option was `-c text` or `-m module` of an interpreter.
    fn runs_program_text(&self) -> bool {
        let last = self.invocation.flags.last();
        self.style() == Style::Interpreter
            && last.is_some_and(|flag| flag.value.is_some() && matches!(&*flag.name, "-c" | "-m"))
    }

    /// Keeps a word that is no option; whether what follows is the business of another program.
    fn operand(&mut self, word: &'a Word) -> bool {
        let Some(tool) = self.tool else {
            self.invocation.operands.push(word);
            return false;
        };
        if tool.subcommands && self.invocation.subcommand.is_none() {
            self.invocation.subcommand = Some(word);
        } else {
            self.invocation.operands.push(word);
        }
        tool.style == Style::Interpreter
    }

    /// `--name`, `--name=value` or `--name value`.
    fn long(&mut self, word: &'a Word) {
        let text = word.text.as_str();
        if let Some((name, value)) = text.split_once('=') {
            let value = part_of(word, name.len() + 1, value);
            self.push(name.into(), Some(value), word.span, word);
        } else {
            self.with_next(text, word);
        }
    }

    /// A flag that is a word of its own, with the next word where it takes a value.
    fn with_next(&mut self, name: &'a str, word: &'a Word) {
        let value = if self.takes_value(name) { self.next_value() } else { None };
        self.push(name.into(), value, word.span, word);
    }

    fn next_value(&mut self) -> Option<FlagValue<'a>> {
        self.next().map(|next| FlagValue { text: &next.text, span: next.span, word: next })
    }

    fn push(&mut self, name: Cow<'a, str>, value: Option<FlagValue<'a>>, span: Span, word: &'a Word) {
        self.invocation.flags.push(FlagUse { name, value, span, word });
    }

    fn short(&mut self, word: &'a Word) {
        let letters = word.text.as_bytes();
        let is_absurd = letters.len() > MAX_CLUSTER && letters.iter().skip(1).all(u8::is_ascii_alphabetic);
        if self.style() == Style::Words || is_absurd {
            self.long(word);
        } else {
            self.cluster(word);
        }
    }

    /// `-yq`, `-oValue`, `-o value` or `-q=2`.
    fn cluster(&mut self, word: &'a Word) {
        let text = word.text.as_str();
        let mut at = 1;
        while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let mut end = at + letter.len_utf8();
            let pair = self.tool.is_some_and(|tool| tool.pairs == Some(letter));
            if pair && text.get(end..end + 1).is_some() {
                end += 1;
            }
            let name = short_option(text.get(at..end).unwrap_or_default());
            let rest = text.get(end..).unwrap_or_default();
            let attached = self.tool.is_some_and(|tool| tool.takes_attached(&name));
            let value = match rest.strip_prefix('=') {
                Some(value) => Some(part_of(word, end + 1, value)),
                None if rest.is_empty() && self.takes_value(&name) => self.next_value(),
                None if !rest.is_empty() && (attached || self.takes_value(&name)) => {
                    Some(part_of(word, end, rest))
                }
                None => None,
            };
            let start = if at == 1 { 0 } else { at };
            let taken = !rest.is_empty() && value.is_some();
            let own = start..if taken { text.len() } else { end };
            let span = word.span_of(own).unwrap_or(word.span);
            self.push(name, value, span, word);
            if taken {
                return;
            }
            at = end;
        }
    }

    /// `xzf file`, the old form of `-x -z -f file`.
    fn old_tar(&mut self) {
        let Some(word) = self.rest.first().filter(|word| !word.text.starts_with('-')) else { return };
        let letters = word.text.as_str();
        if letters.is_empty() || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return;
        }
        self.next();
        for (at, letter) in letters.char_indices() {
            let name = short_option(letters.get(at..at + letter.len_utf8()).unwrap_or_default());
            let value = if self.takes_value(&name) { self.next_value() } else { None };
            let span = word.span_of(at..at + 1).unwrap_or(word.span);
            self.push(name, value, span, word);
        }
    }
}

/// All options of one letter.
const SHORT_OPTIONS: &str = "-A-B-C-D-E-F-G-H-I-J-K-L-M-N-O-P-Q-R-S-T-U-V-W-X-Y-Z\
    -a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z";

/// The option of these letters.
fn short_option(letters: &str) -> Cow<'static, str> {
    let known = match letters.as_bytes() {
        [letter @ b'A'..=b'Z'] => Some(letter - b'A'),
        [letter @ b'a'..=b'z'] => Some(letter - b'a' + 26),
        _ => None,
    };
    let option = known.map(|index| 2 * usize::from(index)).and_then(|at| SHORT_OPTIONS.get(at..at + 2));
    option.map_or_else(|| ["-", letters].concat().into(), Cow::Borrowed)
}

/// The value that makes up the text of the word from `start` on.
fn part_of<'a>(word: &'a Word, start: usize, text: &'a str) -> FlagValue<'a> {
    FlagValue { text, span: word.span_of(start..start + text.len()).unwrap_or(word.span), word }
}

#[cfg(test)]
mod tests {
    use crate::shell::parse;
    use crate::text::Joined;

    /// Name and subcommand, flags with values, operands.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let script = parse(&Joined::verbatim(text, 0));
        let invocation = script.commands[0].invocation().unwrap();
        let flags = invocation.flags.iter().map(|flag| match flag.value {
            Some(value) => {
                assert!(value.word.quoted || value.span.of(text) == value.text);
                format!("{}={}", flag.name, value.text)
            }
            None => flag.name.to_string(),
        });
        let operands = invocation.operands.iter().map(|word| word.text.clone());
        let shown = [
            format!("{} {}", invocation.name, invocation.subcommand_name()).trim().to_owned(),
            flags.collect::<Vec<_>>().join(" "),
            operands.collect::<Vec<_>>().join(" "),
        ];
        assert_eq!(shown.join(" | "), expected, "{text}");
    }

    #[test]
    fn reads_options() {
        check(
            "apt-get -yqq install -t stable --no-install-recommends -o A::B=c x y=1",
            "apt-get install | -y -q -q -t=stable --no-install-recommends -o=A::B=c | x y=1",
        );
        check("apt-get -q=2 update", "apt-get update | -q=2 | ");
        check(
            "apk add --no-cache -t .deps gcc --repository=http://x",
            "apk add | --no-cache -t=.deps --repository=http://x | gcc",
        );
        check("pip3.11 install -r a.txt -U 'x>=1'", "pip3.11 install | -r=a.txt -U | x>=1");
        check("curl -fsSLo /x -H 'A: b' https://e", "curl | -f -s -S -L -o=/x -H=A: b | https://e");
        check(
            "wget -qO- -nv --progress=dot:giga https://e",
            "wget | -q -O=- -nv --progress=dot:giga | https://e",
        );
        check(
            "tar xzf a.tgz -C /x --strip-components 1",
            "tar | -x -z -f=a.tgz -C=/x --strip-components=1 | ",
        );
        check("tar -xzf a.tgz b", "tar | -x -z -f=a.tgz | b");
        check(
            "git -C d clone --depth 1 -b v1 https://e d2",
            "git clone | -C=d --depth=1 -b=v1 | https://e d2",
        );
        check("go build -ldflags '-s -w' -o /x ./cmd", "go build | -ldflags=-s -w -o=/x | ./cmd");
        check("sed -i.bak -e s/a/b/ f", "sed | -i=.bak -e=s/a/b/ | f");
        check("set -euxo pipefail", "set | -e -u -x -o=pipefail | ");
        check("python3 -m pip install -U x", "python3 | -m=pip | install -U x");
        check("python3 -u -m pip -q install x", "python3 | -u -m=pip | -q install x");
        check("bash -ec 'a b' c -d", "bash | -e -c=a b | c -d");
        check("unknown -abc --d=e -- -f g", "unknown | -abc --d=e | -f g");
        check("rm -rf -- -x", "rm | -r -f | -x");
        check("sudo useradd -mu 1000 app", "useradd | -m -u=1000 | app");
    }

    #[test]
    fn spans_are_narrow() {
        let text = "apt-get install -yq curl";
        let script = parse(&Joined::verbatim(text, 0));
        let invocation = script.commands[0].invocation().unwrap();
        assert_eq!(invocation.flag(&["-q"]).unwrap().span.of(text), "q");
        assert_eq!(invocation.insertion_point(), 15);
        assert_eq!(invocation.count(&["-y", "-q"]), 2);
    }
}
