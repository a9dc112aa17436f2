use std::io::Write;

use dockerfile_playground::model::StageId;
use dockerfile_playground::plan::{self, Advice, Change, Status};
use dockerfile_playground::text::{self, preview};

use super::Answer;
use crate::cli::Failure;

/// Writes the answer for people.
pub fn write(answer: &Answer, output: &mut impl Write) -> Result<(), Failure> {
    let Answer { model, change, rebuild, advice } = *answer;
    writeln!(output, "{}: {}", asked(change), rebuild.totals(None).words())?;
    for sentence in &rebuild.summary {
        writeln!(output, "{sentence}")?;
    }
    for (id, totals) in rebuild.stages() {
        let title = model.stage(id).map(|stage| stage.title()).unwrap_or_default();
        writeln!(output, "\n{title}: {}", totals.words())?;
        steps(answer, id, output)?;
    }
    let none = plan::no_advice(model, change, rebuild);
    if advice.is_empty() && none.is_empty() {
        return Ok(());
    }
    writeln!(output, "\nWhat would help:")?;
    if advice.is_empty() {
        writeln!(output, "  {none}")?;
    }
    for (index, one) in advice.iter().enumerate() {
        write_advice(answer, index + 1, one, output)?;
    }
    Ok(())
}

fn asked(change: &Change) -> String {
    match change {
        Change::Path(path) => format!("If `{path}` changes"),
        Change::BuildArg(name, Some(value)) => format!("With `--build-arg {name}={value}`"),
        Change::BuildArg(name, None) => format!("Without `--build-arg {name}`"),
        Change::Image(image) => format!("If `{image}` moves"),
        Change::Text(_) => "After the edit".to_owned(),
        Change::NoCache(stages) if stages.is_empty() => "With `--no-cache`".to_owned(),
        Change::NoCache(stages) => format!("With `--no-cache-filter {}`", stages.join(",")),
        Change::Platform(platform) => format!("With `--platform {platform}`"),
    }
}

fn steps(answer: &Answer, id: StageId, output: &mut impl Write) -> Result<(), Failure> {
    for (step, verdict) in answer.rebuild.plan.steps.iter().zip(&answer.rebuild.verdicts) {
        let Some((line, _)) = step.lines.filter(|_| step.stage == Some(id)) else { continue };
        let word = match verdict.status {
            Status::Cached => "cached",
            Status::Rebuild => "rebuilds",
            Status::ContentDependent | Status::Contingent => "may rerun",
        };
        let shown = step.shown();
        let words: Vec<&str> = shown.split_whitespace().collect();
        writeln!(output, "  {word:<9} {line:>4}  {}", words.join(" "))?;
        if verdict.status != Status::Cached {
            writeln!(output, "                  {}", verdict.why)?;
        }
    }
    Ok(())
}

fn write_advice(
    answer: &Answer,
    number: usize,
    advice: &Advice,
    output: &mut impl Write,
) -> Result<(), Failure> {
    writeln!(output, "  {number}. {}: {}", advice.effect(), advice.fix.title)?;
    writeln!(output, "     {}", advice.why)?;
    if !advice.caution.is_empty() {
        writeln!(output, "     {}", advice.caution)?;
    }
    for line in preview(&answer.model.source, &advice.fix.edits) {
        let sign = if line.change == text::Change::Removed { '-' } else { '+' };
        writeln!(output, "     {sign}{:>4} {}", line.number, line.text)?;
    }
    Ok(())
}
