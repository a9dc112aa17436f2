use crate::instruction::{Kind, Run};
use crate::model::{Model, RunScript, ScriptSource};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Comment, Instruction, Keyword};
use crate::text::Span;

rule! {
    /// Runs single commands in a layer each
    ///
    /// ## Why it matters
    /// Each `RUN` is a layer of its own. What one creates and the next deletes stays in the image, and two that belong
    /// together can come from the cache at different ages. Single commands in a row read as well when joined.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN mkdir /srv/app
    /// RUN chown 1000 /srv/app
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN mkdir /srv/app && \
    ///     chown 1000 /srv/app
    /// ```
    ///
    /// ## Fix
    /// Joins a `RUN` and the one above with `&&`. Unsafe, since both are one layer and one unit of the cache then.
    pub const RULE: Rule = Rule {
        id: "consecutive-runs",
        severity: Severity::Info,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3059")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in &model.stages {
        let mut previous: Option<(&Instruction, &Run, usize)> = None;
        for (index, node, kind) in model.stage_with(stage, &[Keyword::Run]) {
            let Some(Kind::Run(run)) = kind else { continue };
            if let Some((above, above_run, above_index)) = previous
                && above_index + 1 == index
                && has_same_flags(above_run, run)
                && let Some(upper) = short(model, above_index)
                && let Some(lower) = short(model, index)
            {
                let message = "this RUN and the one above have a single command each";
                findings.add(node.keyword_span, message, fix(model, (above, upper), (node, lower)));
            }
            previous = Some((node, run, index));
        }
    }
}

/// The command of a RUN that has one; more are long enough for a layer.
fn short(model: &Model, index: usize) -> Option<&RunScript> {
    model.script(index).filter(|script| script.script.commands.len() <= 1)
}

fn has_same_flags(a: &Run, b: &Run) -> bool {
    let text = |word: &Option<crate::syntax::Word>| word.as_ref().map(|word| word.text.clone());
    let mounts = |run: &Run| run.mounts.iter().map(|mount| mount.word.text.clone()).collect::<Vec<_>>();
    mounts(a) == mounts(b) && text(&a.network) == text(&b.network) && text(&a.security) == text(&b.security)
}

fn fix(model: &Model, above: (&Instruction, &RunScript), below: (&Instruction, &RunScript)) -> Option<Fix> {
    let (node, script) = below;
    let is_line = |(node, run): (&Instruction, &RunScript)| {
        run.source == ScriptSource::Line && node.heredocs.is_empty() && run.script.problems.is_empty()
    };
    let joins = |run: &RunScript| run.script.operators.is_empty() && run.script.blocks.is_empty();
    let start = script.script.commands.first()?.span.start;
    if !is_line(above) || !is_line(below) || !joins(above.1) || !joins(script) || leaks(above.1) {
        return None;
    }
    let mut text = format!(" && {}\n", model.file.escape);
    for Comment { span, .. } in &node.comments {
        text.push_str(span.of(&model.source).trim_end());
        text.push('\n');
    }
    text.push_str("    ");
    let gap = Span::new(above.0.span.end, start);
    Some(Fix::unsafe_("Join it to the RUN above", vec![Edit::replace(gap, text)]))
}

/// Whether the shell is another afterwards: what follows would see it.
fn leaks(run: &RunScript) -> bool {
    const CHANGES: &[&str] =
        &[".", "cd", "exec", "exit", "export", "set", "source", "trap", "ulimit", "umask"];
    run.script
        .commands
        .iter()
        .any(|command| command.words.is_empty() || command.name().is_some_and(|name| CHANGES.contains(&name)))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN a && b\nRUN d\nCOPY e f\nRUN g\nRUN h | i\n",
        "FROM a\nRUN a\nRUN --network=none b\n",
        "FROM a\nRUN a\nFROM b\nRUN c\n",
    ];
    let fail = ["FROM a\nRUN cd a\n«RUN» b\n", "FROM a\nRUN a\n«RUN» <<E\nb\nE\n"];
    let fix = [
        ("FROM a\nRUN a\n# why\n\n«RUN» b\n«run»   d\n", "FROM a\nRUN a && \\\n# why\n    b && \\\n    d\n"),
        (
            "FROM a\nRUN --network=none a\n«RUN» --network=none c\n",
            "FROM a\nRUN --network=none a && \\\n    c\n",
        ),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
