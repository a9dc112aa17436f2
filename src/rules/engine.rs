use std::collections::BTreeSet;

use super::packages::Uses;
use super::programs::Programs;
use super::{Finding, Findings, Rule, Silenced, Suppressed, all};
use crate::model::Model;
use crate::syntax::ErrorCode;
use crate::text::{Lines, order};

/// The findings of all rules in source order, without what comments of the file silence.
pub fn check(model: &Model) -> Vec<Finding> {
    let suppressed = Suppressed::new(model);
    gather(model, &suppressed, true).0
}

/// Those of [`check`] that are shown unasked: of default rules, and of rules that the file asks for, except where an error
/// says the same.
pub fn check_shown(model: &Model) -> Vec<Finding> {
    check_told(model).0
}

/// What [`check_shown`] gives, and what it would give besides if nothing were silenced; both in source order.
pub fn check_told(model: &Model) -> (Vec<Finding>, Vec<Silenced>) {
    let suppressed = Suppressed::new(model);
    let (mut findings, mut silenced) = gather(model, &suppressed, false);
    findings.retain(|finding| !is_said_by_error(model, finding));
    drop_consequences(model, &mut findings);
    silenced.retain(|one| !is_said_by_error(model, &one.finding));
    (findings, silenced)
}

fn gather(model: &Model, suppressed: &Suppressed, all_rules: bool) -> (Vec<Finding>, Vec<Silenced>) {
    let (uses, programs) = (Uses::new(model), Programs::new(model));
    let (mut gathered, mut silenced) = (Vec::new(), Vec::new());
    for rule in all() {
        let is_wanted = all_rules || rule.is_default;
        if !is_wanted && !Suppressed::may_ask_for(rule) {
            continue;
        }
        for finding in run(rule, model, &uses, &programs) {
            if !is_wanted && !suppressed.asks_for(&finding) {
                continue;
            }
            match suppressed.silencer(&finding) {
                Some(by) => silenced.push(Silenced { finding, by }),
                None => gathered.push(finding),
            }
        }
    }
    order::sort_by(&mut gathered, by_place);
    order::sort_by(&mut silenced, |a, b| by_place(&a.finding, &b.finding));
    (gathered, silenced)
}

fn by_place(a: &Finding, b: &Finding) -> std::cmp::Ordering {
    (a.span, a.severity, a.rule, &a.message).cmp(&(b.span, b.severity, b.rule, &b.message))
}

/// Rules, and the errors that say the same of the same place.
const SAID_BY_ERRORS: [(&str, ErrorCode); 4] = [
    ("broken-exec-form", ErrorCode::InvalidExpansion),
    ("invalid-default-arg-in-from", ErrorCode::InvalidImageReference),
    ("lookalike-character", ErrorCode::MissingEquals),
    ("lookalike-character", ErrorCode::WrongArity),
];

/// Rules about what an instruction is taken for where it is not read as it was meant.
const CAUSES: [&str; 7] = [
    "broken-exec-form",
    "keyword-as-argument",
    "misread-flag",
    "misread-path",
    "shell-syntax-outside-run",
    "swallowed-instruction",
    "trailing-comment",
];

/// Rules that then find what no one meant.
const CONSEQUENCES: [&str; 9] = [
    "add-for-local-files",
    "copy-from-unknown-stage",
    "copy-of-ignored-file",
    "destination-without-slash",
    "lookalike-character",
    "non-numeric-user",
    "relative-copy-destination",
    "relative-workdir",
    "unused-arg",
];

/// Drops what is only found because an instruction is not read as it was meant.
fn drop_consequences(model: &Model, findings: &mut Vec<Finding>) {
    let is_value = |code| matches!(code, ErrorCode::InvalidExpansion | ErrorCode::InvalidFlagValue);
    let errors = model.errors.iter().filter(|error| is_value(error.code)).map(|error| error.lines);
    let causes =
        findings.iter().filter(|finding| CAUSES.contains(&finding.rule)).map(|finding| finding.lines);
    let lines: BTreeSet<Lines> = order::set(errors.chain(causes));
    findings.retain(|finding| !CONSEQUENCES.contains(&finding.rule) || !lines.contains(&finding.lines));
}

