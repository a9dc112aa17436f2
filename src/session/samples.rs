//! The examples of the playground, written for it.

/// An example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its id in addresses: the name of its file.
    pub id: &'static str,
    /// Its name in the menu.
    pub name: &'static str,
    /// What it shows, in a few words.
    pub about: &'static str,
    /// The Dockerfile.
    pub text: &'static str,
}

macro_rules! sample {
    ($id:literal, $name:literal, $about:literal) => {
        Sample {
            id: $id,
            name: $name,
            about: $about,
            text: include_str!(concat!("../../static/samples/", $id, ".Dockerfile")),
        }
    };
}

/// What a first visit shows.
pub const DEFAULT: Sample = sample!("python", "Python wheels", "Build wheels once, run without compilers");

/// All, in the order of the menu.
pub const ALL: &[Sample] = &[
    DEFAULT,
    sample!("node", "Node web app", "A bundle, production packages, a health check"),
    sample!("go", "Go, static", "One binary on an empty image"),
    sample!("rust", "Rust with caches", "Cache mounts keep crates between builds"),
    sample!("java", "Java service", "A jar in layers on a small runtime"),
    sample!("php", "PHP with Composer", "Extensions, Composer and a web root"),
    sample!("windows", "Windows and .NET", "The backtick as escape character"),
    sample!("cross", "Cross-compiling", "BUILDPLATFORM builds for TARGETPLATFORM"),
    sample!("scripts", "Heredocs and secrets", "Scripts in the file, a token only while building"),
    sample!("slow", "Slow to rebuild", "What a small change rebuilds, and what would help"),
];

/// The example with this text.
pub fn of_text(text: &str) -> Option<&'static Sample> {
    ALL.iter().find(|sample| sample.text == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Model, Options};
    use crate::plan::{self, Change};

    #[test]
    fn every_sample_builds() {
        for sample in ALL {
            let model = Model::new(sample.text, &Options::default());
            assert_eq!(model.errors, [], "{}", sample.id);
            assert!(model.target.is_some(), "{}", sample.id);
            assert!(sample.text.ends_with('\n') && !sample.text.contains('\r'), "{}", sample.id);
        }
    }

    #[test]
    fn the_slow_sample_shows_what_would_help() {
        let sample = ALL.iter().find(|sample| sample.id == "slow").expect("it is there");
        let model = Model::new(sample.text, &Options::default());
        let change = Change::Path("src/shop.ts".to_owned());
        let advice = plan::advise(&model, &change, &plan::simulate(&model, &change));
        let effects: Vec<String> = advice.iter().map(|one| one.effect()).collect();
        let both = "4 steps become 2, and 2 that may rerun become 1";
        assert_eq!(effects.first().map(String::as_str), Some(both));
        assert!(effects.contains(&"4 steps become 2".to_owned()), "{effects:?}");
    }

    #[test]
    fn samples_are_found_by_their_text() {
        assert_eq!(of_text(DEFAULT.text), Some(&DEFAULT));
        assert_eq!(of_text("FROM x"), None);
        let ids: std::collections::BTreeSet<_> = ALL.iter().map(|sample| sample.id).collect();
        assert_eq!(ids.len(), ALL.len());
    }
}
