use crate::model::Options;

/// A change of what `docker build` would be called with. `None` and empty names take the input away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// `--target`; the last stage where it is absent.
    Target(Option<String>),
    /// `--platform`; an empty one is absent.
    Platform(String),
    /// `--build-arg` of a name; a value may be empty and is given nevertheless.
    BuildArg(String, Option<String>),
    /// `--build-context` of a name.
    Context(String, Option<String>),
    /// The text of `.dockerignore`; an empty one is absent.
    Ignore(String),
    /// Everything at once.
    All(Options),
}

impl Input {
    /// Makes the change.
    pub fn apply(self, options: &mut Options) {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        match self {
            Self::Target(target) => options.target = target,
            Self::Platform(platform) => options.platform = some(platform.trim().to_owned()),
            Self::BuildArg(name, value) => set(&mut options.build_args, name, value),
            Self::Context(name, source) => set(&mut options.named_contexts, name, source),
            Self::Ignore(text) => options.dockerignore = some(text),
            Self::All(all) => *options = all,
        }
    }
}

fn set(map: &mut std::collections::BTreeMap<String, String>, name: String, value: Option<String>) {
    let name = name.trim();
    match value {
        Some(value) if !name.is_empty() => drop(map.insert(name.to_owned(), value)),
        _ => drop(map.remove(name)),
    }
}

/// How many inputs are not as they are by default; each build argument and each context counts.
pub fn count_inputs(options: &Options) -> usize {
    let single = [&options.target, &options.platform, &options.dockerignore];
    let single = single.into_iter().filter(|input| input.is_some()).count();
    single + options.build_args.len() + options.named_contexts.len()
}

#[test]
fn inputs_are_set_counted_and_taken_away() {
    let mut options = Options::default();
    let given = |value: &str| Some(value.to_owned());
    let inputs = [
        Input::Target(given("x")),
        Input::Platform(" linux/arm64 ".to_owned()),
        Input::BuildArg("A".to_owned(), given("")),
        Input::BuildArg(" ".to_owned(), given("nameless")),
        Input::Context("src".to_owned(), given("..")),
        Input::Ignore("*\n".to_owned()),
    ];
    inputs.into_iter().for_each(|input| input.apply(&mut options));
    assert_eq!((options.platform(), count_inputs(&options)), ("linux/arm64", 5));
    Input::BuildArg("A".to_owned(), None).apply(&mut options);
    Input::Platform(String::new()).apply(&mut options);
    Input::Ignore(String::new()).apply(&mut options);
    assert_eq!(count_inputs(&options), 2);
    Input::All(Options::default()).apply(&mut options);
    assert_eq!(options, Options::default());
}
