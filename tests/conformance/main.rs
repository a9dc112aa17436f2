//! Compares this library with recorded answers of BuildKit.
//!
//! Each family of records has a module with a function that turns one record into agreement or a
//! disagreement; `FAMILIES` says which file it reads. A disagreement that is wanted stands in
//! `known_differences.toml` with its reason.

mod crate_parser;
mod data;
mod directives;
mod dockerfiles;
mod dockerignore;
mod expand;
mod heredoc_words;
mod instructions;
mod known;
mod misc;
mod outcome;
mod pictures;
mod platforms;
mod prefixes;
mod rebuild;
mod references;
#[path = "../suite/sound.rs"]
#[allow(dead_code, reason = "the properties use more of it")]
mod sound;

use std::process::ExitCode;

use outcome::{Family, Tally};

const FAMILIES: &[Family] = &[
    Family { file: "directives.jsonl", compare: directives::compare },
    Family { file: "dockerignore.jsonl", compare: dockerignore::compare },
    Family { file: "expand.jsonl", compare: expand::compare },
    Family { file: "heredoc_words.jsonl", compare: heredoc_words::compare },
    Family { file: "instructions.jsonl.gz", compare: instructions::compare },
    Family { file: "misc.jsonl", compare: misc::compare },
    Family { file: "platforms.jsonl", compare: platforms::compare },
    Family { file: "rebuild.jsonl", compare: rebuild::compare },
    Family { file: "graph_args.jsonl.gz", compare: rebuild::compare_keys },
    Family { file: "buildkit-tree.jsonl.gz", compare: rebuild::compare_keys },
    Family { file: "references.jsonl", compare: references::compare },
];

fn main() -> ExitCode {
    let Some(folder) = data::folder() else {
        println!("The recorded answers are not here, so nothing was compared.");
        return if std::env::var_os("CONFORMANCE_REQUIRED").is_some() {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        };
    };
    match run(&folder) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Compares every family and prints the table; whether all is as it should be.
fn run(folder: &std::path::Path) -> Result<bool, String> {
    let known = known::read()?;
    let mut tallies = Vec::new();
    for family in FAMILIES {
        let records = data::records(&folder.join(family.file))?;
        tallies.push(Tally::of(family, &records, &known));
    }
    let is_compared = |entry: &&known::Known| FAMILIES.iter().any(|family| family.file == entry.file);
    let stale = known.iter().filter(|entry| entry.case > 0 && !is_compared(entry)).count();
    println!("{:<24}{:>7}{:>7}{:>7}{:>10}", "file", "cases", "agree", "known", "disagree");
    for tally in &tallies {
        println!("{tally}");
    }
    let dockerfiles = dockerfiles::run(folder, &known)?;
    let corpus = dockerfiles::corpus(folder)?;
    let crate_parser = crate_parser::run(&corpus);
    let prefixes = prefixes::run(&corpus);
    let pictures = pictures::run(&corpus);
    if stale > 0 {
        println!("{stale} known differences name a file that is not compared");
    }
    Ok(dockerfiles
        && crate_parser
        && prefixes
        && pictures
        && stale == 0
        && tallies.iter().all(Tally::is_fine))
}
