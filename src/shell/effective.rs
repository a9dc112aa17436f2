use super::{Command, Script, Word};

/// A command without the commands that only start it, such as `sudo` and `env`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effective<'a> {
    /// The last part of the path of the program: `apt-get` for `/usr/bin/apt-get`.
    pub name: &'a str,
    /// The program and its arguments; never empty.
    pub words: &'a [Word],
    /// The programs that only start it, from the outermost to the innermost.
    pub wrappers: Vec<&'a str>,
    /// Variables that those programs set, as `env A=b` does.
    pub assignments: Vec<(&'a str, &'a str)>,
}

/// A program that runs the program its arguments name.
struct Wrapper {
    name: &'static str,
    /// Options whose value is the next word.
    values: &'static [&'static str],
    /// How many operands stand before the program.
    operands: usize,
    /// Whether `A=b` may stand before the program.
    assigns: bool,
}

const fn wrapper(name: &'static str, values: &'static [&'static str]) -> Wrapper {
    Wrapper { name, values, operands: 0, assigns: false }
}

/// Sorted by name.
const WRAPPERS: &[Wrapper] = &[
    wrapper("builtin", &[]),
    wrapper("busybox", &[]),
    wrapper("chronic", &[]),
    Wrapper { operands: 1, ..wrapper("chroot", &[]) },
    wrapper("command", &[]),
    wrapper("coproc", &[]),
    wrapper("doas", &["-C", "-u"]),
    wrapper("eatmydata", &[]),
    Wrapper { assigns: true, ..wrapper("env", &["-C", "-u", "--chdir", "--unset"]) },
    wrapper("exec", &["-a"]),
    wrapper("fakeroot", &["-b", "-i", "-l", "-s"]),
    Wrapper { operands: 1, ..wrapper("gosu", &[]) },
    wrapper("ionice", &["-c", "-n", "--class", "--classdata"]),
    wrapper("nice", &["-n", "--adjustment"]),
    wrapper("nohup", &[]),
    wrapper("setsid", &[]),
    wrapper("stdbuf", &["-e", "-i", "-o", "--error", "--input", "--output"]),
    Wrapper { operands: 1, ..wrapper("su-exec", &[]) },
    Wrapper {
        assigns: true,
        ..wrapper("sudo", &["-C", "-D", "-R", "-T", "-U", "-g", "-h", "-p", "-u", "--group", "--user"])
    },
    wrapper("time", &["-f", "-o", "--format", "--output"]),
    Wrapper { operands: 1, ..wrapper("timeout", &["-k", "-s", "--kill-after", "--signal"]) },
    wrapper("tini", &["-p"]),
    wrapper("unbuffer", &[]),
    wrapper(
        "xargs",
        &["-E", "-I", "-L", "-P", "-a", "-d", "-n", "-s", "--max-args", "--max-procs", "--replace"],
    ),
    wrapper("xvfb-run", &["-e", "-f", "-n", "-p", "-s", "--server-args", "--server-num"]),
];

impl Command {
    /// The last part of the path of the program: `apt-get` for `/usr/bin/apt-get`. `None` where there is no word, or
    /// a variable decides that part.
    pub fn name(&self) -> Option<&str> {
        self.words.first().and_then(program)
    }

    /// The words behind the name.
    pub fn args(&self) -> &[Word] {
        self.words.get(1..).unwrap_or_default()
    }

    /// The name of the program that does the work, as in [`Self::effective`].
    pub fn program_name(&self) -> Option<&str> {
        let Program { word, start } = self.program?;
        self.words.get(word)?.text.get(start..)
    }

    /// The command that does the work: what `sudo`, `env`, `exec`, `time`, `xargs` and their like run. The command
    /// itself where it is none of them or names nothing to run. `None` where [`Self::name`] is.
    pub fn effective(&self) -> Option<Effective<'_>> {
        let Program { word, start } = self.program?;
        let words = self.words.get(word..)?;
        let name = words.first()?.text.get(start..)?;
        let mut effective = Effective { name, words, wrappers: Vec::new(), assignments: Vec::new() };
        if word > 0 {
            unwrap_all(&self.words, |wrapper, assignments| {
                effective.wrappers.push(wrapper);
                effective.assignments.extend(assignments);
            });
        }
        Some(effective)
    }
}

