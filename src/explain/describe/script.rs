use crate::explain::command::{self, Sub, Tool, mode, package, path};
use crate::explain::draft::{Draft, Scene};
use crate::explain::words::{capital, code, count, shorten};
use crate::explain::{Topic, catalogue};
use crate::shell::{Command, Effective, FlagUse, Invocation, Operator, Redirect, RedirectKind, Script, Word};
use crate::text::{Span, order};

/// The parts of every command of a script, sorted by start.
pub(super) fn parts(scene: &Scene, script: &Script, draft: &mut Draft) {
    let first = draft.parts.len();
    let mut seen: Vec<Operator> = Vec::new();
    let mut operators = script.operators.iter().peekable();
    for command in &script.commands {
        if !draft.has_room() {
            break;
        }
        while let Some((operator, span)) = operators.next_if(|(_, span)| span.start < command.span.start) {
            if !seen.contains(operator) {
                seen.push(*operator);
                joiner(*operator, *span, draft);
            }
        }
        one(scene, script, command, draft);
    }
    let mut own = draft.parts.split_off(first);
    order::sort_by_key(&mut own, |part| (part.span.start, part.depth));
    // A substitution inside an operand would overlap it: the outer part gives way at its end.
    let mut kept: Vec<crate::explain::Part> = Vec::with_capacity(own.len());
    for part in own {
        if kept.last().is_none_or(|last| last.span.end <= part.span.start) {
            kept.push(part);
        }
    }
    draft.parts.extend(kept);
}

/// The operators that surprise; `&&` and `;` explain themselves where they are pointed at.
fn joiner(operator: Operator, span: Span, draft: &mut Draft) {
    let id = match operator {
        Operator::Or => "or-list",
        Operator::Pipe | Operator::PipeBoth => "pipe",
        Operator::Background => "background",
        _ => return,
    };
    concept(id, span, operator.as_str(), draft);
}

fn concept(id: &'static str, span: Span, text: &str, draft: &mut Draft) {
    let topic = Topic::Concept(id);
    if let Some(entry) = catalogue::entry(topic) {
        draft.part(span, text, entry.title, entry.summary, Some(topic));
    }
}

fn one(scene: &Scene, script: &Script, command: &Command, draft: &mut Draft) {
    draft.group();
    for assignment in &command.assignments {
        let scope = if command.words.is_empty() { "the rest of this step" } else { "this command only" };
        let detail = format!("Sets {} for {scope}.", code(&assignment.name));
        let text = assignment.span.of(&scene.model.source);
        draft.member(
            assignment.span,
            text,
            "variable",
            detail,
            catalogue::variable_entry(&assignment.name).map(|e| e.topic),
        );
    }
    if let Some(effective) = command.effective() {
        wrappers(command, &effective, draft);
        program(script, &effective, draft);
    }
    for redirect in &command.redirects {
        self::redirect(scene, redirect, draft);
    }
}

/// `sudo`, `env` and their like in front.
fn wrappers(command: &Command, effective: &Effective, draft: &mut Draft) {
    let skipped = command.words.len().saturating_sub(effective.words.len());
    for word in command.words.iter().take(skipped) {
        let name = word.text.rsplit('/').next().unwrap_or(&word.text);
        let Some(tool) = effective.wrappers.contains(&name).then(|| command::find(name)).flatten() else {
            continue;
        };
        draft.member(word.span, &word.text, tool.name(), tool.summary, Some(Topic::Command(tool.name(), "")));
    }
}

fn program(script: &Script, effective: &Effective, draft: &mut Draft) {
    if let Some(inner) = inner(effective) {
        let words = effective.words.len() - inner.words.len();
        let head: Vec<&Word> = effective.words.iter().take(words).collect();
        if let Some(span) = cover(&head) {
            let text = join(&head);
            let (title, detail, name) = match words {
                1 => ("uv", "Does what the words behind it ask of pip, only faster.", "uv"),
                _ => (
                    "python -m",
                    "Runs a module of this very Python as a program, so that pip is the one that belongs to it.",
                    "python",
                ),
            };
            draft.member(span, &text, title, detail, Some(Topic::Command(name, "")));
        }
        program(script, &inner, draft);
        return;
    }
    let Some(invocation) = Invocation::of(effective) else { return };
    match command::find(effective.name) {
        Some(tool) => known(tool, &invocation, draft),
        None => unknown(script, &invocation, draft),
    }
}

