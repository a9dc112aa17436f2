use crate::model::Model;
use crate::rules::programs::Ran;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::Invocation;

rule! {
    /// Pipes what curl gets, even an error page
    ///
    /// ## Why it matters
    /// Without `--fail`, `curl` prints the page that comes with an error such as 404 and says that all went well. The
    /// shell, `tar` or key ring behind the pipe gets that page in place of the file. With `--fail` it gets nothing; that the
    /// step then fails too is up to `pipefail`.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN curl -sSL https://example.com/install.sh | bash
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN curl -fsSL https://example.com/install.sh | bash
    /// ```
    ///
    /// ## Fix
    /// Adds `--fail`. Unsafe, since a download that has gone wrong in silence then fails.
    pub const RULE: Rule = Rule {
        id: "curl-pipe-without-fail",
        severity: Severity::Warning,
        fixable: Fixable::Always,
        is_default: true,
        equivalents: &[],
        check,
    };
}

/// Programs that act on what they read.
const ACTS: &[&str] = &[
    "apt-key", "ash", "bash", "bsdtar", "bunzip2", "cpio", "dash", "dpkg", "gpg", "gunzip", "gzip", "node",
    "perl", "php", "python", "python2", "python3", "rpm", "ruby", "sh", "tar", "unxz", "xz", "zcat", "zsh",
    "zstd",
];

/// With one of these the status of the answer is not lost, or the body is not asked for.
const FAILS: &[&str] =
    &["-f", "--fail", "--fail-with-body", "--fail-early", "-I", "--head", "-w", "--write-out"];

fn check(_: &Model, findings: &mut Findings) {
    for ran in findings.programs.named("curl") {
        let Some(reader) = reader(ran) else { continue };
        let Some(curl) = ran.command.invocation_of("curl") else { continue };
        if curl.has(FAILS) || writes_file(&curl) {
            continue;
        }
        let edit = Edit::insert(curl.insertion_point(), " --fail");
        let message = format!("`{reader}` gets the error page when this download fails");
        findings.add(curl.program.span, message, Some(Fix::unsafe_("Add `--fail`", vec![edit])));
    }
}

fn writes_file(curl: &Invocation) -> bool {
    curl.has(&["-O", "--remote-name"]) || curl.values(&["-o", "--output"]).any(|value| value.text != "-")
}

/// The first program behind the command in its pipe that acts on what it reads.
fn reader<'a>(ran: &Ran<'a>) -> Option<&'a str> {
    let behind = ran.run.script.commands.iter().skip(ran.index + 1).take(MAX_BEHIND);
    let piped = behind.filter(|other| other.pipeline == ran.command.pipeline);
    piped.filter_map(|other| other.program_name()).find(|name| ACTS.contains(name))
}

/// How many commands behind a download are looked at; those of substitutions count.
const MAX_BEHIND: usize = 20;

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN curl -fsSL x | bash\nRUN curl --fail x | sh\n",
        "FROM a\nRUN curl x | grep y && curl -o z x | sh; bash z\n",
        "FROM a\nRUN bash | curl x; curl x || bash\n",
    ];
    let fail = ["FROM a\nRUN a && «curl» -L x | sudo bash -\n"];
    let fix =
        [("FROM a\nRUN «curl» -sL x | sed a | tar xz\n", "FROM a\nRUN curl --fail -sL x | sed a | tar xz\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
