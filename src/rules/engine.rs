use super::packages::Uses;
use super::{Finding, Findings, Rule, Suppressed, all};
use crate::model::Model;
use crate::syntax::ErrorCode;
use crate::text::order;

/// The findings of all rules in source order, without what comments of the file silence.
pub fn check(model: &Model) -> Vec<Finding> {
    let suppressed = Suppressed::new(model);
    gather(model, &suppressed, true)
}

/// Those of [`check`] that are shown unasked: of default rules, and of rules that the file asks for, except where an error
/// says the same.
pub fn check_shown(model: &Model) -> Vec<Finding> {
    let suppressed = Suppressed::new(model);
    let mut findings = gather(model, &suppressed, false);
    findings.retain(|finding| !is_said_by_error(model, finding));
    findings
}

fn gather(model: &Model, suppressed: &Suppressed, all_rules: bool) -> Vec<Finding> {
    let uses = Uses::new(model);
    let mut gathered = Vec::new();
    for rule in all() {
        let is_wanted = all_rules || rule.is_default;
        if is_wanted || Suppressed::may_ask_for(rule) {
            let findings = run(rule, model, &uses).into_iter();
            gathered.extend(findings.filter(|finding| {
                (is_wanted || suppressed.asks_for(finding)) && !suppressed.covers(finding)
            }));
        }
    }
    order::sort_by(&mut gathered, |a, b| {
        (a.span, a.severity, a.rule, &a.message).cmp(&(b.span, b.severity, b.rule, &b.message))
    });
    gathered
}

/// Rules, and the errors that say the same of the same place.
const SAID_BY_ERRORS: [(&str, ErrorCode); 1] =
    [("invalid-default-arg-in-from", ErrorCode::InvalidImageReference)];

fn is_said_by_error(model: &Model, finding: &Finding) -> bool {
    let Some((_, code)) = SAID_BY_ERRORS.iter().find(|(rule, _)| *rule == finding.rule) else { return false };
    let first = model.errors.partition_point(|error| error.span.start < finding.span.start);
    let errors = model.errors.iter().skip(first);
    let mut errors = errors.take_while(|error| error.span.start < finding.span.end);
    errors.any(|error| error.code == *code)
}

/// The findings of one rule, whatever comments of the file say.
pub fn check_rule(rule: &Rule, model: &Model) -> Vec<Finding> {
    run(rule, model, &Uses::new(model))
}

fn run(rule: &Rule, model: &Model, uses: &Uses) -> Vec<Finding> {
    let mut findings = Findings { model, rule, uses, list: Vec::new() };
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
