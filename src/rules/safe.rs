use super::Finding;
use crate::text::{Edit, Safety};

/// How many findings have a safe fix that can be made in one go, and the edits of these fixes, in the order of the
/// text. Of fixes that touch the same place the first is taken; the others can follow.
pub fn safe_edits(findings: &[Finding]) -> (usize, Vec<Edit>) {
    let first = |finding: &&Finding| finding.fixes.first().is_some_and(|fix| fix.safety == Safety::Safe);
    let mut fixes: Vec<Vec<&Edit>> = findings
        .iter()
        .filter(first)
        .filter_map(|finding| finding.fixes.first())
        .map(|fix| {
            let mut edits: Vec<&Edit> = fix.edits.iter().collect();
            edits.sort_by_key(|edit| edit.span);
            edits
        })
        .filter(|edits| !edits.is_empty())
        .collect();
    fixes.sort_by_key(|edits| edits.first().map(|edit| edit.span));
    // A fix is taken where it begins behind all that is taken; a rare fix around others waits for the next time.
    let mut end = None;
    let mut taken = Vec::new();
    let mut count = 0;
    for edits in fixes {
        let start = edits.first().map_or(0, |edit| edit.span.start);
        if end.is_none_or(|end| start > end) {
            end = edits.last().map(|edit| edit.span.end).or(end);
            taken.extend(edits.into_iter().cloned());
            count += 1;
        }
    }
    (count, taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Severity;
    use crate::text::{Fix, Span, apply_edits};

    #[test]
    fn fixes_of_one_place_do_not_meet() {
        let finding = |fix: Fix| Finding {
            rule: "x",
            equivalents: &[],
            severity: Severity::Style,
            span: Span::empty(0),
            lines: (1, 1),
            message: String::new(),
            fixes: vec![fix],
        };
        let replace = |start, end| Edit::replace(Span::new(start, end), "_");
        let list = [
            finding(Fix::safe("a", vec![replace(4, 5), replace(1, 2)])),
            finding(Fix::safe("b", vec![replace(3, 4)])),
            finding(Fix::unsafe_("c", vec![replace(6, 7)])),
            finding(Fix::safe("d", vec![replace(8, 9)])),
        ];
        let (count, edits) = safe_edits(&list);
        assert_eq!((count, apply_edits("0123456789", &edits).unwrap().as_str()), (2, "0_23_567_9"));
    }
}
