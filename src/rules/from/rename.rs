use crate::model::{Endpoint, Model, Stage};
use crate::text::{Edit, Fix};

/// Gives a stage another name, and writes it wherever the stage is meant; `None` where a variable names it.
///
/// Unsafe: `--target` may ask for the old name, and means another stage or none then.
pub(super) fn rename(model: &Model, stage: &Stage, wanted: &str) -> Option<Fix> {
    let (name, span) = (stage.name.as_deref()?, stage.name_span?);
    let is_taken = |text: &str| model.stages.iter().any(|other| other.name.as_deref() == Some(text));
    let new = if is_taken(wanted) {
        let mut numbered = (2..=model.stages.len() + 2).map(|number| format!("{wanted}-{number}"));
        numbered.find(|text| !is_taken(text))?
    } else {
        wanted.to_owned()
    };
    let mut spans = vec![span];
    for edge in model.edges.iter().filter(|edge| edge.from == Endpoint::Stage(stage.id)) {
        let text = model.text(edge.span);
        if text.eq_ignore_ascii_case(name) {
            spans.push(edge.span);
        } else if text.parse::<i64>().is_err() {
            return None;
        }
    }
    spans.sort();
    // What ONBUILD defers to two stages is written once.
    spans.dedup();
    let edits = spans.into_iter().map(|span| Edit::replace(span, new.as_str())).collect();
    Some(Fix::unsafe_(format!("Name the stage `{new}`"), edits))
}
