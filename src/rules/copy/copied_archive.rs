use std::collections::BTreeMap;

use crate::instruction::{Kind, Source};
use crate::model::{Model, Stage};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::Command;
use crate::syntax::{Keyword, Word};

rule! {
    /// Copies an archive and unpacks it afterwards
    ///
    /// ## Why it matters
    /// The archive itself stays in the layer of its `COPY`, even when a later step deletes it. `ADD` unpacks a local
    /// tar archive on the way in, and nothing else arrives.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// COPY app.tar.gz /tmp/
    /// RUN tar -xzf /tmp/app.tar.gz -C /srv
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// ADD app.tar.gz /srv/
    /// ```
    pub const RULE: Rule = Rule {
        id: "copied-archive",
        severity: Severity::Info,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[Hadolint("DL3010")],
        check,
    };
}

const ARCHIVES: &[&str] = &[
    ".tar", ".gz", ".bz2", ".xz", ".zst", ".z", ".lz", ".lzma", ".tgz", ".tbz", ".tbz2", ".txz", ".tlz",
    ".tzst",
];

const UNPACK: &[&str] =
    &["unzip", "gunzip", "bunzip2", "unlzma", "unxz", "zgz", "uncompress", "zcat", "gzcat"];

fn check(model: &Model, findings: &mut Findings) {
    for stage in &model.stages {
        check_stage(model, stage, findings);
    }
}

fn check_stage(model: &Model, stage: &Stage, findings: &mut Findings) {
    // Copied archives by their name in the image.
    let mut copied: BTreeMap<&str, &Word> = BTreeMap::new();
    for (index, _, kind) in model.stage_with(stage, &[Keyword::Copy, Keyword::Run]) {
        match kind {
            Some(Kind::Copy(copy)) if copy.from.is_none() => {
                for source in &copy.sources {
                    let Source::Path(word) = source else { continue };
                    let target = file_name(&copy.destination.text);
                    let name = if is_archive(target) { target } else { file_name(&word.text) };
                    if is_archive(file_name(&word.text)) {
                        copied.insert(name, word);
                    }
                }
            }
            Some(Kind::Run(_)) if !copied.is_empty() => {
                let commands = model.script(index).into_iter().flat_map(|run| &run.script.commands);
                for word in commands.filter(|command| unpacks(command)).flat_map(|command| &command.words) {
                    if let Some(archive) = copied.remove(file_name(&word.text)) {
                        let message = format!("`{}` is copied, and a RUN below unpacks it", archive.text);
                        findings.add(archive.span, message, None);
                    }
                }
            }
            _ => {}
        }
    }
}

fn file_name(path: &str) -> &str {
    path.trim_matches(['"', '\'']).rsplit(['/', '\\']).next().unwrap_or_default()
}

fn is_archive(name: &str) -> bool {
    let tail = |ending: &str| name.get(name.len().checked_sub(ending.len())?..);
    let ends = |ending: &&str| tail(ending).is_some_and(|tail| tail.eq_ignore_ascii_case(ending));
    ARCHIVES.iter().any(ends) && !name.contains('*')
}

fn unpacks(command: &Command) -> bool {
    let Some(invocation) = command.invocation() else { return false };
    match invocation.name {
        "tar" | "bsdtar" => invocation.has(&["-x", "--extract", "--get"]),
        name => UNPACK.contains(&name),
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nADD a.tar /b/\nRUN tar xf /b/c.tar\n",
        "FROM a\nCOPY --from=b:1 a.tar /\nRUN tar xf a.tar\n",
        "FROM a\nCOPY a.tar /\nRUN tar cf a.tar b && ls a.tar\n",
    ];
    let fail = [
        "FROM a\nCOPY x «dist/a.tgz» /b/\nRUN cd /b && tar xzf a.tgz\n",
        "FROM a\nCOPY «a.tar.gz» /b.tar.gz\nRUN gunzip /b.tar.gz && tar xf /b.tar\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
