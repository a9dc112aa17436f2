use crate::instruction::source::SourceKind;
use crate::instruction::{Add, Kind, Source};
use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::Keyword;

rule! {
    /// Adds local files with ADD
    ///
    /// ## Why it matters
    /// `ADD` unpacks a local archive by what is in it, whatever its name, and downloads a source that looks like a URL.
    /// `COPY` does neither, so a reader knows what arrives in the image.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// ADD src/ /srv/app/
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// COPY src/ /srv/app/
    /// ADD assets.tar.gz /srv/app/
    /// ```
    ///
    /// ## Fix
    /// Writes `COPY`. Safe for directories and for names with an ending that no archive has; a file without one could be
    /// an archive, so there the fix is unsafe. So it is where the destination needs a look itself.
    pub const RULE: Rule = Rule {
        id: "add-for-local-files",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3020")],
        check,
    };
}

/// Endings of what ADD may unpack.
const ARCHIVES: &[&str] = &[
    ".tar", ".gz", ".bz2", ".xz", ".zst", ".z", ".lz", ".lzma", ".tgz", ".tbz", ".tbz2", ".tb2", ".txz",
    ".tlz", ".tpz", ".tz", ".tzst",
];

fn check(model: &Model, findings: &mut Findings) {
    for (index, node, kind) in model.instructions_with(&[Keyword::Add]) {
        let Some(Kind::Add(add)) = kind else { continue };
        let is_local = |source: &Source| is_plain_local(model, index, source);
        let Some(source) = add.sources.iter().find(|source| is_local(source)) else { continue };
        let all = add.sources.iter().all(is_local);
        let message = format!("`{}` is no archive and no URL, so ADD is COPY here", source.word().text);
        findings.add(node.keyword_span, message, fix(model, index, add).filter(|_| all));
    }
}

fn is_plain_local(model: &Model, index: usize, source: &Source) -> bool {
    let Source::Path(word) = source else { return true };
    let expanded = model.expand(index, word).filter(|text| !text.is_empty());
    let text = expanded.unwrap_or_else(|| word.text.clone());
    let lower = text.to_ascii_lowercase();
    let is_archive = ARCHIVES.iter().any(|ending| lower.ends_with(ending));
    !is_archive && SourceKind::parse(&text).is_ok_and(|kind| kind == SourceKind::Local)
}

fn fix(model: &Model, index: usize, add: &Add) -> Option<Fix> {
    let node = model.instruction(index)?;
    if add.checksum.is_some() || add.keep_git_dir.is_some() || add.unpack.is_some() {
        return None;
    }
    let edits = vec![Edit::replace(node.keyword_span, "COPY")];
    let is_safe = add.sources.iter().all(|source| match source {
        Source::Heredoc(..) => true,
        Source::Path(word) => is_surely_no_archive(&word.text),
    });
    // What is wrong with the destination is not silently carried over.
    let path = add.destination.text.trim_matches(['"', '\'']);
    let has_workdir = model.surroundings(index).is_some_and(|found| found.working_dir.is_some());
    let is_clear = (has_workdir || path.starts_with('/')) && (add.sources.len() == 1 || path.ends_with('/'));
    let title = "Write `COPY`";
    Some(if is_safe && is_clear { Fix::safe(title, edits) } else { Fix::unsafe_(title, edits) })
}

/// Whether the name is that of a directory, or has an ending of its own.
fn is_surely_no_archive(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let has_ending = ending.is_some_and(|ending| ending.chars().all(|c| c.is_ascii_alphanumeric()));
    !path.contains(['$', '*', '?', '['])
        && (matches!(name, "" | "." | "..") || has_ending && ending != Some(""))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nADD a.tar.gz b.TGZ /x/\nADD https://example.com/a /x\n",
        "FROM a\nADD https://example.com/a.git#v1 /x\nADD git@example.com:a/b.git /x\n",
        "FROM a\nARG URL=https://example.com/a\nADD $URL /x\n",
        "FROM a\nCOPY a /x\n",
    ];
    let fail =
        ["FROM a\n«ADD» a.tar.gz b /x/\n", "FROM a\n«ADD» $FILES /x/\n«ADD» --unpack=false a.zip /x/\n"];
    let fix = [
        (
            "FROM a\n«add» . /x\n«ADD» --chown=1 a.txt b/ /y/\n",
            "FROM a\nCOPY . /x\nCOPY --chown=1 a.txt b/ /y/\n",
        ),
        ("FROM a\n«ADD» [\"a b\", \"/x\"]\n", "FROM a\nCOPY [\"a b\", \"/x\"]\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
