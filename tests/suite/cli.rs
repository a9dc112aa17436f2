//! The command line as others run it: exit status, standard output, standard error.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const BROKEN: &str = "FORM alpine\n";
const FINE: &str = "FROM scratch\nCOPY a /\n";

/// Runs the program with this standard input.
fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dockerfile-playground"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input closes it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn at<'a>(value: &'a Value, pointer: &str) -> &'a Value {
    value.pointer(pointer).unwrap_or_else(|| panic!("no {pointer} in {value}"))
}

#[test]
fn check_tells_by_its_status() {
    assert_eq!(run(&["check", "-"], FINE).status.code(), Some(0));
    let output = run(&["check", "-"], BROKEN);
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    assert!(
        text.contains("error[unknown-instruction]: ") && text.contains("1 | FORM alpine\n  | ^^^^\n"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "no colour where nobody looks: {text}");
    assert!(stdout(&run(&["check", "--color", "always", "-"], BROKEN)).contains('\u{1b}'));
    let output = run(&["check", "no/such/file"], "");
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no/such/file: cannot be read"));
    assert_eq!(run(&["check"], "").status.code(), Some(2));
}

#[test]
fn check_speaks_to_machines() {
    let findings = json(&run(&["check", "--format=json", "-"], BROKEN));
    assert_eq!(at(&findings, "/0/rule"), "unknown-instruction");
    assert_eq!(at(&findings, "/0/start"), &json!({ "line": 1, "column": 1 }));
    let log = json(&run(&["check", "--format=sarif", "-"], BROKEN));
    assert_eq!(at(&log, "/version"), "2.1.0");
    assert_eq!(at(&log, "/runs/0/results/0/ruleId"), at(&log, "/runs/0/tool/driver/rules/0/id"));
    let region = json!({ "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 5 });
    assert_eq!(at(&log, "/runs/0/results/0/locations/0/physicalLocation/region"), &region);
    let replacement = at(&log, "/runs/0/results/0/fixes/0/artifactChanges/0/replacements/0");
    assert_eq!(at(replacement, "/insertedContent/text"), "FROM");
    let output = run(&["check", "--format=github", "-"], BROKEN);
    let start = "::error file=-,line=1,endLine=1,col=1,endColumn=5,title=unknown-instruction::";
    assert!(stdout(&output).starts_with(start), "{}", stdout(&output));
}

#[test]
fn graph_draws_for_people_and_programs() {
    let file = "FROM alpine AS a\nFROM scratch\nCOPY --from=a /x /\n";
    let picture = run(&["graph", "-", "--theme", "dark"], file);
    assert!(stdout(&picture).starts_with("<svg xmlns=") && !stdout(&picture).contains("<style>"));
    assert!(stdout(&run(&["graph", "-", "--format=dot"], file)).starts_with("digraph stages {"));
    let text = run(&["graph", "-", "--format=mermaid", "--direction=tb", "--target=a"], file);
    assert!(stdout(&text).starts_with("flowchart TB\n") && stdout(&text).contains("class n0 target"));
    let answer = json(&run(&["graph", "-", "--format=json"], file));
    assert_eq!(at(&answer, "/nodes/0/id"), &json!({ "stage": 0 }));
    assert_eq!(at(&answer, "/edges/1/lines"), &json!([3]));
    assert_eq!(at(&answer, "/waves"), &json!([[0], [1]]));
    assert_eq!(run(&["graph", "-", "--target=b"], file).status.code(), Some(2));
}

#[test]
fn requests_are_answered_in_order() {
    let requests = "{\"id\": 1, \"dockerfile\": \"FROM a\", \"parts\": [\"stages\"]}\n\
                    \n\
                    {\"id\": \"x\", \"dockerfile\": \"FROM a AS b\\nFROM c\", \"target\": \"B\", \"parts\": [\"stages\"]}";
    let output = run(&["inspect", "--requests"], requests);
    assert_eq!(output.status.code(), Some(0));
    let answers: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [first, second] = answers.as_slice() else { panic!("{answers:?}") };
    assert_eq!(first.as_object().unwrap().keys().collect::<Vec<_>>(), ["id", "stages"]);
    assert_eq!((at(first, "/id"), at(second, "/id")), (&json!(1), &json!("x")));
    assert_eq!(at(second, "/stages/0/reachable"), &json!(true));
    assert_eq!(at(second, "/stages/1/reachable"), &json!(false));
}

#[test]
fn an_unusable_request_is_answered_too() {
    let output =
        run(&["inspect", "--requests"], "{\"id\": 1}\n{\"id\": 2, \"dockerfile\": \"\", \"parts\": []}\n");
    assert_eq!(output.status.code(), Some(2));
    let lines: Vec<&str> = stdout(&output).lines().collect();
    assert!(lines.len() == 2 && lines[0].starts_with("{\"id\":1,\"error\":\""), "{lines:?}");
    assert_eq!(lines[1], "{\"id\":2}");
}

#[test]
fn inspect_answers_for_broken_files_as_well() {
    let output = run(&["inspect", "-"], BROKEN);
    assert_eq!(output.status.code(), Some(0));
    let answer = json(&output);
    assert_eq!(at(&answer, "/path"), "-");
    assert_eq!(at(&answer, "/errors/0/fatal"), &json!(true));
    assert_eq!(at(&answer, "/errors/0/span"), &json!([0, 4]));
    assert_eq!(at(&answer, "/config"), &Value::Null);
    let parts = run(&["inspect", "--parts", "share,directives", "-"], FINE);
    assert_eq!(json(&parts).as_object().unwrap().len(), 3);
}

#[test]
fn the_layout_names_nodes_as_edges_do() {
    let source = "FROM alpine AS a\nFROM scratch\nCOPY --from=a / /\n";
    let answer = json(&run(&["inspect", "--parts=layout,edges", "-"], source));
    for (edge, path) in [("/edges/0", "/layout/edges/0"), ("/edges/1", "/layout/edges/1")] {
        for end in ["from", "to", "kind"] {
            assert_eq!(at(&answer, &format!("{edge}/{end}")), at(&answer, &format!("{path}/{end}")));
        }
        assert!(at(&answer, &format!("{path}/path")).as_str().unwrap().starts_with('M'));
    }
    assert_eq!(at(&answer, "/layout/nodes/0/id"), &json!({ "stage": 0 }));
    assert_eq!(at(&answer, "/layout/nodes/2/id"), &json!({ "image": "alpine" }));
}

#[test]
fn a_previous_text_tells_what_rebuilds() {
    let request = json!({
        "dockerfile": "FROM alpine\nRUN a\nRUN c\n", "previous": "FROM alpine\nRUN a\nRUN b\n", "parts": ["rebuild"],
    });
    let answer = json(&run(&["inspect", "--requests"], &format!("{request}\n")));
    assert_eq!(at(&answer, "/rebuild/1/status"), &json!("cached"));
    let expected = json!({ "step": 2, "status": "rebuild", "why": "Was `RUN b` before." });
    assert_eq!(at(&answer, "/rebuild/2"), &expected);
}

#[test]
fn offsets_are_explained() {
    let request = json!({
        "dockerfile": "FROM alpine\nWORKDIR /srv\n\n\n", "explain": [12, 14, 99, 1e6 as u64], "parts": ["explanations"],
    });
    let answer = json(&run(&["inspect", "--requests"], &format!("{request}\n")));
    assert!(at(&answer, "/explanations/0/topic").as_str().unwrap().contains("WORKDIR"), "{answer}");
    let start = at(&answer, "/explanations/1/span/0").as_u64().unwrap();
    assert!((12..=14).contains(&start), "{answer}");
    assert_eq!(at(&answer, "/explanations/2"), &Value::Null);
    assert_eq!(at(&answer, "/explanations/3"), &Value::Null);
}

#[test]
fn a_link_opens_what_it_was_made_of() {
    let output = run(&["link", "-", "--build-arg", "A=b"], FINE);
    let shared = dockerfile_playground::session::share::decode(stdout(&output).trim()).unwrap();
    assert_eq!(shared.text, FINE);
    assert_eq!(shared.options.build_args.get("A").map(String::as_str), Some("b"));
}

#[test]
fn a_reader_may_stop_reading() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dockerfile-playground"))
        .args(["inspect", "--requests"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    let request = format!("{{\"dockerfile\": \"{}\"}}\n", "FROM a\\n".repeat(1000));
    while input.write_all(request.as_bytes()).is_ok() {}
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

const LATE: &str = "FROM node:24 AS web\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build\n";

#[test]
fn rebuild_tells_what_a_change_does_and_what_helps() {
    let output = run(&["rebuild", "--path", "src/a.js", "-"], LATE);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0));
    for line in [
        "If `src/a.js` changes: 2 cached, 3 rebuild\n",
        "\nweb: 2 cached, 3 rebuild\n",
        "  cached       1  FROM node:24\n",
        "  rebuilds     3  COPY . .\n                  Copies `src/a.js` with everything else.\n",
        "\nWhat would help:\n  1. 3 steps become 2: Copy `package*.json` first, and the rest behind `npm ci`\n",
        "     -   3 COPY . .\n     +   3 COPY package*.json ./\n     +   5 COPY . .\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let answer = json(&run(&["rebuild", "--path=src/a.js", "--format=json", "-"], LATE));
    assert_eq!(at(&answer, "/totals"), &json!({ "cached": 2, "rebuild": 3, "perhaps": 0 }));
    assert_eq!(at(&answer, "/steps/3/status"), "rebuild");
    assert_eq!(at(&answer, "/stages/0/name"), "web");
    assert_eq!(at(&answer, "/advice/0/kind"), "manifests-first");
    assert_eq!(at(&answer, "/advice/0/after/rebuild"), 2);
    let edited = run(&["rebuild", "--path", "src/a.js", "--apply", "1", "-"], LATE);
    assert_eq!(Some(stdout(&edited)), at(&answer, "/advice/0/text").as_str());
    let again = run(&["rebuild", "--path", "src/a.js", "-"], stdout(&edited));
    assert!(stdout(&again).starts_with("If `src/a.js` changes: 4 cached, 2 rebuild\n"));
}

#[test]
fn rebuild_asks_for_each_kind_of_change() {
    let file = "ARG V=24\nFROM node:$V\nARG MODE=a\nRUN echo $MODE\nCOPY x /x\n";
    for (change, first) in [
        (["--path", "x"].as_slice(), "If `x` changes: 2 cached, 1 rebuild"),
        (&["--arg", "MODE=b"], "With `--build-arg MODE=b`: 1 cached, 2 rebuild"),
        (&["--arg", "V=25"], "With `--build-arg V=25`: 3 rebuild"),
        (&["--image", "node:24"], "If `node:24` moves: 3 rebuild"),
        (&["--no-cache"], "With `--no-cache`: 1 cached, 2 rebuild"),
        (&["--no-cache-filter", "web"], "With `--no-cache-filter web`: 3 cached"),
        (&["--new-platform", "linux/arm64"], "With `--platform linux/arm64`: "),
        (&[], "If `x/` changes: 2 cached, 1 rebuild"),
    ] {
        let arguments: Vec<&str> = ["rebuild", "-"].iter().chain(change).copied().collect();
        let output = run(&arguments, file);
        assert!(stdout(&output).starts_with(first), "{change:?}: {}", stdout(&output));
    }
    let before = std::env::temp_dir().join(format!("before-{}.Dockerfile", std::process::id()));
    std::fs::write(&before, file.replace("echo", "printf")).unwrap();
    let output = run(&["rebuild", "-", "--before", before.to_str().unwrap()], file);
    std::fs::remove_file(&before).unwrap();
    assert!(stdout(&output).starts_with("After the edit: 1 cached, 2 rebuild\n"), "{}", stdout(&output));
    assert!(!stdout(&output).contains("What would help"));
    for (arguments, input) in [(&["rebuild", "-"], ""), (&["rebuild", "-"], "FROM a\nRUN b\n")] {
        assert_eq!(run(arguments, input).status.code(), Some(2), "{input}");
    }
    let output = run(&["rebuild", "-", "--apply", "9", "--path", "x"], file);
    assert!(String::from_utf8_lossy(&output.stderr).contains("has no advice 9"));
}