impl Script {
    /// Finds the program of every command, which many ask for.
    pub(super) fn find_programs(&mut self) {
        for command in &mut self.commands {
            command.program = unwrap_all(&command.words, |_, _| ());
        }
    }
}

/// Where the program that does the work stands in its command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program {
    /// The index of its word.
    word: usize,
    /// Where the last part of its path begins in the word.
    start: usize,
}

/// The program behind all wrappers, each of which is `seen` with what it sets.
fn unwrap_all<'a>(words: &'a [Word], mut seen: impl FnMut(&'a str, Assignments<'a>)) -> Option<Program> {
    let mut rest = words;
    let mut name = rest.first().and_then(program)?;
    while let Some((inner, assignments)) = unwrap(name, rest) {
        let Some(program) = inner.first().and_then(program) else { break };
        seen(name, assignments);
        (name, rest) = (program, inner);
    }
    let start = rest.first()?.text.len() - name.len();
    Some(Program { word: words.len() - rest.len(), start })
}

/// The last part of the path that the word is, where no variable decides it.
fn program(word: &Word) -> Option<&str> {
    let start = word.text.rfind('/').map_or(0, |slash| slash + 1);
    let expansions = word.parts.iter().filter(|part| part.is_expansion() && !part.nested);
    let fixed = expansions.map(|part| part.text.end).max().unwrap_or(0);
    // A slash inside `${x%/*}` separates nothing.
    let start = if fixed > start { None } else { Some(start) };
    word.text.get(start?..).filter(|name| !name.is_empty())
}

type Assignments<'a> = Vec<(&'a str, &'a str)>;

/// What stands behind a wrapper, its options and its operands, and what it sets. `None` for any other command.
fn unwrap<'a>(name: &str, words: &'a [Word]) -> Option<(&'a [Word], Assignments<'a>)> {
    let index = WRAPPERS.binary_search_by_key(&name, |wrapper| wrapper.name).ok()?;
    let wrapper = WRAPPERS.get(index)?;
    let mut assignments = Vec::new();
    let mut operands = wrapper.operands;
    let mut rest = words.get(1..)?;
    while let [word, tail @ ..] = rest {
        rest = tail;
        let text = word.text.as_str();
        if text == "--" {
            continue;
        }
        if name == "command" && text.eq_ignore_ascii_case("-v") {
            return None;
        }
        if text.starts_with('-') && text.len() > 1 {
            if wrapper.values.contains(&text) {
                rest = rest.get(1..).unwrap_or_default();
            }
            continue;
        }
        match word.assignment() {
            Some(assignment) if wrapper.assigns => assignments.push(assignment),
            _ if operands > 0 => operands -= 1,
            _ => return words.get(words.len() - tail.len() - 1..).map(|rest| (rest, assignments)),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::parse;
    use crate::text::Joined;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let script = parse(&Joined::verbatim(text, 0));
        let effective = script.commands[0].effective();
        let shown = effective.map(|one| {
            assert!(one.words[0].text.ends_with(one.name));
            let args = one.words[1..].iter().map(|word| word.text.as_str());
            let words: Vec<_> = [one.name].into_iter().chain(args).collect();
            words.join(" ")
        });
        assert_eq!(shown.as_deref().unwrap_or("none"), expected, "{text}");
    }

    #[test]
    fn looks_through_wrappers() {
        assert!(WRAPPERS.is_sorted_by_key(|wrapper| wrapper.name));
        check("/usr/bin/apt-get update", "apt-get update");
        check("sudo -E -u root apt-get -y install x", "apt-get -y install x");
        check("sudo A=b -- env -i C=d nice -n 5 make -j", "make -j");
        check("exec gosu user \"$@\"", "gosu user $@");
        check("time timeout -k 5 30s ./configure --x", "configure --x");
        check("xargs -r -n 1 rm -f", "rm -f");
        check("command -v apk", "command -v apk");
        check("env", "env");
        check("exec 3>&1", "exec");
        check("$JAVA_HOME/bin/java -jar x", "java -jar x");
        check("$x y", "none");
        check("bin/$x y", "none");
        check("A=b", "none");
    }
}
