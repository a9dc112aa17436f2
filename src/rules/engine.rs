use super::{Finding, Findings, Rule, Suppressed, all, find};
use crate::model::Model;
use crate::syntax::ErrorCode;
use crate::text::order;

/// The findings of all rules in source order, without what comments of the file silence.
pub fn check(model: &Model) -> Vec<Finding> {
    let suppressed = Suppressed::new(model);
    let mut findings: Vec<Finding> = all()
        .flat_map(|rule| check_rule(rule, model))
        .filter(|finding| !suppressed.covers(finding))
        .collect();
    order::sort_by(&mut findings, |a, b| {
        (a.span, a.severity, a.rule, &a.message).cmp(&(b.span, b.severity, b.rule, &b.message))
    });
    findings
}

/// Those of [`check`] that are shown unasked: of default rules, and of rules that the file asks for, except where an error
/// says the same.
pub fn check_shown(model: &Model) -> Vec<Finding> {
    let suppressed = Suppressed::new(model);
    let mut findings = check(model);
    findings.retain(|finding| {
        let is_shown = find(finding.rule).is_some_and(|rule| rule.is_default) || suppressed.asks_for(finding);
        is_shown && !is_said_by_error(model, finding)
    });
    findings
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
    let mut findings = Findings { model, rule, list: Vec::new() };
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
