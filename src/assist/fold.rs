use crate::model::Model;
use crate::text::{Span, order};

/// What can be folded down to its first line: stages, instructions of several lines and their heredocs. Sorted by start,
/// the longer first.
pub fn folds(model: &Model) -> Vec<Span> {
    let spans = |lines: (u32, u32), span: Span| (lines.0 < lines.1).then_some(span);
    let mut folds: Vec<Span> =
        model.stages.iter().filter_map(|stage| spans(stage.lines, stage.span)).collect();
    for instruction in &model.file.instructions {
        folds.extend(spans(instruction.lines, instruction.span));
        for heredoc in &instruction.heredocs {
            let whole = heredoc.span.cover(heredoc.terminator);
            // The only heredoc of a line folds with its instruction.
            if instruction.heredocs.len() > 1 && !heredoc.body.is_empty() && whole.end > heredoc.body.start {
                folds.push(Span::new(heredoc.body.start, heredoc.terminator.end));
            }
        }
    }
    order::sort_by_key(&mut folds, |span| (span.start, std::cmp::Reverse(span.end)));
    folds
}

#[test]
fn stages_and_long_instructions_fold() {
    let options = crate::model::Options::default();
    let text = "FROM a\nRUN x \\\n  y\nFROM b\nCOPY <<A <<B /\n1\nA\n2\n3\nB\nFROM c";
    let model = Model::new(text, &options);
    let shown: Vec<&str> = folds(&model).iter().map(|span| span.of(text)).collect();
    let copy = "COPY <<A <<B /\n1\nA\n2\n3\nB";
    assert_eq!(
        shown,
        ["FROM a\nRUN x \\\n  y", "RUN x \\\n  y", &format!("FROM b\n{copy}"), copy, "1\nA", "2\n3\nB"]
    );
    assert_eq!(folds(&Model::new("RUN <<E", &options)), []);
}
