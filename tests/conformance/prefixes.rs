//! A file half typed: every prefix of every file of the corpus, cut at each line end and at some bytes between.
//!
//! Each is analysed without a panic, its tokens tile it, and the stages that begin before the cut are those of the whole
//! file: same place, same name.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use dockerfile_playground::model::Model;
use dockerfile_playground::{Options, analyze};

use crate::sound;

/// How many cuts a file gets at bytes that depend on nothing but its name and length.
const BYTE_CUTS: u64 = 50;

/// In a build without optimisation, which takes twenty times as long, one file in so many is cut.
const SHARE: usize = if cfg!(debug_assertions) { 40 } else { 1 };

/// What fails is printed up to this many times.
const SHOWN: usize = 10;

/// Cuts every text; prints how many there were and what fails; whether nothing does.
pub fn run(texts: &[(String, String)]) -> bool {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut cuts = 0;
        let mut failures = Vec::new();
        while let Some((name, text)) = texts.get(next.fetch_add(SHARE, Ordering::Relaxed)) {
            cuts += cut_everywhere(name, text, &mut failures);
        }
        (cuts, failures)
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let results: Vec<(usize, Vec<String>)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap_or((0, vec!["a thread ended".to_owned()])))
            .collect()
    });
    let cuts: usize = results.iter().map(|(cuts, _)| cuts).sum();
    let mut failures: Vec<String> = results.into_iter().flat_map(|(_, failures)| failures).collect();
    failures.sort();
    println!("{:<28}{:>7}{:>7}{:>10}", "prefixes", cuts, cuts - failures.len(), failures.len());
    failures.iter().take(SHOWN).for_each(|failure| println!("  {failure}"));
    failures.is_empty()
}

/// Cuts one text; returns how often.
fn cut_everywhere(name: &str, text: &str, failures: &mut Vec<String>) -> usize {
    let whole = analyze(text, &Options::default()).model;
    let cuts = cuts(name, text);
    for at in &cuts {
        let prefix = text.get(..*at).unwrap_or_default();
        let verdict = catch_unwind(AssertUnwindSafe(|| check(prefix, &whole)));
        let failure = verdict.unwrap_or_else(|_| Some("a panic".to_owned()));
        failures.extend(failure.map(|failure| format!("{name} cut at {at}: {failure}")));
    }
    cuts.len()
}

/// All line ends, and some places between.
fn cuts(name: &str, text: &str) -> Vec<usize> {
    let mut state = name.bytes().fold(text.len() as u64, |state, byte| mix(state ^ u64::from(byte)));
    let mut cuts: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    for _ in 0..BYTE_CUTS {
        state = mix(state);
        cuts.push(sound::floor(text, (state % (text.len() as u64 + 1)) as usize));
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// The next of a row of numbers that look random: SplitMix64.
fn mix(state: u64) -> u64 {
    let state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// What is wrong with the analysis of a prefix.
fn check(prefix: &str, whole: &Model) -> Option<String> {
    let analysis = analyze(prefix, &Options::default());
    sound::assert_analysis(prefix, &analysis);
    let is_before =
        |from: usize| whole.instruction(from).is_some_and(|node| (node.span.end as usize) < prefix.len());
    let before = whole.stages.iter().take_while(|stage| is_before(stage.from));
    for (index, stage) in before.enumerate() {
        let Some(found) = analysis.model.stages.get(index) else {
            return Some(format!("stage {index} is lost"));
        };
        if (found.id, found.span.start, &found.name) != (stage.id, stage.span.start, &stage.name) {
            return Some(format!("stage {index} is {:?} at {}", found.name, found.span.start));
        }
    }
    None
}
