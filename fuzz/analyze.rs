//! The analysis of texts that a fuzzer makes up.

#![no_main]

mod options;
#[path = "../tests/suite/sound.rs"]
#[allow(dead_code, reason = "the other target uses more of it")]
mod sound;

use dockerfile_playground::analyze;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let analysis = analyze(&text, &options::of_seed(bytes.len()));
    sound::assert_analysis(&text, &analysis);
});