/// `pip install …` inside `python -m pip install …` or `uv pip install …`.
pub(super) fn inner<'a>(effective: &Effective<'a>) -> Option<Effective<'a>> {
    let tool = command::find(effective.name)?;
    if tool.name() == "uv" {
        let words = effective.words.get(1..)?;
        let is_pip = words.first()?.text == "pip";
        return is_pip.then(|| Effective {
            name: "pip",
            words,
            wrappers: Vec::new(),
            assignments: Vec::new(),
        });
    }
    let at = effective.words.iter().position(|word| word.text == "-m")?;
    let inner = effective.words.get(at + 1..)?;
    let name = inner.first()?.text.as_str();
    let is_module = tool.name() == "python"
        && command::find(name)
            .is_some_and(|tool| matches!(tool.name(), "pip" | "pipx" | "uv" | "virtualenv"));
    is_module.then(|| Effective { name, words: inner, wrappers: Vec::new(), assignments: Vec::new() })
}

/// The subcommand of a tool, which its own reader or ours finds among the operands.
pub(super) fn subcommand<'a>(tool: &Tool, invocation: &Invocation<'a>) -> Option<(&'static Sub, &'a Word)> {
    let word = invocation.subcommand.or_else(|| invocation.operands.first().copied())?;
    Some((tool.sub(&word.text)?, word))
}

fn known(tool: &'static Tool, invocation: &Invocation, draft: &mut Draft) {
    let sub = subcommand(tool, invocation);
    let program = invocation.program;
    let name = tool.name();
    let (title, detail, topic) = match sub {
        Some((sub, _)) => {
            let known = command::names(sub.names).next().unwrap_or_default();
            (format!("{} {known}", invocation.name), sub.summary, Topic::Command(name, known))
        }
        None => (invocation.name.to_owned(), tool.summary, Topic::Command(name, "")),
    };
    // Program and subcommand are one part where no option stands between them.
    let next_flag =
        invocation.flags.iter().map(|flag| flag.span.start).find(|start| *start > program.span.start);
    let own = sub.map(|(_, word)| word);
    match own {
        Some(word) if next_flag.is_none_or(|flag| flag > word.span.start) => {
            let text = format!("{} {}", program.text, word.text);
            lead(program.span.cover(word.span), &text, title, detail, topic, draft);
        }
        Some(word) => {
            let own = invocation.name.to_owned();
            lead(program.span, &program.text, own, tool.summary, Topic::Command(name, ""), draft);
            draft.member(word.span, &word.text, title, detail, Some(topic));
        }
        None => lead(program.span, &program.text, title, detail, topic, draft),
    }
    draft.topics.push(topic);
    if topic == Topic::Command("pip", "wheel") {
        draft.topics.push(Topic::Concept("wheel"));
    }
    for flag in &invocation.flags {
        self::flag(tool, flag, draft);
    }
    operands(tool, sub, invocation, draft);
}

fn lead(span: Span, text: &str, title: String, detail: &str, topic: Topic, draft: &mut Draft) {
    draft.member(span, text, title, detail, Some(topic));
    if let Some(part) = draft.parts.last_mut() {
        part.depth = 0;
    }
}

fn flag(tool: &Tool, flag: &FlagUse, draft: &mut Draft) {
    // One of several in a word, where the letters cannot be told apart, is told once for the word.
    let Some(opt) = tool.option(&flag.name).or_else(|| prefix(tool, &flag.name)) else {
        letters(tool, flag, draft);
        return;
    };
    let Some(entry) = command::option(tool, opt) else { return };
    let value = flag.value.as_ref();
    let span = value.map_or(flag.span, |value| flag.span.cover(value.span));
    let text = match (value, value_in_next(flag)) {
        (_, Some(value)) => format!("{} {value}", flag.name),
        (Some(value), None) => format!("{}{}", flag.name, attached(flag, value.text)),
        (None, None) => flag.name.to_string(),
    };
    let detail = format!("{}{}", entry.summary, value_text(tool, &flag.name, value.map(|value| value.text)));
    match draft.parts.last_mut() {
        // `-rf` is told as one.
        Some(last)
            if last.depth == 1 && flag.word.span.contains(last.span) && !flag.name.starts_with("--") =>
        {
            last.span = last.span.cover(span);
            last.text = shorten(
                &value_in_next(flag)
                    .map_or(flag.word.text.clone(), |value| format!("{} {value}", flag.word.text)),
                72,
            );
            last.title.clone_from(&last.text);
            if !last.detail.contains(&detail) {
                last.detail = format!("{} {detail}", last.detail);
            }
        }
        _ => draft.member(span, &text, &*flag.name, detail, Some(entry.topic)),
    }
}

