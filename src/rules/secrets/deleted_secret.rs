use crate::model::{Deletion, Model};
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Copies a secret and deletes it later
    ///
    /// ## Why it matters
    /// The layer of the `COPY` keeps the file. Who can pull the image can read it there, whatever a later step deletes. A
    /// secret mount or an ssh mount shows it to one step and leaves no trace.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM node:24
    /// COPY .npmrc /root/.npmrc
    /// RUN npm install && rm /root/.npmrc
    /// ```
    /// ```dockerfile,good
    /// FROM node:24
    /// RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
    ///     npm install
    /// ```
    pub const RULE: Rule = Rule {
        id: "deleted-secret",
        severity: Severity::Error,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for Deletion { path, word, copy, is_secret } in model.deletions() {
        if is_secret {
            let line = model.instruction(copy).map_or(0, |node| node.lines.0);
            findings.add(word, format!("`{path}` can still be read in the layer of line {line}"), None);
        }
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nCOPY id_rsa.pub /tmp/\nRUN rm /tmp/id_rsa.pub\n",
        "FROM a AS b\nCOPY .npmrc ./\nRUN rm .npmrc\nFROM c\n",
    ];
    let fail = ["FROM a\nCOPY .npmrc k/id_rsa ./\nRUN rm -f «.npmrc» «/id_rsa»\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
