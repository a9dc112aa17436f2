//! `instructions.jsonl.gz`: what instructions say, and what is refused where.

use dockerfile_playground::instruction::{Command, Healthcheck, Kind, Mount, MountKind, Run, Source, read};
use dockerfile_playground::syntax::{
    ErrorCode, File, Form, Heredoc, Instruction, Keyword, Pair, SyntaxError, Word, parse,
};
use dockerfile_playground::text::Span;
use serde_json::{Map, Value, json};

use crate::outcome::{Outcome, field_of, same, text};

/// What begins a message about things that a single instruction does not decide.
const ELSEWHERE: &[&str] = &[
    "failed to process",
    "failed to parse stage name",
    "failed to parse platform",
    "base name",
    "circular dependency",
    "lint violation",
    "invalid stage index",
    "cannot copy from stage",
    "dockerfile contains no stages",
    "unsupported mount type \"\"",
    "empty platform",
    "variable expansion is not supported",
];

/// Reads `dockerfile` and compares it with the typed commands or the error.
pub fn compare(record: &Value) -> Outcome {
    let buildkit = field_of(record, "buildkit");
    let file = parse(text(record, "dockerfile"));
    let read = Reading::of(&file);
    let instructions = field_of(buildkit, "instructions");
    if instructions.get("ok") == Some(&Value::Bool(true)) {
        let mut actual = read.stages.clone();
        drop_refused_mounts(instructions, &mut actual);
        same(&stages(instructions), actual)?;
        return dispatch(field_of(buildkit, "lint"), &read);
    }
    let expected = [field_of(buildkit, "parse_error"), field_of(instructions, "error")];
    let expected = expected.into_iter().find(|error| !error.is_null()).unwrap_or(&Value::Null);
    refusal(expected, "locations", read.fatal.as_ref())
}

/// Compares errors that a build meets when it comes to the instruction.
fn dispatch(lint: &Value, read: &Reading) -> Outcome {
    let error = field_of(lint, "error");
    let is_elsewhere = ELSEWHERE.iter().any(|start| text(error, "message").starts_with(start));
    if is_elsewhere {
        return Ok(());
    }
    refusal(error, "ranges", read.dispatch.as_ref())
}

fn refusal(expected: &Value, locations: &str, actual: Option<&SyntaxError>) -> Outcome {
    if expected.is_null() && actual.is_none() {
        return Ok(());
    }
    let place = field_of(expected, locations).get(0).cloned().unwrap_or(Value::Null);
    let message = text(expected, "message");
    let ours = actual.map(|error| error.message.as_str()).unwrap_or_default();
    let missing: Vec<&str> = names(message).into_iter().filter(|name| !ours.contains(name)).collect();
    let actual = actual.map(|error| json!([error.lines.0, error.lines.1]));
    same(
        &json!({ "place": place, "names": [], "message": message }),
        json!({ "place": actual, "names": missing, "message": message, "ours": ours }),
    )
    .or_else(|disagreement| {
        let agrees =
            disagreement.actual.get("place") == disagreement.expected.get("place") && missing.is_empty();
        if agrees { Ok(()) } else { Err(disagreement) }
    })
}

/// Flags, instructions and quoted values in a message, without the prefix that names the line.
fn names(message: &str) -> Vec<&str> {
    let message = message.split_once(": ").filter(|(start, _)| start.starts_with("dockerfile parse error"));
    let message = message.map_or("", |(_, message)| message);
    let message = message.split(" (did you mean").next().unwrap_or_default();
    let words = message.split([' ', '"', '\'', '`', ',', ':']).map(|word| word.trim_matches(['(', ')', '.']));
    let is_name = |word: &&str| {
        word.starts_with("--") && word.len() > 2
            || word.len() > 2
                && Keyword::parse(word) != Keyword::Unknown
                && word.to_ascii_uppercase() == **word
    };
    words.filter(is_name).collect()
}

/// Our answer for a file.
struct Reading {
    stages: Value,
    fatal: Option<SyntaxError>,
    dispatch: Option<SyntaxError>,
}

