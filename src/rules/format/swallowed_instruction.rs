use crate::model::Model;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::{Arguments, Pair};

rule! {
    /// Continues a line into the next instruction
    ///
    /// ## Why it matters
    /// A line that ends in `\` goes on in the next one, whatever that is. An instruction there becomes a part of the one
    /// above, and a `FROM` so takes its whole stage along. The file may still be valid: the shell of `RUN` is then given
    /// `FROM` for a word.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM node:22 AS build
    /// RUN npm ci && \
    /// COPY . .
    /// ```
    /// ```dockerfile,good
    /// FROM node:22 AS build
    /// RUN npm ci
    /// COPY . .
    /// ```
    ///
    /// ## Fix
    /// Ends the line above: removes the `\`, and what joins commands before it. Unsafe, since there are two instructions
    /// then.
    pub const RULE: Rule = Rule {
        id: "swallowed-instruction",
        severity: Severity::Error,
        fixable: Fixable::Always,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for node in &model.file.instructions {
        // Among pairs it is an error, which says so.
        let is_said = |pairs: &[Pair]| pairs.iter().all(|pair| !pair.is_legacy);
        if matches!(&node.arguments, Arguments::Pairs(pairs) if is_said(pairs)) {
            continue;
        }
        for one in model.file.swallowed(node) {
            let message = format!(
                "`{}` begins an instruction, and the line above it ends in `{}`, so it is a part of {}",
                one.keyword, model.file.escape, node.keyword
            );
            findings.add(one.span, message, Some(one.fix));
        }
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN b \\\n  COPY c d\n",
        "FROM a\nRUN b \"\\\nFROM c\"\n",
        "FROM a\nRUN b \\\nFROM\n",
        "FROM a\nRUN b \\\nUSER=c d\n",
        "FROM a\nRUN b \\\n# USER c\n  d\n",
        "FROM a\nENV A=b \\\nENV C=d\n",
        "FROM a\nRUN <<E\nUSER c\nE\n",
        "FROM a\nHEALTHCHECK --retries=1 \\\nCMD b\n",
    ];
    let fail = [
        "FROM a\nRUN b \\\n«FROM» c AS d\n",
        "FROM a\n  RUN b \\\n  «USER» c\n",
        "FROM a\nCOPY b c \\\n«ENV» D=e\n",
    ];
    let fix = [
        ("FROM a\nRUN b \\\n«FROM» c\n", "FROM a\nRUN b\nFROM c\n"),
        ("FROM a\nRUN b && \\\n\n«COPY» c d\n", "FROM a\nRUN b\n\nCOPY c d\n"),
        ("FROM a\nRUN b \\\n  c; \\\n«EXPOSE» 80\n", "FROM a\nRUN b \\\n  c\nEXPOSE 80\n"),
        ("# escape=`\nFROM a\nRUN b `\n«WORKDIR» /c\n", "# escape=`\nFROM a\nRUN b\nWORKDIR /c\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
