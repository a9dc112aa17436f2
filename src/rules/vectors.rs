use super::{Finding, Fixable, Rule, check_rule};
use crate::model::{Model, Options};
use crate::text::{Span, apply_edits};

/// Checks a rule against examples.
///
/// `pass` are texts without a finding; in `fail` every finding is marked `«…»`; `fix` are marked texts and what they
/// become when the first fix of every finding is applied. A fixed text no longer has the findings.
pub(crate) fn check_vectors(rule: &Rule, pass: &[&str], fail: &[&str], fix: &[(&str, &str)]) {
    assert!(!pass.is_empty() && !fail.is_empty(), "{}: pass and fail vectors are needed", rule.id);
    assert_eq!(
        fix.is_empty(),
        rule.fixable == Fixable::Never,
        "{}: fix vectors exactly when fixable",
        rule.id
    );
    for text in pass {
        let found = findings(rule, text);
        assert!(found.is_empty(), "{} found {found:#?}\nin\n{text}", rule.id);
    }
    for marked in fail {
        expect(rule, marked);
    }
    for (marked, fixed) in fix {
        let (text, found) = expect(rule, marked);
        let edits: Vec<_> =
            found.iter().filter_map(|f| f.fixes.first()).flat_map(|fix| fix.edits.clone()).collect();
        assert!(!edits.is_empty(), "{}: no fix in\n{text}", rule.id);
        let result = apply_edits(&text, &edits).unwrap();
        assert_eq!(result, *fixed, "{}: the fix of\n{text}", rule.id);
        let again = findings(rule, &result);
        let fixable = again.iter().filter(|finding| !finding.fixes.is_empty()).count();
        assert_eq!(fixable, 0, "{}: the fixed text still has {again:#?}", rule.id);
    }
}

fn findings(rule: &Rule, text: &str) -> Vec<Finding> {
    check_rule(rule, &Model::new(text, &Options::default()))
}

fn expect(rule: &Rule, marked: &str) -> (String, Vec<Finding>) {
    let (text, spans) = unmark(marked);
    let mut found = findings(rule, &text);
    found.sort_by_key(|finding| finding.span);
    let found_spans: Vec<Span> = found.iter().map(|finding| finding.span).collect();
    assert_eq!(found_spans, spans, "{}: {found:#?}\nin\n{marked}", rule.id);
    (text, found)
}

/// The text without marks, and the spans they held.
fn unmark(marked: &str) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut open = Vec::new();
    for character in marked.chars() {
        match character {
            '«' => open.push(text.len() as u32),
            '»' => spans.push(Span::new(open.pop().expect("an opening mark"), text.len() as u32)),
            _ => text.push(character),
        }
    }
    spans.sort();
    (text, spans)
}