impl Reading {
    fn of(file: &File) -> Self {
        let mut errors = file.errors.clone();
        errors.sort_by_key(|error| error.lines.1);
        let (mut stages, mut meta) = (Vec::<Value>::new(), Vec::new());
        let mut missing_stage = None;
        for node in &file.instructions {
            let before = errors.len();
            let kind = read(node, file, &mut errors);
            let mut is_first = stages.is_empty();
            match kind {
                Some(Kind::From(from)) => {
                    let word = |word: &Option<Word>| {
                        word.as_ref().map_or_else(String::new, |word| word.text.clone())
                    };
                    stages.push(json!({
                        "base": from.base.text, "name": word(&from.name).to_ascii_lowercase(),
                        "platform": word(&from.platform), "loc": [node.lines.0, node.lines.1], "commands": [],
                    }));
                    is_first = false;
                }
                Some(kind) => {
                    let list = stages.last_mut().and_then(|stage| stage.get_mut("commands")?.as_array_mut());
                    match (list, &kind) {
                        (Some(list), _) => list.push(command(node, &kind, file)),
                        (None, Kind::Arg(_)) => {
                            meta.push(field_of(&command(node, &kind, file), "args").clone())
                        }
                        (None, _) => {}
                    }
                }
                None => {}
            }
            if is_first && !matches!(node.keyword, Keyword::Arg | Keyword::From) && missing_stage.is_none() {
                missing_stage = Some((before, node.lines));
            }
        }
        let fatal = errors.iter().position(|error| error.always_fatal);
        let mut first = fatal.and_then(|index| errors.get(index)).cloned();
        if let Some((before, lines)) = missing_stage
            && first.as_ref().is_none_or(|error| fatal >= Some(before) && error.lines.0 > lines.0)
        {
            first = Some(SyntaxError::new(ErrorCode::MissingStage, Span::default(), lines, String::new()));
        }
        let dispatch = errors.into_iter().find(|error| !error.always_fatal);
        Self { stages: json!({ "stages": stages, "meta_args": meta }), fatal: first, dispatch }
    }
}

/// The recorded stages without what the tree says and we do not repeat.
fn stages(instructions: &Value) -> Value {
    let mut stages = field_of(instructions, "stages").clone();
    for stage in stages.as_array_mut().into_iter().flatten() {
        drop_fields(stage, &["code", "orig_cmd", "comments", "doc"]);
        let commands = stage.get_mut("commands").and_then(Value::as_array_mut);
        for command in commands.into_iter().flatten() {
            drop_fields(command, &["code", "comments", "flags_used", "mounts_error"]);
            drop_docs(command.get_mut("args"));
        }
    }
    let mut meta = field_of(instructions, "meta_args").clone();
    for args in meta.as_array_mut().into_iter().flatten() {
        drop_docs(Some(args));
    }
    json!({ "stages": stages, "meta_args": if meta.is_null() { json!([]) } else { meta } })
}

/// What comments say of arguments is not ours to tell.
fn drop_docs(args: Option<&mut Value>) {
    for arg in args.and_then(Value::as_array_mut).into_iter().flatten() {
        drop_fields(arg, &["doc"]);
    }
}

/// Where BuildKit refuses a mount it records none at all; we keep what can be understood.
fn drop_refused_mounts(instructions: &Value, actual: &mut Value) {
    let expected = field_of(instructions, "stages").as_array().into_iter().flatten();
    let actual = actual.get_mut("stages").and_then(Value::as_array_mut).into_iter().flatten();
    for (expected, actual) in expected.zip(actual) {
        let expected = field_of(expected, "commands").as_array().into_iter().flatten();
        let actual = actual.get_mut("commands").and_then(Value::as_array_mut).into_iter().flatten();
        for (_, actual) in expected.zip(actual).filter(|(expected, _)| expected.get("mounts_error").is_some())
        {
            drop_fields(actual, &["mounts"]);
        }
    }
}

fn drop_fields(value: &mut Value, fields: &[&str]) {
    for field in fields {
        value.as_object_mut().and_then(|object| object.remove(*field));
    }
}

