//! The tree in the types of the crate `dockerfile-parser` beside what the crate itself reads, instruction by
//! instruction, over the corpus: wherever it answers, both agree, but for the [`DIVERGENCES`].

use std::collections::BTreeMap;

use dockerfile_parser as dp;
use dockerfile_playground::syntax::{self, Arguments, File, Instruction, Keyword};

/// A way in which the crate reads otherwise than BuildKit, which we follow.
struct Divergence {
    /// Why the crate is not followed.
    reason: &'static str,
    /// Whether it explains what differs in an instruction, or in what the crate takes for one behind it.
    explains: fn(&File, &Instruction) -> bool,
    /// How many instructions of the corpus differ by it; another number fails the run.
    count: usize,
}

/// The first that explains a difference counts.
const DIVERGENCES: &[Divergence] = &[
    Divergence {
        reason: "The crate knows no escape directive: a backtick joins no lines, and a backslash does.",
        explains: |file, _| file.escape == '`',
        count: 92,
    },
    Divergence {
        reason: "The crate reads flags only for FROM and COPY: elsewhere it takes them for arguments.",
        explains: |_, node| !node.flags.is_empty() && !matches!(node.keyword, Keyword::From | Keyword::Copy),
        count: 260,
    },
    Divergence {
        reason: "The crate reads flags only in the form `--name=value`: others are sources of a COPY.",
        explains: |_, node| {
            let is_odd = |flag: &syntax::Flag| {
                flag.value.is_none() || !flag.name.bytes().all(|byte| byte.is_ascii_alphabetic())
            };
            node.flags.iter().any(is_odd) || node.line.text.split_whitespace().any(|word| word == "--")
        },
        count: 85,
    },
    Divergence {
        reason: "The crate knows no JSON array behind COPY.",
        explains: |_, node| node.keyword == Keyword::Copy && node.arguments.is_exec(),
        count: 3,
    },
    Divergence {
        reason: "The crate takes single quotes and a last comma for JSON; BuildKit reads such a text as a shell command.",
        explains: |_, node| match &node.arguments {
            Arguments::Text(word) => word.text.starts_with('['),
            _ => false,
        },
        count: 4,
    },
    Divergence {
        reason: "The crate ends a keyword at the first character that is no letter.",
        explains: |_, node| !node.keyword_text.bytes().all(|byte| byte.is_ascii_alphabetic()),
        count: 18,
    },
    Divergence {
        reason: "The crate ends a command at a blank line behind a continuation.",
        explains: |_, node| !node.empty_lines.is_empty(),
        count: 6,
    },
    Divergence {
        reason: "The crate takes an escape character that ends the file for part of the command.",
        explains: |file, node| node.span.end as usize == file.source.len() && file.source.ends_with('\\'),
        count: 1,
    },
    Divergence {
        reason: "The crate takes `\\n` in quotes for a line end, as C does; BuildKit keeps both characters.",
        explains: |_, node| node.keyword == Keyword::Env && node.line.text.contains("\\n"),
        count: 1,
    },
    Divergence {
        reason: "The crate knows few of the characters an image may be named with.",
        explains: |file, node| {
            let first = file.instructions.iter().find(|one| one.keyword == Keyword::From);
            let image = |node: &Instruction| node.arguments.words().first().map(|word| word.text.clone());
            let is_odd = |image: String| {
                image.contains(|one: char| !one.is_ascii_alphanumeric() && !"_-.:/${}@".contains(one))
            };
            [Some(node), first]
                .into_iter()
                .flatten()
                .any(|node| node.keyword == Keyword::From && image(node).is_some_and(is_odd))
        },
        count: 4,
    },
];

/// Compares all texts and prints the table; whether all is as it should be.
pub fn run(texts: &[(String, String)]) -> bool {
    let mut counts = vec![0; DIVERGENCES.len()];
    let (mut read, mut instructions, mut unexplained) = (0, 0, Vec::new());
    for (name, text) in texts {
        let Ok(theirs) = dp::Dockerfile::parse(text) else { continue };
        read += 1;
        let file = syntax::parse(text);
        let (ours, theirs) = (dp::Dockerfile::from(&file), theirs);
        let (ours, theirs) = (by_start(&ours), by_start(&theirs));
        for start in ours.keys().chain(theirs.keys().filter(|start| !ours.contains_key(start))) {
            instructions += 1;
            if ours.get(start) == theirs.get(start) {
                continue;
            }
            let node = file.instructions.iter().rev().find(|node| node.span.start as usize <= *start);
            let reason = node.and_then(|node| DIVERGENCES.iter().position(|one| (one.explains)(&file, node)));
            match reason.and_then(|index| counts.get_mut(index)) {
                Some(count) => *count += 1,
                None => unexplained.push(format!(
                    "{name} at {start}: {:?} and {:?}",
                    ours.get(start),
                    theirs.get(start)
                )),
            }
        }
    }
    let known: usize = counts.iter().sum();
    println!(
        "{:<28}{:>7}{:>7}{:>10}  {known} known, in {read} files",
        "crate dockerfile-parser",
        instructions,
        instructions - known - unexplained.len(),
        unexplained.len()
    );
    for (divergence, count) in
        DIVERGENCES.iter().zip(&counts).filter(|(divergence, count)| divergence.count != **count)
    {
        println!("  {count} instead of {}: {}", divergence.count, divergence.reason);
    }
    unexplained.iter().for_each(|one| println!("  {}", one.chars().take(600).collect::<String>()));
    unexplained.is_empty()
        && DIVERGENCES.iter().zip(&counts).all(|(divergence, count)| divergence.count == *count)
}

/// The instructions by where they begin; an ARG of several names is several.
fn by_start(file: &dp::Dockerfile) -> BTreeMap<usize, Vec<&dp::Instruction>> {
    let mut map: BTreeMap<usize, Vec<&dp::Instruction>> = BTreeMap::new();
    for instruction in &file.instructions {
        map.entry(start(instruction)).or_default().push(instruction);
    }
    map
}

fn start(instruction: &dp::Instruction) -> usize {
    let span = match instruction {
        dp::Instruction::From(one) => one.span,
        dp::Instruction::Arg(one) => one.span,
        dp::Instruction::Label(one) => one.span,
        dp::Instruction::Run(one) => one.span,
        dp::Instruction::Entrypoint(one) => one.span,
        dp::Instruction::Cmd(one) => one.span,
        dp::Instruction::Copy(one) => one.span,
        dp::Instruction::Env(one) => one.span,
        dp::Instruction::Misc(one) => one.span,
    };
    span.start
}
