use crate::model::Model;
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Instruction, Keyword};
use crate::text::{lower, upper};

rule! {
    /// Writes a keyword in another case than most of the file
    ///
    /// ## Why it matters
    /// Keywords work in any case. In one case throughout, upper by custom, they are easy to tell from their arguments.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// Workdir /srv
    /// run make
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// WORKDIR /srv
    /// RUN make
    /// ```
    ///
    /// ## Fix
    /// Safe: writes the keyword in the case that more keywords have, upper case where it is a tie.
    pub const RULE: Rule = Rule {
        id: "inconsistent-keyword-casing",
        severity: Severity::Style,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("ConsistentInstructionCasing")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    // BuildKit does not count ARG before the first FROM.
    let nodes = || {
        let start = model.stages.first().map_or(usize::MAX, |stage| stage.from);
        model.file.instructions.iter().skip(start).filter(|node| node.keyword != Keyword::Unknown)
    };
    if nodes().all(|node| node.keyword_text == node.keyword.name()) {
        return;
    }
    let lowers = nodes().filter(|node| is_lower(node)).count();
    let uppers = nodes().filter(|node| is_upper(node)).count();
    let (is_right, case): (fn(&Instruction) -> bool, _) =
        if lowers > uppers { (is_lower, "lower") } else { (is_upper, "upper") };
    for node in nodes().filter(|node| !is_right(node)) {
        let text = &node.keyword_text;
        let wanted = if case == "lower" { lower(text) } else { upper(text) };
        let is_whole = model.text(node.keyword_span) == text;
        let message = format!("`{text}` is not in {case} case, as most keywords of the file are");
        let edit = Edit::replace(node.keyword_span, wanted.as_str());
        let fix = is_whole.then(|| Fix::safe(format!("Write `{wanted}`"), vec![edit]));
        findings.add(node.keyword_span, message, fix);
    }
}

fn is_lower(node: &Instruction) -> bool {
    !node.keyword_text.contains(char::is_uppercase)
}

fn is_upper(node: &Instruction) -> bool {
    let text = &*node.keyword_text;
    if text.is_ascii() { !text.bytes().any(|byte| byte.is_ascii_lowercase()) } else { upper(text) == text }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN b\n",
        "arg A\nFROM a\nRUN b\n",
        "from a\nrun b\n",
        "FROM a\nONBUILD run b\n",
        "FROM a\nCOPY <<E /x\nrun\nE\n",
    ];
    let fail = ["FROM a\n«run» b\n«Cmd» c\n", "from a\nrun b\n«CMD» c\n", "«From» a\n"];
    let fix =
        [("FROM a\nRUN b\n«cmd» c\n", "FROM a\nRUN b\nCMD c\n"), ("from a\n«Run» b\n", "from a\nrun b\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
