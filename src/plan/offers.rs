//! What could change, as the file itself names it.

use std::collections::BTreeSet;

use super::{Plan, Step, names};
use crate::instruction::Kind;
use crate::model::Model;
use crate::text::order;

/// More is not offered.
const MAX_OFFERS: usize = 100;

/// Paths of the build context that steps take, in the order of the plan; directories end with a slash.
pub fn paths(plan: &Plan) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    let mut takes_all = false;
    for step in &plan.steps {
        let is_context = |input: usize| plan.steps.get(input).is_some_and(Step::is_context);
        for take in &step.takes {
            if !step.inputs.get(take.input).is_some_and(|input| is_context(*input)) {
                continue;
            }
            let path = take.includes.first().unwrap_or(&take.path);
            takes_all |= path == "/";
            let path = example(path);
            if !path.is_empty() && paths.len() < MAX_OFFERS && known.insert(path.clone()) {
                paths.push(path);
            }
        }
    }
    if takes_all && paths.is_empty() {
        paths.extend(source_file(plan).map(str::to_owned));
        paths.push("README.md".to_owned());
    }
    paths
}

/// A file of the project that a build turns into something, with the words that speak for its language.
const SOURCE_FILES: &[(&str, &[&str])] = &[
    ("src/index.js", &["node", "npm", "yarn", "pnpm", "bun"]),
    ("main.go", &["go", "golang"]),
    ("src/main.rs", &["rust", "cargo"]),
    ("app.py", &["python", "python3", "pip", "pip3", "poetry", "uv"]),
    ("src/main/java/App.java", &["mvn", "mvnw", "maven", "gradle", "gradlew"]),
    ("Program.cs", &["dotnet"]),
    ("index.php", &["php", "composer"]),
    ("app.rb", &["ruby", "bundle", "rails"]),
    ("lib/app.ex", &["elixir", "mix"]),
];

/// The first that the images and commands of a plan speak for.
fn source_file(plan: &Plan) -> Option<&'static str> {
    plan.steps.iter().take(MAX_OFFERS).find_map(|step| {
        let mut words = step.text().split(|c: char| !c.is_ascii_alphanumeric());
        words.find_map(|word| {
            SOURCE_FILES.iter().find(|(_, said)| said.contains(&word)).map(|(file, _)| *file)
        })
    })
}

/// A path that a source takes.
fn example(source: &str) -> String {
    let path = source.trim_start_matches('/').replace(['*', '?', '[', ']'], "");
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_file = name.contains('.') || name.starts_with(|first: char| first.is_ascii_uppercase());
    if path.is_empty() || path.ends_with('/') || is_file { path } else { format!("{path}/") }
}

/// The images that a plan fetches, sorted, as BuildKit names them.
pub fn images(plan: &Plan) -> Vec<String> {
    let names = plan.steps.iter().filter_map(names::image).take(MAX_OFFERS);
    order::set(names.map(str::to_owned)).into_iter().collect()
}

/// The names of all build arguments that the file declares, sorted.
pub fn arguments(model: &Model) -> Vec<String> {
    let args = model.kinds.iter().flatten().filter_map(|kind| match kind {
        Kind::Arg(arg) => Some(arg),
        _ => None,
    });
    let names = args.flat_map(|arg| &arg.args).map(|arg| arg.name.text.clone());
    order::set(names.take(MAX_OFFERS)).into_iter().collect()
}

#[test]
fn the_file_offers_what_it_takes() {
    let model = Model::new(
        "ARG V=1\nFROM node:$V\nARG MODE\nCOPY package*.json ./\nRUN npm ci\nCOPY src ./src\nCOPY --from=busybox:1 /bin/sh /\n",
        &crate::Options::default(),
    );
    let plan = super::plan(&model);
    assert_eq!(paths(&plan), ["package.json", "src/"]);
    assert_eq!(images(&plan), ["docker.io/library/busybox:1", "docker.io/library/node:1"]);
    assert_eq!(arguments(&model), ["MODE", "V"]);
    let all = Model::new("FROM a\nCOPY . .\n", &crate::Options::default());
    assert_eq!(paths(&super::plan(&all)), ["README.md"]);
    for (text, file) in [
        ("FROM golang:1.25\nCOPY . .", "main.go"),
        ("FROM a\nRUN mix deps.get\nRUN python3 x.py\nCOPY . .", "lib/app.ex"),
        ("FROM debian\nCOPY . .\nRUN cd web && npm ci", "src/index.js"),
    ] {
        let model = Model::new(text, &crate::Options::default());
        assert_eq!(paths(&super::plan(&model)), [file, "README.md"], "{text}");
    }
}
