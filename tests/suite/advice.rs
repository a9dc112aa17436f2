//! What helps against a change that rebuilds too much: the files of `tests/advice`, made like those of `tests/rebuild`.
//!
//! Below each change stand what rebuilds, and what helps: the numbers, what to do, why, what to look at, and the lines that
//! it changes. What is promised is checked by a fresh simulation of the edited text. `BLESS=1` rewrites the files.

use std::fmt::Write;

use dockerfile_playground::plan::{self, Advice, Change, Saving};
use dockerfile_playground::text::{self, apply_edits, preview};
use dockerfile_playground::{Model, Options};

use crate::rebuild::{BETWEEN, CHANGE, case, change, checked};
use crate::{files, hostile, samples};

#[test]
fn advice_helps_as_it_says() {
    let count = checked("tests/advice", answered);
    assert!(count >= 25, "{count} cases");
}

fn answered(text: &str, count: &mut usize) -> String {
    let (head, model, changes) = case(text);
    assert!(model.errors.is_empty(), "{head}: {:?}", model.errors);
    let mut out = head.to_owned();
    for line in changes.lines().filter_map(|line| line.strip_prefix(CHANGE)) {
        let change = change(&model.source, line);
        let rebuild = plan::simulate(&model, &change);
        let all = plan::advise(&model, &change, &rebuild);
        writeln!(out, "{CHANGE}{line}\n{}", rebuild.totals(None).words()).unwrap();
        if all.is_empty() {
            writeln!(out, "{}", plan::no_advice(&model, &change, &rebuild)).unwrap();
        }
        for advice in &all {
            check(&model, &change, advice);
            out.push_str(&told(&model, advice));
        }
        out.push('\n');
        *count += 1;
    }
    out
}

fn told(model: &Model, advice: &Advice) -> String {
    let mut out = format!("* {}: {}\n", advice.effect(), advice.fix.title);
    writeln!(out, "  {}", advice.why).unwrap();
    if !advice.caution.is_empty() {
        writeln!(out, "  {}", advice.caution).unwrap();
    }
    let ignore = advice.ignore.iter().flat_map(|text| text.lines().last());
    ignore.for_each(|line| writeln!(out, "  + {line} in .dockerignore").unwrap());
    for line in preview(&model.source, &advice.fix.edits) {
        let sign = if line.change == text::Change::Removed { '-' } else { '+' };
        writeln!(out, "  {sign}{:>2} {}", line.number, line.text).unwrap();
    }
    out
}

/// A fresh simulation of the edited text says what is promised.
fn check(model: &Model, change: &Change, advice: &Advice) {
    let edited = apply_edits(&model.source, &advice.fix.edits).unwrap();
    assert_eq!(edited, advice.text);
    let mut options = model.options.clone();
    if advice.ignore.is_some() {
        options.dockerignore.clone_from(&advice.ignore);
    }
    let after = Model::new(&edited, &options);
    assert!(after.errors.len() <= model.errors.len(), "{:?}\n{edited}", after.errors);
    assert_eq!((after.target, after.stages.len()), (model.target, model.stages.len()));
    let (was, is) = (plan::simulate(model, change).totals(None), plan::simulate(&after, change).totals(None));
    assert_eq!((was, is), (advice.before, advice.after), "{edited}");
    let (was, is) = ((was.rebuild, was.perhaps), (is.rebuild, is.perhaps));
    match advice.saving {
        Saving::Steps => assert!(is < was, "{was:?} {is:?}\n{edited}"),
        Saving::Part => assert!(is == was && advice.after.cached > advice.before.cached),
        Saving::Copies(count) => assert!(is <= was && count > 0),
        Saving::Downloads(count) => assert!(is == was && count > 0),
    }
}

/// Changes that a text offers itself.
fn changes(model: &Model) -> Vec<Change> {
    let plan = plan::plan(model);
    let paths = plan::paths(&plan).into_iter().chain(["src/main.c".to_owned(), "package.json".to_owned()]);
    let value = || Some("another".to_owned());
    paths
        .take(6)
        .map(Change::Path)
        .chain(plan::arguments(model).into_iter().take(3).map(|name| Change::BuildArg(name, value())))
        .chain(plan::images(&plan).into_iter().take(2).map(Change::Image))
        .chain([Change::Platform("linux/arm64".to_owned()), Change::NoCache(Vec::new())])
        .collect()
}

/// Everything that is promised for a text holds.
fn check_all(text: &str) -> usize {
    let model = Model::new(text, &Options::default());
    let mut count = 0;
    for change in changes(&model) {
        let rebuild = plan::simulate(&model, &change);
        let all = plan::advise(&model, &change, &rebuild);
        assert_eq!(all, plan::advise(&model, &change, &rebuild));
        all.iter().for_each(|advice| check(&model, &change, advice));
        count += all.len();
    }
    count
}

#[test]
fn advice_on_broken_texts_holds_too() {
    let cases = files::below("tests/advice", ".txt").into_iter().flat_map(|path| {
        let text = files::read(&path);
        text.split(BETWEEN).map(|text| case(text).1.source.to_string()).collect::<Vec<_>>()
    });
    let texts: Vec<String> = samples::all().into_iter().map(|(_, text)| text).chain(cases).collect();
    let mut seed = 1_u32;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below.max(1)
    };
    let mut count = 0;
    for text in &texts {
        count += check_all(text);
        for _ in 0..2 {
            let mut lines: Vec<&str> = text.lines().collect();
            for _ in 0..1 + next(3) {
                let (a, b) = (next(lines.len()), next(lines.len()));
                match next(4) {
                    _ if lines.is_empty() => {}
                    0 => drop(lines.remove(a)),
                    1 => lines.swap(a, b),
                    2 => lines.insert(a, lines[b]),
                    _ => {
                        let cut = next(lines[a].len());
                        lines[a] = lines[a].get(..cut).unwrap_or_default();
                    }
                }
            }
            count += check_all(&lines.join("\n"));
        }
    }
    assert!(count > 200, "{count}");
}

#[test]
fn advice_on_hostile_texts_ends() {
    for (name, text) in hostile::all(4_000) {
        println!("{name}");
        check_all(&text);
    }
}