fn command(node: &Instruction, kind: &Kind, file: &File) -> Value {
    let name = node.keyword.name();
    let mut command = Map::new();
    let kind_name = match kind {
        Kind::Stopsignal(_) => "StopSignal".to_owned(),
        _ => {
            name.get(..1).unwrap_or_default().to_owned()
                + &name.get(1..).unwrap_or_default().to_ascii_lowercase()
        }
    };
    for (key, value) in [
        ("type", json!(kind_name)),
        ("name", json!(node.keyword_text)),
        ("loc", json!([node.lines.0, node.lines.1])),
    ] {
        command.insert(key.to_owned(), value);
    }
    let fields = fields(node, kind, file);
    command.extend(fields.as_object().cloned().unwrap_or_default());
    Value::Object(command)
}

fn fields(node: &Instruction, kind: &Kind, file: &File) -> Value {
    match kind {
        Kind::Add(add) => {
            let mut fields = paths(&add.sources, &add.destination, &node.heredocs, file);
            extend(
                &mut fields,
                json!({
                    "chown": value(&add.chown), "chmod": value(&add.chmod), "checksum": value(&add.checksum),
                    "link": add.link, "keep_git_dir": add.keep_git_dir, "unpack": add.unpack,
                    "exclude": list(&add.excludes),
                }),
            );
            fields
        }
        Kind::Copy(copy) => {
            let mut fields = paths(&copy.sources, &copy.destination, &node.heredocs, file);
            extend(
                &mut fields,
                json!({
                    "from": value(&copy.from), "chown": value(&copy.chown), "chmod": value(&copy.chmod),
                    "link": copy.link, "parents": copy.parents, "exclude": list(&copy.excludes),
                }),
            );
            fields
        }
        Kind::Arg(arg) => {
            let args = arg.args.iter().map(|arg| {
                json!({ "key": arg.name.text, "value": arg.default.as_ref().map(|default| &default.text) })
            });
            json!({ "args": args.collect::<Vec<_>>() })
        }
        Kind::Cmd(command) | Kind::Entrypoint(command) => json!({ "shell": shell(node, command, file) }),
        Kind::Run(run) => of_run(node, run, file),
        Kind::Env(env) => json!({ "env": pairs(&env.pairs) }),
        Kind::Label(label) => json!({ "labels": pairs(&label.pairs) }),
        Kind::Expose(expose) => {
            let mut ports = texts(&expose.ports);
            ports.sort();
            json!({ "ports": ports })
        }
        Kind::From(_) => json!({}),
        Kind::Healthcheck(health) => json!({ "health": of_health(health) }),
        Kind::Maintainer(maintainer) => json!({ "maintainer": maintainer.name.text }),
        Kind::Onbuild(onbuild) => json!({ "expression": onbuild.text }),
        Kind::Shell(shell) => json!({ "shell_args": texts(&shell.argv) }),
        Kind::Stopsignal(signal) => json!({ "signal": signal.signal.text }),
        Kind::User(user) => json!({ "user": user.user.text }),
        Kind::Volume(volume) => json!({ "volumes": texts(&volume.paths) }),
        Kind::Workdir(workdir) => json!({ "path": workdir.path.text }),
    }
}

fn extend(fields: &mut Value, more: Value) {
    if let (Some(fields), Value::Object(more)) = (fields.as_object_mut(), more) {
        fields.extend(more);
    }
}

fn texts(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.text.as_str()).collect()
}

/// A list that is null where it is empty.
fn list(words: &[Word]) -> Value {
    if words.is_empty() { Value::Null } else { json!(texts(words)) }
}

fn value(word: &Option<Word>) -> &str {
    word.as_ref().map_or("", |word| &word.text)
}

fn pairs(pairs: &[Pair]) -> Value {
    let pairs = pairs
        .iter()
        .map(|pair| json!({ "key": pair.name.text, "value": pair.value.text, "no_delim": pair.is_legacy }));
    json!(pairs.collect::<Vec<_>>())
}

fn paths(sources: &[Source], destination: &Word, heredocs: &[Heredoc], file: &File) -> Value {
    let mut paths = Vec::new();
    let mut contents = Vec::new();
    for source in sources {
        match source {
            Source::Path(word) => paths.push(word.text.as_str()),
            Source::Heredoc(word, index) => {
                let written = dockerfile_playground::syntax::heredoc::parse_heredoc_word(&word.text);
                let Ok(Some(written)) = written else { continue };
                let body = heredocs.get(*index).map_or("", |heredoc| heredoc.body.of(&file.source));
                let data = if written.chomp { chomped(body) } else { body.to_owned() };
                contents.push(json!({ "data": data, "expand": written.expand, "path": written.name }));
            }
        }
    }
    let mut fields = json!({ "sources": (!paths.is_empty()).then_some(paths), "dest": destination.text });
    if !contents.is_empty() {
        extend(&mut fields, json!({ "source_contents": contents }));
    }
    fields
}