fn is_said_by_error(model: &Model, finding: &Finding) -> bool {
    // What has no repair there is not `AS`, and the instruction is refused.
    if finding.rule == "mixed-from-as-casing" {
        return finding.fixes.is_empty();
    }
    let mut codes = SAID_BY_ERRORS.iter().filter(|(rule, _)| *rule == finding.rule).map(|(_, code)| *code);
    let codes: Vec<ErrorCode> = codes.by_ref().collect();
    if codes.is_empty() {
        return false;
    }
    let first = model.errors.partition_point(|error| error.span.start < finding.span.start);
    let errors = model.errors.iter().skip(first);
    let mut errors = errors.take_while(|error| error.span.start < finding.span.end);
    errors.any(|error| codes.contains(&error.code))
}

/// The findings of one rule, whatever comments of the file say.
pub fn check_rule(rule: &Rule, model: &Model) -> Vec<Finding> {
    run(rule, model, &Uses::new(model), &Programs::new(model))
}

fn run(rule: &Rule, model: &Model, uses: &Uses, programs: &Programs) -> Vec<Finding> {
    let mut findings = Findings { model, rule, uses, programs, list: Vec::new() };
    (rule.check)(model, &mut findings);
    findings.list
}

#[test]
fn what_an_error_says_is_not_repeated() {
    let rule = "invalid-default-arg-in-from";
    let is_in = |findings: Vec<Finding>| findings.iter().any(|finding| finding.rule == rule);
    let mut options = crate::model::Options::default();
    let without = Model::new("ARG IMAGE\nFROM $IMAGE\n", &options);
    assert!(is_in(check(&without)) && !is_in(check_shown(&without)));
    options.build_args.insert("IMAGE".to_owned(), "alpine".to_owned());
    assert!(is_in(check_shown(&Model::new("ARG IMAGE\nFROM $IMAGE\n", &options))));
}

#[test]
fn what_follows_from_a_slip_is_not_told() {
    let told = |line: &str| {
        let model = Model::new(&format!("FROM a:1\n{line}\n"), &crate::model::Options::default());
        check_shown(&model).iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!(told("COPY -r a b"), ["misread-flag"]);
    assert_eq!(told("COPY a b # c"), ["trailing-comment"]);
    assert_eq!(told("COPY a b c"), ["destination-without-slash", "relative-copy-destination"]);
    assert_eq!(told("COPY \"a b\" /c"), [""; 0]);
}

#[test]
fn what_is_silenced_is_told_with_its_reason() {
    use super::Silencer;
    let told = |source: &str, options: &crate::model::Options| {
        let model = Model::new(source, options);
        let (findings, silenced) = check_told(&model);
        assert!(findings.iter().all(|finding| finding.rule != "maintainer-instruction"), "{findings:?}");
        let by = |by: Silencer| match by {
            Silencer::Comment(span) => model.text(span).to_owned(),
            Silencer::BuildArg => "build argument".to_owned(),
        };
        let show = |one: &Silenced| format!("{} by {}", one.finding.rule, by(one.by));
        silenced.iter().map(show).collect::<Vec<_>>()
    };
    let mut options = crate::model::Options::default();
    for comment in ["# check=skip=MaintainerDeprecated", "# hadolint ignore=DL4000", "# check=skip=all"] {
        let source = format!("FROM a:1\n{comment}\nMAINTAINER x\n");
        assert_eq!(told(&source, &options), [format!("maintainer-instruction by {comment}")]);
    }
    let global = told("# check=skip=all;error=true\nFROM a:1\nMAINTAINER x\n", &options);
    assert_eq!(global, ["maintainer-instruction by # check=skip=all;error=true"]);
    let pragma = told("FROM a:1\nMAINTAINER x\n# hadolint global ignore=maintainer-instruction\n", &options);
    assert_eq!(pragma, ["maintainer-instruction by # hadolint global ignore=maintainer-instruction"]);
    options.build_args.insert("BUILDKIT_DOCKERFILE_CHECK".to_owned(), "skip=all".to_owned());
    assert_eq!(told("FROM a:1\nMAINTAINER x\n", &options), ["maintainer-instruction by build argument"]);
}
