use std::collections::BTreeMap;

use dockerfile_playground::Options;

/// What a build is called with; every fourth seed is a build without options.
pub fn of_seed(seed: usize) -> Options {
    match seed % 4 {
        0 => Options::default(),
        1 => Options { target: Some("b".into()), ..Options::default() },
        2 => Options { platform: Some("windows/amd64".into()), ..Options::default() },
        _ => Options {
            build_args: given(&[("A", "$B"), ("V", ""), ("TARGETARCH", "arm64")]),
            named_contexts: given(&[("b", "docker-image://alpine"), ("a", "./other")]),
            dockerignore: Some("*\n!x\n**/y\n".into()),
            ..Options::default()
        },
    }
}

fn given(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
}
