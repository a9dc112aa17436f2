use crate::model::Model;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::text::Span;

rule! {
    /// Holds a carriage return that ends no line
    ///
    /// ## Why it matters
    /// BuildKit ends lines at line feeds. A carriage return without one behind it is a blank within the line, though many
    /// editors show a new line there: what looks like two instructions is one.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22␍RUN echo one
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// RUN echo one
    /// ```
    ///
    /// ## Fix
    /// Makes line feeds of them. Unsafe, since what was one line is several then.
    pub const RULE: Rule = Rule {
        id: "lone-carriage-return",
        severity: Severity::Warning,
        fixable: Fixable::Always,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    if !model.source.contains('\r') {
        return;
    }
    let bodies = model.file.instructions.iter().flat_map(|node| &node.heredocs).map(|heredoc| heredoc.body);
    let mut from = 0;
    for end in bodies.map(|body| (body.start, body.end)).chain([(model.source.len() as u32, u32::MAX)]) {
        if let Some(first) = lone(&model.source, Span::new(from, end.0.max(from))) {
            return findings.add(first, "a carriage return alone ends no line", Some(fix(model, first)));
        }
        from = end.1;
    }
}

/// The first carriage return of a span with something else than the end of its line behind it.
fn lone(source: &str, span: Span) -> Option<Span> {
    let mut at = span.start;
    for line in span.of(source).split('\n') {
        let ended = line.trim_end_matches('\r');
        if let Some(offset) = ended.find('\r') {
            let start = at + offset as u32;
            return Some(Span::new(start, start + 1));
        }
        at += line.len() as u32 + 1;
    }
    None
}

/// One edit from the first of them to the end of the text.
fn fix(model: &Model, first: Span) -> Fix {
    let rest = Span::new(first.start, model.source.len() as u32);
    let text = rest.of(&model.source).replace("\r\n", "\n").replace('\r', "\n");
    Fix::unsafe_("End the lines with line feeds", vec![Edit::replace(rest, text)])
}

#[test]
fn vectors() {
    let pass = ["FROM a\r\nRUN b\r\r\nRUN c\r", "FROM a\nCOPY <<E /x\na\rb\nE\n"];
    let fail = ["# a«\r»FROM b", "FROM a\nRUN <<E\nx\rE\nE\nRUN b«\r»RUN c\n"];
    let fix = [("FROM a«\r»RUN b\rRUN c\r\n", "FROM a\nRUN b\nRUN c\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
