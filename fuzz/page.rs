//! Everything else the page does with a text, on texts that a fuzzer makes up: colours, graph, plan, explanations,
//! completions, every fix. About fifty times slower than the analysis alone.

#![no_main]

mod options;
#[path = "../tests/suite/sound.rs"]
mod sound;

use dockerfile_parser::Dockerfile;
use dockerfile_playground::findings;
use dockerfile_playground::session::fix_all;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let options = options::of_seed(bytes.len());
    let analysis = sound::assert_sound(&text, &options);
    sound::assert_shown(&text, &analysis.model);
    sound::assert_again(&text, &options);
    findings(&analysis.model, true);
    fix_all(&text, &options);
    let _ = Dockerfile::from(&analysis.model.file);
});
