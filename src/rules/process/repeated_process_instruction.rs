use crate::model::Model;
use crate::rules::Equivalent::{BuildKit, Hadolint};
use crate::rules::{Edit, Equivalent, Finding, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Instruction, Keyword};

rule! {
    /// Sets `CMD`, `ENTRYPOINT` or `HEALTHCHECK` twice in a stage
    ///
    /// ## Why it matters
    /// An image has one of each, so only the last one of a stage counts. The earlier one does nothing, and reads as if
    /// it did. A stage that starts from another may replace what that one sets.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// CMD ["date"]
    /// CMD ["uptime"]
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// CMD ["uptime"]
    /// ```
    ///
    /// ## Fix
    /// Safe: removes the earlier instruction.
    pub const RULE: Rule = Rule {
        id: "repeated-process-instruction",
        severity: Severity::Warning,
        fixable: Fixable::Always,
        is_default: true,
        equivalents: &[
            BuildKit("MultipleInstructionsDisallowed"),
            Hadolint("DL3012"),
            Hadolint("DL4003"),
            Hadolint("DL4004"),
        ],
        check,
    };
}

/// Each has its own rule in hadolint.
const EACH: &[(Keyword, &[Equivalent])] = &[
    (Keyword::Cmd, &[BuildKit("MultipleInstructionsDisallowed"), Hadolint("DL4003")]),
    (Keyword::Entrypoint, &[BuildKit("MultipleInstructionsDisallowed"), Hadolint("DL4004")]),
    (Keyword::Healthcheck, &[BuildKit("MultipleInstructionsDisallowed"), Hadolint("DL3012")]),
];

fn check(model: &Model, findings: &mut Findings) {
    for stage in model.checked_stages() {
        for (keyword, equivalents) in EACH {
            let keyword = std::slice::from_ref(keyword);
            let places: Vec<_> = model.dispatched_of_with(stage, keyword).collect();
            for pair in places.windows(2) {
                let [place, later] = pair else { continue };
                let (earlier, line) = (place.node, later.node.lines.0);
                let message = format!("The {} of line {line} replaces this one", earlier.keyword);
                let finding = findings.finding(earlier.keyword_span, message, Some(fix(model, earlier)));
                // BuildKit warns when it meets the later one, so the comments above that one count.
                let silenced_at = if later.is_deferred { 0 } else { line };
                findings.push_dispatched(place, Finding { equivalents, silenced_at, ..finding });
            }
        }
    }
}

fn fix(model: &Model, node: &Instruction) -> Fix {
    let edits = vec![Edit::delete(model.lines.lines_span(node.lines))];
    Fix::safe(format!("Remove this {}", node.keyword), edits)
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nCMD a\nENTRYPOINT b\nHEALTHCHECK CMD c\n",
        "FROM a AS b\nCMD a\nFROM b\nCMD b\n",
        "FROM a\nONBUILD CMD a\nCMD b\n",
    ];
    let fail = [
        "FROM a\n«CMD» a\nRUN x\n«cmd» b\nCMD c\n",
        "FROM a AS b\nONBUILD CMD a\nFROM «b»\nCMD [\"b\"]\n",
        "FROM a\n«ENTRYPOINT» a\n«HEALTHCHECK» NONE\nENTRYPOINT b\nHEALTHCHECK CMD b\n",
    ];
    let fix = [("FROM a\n  «CMD» a \\\n    b\nRUN x\nCMD c", "FROM a\nRUN x\nCMD c")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
