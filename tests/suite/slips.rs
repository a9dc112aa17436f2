//! Slips while typing and pasting: no error hides another, and fixes lead to a file without any.

use std::collections::BTreeSet;

use dockerfile_playground::rules::Severity;
use dockerfile_playground::text::apply_edits;
use dockerfile_playground::{Options, analyze};

/// Every line has a mistake of its own.
const BROKEN: &str = "\
FROM alpine:3.22 AS b c
COPPY a /b
COPY --form=x a /b
COPY a
ENV A=b c
ENV D
ARG E = f
EXPOSE 80,443
USER
WORKDIR ${F
LABEL g=h # i
HEALTHCHECK --interval=5 CMD true
HEALTHCHECK curl localhost
SHELL bash -c
STOPSIGNAL SIGTREM
ONBUILD FROM scratch
VOLUME []
CMD [\"sleep\", 60]
RUN --mount=type=cach,target=/c true
COPY --from=9 /a /b
COPY -r j /k
ENTRYPOINT ['l']
RUN <<EOF
  EOF
COPY m /n # o
&& true
";

#[test]
fn no_error_hides_another() {
    let analysis = analyze(BROKEN, &Options::default());
    let errors = analysis.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let lines: BTreeSet<u32> =
        errors.map(|finding| analysis.model.lines.line(finding.span.start) + 1).collect();
    // Line 24 is the end of the heredoc of line 23, which has the error.
    let expected: BTreeSet<u32> = (1..=26).filter(|line| *line != 24).collect();
    assert_eq!(lines, expected);
}

/// What people paste. Fixes make a Dockerfile of it.
const PASTED: &[&str] = &[
    "Here it is:\n```dockerfile\nFROM a:1\nCMD ['b']\n```\nRun it.\n",
    "1 | FROM a:1\n2 | RUN b\n",
    "> FROM a:1\n> RUN b\n",
    "$ docker build .\nFROM a:1\n",
    "cat > Dockerfile <<EOF\nFROM a:1\nRUN b\nEOF\n",
    "// a\nFROM a:1\n/* b */\n",
    "FROM\u{a0}a:1\n\u{feff}RUN b\n",
    "FROM a:1\nRUN b\n  && c\n  && d\n",
    "FROM a:1\nRUN apt-get install -y \\ # why\n  curl \\\u{a0}\n  git\n",
    "FROM a:1\nCMD [\n  \"b\",\n  \"c\"\n]\n",
    "FROM a:1\nENV B=1\n    C=2\n    D=3\n",
    "FROM a:1\n  AS b\nCOPY\u{a0}c /d\n",
    "FROM a:1\nENV B=“c d”\nHEALTHCHECK --interval=5s\n  CMD b\n",
    "FROM a:1 AS b\nRUN c \\\nFROM a:1\nCOPY from=b /d /e\nCOPY /d /e --from=b\n",
    "FROM platform=linux/amd64 a:1 AS b # c\nRUN --mount=type=cache target=/d e\n",
    "FROM a:1\nEXPOSE [\"80\", \"443\"]\nSHELL ['b'] # c\nnpm ci\n",
    "FROM a:1\nRUN <<EOF\n  b\n  EOF\nCOPY -r c /d/ # e\n",
];

#[test]
fn fixes_make_a_dockerfile_of_what_is_pasted() {
    for pasted in PASTED {
        let mut text = (*pasted).to_owned();
        for _ in 0..10 {
            let findings = analyze(&text, &Options::default()).findings;
            let error = findings.into_iter().find(|finding| finding.severity == Severity::Error);
            let Some(error) = error else { break };
            let fix =
                error.fixes.first().unwrap_or_else(|| panic!("no fix for {} in\n{text}", error.message));
            text = apply_edits(&text, &fix.edits).unwrap();
        }
        let findings = analyze(&text, &Options::default()).findings;
        let left: Vec<_> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(left.is_empty(), "{left:#?}\nin\n{text}");
    }
}
