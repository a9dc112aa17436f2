//! `rebuild.jsonl`: what becomes of each step between two builds; and in the records of whole builds, whether our cache
//! keys tell the same steps apart as BuildKit's do.

use std::collections::BTreeMap;
use std::sync::Mutex;

use dockerfile_playground::plan::{self, Op, Step};
use dockerfile_playground::{Model, Options};
use serde_json::{Value, json};

use crate::outcome::{Outcome, field_of, same, text};

/// The name and the status of every step, by name.
pub fn compare(record: &Value) -> Outcome {
    let (before, after) = (field_of(record, "before_opts"), field_of(record, "after_opts"));
    let old = Model::new(text(record, "before"), &options(before));
    let new = Model::new(text(record, "after"), &options(after));
    let uncached = after.get("no-cache").and_then(Value::as_str);
    let uncached: Option<Vec<String>> = uncached
        .map(|stages| stages.split(',').filter(|stage| !stage.is_empty()).map(str::to_owned).collect());
    let rebuild = plan::compare(&old, &new, uncached.as_deref());
    let actual = rebuild.plan.steps.iter().zip(&rebuild.verdicts);
    let mut actual: Vec<String> = actual
        .map(|(step, verdict)| format!("{} {} {}", plain(&step.name), step.op.name(), verdict.status.name()))
        .collect();
    let recorded = field_of(record, "steps").as_array().map(Vec::as_slice).unwrap_or_default();
    let mut expected: Vec<String> = recorded
        .iter()
        .map(|step| format!("{} {} {}", name(step), text(step, "op"), text(step, "status")))
        .collect();
    actual.sort();
    expected.sort();
    same(&json!(expected), json!(actual))
}

/// Which of our keys each digest of BuildKit was met with, and the other way round, over all records.
static MET: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());

/// Whether steps have the same key exactly where BuildKit gives the same digest, and take the same inputs by content.
pub fn compare_keys(record: &Value) -> Outcome {
    // Where base images have variables of their own, keys depend on what no file says.
    let buildkit = field_of(record, "buildkit");
    let inner = buildkit.get("llb").filter(|llb| llb.is_object()).unwrap_or(buildkit);
    let recorded = inner.get("llb").or_else(|| inner.get("steps")).and_then(Value::as_array);
    let (Some(recorded), None) = (recorded, record.get("images")) else { return Ok(()) };
    let given = ["opts", "attrs"].iter().find_map(|field| record.get(field));
    let mut options = given.map(self::options).unwrap_or_default();
    options.dockerignore = record.get("dockerignore").and_then(Value::as_str).map(str::to_owned);
    let plan = plan::plan(&Model::new(text(record, "dockerfile"), &options));
    let (mut expected, mut actual) = (Vec::new(), Vec::new());
    for step in &plan.steps {
        let is_it = |found: &&Value| name(found) == plain(&step.name) && text(found, "op") == step.op.name();
        let mut found = recorded.iter().filter(is_it);
        // Steps of the same name cannot be told apart.
        let (Some(one), None) = (found.next(), found.next()) else { continue };
        let Some(cache) = one.get("cache") else { continue };
        let digest = text(cache, "digest");
        let key = format!("{:?} {:?}", step.op, step.key.parts);
        let mut met = MET.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for (from, to) in [(digest.to_owned(), key.clone()), (key, digest.to_owned())] {
            let known = met.entry(from.clone()).or_insert_with(|| to.clone());
            expected.push(format!("{} {from}: {known}", step.name));
            actual.push(format!("{} {from}: {to}", step.name));
        }
        expected.push(format!("{} {:?}", step.name, by_content(cache)));
        actual.push(format!("{} {:?}", step.name, taken(step)));
    }
    let differs = expected.iter().zip(&actual).any(|(a, b)| a != b);
    let pick = |list: &[String], other: &[String]| -> Vec<String> {
        list.iter().zip(other).filter(|(a, b)| a != b).map(|(a, _)| a.clone()).collect()
    };
    if differs { same(&json!(pick(&expected, &actual)), json!(pick(&actual, &expected))) } else { Ok(()) }
}

/// How many inputs BuildKit compares by content.
fn by_content(cache: &Value) -> usize {
    let inputs = cache.get("deps").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    inputs.iter().filter(|input| input.get("content_based") == Some(&Value::Bool(true))).count()
}

/// How many inputs we do.
fn taken(step: &Step) -> usize {
    let is_taken = |place: &usize| step.takes.iter().any(|take| take.input == *place);
    if step.op == Op::Merge { 0 } else { (0..step.inputs.len()).filter(is_taken).count() }
}

fn options(given: &Value) -> Options {
    let mut options = Options::default();
    for (key, value) in given.as_object().into_iter().flatten() {
        let value = value.as_str().unwrap_or_default().to_owned();
        match key.split_once(':').unwrap_or((key, "")) {
            ("build-arg", name) => drop(options.build_args.insert(name.to_owned(), value)),
            ("context", name) => drop(options.named_contexts.insert(name.to_owned(), value)),
            ("platform", _) => options.platform = Some(value),
            ("target", _) => options.target = Some(value),
            _ => {}
        }
    }
    options.platform.get_or_insert_with(|| "linux/amd64".to_owned());
    options
}

/// The name without the digest that a registry would give.
fn name(step: &Value) -> &str {
    plain(text(step, "name"))
}

fn plain(name: &str) -> &str {
    name.split_once("@sha256:").map_or(name, |(name, _)| name)
}
