use super::compare::{Comparison, Touched};
use super::{Rebuild, plan};
use crate::Options;
use crate::model::Model;
use crate::text::clean_path;

/// Something that is different in the next build.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// A file of the build context; with a slash at its end, some file below a directory.
    Path(String),
    /// The value of a build argument; its default where the value is absent.
    BuildArg(String, Option<String>),
    /// A tag points to another image now; the image as FROM or COPY name it.
    Image(String),
    /// The text was this one.
    Text(String),
    /// `--no-cache-filter` with these stages; `--no-cache` where there is none.
    NoCache(Vec<String>),
    /// `--platform`.
    Platform(String),
}

/// What a change does to a build of a model, all of which was built before.
pub fn simulate(model: &Model, change: &Change) -> Rebuild {
    let same = || plan(model);
    let with = |options: &Options| Model::new(&model.source, options);
    match change {
        Change::Path(path) => {
            let path = Touched::Path(&clean(path), path.ends_with('/'));
            Comparison::new((model, &same()), (model, &same()), path).finish()
        }
        Change::Image(image) => {
            Comparison::new((model, &same()), (model, &same()), Touched::Image(image)).finish()
        }
        Change::NoCache(stages) => {
            Comparison::new((model, &same()), (model, &same()), Touched::Cache(stages)).finish()
        }
        Change::Text(previous) => compare(&Model::new(previous, &model.options), model, None),
        Change::BuildArg(name, value) => {
            let mut options = model.options.clone();
            match value {
                Some(value) => drop(options.build_args.insert(name.clone(), value.clone())),
                None => drop(options.build_args.remove(name)),
            }
            compare(model, &with(&options), None)
        }
        Change::Platform(platform) => {
            // A build says its platform, also where it is the usual one.
            let before =
                Options { platform: Some(model.options.platform().to_owned()), ..model.options.clone() };
            let after = Options { platform: Some(platform.clone()), ..before.clone() };
            compare(&with(&before), &with(&after), None)
        }
    }
}

/// What becomes of the steps of `after`, where `before` was built. The stages of `uncached` do not use the cache; no stage
/// does where the list is empty.
pub fn compare(before: &Model, after: &Model, uncached: Option<&[String]>) -> Rebuild {
    let touched = uncached.map_or(Touched::Nothing, Touched::Cache);
    Comparison::new((before, &plan(before)), (after, &plan(after)), touched).finish()
}

/// A path from the root of the context.
fn clean(path: &str) -> String {
    clean_path(&format!("/{path}")).trim_start_matches('/').to_owned()
}
