use crate::model::Model;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::text::{Span, lower, suggest};

rule! {
    /// Writes a parser directive that is read as a comment
    ///
    /// ## Why it matters
    /// A directive is `# syntax=…`, `# escape=…` or `# check=…` at the very top of the file. With another name or without
    /// the equals sign the line is a comment, and so is every directive below it. BuildKit says nothing.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// # syntx=docker/dockerfile:1
    /// FROM alpine:3.22
    /// ```
    /// ```dockerfile,good
    /// # syntax=docker/dockerfile:1
    /// FROM alpine:3.22
    /// ```
    ///
    /// ## Fix
    /// Writes the directive as it is read. Unsafe, since it then has its effect.
    pub const RULE: Rule = Rule {
        id: "misread-directive",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

/// So many comments at the top are looked at.
const MAX_COMMENTS: usize = 20;

fn check(model: &Model, findings: &mut Findings) {
    let file = &model.file;
    let first = file.instructions.first().map_or(u32::MAX, |node| node.span.start);
    // Only lines of directives and of what is meant for one may stand above.
    let mut end = file.directives.last().map_or(0, |directive| directive.span.end);
    for comment in file.comments.iter().take(MAX_COMMENTS).take_while(|comment| comment.span.start < first) {
        let gap = file.source.get(end as usize..comment.span.start as usize).unwrap_or_default();
        let is_next = if end == 0 { matches!(gap, "" | "\u{feff}") } else { matches!(gap, "\n" | "\r\n") };
        let Some(meant) = meant(comment.span.of(&file.source)).filter(|_| is_next) else { return };
        end = comment.span.end;
        if file.directives.iter().any(|directive| directive.name.name() == meant.name) {
            continue;
        }
        let at = comment.span.start + meant.at;
        let span = Span::new(at, at + meant.written.len() as u32);
        let message = format!("`{}` is no parser directive, so this line is a comment", meant.written);
        let edit = Edit::replace(Span::new(at, at + meant.until), format!("{}=", meant.name));
        findings.add(span, message, Some(Fix::unsafe_(format!("Write `{}=`", meant.name), vec![edit])));
    }
}

/// A directive that a comment was meant for.
struct Meant<'a> {
    name: &'static str,
    /// The name as written, with a colon behind it.
    written: &'a str,
    /// Where it stands in the comment.
    at: u32,
    /// Where the value begins behind that.
    until: u32,
}

fn meant(comment: &str) -> Option<Meant<'_>> {
    let text = comment.strip_prefix('#')?.trim_start_matches([' ', '\t']);
    let length = text.find(|character: char| !character.is_ascii_alphabetic())?;
    let (word, rest) = text.split_at_checked(length)?;
    let mark = rest.trim_start_matches([' ', '\t']);
    let value = mark.strip_prefix(['=', ':']).unwrap_or(mark).trim_start_matches([' ', '\t']);
    let name = lower(word);
    let name = match NAMES.into_iter().find(|known| *known == name) {
        Some(known) => known,
        None => {
            let near = suggest(&name, &NAMES, true)?;
            NAMES.into_iter().find(|known| *known == near)?
        }
    };
    let is_value = match name {
        "syntax" => value.starts_with("docker/dockerfile"),
        "escape" => matches!(value.trim_end(), "`" | "\\"),
        _ => ["skip=", "error=", "experimental="].iter().any(|start| value.starts_with(start)),
    };
    // Other programs have pragmas of their own, such as `#checkov:skip=`.
    let is_exact = word.eq_ignore_ascii_case(name);
    let is_read = is_exact == mark.starts_with('=');
    let until = text.len() - value.len();
    let written = if mark.starts_with(':') { text.get(..length + 1)? } else { word };
    (is_value && !is_read).then(|| Meant {
        name,
        written: if written.ends_with(':') { written } else { word },
        at: (comment.len() - text.len()) as u32,
        until: until as u32,
    })
}

const NAMES: [&str; 3] = ["check", "escape", "syntax"];

#[test]
fn vectors() {
    let pass = [
        "# syntax=docker/dockerfile:1\n# note=a\n# chek=b\nFROM a\n",
        "# the file\n# syntx=docker/dockerfile:1\nFROM a\n",
        "FROM a\n# syntx=docker/dockerfile:1\n",
        "# syntax of docker/dockerfile:1\n# escape: no\nFROM a\n",
        "# escape=`\n# escpe=`\nFROM a\n",
        "# checkov:skip=CKV_1\n# Check=skip=all\nFROM a\n",
        "\n# syntx=docker/dockerfile:1\nFROM a\n",
    ];
    let fail = ["# «syntx»=docker/dockerfile:1\n# «chekc»=skip=all\nFROM a\n"];
    let fix = [
        ("# «syntx»=docker/dockerfile:1\nFROM a\n", "# syntax=docker/dockerfile:1\nFROM a\n"),
        ("#«syntax:» docker/dockerfile:1\nFROM a\n", "#syntax=docker/dockerfile:1\nFROM a\n"),
        (
            "# syntax=docker/dockerfile:1\n# «escap» = `\nFROM a\n",
            "# syntax=docker/dockerfile:1\n# escape=`\nFROM a\n",
        ),
        ("# «Chek»=error=true\r\nFROM a\n", "# check=error=true\r\nFROM a\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
