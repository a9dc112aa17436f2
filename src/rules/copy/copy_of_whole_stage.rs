use crate::instruction::{ImageRef, Kind};
use crate::model::{Base, EdgeKind, Endpoint, Model, StageId};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::Keyword;

rule! {
    /// Copies all of a stage over the root
    ///
    /// ## Why it matters
    /// `COPY --from=x / /` brings build tools, caches and whatever else the stage holds, and lays it over the files of
    /// the base image, so the image is neither of the two. Naming the directories that are needed keeps it small;
    /// starting from the stage keeps it whole. A stage that starts from `scratch` holds only what was put into it, and
    /// `tonistiigi/xx`, the helpers for cross-compiling, is made to be copied whole; both are fine.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13 AS build
    /// FROM debian:13
    /// COPY --from=build / /
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13 AS build
    /// FROM debian:13
    /// COPY --from=build /srv/app /srv/app
    /// ```
    pub const RULE: Rule = Rule {
        id: "copy-of-whole-stage",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[Hadolint("DL3067")],
        check,
    };
}

/// Stages are followed no further than this to what they start from.
const MAX_DEPTH: usize = 8;

fn check(model: &Model, findings: &mut Findings) {
    let is_root = |text: &str| text.trim_matches(['"', '\'']) == "/";
    for (index, _, kind) in model.instructions_with(&[Keyword::Copy]) {
        let Some(Kind::Copy(copy)) = kind else { continue };
        let (Some(from), true) = (&copy.from, is_root(&copy.destination.text)) else { continue };
        if is_only_payload(model, index) {
            continue;
        }
        if let Some(source) = copy.sources.iter().find(|source| is_root(&source.word().text)) {
            let message = format!("all of `{}` is copied over the root of this stage", from.text);
            findings.add(source.word().span, message, None);
        }
    }
}

/// Whether what a COPY takes holds nothing but what is meant to be copied.
fn is_only_payload(model: &Model, copy: usize) -> bool {
    let behind = model.edges.get(model.edges.partition_point(|edge| edge.instruction < copy)..);
    let mut edges = behind.unwrap_or_default().iter().take_while(|edge| edge.instruction == copy);
    match edges.find(|edge| edge.kind == EdgeKind::Copy).map(|edge| &edge.from) {
        Some(Endpoint::Stage(id)) => starts_from_payload(model, *id),
        Some(Endpoint::Image(name)) => ImageRef::parse(name).is_ok_and(|image| is_helpers(&image)),
        _ => false,
    }
}

/// Whether a stage starts from `scratch` or the helpers, or from a stage that does.
fn starts_from_payload(model: &Model, mut id: StageId) -> bool {
    for _ in 0..MAX_DEPTH {
        match model.stage(id).map(|stage| &stage.base) {
            Some(Base::Stage(base)) => id = *base,
            Some(Base::Scratch) => return true,
            Some(Base::Image(Some(image))) => return is_helpers(image),
            _ => return false,
        }
    }
    false
}

fn is_helpers(image: &ImageRef) -> bool {
    image.repository == "tonistiigi/xx"
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nCOPY / /\nCOPY --from=b:1 / /b\nCOPY --from=b:1 /b /\n",
        "FROM --platform=$BUILDPLATFORM tonistiigi/xx:1.6.1 AS xx\nFROM a\nCOPY --from=xx / /\n",
        "FROM a\nCOPY --from=docker.io/tonistiigi/xx / /\n",
        "FROM scratch AS files\nCOPY b /etc/\nFROM files AS more\nFROM a\nCOPY --from=more / /\n",
    ];
    let fail = [
        "FROM a\nCOPY --from=b:1 «/» /\nCOPY --from=b:1 [«\"/\"», \"/\"]\n",
        "FROM b AS c\nFROM a\nCOPY --from=c «/» /\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