/// Several letters behind one dash that the reader of the tool did not take apart.
fn letters(tool: &Tool, flag: &FlagUse, draft: &mut Draft) {
    let Some(letters) = flag.name.strip_prefix('-').filter(|letters| !letters.starts_with('-')) else {
        return;
    };
    let mut sentences: Vec<&str> = Vec::new();
    for letter in letters.chars() {
        let Some(opt) = tool.option(&format!("-{letter}")) else { return };
        if !sentences.contains(&opt.1) {
            sentences.push(opt.1);
        }
    }
    draft.member(
        flag.span,
        &flag.name,
        &*flag.name,
        sentences.join(" "),
        Some(Topic::Command(tool.name(), "")),
    );
}

/// The value of an option in the same word, with the `=` before it.
fn attached(flag: &FlagUse, value: &str) -> String {
    let has_sign = flag.word.text.contains(&format!("{}=", flag.name));
    format!("{}{value}", if has_sign { "=" } else { "" })
}

/// The value of an option where it is a word of its own.
fn value_in_next<'a>(flag: &FlagUse<'a>) -> Option<&'a str> {
    flag.value.filter(|value| value.word.span != flag.word.span).map(|value| value.text)
}

/// An option of a family, or one whose value follows without a blank: `-DNAME=x`, `-Pprod`, `-Xmx1g`.
fn prefix(tool: &Tool, name: &str) -> Option<&'static command::Opt> {
    let is_long = name.starts_with("--");
    let family =
        ["--with-", "--without-", "--enable-", "--disable-"].into_iter().find(|head| name.starts_with(head));
    if let Some(family) = family {
        return tool.option(family);
    }
    let head = name.get(..2).filter(|_| !is_long && name.len() > 2)?;
    let attached = ["-D", "-P", "-X", "-j", "-I", "-L", "-l"].contains(&head);
    let four = name.get(..4).and_then(|head| tool.option(head)).filter(|_| name.starts_with("-Xm"));
    four.or_else(|| tool.option(head).filter(|_| attached))
}

/// What is particular about the value of an option.
fn value_text(tool: &Tool, name: &str, value: Option<&str>) -> String {
    let Some(value) = value else { return String::new() };
    let is_uid = matches!(tool.name(), "useradd" | "adduser") && matches!(name, "-u" | "--uid");
    if is_uid && value.parse::<u64>().is_ok_and(|number| number >= 10_000) {
        return format!(
            " {} is so high that it belongs to nobody else in the image, and hardly to anyone on the host.",
            code(value)
        );
    }
    path(value).map(|known| format!(" Here {}: {known}.", code(value))).unwrap_or_default()
}

