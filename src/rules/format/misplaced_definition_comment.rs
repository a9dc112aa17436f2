use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Edit, Finding, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Comment, Keyword};
use crate::text::lower;

rule! {
    /// Has a comment above a stage or an `ARG` that does not begin with its name
    ///
    /// ## Why it matters
    /// `docker build --call=outline` and `--call=targets` list the build arguments and stages with the comment above
    /// each, where it has the form `# name description`. Other comments there are not shown.
    ///
    /// BuildKit's check is experimental and runs where `# check=experimental=InvalidDefinitionDescription` asks for it,
    /// and so it is here.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// # The version to build
    /// ARG VERSION=1
    /// FROM alpine:3.22
    /// ```
    /// ```dockerfile,good
    /// # VERSION is the version to build
    /// ARG VERSION=1
    /// FROM alpine:3.22
    /// ```
    ///
    /// ## Fix
    /// Safe: puts the name in front of the comment.
    pub const RULE: Rule = Rule {
        id: "misplaced-definition-comment",
        severity: Severity::Info,
        fixable: Fixable::Sometimes,
        is_default: false,
        equivalents: &[BuildKit("InvalidDefinitionDescription")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for (_, node, kind) in model.instructions_with(&[Keyword::Arg, Keyword::From]) {
        let Some(comment) = node.comments.last() else { continue };
        let names: Vec<String> = match kind {
            Some(Kind::Arg(arg)) => arg.args.iter().map(|arg| arg.name.text.clone()).collect(),
            Some(Kind::From(from)) => from.name.iter().map(|name| lower(&name.text)).collect(),
            _ => continue,
        };
        let first = comment.text.split(' ').next().unwrap_or_default();
        if names.is_empty() || names.iter().any(|name| name == first) {
            continue;
        }
        let shown = if let [name] = names.as_slice() { name } else { "name" };
        let message = format!("The comment above {} does not begin with `{shown}`", node.keyword);
        let finding = findings.finding(comment.span, message, fix(model, comment, &names));
        findings.push(Finding { lines: node.lines, silenced_at: node.lines.0, ..finding });
    }
}

fn fix(model: &Model, comment: &Comment, names: &[String]) -> Option<Fix> {
    let [name] = names else { return None };
    let text = model.text(comment.span).strip_prefix('#')?;
    let first = text.trim_start().split(' ').next()?;
    let start = comment.span.end - text.trim_start().len() as u32;
    let title = format!("Begin the comment with `{name}`");
    // Words in front of what a linter is told would end it.
    if ["check=", "hadolint"].iter().any(|pragma| text.trim_start().starts_with(pragma)) {
        return None;
    }
    let edit = if first.eq_ignore_ascii_case(name) {
        let end = start + first.len() as u32;
        Edit::replace(crate::text::Span::new(start, end), name.as_str())
    } else {
        Edit::insert(start, format!("{name} "))
    };
    // An indented comment loses its blank instead of its `#`, so it never begins with the name.
    model.source.get(..comment.span.start as usize)?.ends_with('\n').then(|| Fix::safe(title, vec![edit]))
}

#[test]
fn vectors() {
    let pass = [
        "# A is first\nARG A\nFROM a\n",
        "ARG A\n# about the image\nFROM a\n",
        "# text\n\n#\nARG A\nFROM a\n",
        "# b is one of two\nARG a=1 b=2\nFROM x\n",
        "FROM a\n# build makes it\nFROM a AS Build\n# text\nRUN a\n",
    ];
    let fail = [
        "\n«# hadolint ignore=DL3006»\nARG A\nFROM x:1\n",
        "\n«# text»\nARG a=1 b=2\nFROM x\n",
        "\n  «# A text»\nARG A\nFROM x\n",
    ];
    let fix = [
        ("\n# one\n«# the version»\n\nARG V\nFROM x\n", "\n# one\n# V the version\n\nARG V\nFROM x\n"),
        ("FROM x\n«# BUILD makes it»\nFROM x AS build\n", "FROM x\n# build makes it\nFROM x AS build\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
