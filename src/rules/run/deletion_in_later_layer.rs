use crate::model::{Deletion, Model};
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Deletes what an earlier layer holds
    ///
    /// ## Why it matters
    /// A layer cannot make the ones below it smaller. A file that `COPY` or `ADD` brings stays in the image after `rm`, where it
    /// takes room and can be read. A bind mount shows the file to a step without keeping it.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// COPY app.deb /tmp/
    /// RUN dpkg --install /tmp/app.deb && rm /tmp/app.deb
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN --mount=target=/tmp/app.deb,source=app.deb \
    ///     dpkg --install /tmp/app.deb
    /// ```
    pub const RULE: Rule = Rule {
        id: "deletion-in-later-layer",
        severity: Severity::Info,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for Deletion { path, word, copy, is_secret } in model.deletions() {
        if !is_secret {
            let line = model.instruction(copy).map_or(0, |node| node.lines.0);
            findings.add(
                word,
                format!("`{path}` stays in the image: line {line} has copied it into a layer"),
                None,
            );
        }
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nCOPY b /tmp/\nRUN rm -rf /tmp/c /var/lib/apt/lists/*\n",
        "FROM a AS b\nCOPY c /tmp/\nRUN rm /tmp/c\nFROM d\nCOPY --from=b /x /x\n",
        "FROM a\nRUN rm /tmp/c\nCOPY c /tmp/\n",
        "FROM a\nCOPY id_rsa /tmp/\nRUN rm /tmp/id_rsa\n",
    ];
    let fail = [
        "FROM a AS b\nCOPY x/c /tmp/\nFROM b\nRUN y && rm -f «/tmp/c»\n",
        "FROM a\nWORKDIR /src\nCOPY b c ./\nADD d.zip /\nRUN rm «b» «./c» «/d.zip»\n",
        "FROM a\nCOPY b /tmp/build\nRUN rm -r «/tmp/build»\nRUN rm -r /tmp/build\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