fn chomped(body: &str) -> String {
    body.split_inclusive('\n').map(|line| line.trim_start_matches('\t')).collect()
}

fn shell(node: &Instruction, command: &Command, file: &File) -> Value {
    let is_shell = command.form == Form::Shell;
    let words = texts(&command.words);
    let is_null = words.is_empty() && node.keyword == Keyword::Entrypoint;
    let mut shell = json!({ "cmdline": (!is_null).then_some(words), "prepend_shell": is_shell });
    if !node.heredocs.is_empty() {
        let files = node.heredocs.iter().map(|heredoc| {
            json!({ "name": heredoc.name, "data": heredoc.body.of(&file.source), "chomp": heredoc.chomp })
        });
        extend(&mut shell, json!({ "files": files.collect::<Vec<_>>() }));
    }
    shell
}

fn of_run(node: &Instruction, run: &Run, file: &File) -> Value {
    let mut fields = json!({
        "shell": shell(node, &run.command, file),
        "network": run.network.as_ref().map_or("default", |word| &word.text),
        "security": run.security.as_ref().map_or("sandbox", |word| &word.text),
    });
    if !run.devices.is_empty() {
        let devices = run.devices.iter().map(|word| device(&word.text));
        extend(&mut fields, json!({ "devices": devices.collect::<Vec<_>>() }));
    }
    if !run.mounts.is_empty() {
        extend(&mut fields, json!({ "mounts": run.mounts.iter().map(mount).collect::<Vec<_>>() }));
    }
    fields
}

fn device(text: &str) -> Value {
    let name = text.split(',').next().unwrap_or_default();
    json!({ "name": name, "required": text.ends_with(",required") || text.contains("required=true") })
}

fn mount(mount: &Mount) -> Value {
    let writable = matches!(mount.kind, MountKind::Cache | MountKind::Tmpfs);
    let mut fields = json!({ "type": mount.kind.name(), "readonly": mount.read_only.unwrap_or(!writable) });
    for (key, word) in [
        ("from", &mount.from),
        ("source", &mount.source),
        ("target", &mount.target),
        ("id", &mount.id),
        ("env", &mount.env),
    ] {
        if let Some(word) = word {
            extend(&mut fields, json!({ key: word.text }));
        }
    }
    let required = mount.required.filter(|required| *required);
    for (key, given) in [
        ("sharing", mount.sharing.map(|sharing| json!(sharing.name()))),
        ("required", required.map(Value::Bool)),
        ("size", mount.size.map(|size| json!(size))),
        ("mode", mount.mode.map(|mode| json!(mode))),
        ("uid", mount.uid.map(|uid| json!(uid))),
        ("gid", mount.gid.map(|gid| json!(gid))),
    ] {
        if let Some(given) = given {
            extend(&mut fields, json!({ key: given }));
        }
    }
    fields
}

fn of_health(health: &Healthcheck) -> Value {
    let Some(command) = &health.command else {
        return json!({ "test": ["NONE"], "interval_ns": 0, "timeout_ns": 0, "start_period_ns": 0, "start_interval_ns": 0, "retries": 0 });
    };
    let start = if command.form == Form::Exec { "CMD" } else { "CMD-SHELL" };
    let test: Vec<&str> = std::iter::once(start).chain(texts(&command.words)).collect();
    let nanoseconds = |time: &Option<(i64, Word)>| time.as_ref().map_or(0, |(nanoseconds, _)| *nanoseconds);
    json!({
        "test": test,
        "interval_ns": nanoseconds(&health.interval),
        "timeout_ns": nanoseconds(&health.timeout),
        "start_period_ns": nanoseconds(&health.start_period),
        "start_interval_ns": nanoseconds(&health.start_interval),
        "retries": health.retries.as_ref().map_or(0, |(retries, _)| *retries),
    })
}
