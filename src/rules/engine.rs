use super::{Finding, Findings, Rule, Suppressed, all, find};
use crate::model::Model;

/// The findings of all rules in source order, without what comments of the file silence.
pub fn check(model: &Model) -> Vec<Finding> {
    let suppressed = Suppressed::new(model);
    let mut findings: Vec<Finding> = all()
        .flat_map(|rule| check_rule(rule, model))
        .filter(|finding| !suppressed.covers(finding))
        .collect();
    findings.sort_by(|a, b| {
        (a.span, a.severity, a.rule, &a.message).cmp(&(b.span, b.severity, b.rule, &b.message))
    });
    findings
}

/// Those of [`check`] that are shown unasked: of default rules, and of rules that the file asks for.
pub fn check_shown(model: &Model) -> Vec<Finding> {
    let suppressed = Suppressed::new(model);
    let mut findings = check(model);
    findings.retain(|finding| {
        find(finding.rule).is_some_and(|rule| rule.is_default) || suppressed.asks_for(finding)
    });
    findings
}

/// The findings of one rule, whatever comments of the file say.
pub fn check_rule(rule: &Rule, model: &Model) -> Vec<Finding> {
    let mut findings = Findings { model, rule, list: Vec::new() };
    (rule.check)(model, &mut findings);
    findings.list
}
