//! What holds for every text: samples, their prefixes, and mutations of them.

use dockerfile_playground::rules::{Finding, Safety};
use dockerfile_playground::syntax;
use dockerfile_playground::text::apply_edits;
use dockerfile_playground::{Analysis, Options, analyze};
use proptest::prelude::*;

use crate::{hostile, samples, sound};

/// Pieces that are put into texts.
const PIECES: &[&str] = &[
    "\\\n",
    "`\n",
    "\n",
    "\r\n",
    " ",
    "\t",
    "#",
    "# escape=`\n",
    "# check=skip=all\n",
    "FROM ",
    "RUN ",
    "COPY --from=",
    "ARG ",
    "ENV ",
    "ONBUILD ",
    "<<EOF",
    "\nEOF\n",
    "$",
    "${",
    "}",
    ":-",
    "\"",
    "'",
    "[",
    "]",
    "\\",
    "--mount=",
    "=",
    ":",
    "@sha256:",
    "é",
    "😀",
    "\u{feff}",
    "\0",
    "&&",
    "|",
    "(",
    "$(",
    ")",
    "AS ",
    "scratch",
    "--",
];

/// Everything that holds for a text, asked twice.
fn assert_sound(source: &str) -> Analysis {
    println!("{source:?}");
    let options = Options::default();
    let analysis = sound::assert_sound(source, &options);
    sound::assert_shown(source, &analysis.model);
    assert_eq!(analysis.findings, analyze(source, &options).findings);
    sound::assert_again(source, &options);
    analysis
}

/// How many errors there are.
fn errors(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.severity == dockerfile_playground::Severity::Error).count()
}

#[test]
fn samples_are_sound() {
    for (name, source) in samples::all() {
        println!("{name}");
        assert_sound(&source);
    }
}

#[test]
fn every_prefix_is_sound_and_keeps_the_stages_before_it() {
    for (name, source) in samples::all() {
        let whole = analyze(&source, &Options::default());
        for (at, _) in source.match_indices('\n') {
            let cut = assert_sound(source.get(..at).unwrap());
            // All but the stage that is cut stand where they stood.
            let complete = cut.model.stages.len().saturating_sub(1);
            for (before, after) in whole.model.stages.iter().zip(&cut.model.stages).take(complete) {
                assert_eq!((before.span, &before.name), (after.span, &after.name), "{name} cut at {at}");
            }
        }
    }
}

#[test]
fn safe_fixes_settle_and_break_nothing() {
    for (name, source) in samples::all() {
        let mut text = source.clone();
        let before = errors(&analyze(&source, &Options::default()).findings);
        for pass in 0..10 {
            let edits = safe_edits(&analyze(&text, &Options::default()).findings);
            if edits.is_empty() {
                break;
            }
            assert!(pass < 9, "{name}: safe fixes do not settle:\n{text}");
            text = apply_edits(&text, &edits).unwrap();
        }
        let after = errors(&analyze(&text, &Options::default()).findings);
        assert!(after <= before, "{name}: fixes add errors:\n{text}");
    }
}

/// The edits of all safe fixes that do not overlap an earlier one.
fn safe_edits(findings: &[Finding]) -> Vec<dockerfile_playground::text::Edit> {
    let mut edits: Vec<dockerfile_playground::text::Edit> = Vec::new();
    for fix in
        findings.iter().filter_map(|finding| finding.fixes.iter().find(|fix| fix.safety == Safety::Safe))
    {
        let mut both = edits.clone();
        both.extend(fix.edits.clone());
        let overlaps = fix.edits.iter().any(|new| {
            edits.iter().any(|old| new.span.start <= old.span.end && old.span.start <= new.span.end)
        });
        if !overlaps {
            edits = both;
        }
    }
    edits
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn mutated_samples_are_sound(
        sample in 0..1000_usize,
        changes in prop::collection::vec((0..10_000_usize, 0..40_usize, 0..PIECES.len()), 1..8),
    ) {
        let all = samples::all();
        let mut text = all[sample % all.len()].1.clone();
        for (at, delete, piece) in changes {
            let start = sound::floor(&text, at % (text.len() + 1));
            let end = sound::floor(&text, (start + delete % 12).min(text.len())).max(start);
            text.replace_range(start..end, PIECES[piece]);
        }
        assert_sound(&text);
    }

    #[test]
    fn any_pieces_are_sound(pieces in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        assert_sound(&text);
    }

    #[test]
    fn any_text_is_sound(text in "\\PC{0,80}") {
        assert_sound(&text);
    }
}

#[test]
fn what_is_not_closed_can_be_closed() {
    for (text, fixed) in [
        ("FROM a\nENV A=\"b\nUSER c\n", "FROM a\nENV A=\"b\"\nUSER c\n"),
        ("FROM a\nLABEL a='b c\nUSER c\n", "FROM a\nLABEL a='b c'\nUSER c\n"),
        ("FROM a\nRUN <<E\nx\nUSER c\n", "FROM a\nRUN <<E\nx\nE\nUSER c\n"),
        ("FROM a\n$ npm ci\n", "FROM a\nRUN npm ci\n"),
    ] {
        let findings = assert_sound(text).findings;
        let fix = findings.iter().flat_map(|finding| &finding.fixes).find(|fix| fix.safety == Safety::Unsafe);
        assert_eq!(fix.map(|fix| apply_edits(text, &fix.edits)), Some(Ok(fixed.to_owned())));
        assert_eq!(errors(&analyze(fixed, &Options::default()).findings), 0, "{fixed}");
    }
}

#[test]
fn large_texts_are_read_to_the_end() {
    let line = "RUN echo a && echo b\n";
    let many = format!("FROM a\n{}", line.repeat(50_000 / line.len() * 20));
    let model = analyze(&many, &Options::default()).model;
    assert_eq!(model.file.instructions.len(), many.lines().count());
    for (name, hostile) in hostile::all(100_000) {
        println!("{name}");
        let model = analyze(&hostile, &Options::default()).model;
        assert_eq!(*model.source, *hostile);
        sound::assert_tiles(&hostile, &syntax::parse(&hostile).tokens);
    }
}