/// What the operands are, as one part for each row of them.
fn operands(
    tool: &'static Tool,
    sub: Option<(&'static Sub, &Word)>,
    invocation: &Invocation,
    draft: &mut Draft,
) {
    let own = sub.map(|(_, word)| word.span);
    let words: Vec<&Word> =
        invocation.operands.iter().copied().filter(|word| Some(word.span) != own).collect();
    let (Some(first), Some(span)) = (words.first(), cover(&words)) else { return };
    if tool.name() == "chmod" {
        let detail = mode(&first.text)
            .map_or("The new permissions.".to_owned(), |words| format!("{}.", capital(&words)));
        draft.member(first.span, &first.text, "permissions", detail, None);
        let rest: Vec<&Word> = words.iter().skip(1).copied().collect();
        if let Some(span) = cover(&rest) {
            draft.member(span, &join(&rest), "files", places(&rest).unwrap_or("The files.".to_owned()), None);
        }
        return;
    }
    let about = sub
        .map_or(tool.operands, |(sub, _)| if sub.operands.is_empty() { tool.operands } else { sub.operands });
    if about.is_empty() {
        return;
    }
    // The packages of a language have names of their own: `less` of npm shows no texts.
    let of_system = SYSTEM_MANAGERS.contains(&tool.name()).then(|| packages(&words)).flatten();
    let are_wheels = tool.name() == "pip" && words.iter().all(|word| is_wheel(&word.text));
    let of_wheels = || {
        are_wheels.then(|| "Wheels: packages that are built already, so that nothing is compiled.".to_owned())
    };
    let detail = of_system.or_else(|| places(&words)).or_else(of_wheels).unwrap_or_else(|| about.to_owned());
    let title = if about.contains("package") { "packages" } else { "operands" };
    // Words between which options stand are not one row.
    let is_row = !invocation.flags.iter().any(|flag| span.overlaps(flag.span));
    if is_row {
        draft.member(span, &join(&words), title, detail, None);
        return;
    }
    for word in words {
        draft.member(word.span, &word.text, title, places(&[word]).unwrap_or_else(|| about.to_owned()), None);
    }
}

/// What the packages bring, as far as it is known.
fn packages(words: &[&Word]) -> Option<String> {
    let known: Vec<String> = words
        .iter()
        .filter_map(|word| Some(format!("`{}`: {}", word.text, package(&word.text)?)))
        .take(MAX_KNOWN)
        .collect();
    if known.is_empty() {
        return None;
    }
    let total =
        if words.len() > 1 { format!("{}. ", capital(&count(words.len(), "name"))) } else { String::new() };
    Some(format!("{total}{}.", known.join("; ")))
}

/// Whether an operand of pip names wheels, by its ending or as all that a folder holds.
pub(super) fn is_wheel(text: &str) -> bool {
    text.ends_with(".whl") || text.ends_with("/*")
}

/// The tools that work on packages of the system.
const SYSTEM_MANAGERS: &[&str] = &[
    "apk",
    "apk-install",
    "apt",
    "apt-get",
    "apt-mark",
    "aptitude",
    "dnf",
    "dpkg-reconfigure",
    "pacman",
    "zypper",
];

/// More packages than this are not told about.
const MAX_KNOWN: usize = 8;

/// What the places are, as far as it is known.
fn places(words: &[&Word]) -> Option<String> {
    let known: Vec<String> = words
        .iter()
        .filter_map(|word| Some(format!("`{}`: {}", word.text, path(&word.text)?)))
        .take(MAX_KNOWN)
        .collect();
    (!known.is_empty()).then(|| format!("{}.", known.join("; ")))
}

fn unknown(script: &Script, invocation: &Invocation, draft: &mut Draft) {
    let program = invocation.program;
    let text = &program.text;
    // An option that stands alone is one of a program that is named elsewhere.
    if text.starts_with('-') {
        return;
    }
    let detail = if script.defines(invocation.name) {
        format!("Calls the function {} of this script.", code(invocation.name))
    } else if text.ends_with(".sh") || text.starts_with("./") {
        format!("Runs {}, a script or program that must be in the image by now.", code(text))
    } else {
        format!("Runs the program {}.", code(text))
    };
    lead(program.span, text, invocation.name.to_owned(), &detail, Topic::Concept("instruction"), draft);
    if let Some(part) = draft.parts.last_mut().filter(|part| part.span == program.span) {
        part.see = None;
    }
}

fn redirect(scene: &Scene, redirect: &Redirect, draft: &mut Draft) {
    let target = &redirect.target.text;
    let is_null = target == "/dev/null";
    let is_errors = redirect.descriptor.as_deref() == Some("2");
    let what = if is_errors { "errors" } else { "the output" };
    let detail = match redirect.kind {
        RedirectKind::Output | RedirectKind::Clobber if is_null => format!("Throws {what} away."),
        RedirectKind::Both | RedirectKind::BothAppend if is_null => {
            "Throws output and errors away.".to_owned()
        }
        RedirectKind::Output | RedirectKind::Clobber => {
            format!("Writes {what} to {}{}.", code(target), known_place(target))
        }
        RedirectKind::Append => format!("Adds {what} to the end of {}{}.", code(target), known_place(target)),
        RedirectKind::Both | RedirectKind::BothAppend => {
            format!("Writes output and errors to {}.", code(target))
        }
        RedirectKind::Input | RedirectKind::InputOutput => format!("Reads from {}.", code(target)),
        RedirectKind::DuplicateOutput if is_errors && target == "1" => {
            "Sends errors the same way as the output.".to_owned()
        }
        RedirectKind::DuplicateOutput if target == "2" => "Prints it as an error.".to_owned(),
        RedirectKind::DuplicateOutput | RedirectKind::DuplicateInput => "Joins two streams.".to_owned(),
        RedirectKind::Heredoc | RedirectKind::HeredocTabs => {
            format!("Reads the lines below, up to {}.", code(target))
        }
        RedirectKind::HereString => "Reads this text.".to_owned(),
    };
    draft.member(
        redirect.span,
        redirect.span.of(&scene.model.source),
        "redirect",
        detail,
        Some(Topic::Concept("redirect")),
    );
}

/// `, the trusted certificates` for a well-known place.
fn known_place(target: &str) -> String {
    path(target).map(|text| format!(", {text}")).unwrap_or_default()
}

/// From the first to the last word.
fn cover(words: &[&Word]) -> Option<Span> {
    let (first, last) = (words.first()?, words.last()?);
    Some(first.span.cover(last.span))
}

fn join(words: &[&Word]) -> String {
    let mut text = String::new();
    for word in words {
        if text.len() > MAX_JOINED {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text += &word.text;
    }
    text
}

/// Longer texts are cut off when they are shown anyway.
const MAX_JOINED: usize = 200;
