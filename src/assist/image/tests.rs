use super::*;
use crate::model::Options;

fn shown(text: &str) -> String {
    let model = Model::new(text, &Options::default());
    let mut lines = String::new();
    for fact in image_facts(&model, model.target.unwrap()) {
        for value in fact.values {
            let line = |origin: &ImageOrigin| format!(" ({})", origin.line);
            let at = value.origin.as_ref().map(line).unwrap_or_default();
            let earlier = value.earlier.iter();
            let earlier: String =
                earlier.map(|(text, origin)| format!(" < {text}{}", line(origin))).collect();
            lines.push_str(&format!("{}: {}|{}{at}{earlier}\n", fact.label, value.text, value.note));
        }
    }
    lines
}

#[test]
fn what_the_base_is_known_to_set() {
    let base = "from the base image, as its documentation says";
    let lines = shown("FROM nginxinc/nginx-unprivileged:1.29\nEXPOSE 9000\n");
    assert!(lines.starts_with(&format!(
        "Runs: [\"/docker-entrypoint.sh\", \"nginx\", \"-g\", \"daemon off;\"]|{base}\nAs: 101|{base}\n"
    )));
    let ports = format!("Ports: 9000/tcp| (2)\nPorts: 8080/tcp|{base}\nStop signal: SIGQUIT|{base}\n");
    assert!(lines.contains(&ports), "{lines}");
    let lines = shown("FROM golang:1.25-alpine\nWORKDIR app\nENV A=1\n");
    let folder = "`/go` is the folder of the base image, as its documentation says";
    assert!(lines.contains(&format!("In: /go/app|{folder} (2)\n")), "{lines}");
    assert!(lines.contains(&format!("Environment: A=1| (3)\nEnvironment: GOPATH=/go|{base}\n")));
    assert!(lines.ends_with(
        "Starts from: |the image `golang:1.25-alpine`: Alpine Linux, with musl, `/bin/sh` is BusyBox ash, without bash, packages by `apk`\n"
    ));
    assert!(
        shown("FROM golang\nWORKDIR a\nWORKDIR /b\nWORKDIR c\n").contains("In: /b/c| (4) < /b (3) < a (2)\n")
    );
    assert!(shown("FROM gcr.io/distroless/cc").ends_with("`gcr.io/distroless/cc`: without a shell\n"));
}

#[test]
fn what_runs_behind_a_known_entrypoint() {
    let node = runs("FROM node:22\nCMD [\"app.js\"]\n");
    assert_eq!(
        node,
        "[\"docker-entrypoint.sh\", \"app.js\"]|behind the entrypoint of the base image, as its documentation says; \
         arguments of `docker run` take the place of those from CMD"
    );
    assert_eq!(runs("FROM debian\nCMD [\"x\"]"), "[\"x\"]|unless `docker run` gives another command");
    assert!(runs("FROM node:22\nENTRYPOINT [\"x\"]").starts_with("[\"x\"]|with the arguments"));
}

#[test]
fn each_pair_port_and_path_has_its_own_line() {
    let lines = shown(
        "FROM scratch\nENV A=1 \\\n    B=2 \\\n    A=3\nLABEL x=1 \\\n y=2\nEXPOSE 80 \\\n 90-91\nVOLUME /a \\\n /b\n",
    );
    for line in
        ["A=3| (4) < 1 (2)", "B=2| (3)", "x=1| (5)", "y=2| (6)", "80/tcp| (7)", "91/tcp| (8)", "/b| (10)"]
    {
        assert!(lines.contains(line), "{line}: {lines}");
    }
}

/// What runs, and how.
fn runs(text: &str) -> String {
    shown(text).lines().next().unwrap().strip_prefix("Runs: ").unwrap().to_owned()
}

#[test]
fn what_the_image_is() {
    let text = "FROM a:1 AS x\nENV A=1\nUSER 7\nFROM x\nWORKDIR /w\nENTRYPOINT [\"/e\"]\nCMD [\"-v\"]\nEXPOSE 80\n\
                HEALTHCHECK --interval=5s CMD curl\nENV A=2\nLABEL k=1\nLABEL k=2\nWORKDIR sub\n";
    assert_eq!(
        shown(text),
        "Runs: [\"/e\", \"-v\"]|arguments of `docker run` take the place of those from CMD\n\
         Entrypoint: [\"/e\"]| (6)\nCommand: [\"-v\"]| (7)\n\
         As: 7| (3)\nIn: /w/sub| (13) < /w (5)\nEnvironment: A=2| (10) < 1 (2)\nPorts: 80/tcp| (8)\n\
         Health check: curl|in a shell, every 5 s, 3 failures in a row make it unhealthy (9)\n\
         Labels: k=2| (12) < 1 (11)\n\
         Starts from: |the image `a:1`\n"
    );
    let empty = shown("FROM scratch");
    assert!(
        empty.starts_with("Runs: |nothing: `docker run` has to say what\nAs: root|nothing sets another\n")
    );
    assert!(empty.contains("Environment: PATH=/usr/local/sbin"), "{empty}");
}

#[test]
fn what_runs_is_entrypoint_and_command() {
    let process = "in a shell, which is process 1 and gets the stop signal";
    assert_eq!(runs("FROM scratch\nCMD a b"), format!("[\"/bin/sh\", \"-c\", \"a b\"]|{process}"));
    assert!(runs("FROM scratch\nCMD exec a").ends_with("|in a shell, which `exec` replaces by the program"));
    assert!(runs("FROM a\nCMD [\"b\"]").ends_with("|behind an entrypoint of the image `a`, if it has one"));
    assert_eq!(
        runs("FROM a\nENTRYPOINT x\nCMD [\"b\"]"),
        format!(
            "[\"/bin/sh\", \"-c\", \"x\", \"b\"]|{process}; what CMD adds becomes `$0`, `$1` and so on of that \
                 shell and does not reach the program"
        )
    );
    assert!(runs("FROM a\nENTRYPOINT [\"x\"]\nCMD b").contains("|CMD is in shell form"));
    let lost = shown("FROM a\nENTRYPOINT [\"x\"]");
    assert!(lost.contains("Command: |none: ENTRYPOINT discards the CMD of the image `a`\n"), "{lost}");
    let discarded = shown("FROM a AS b\nCMD [\"c\"]\nFROM b\nENTRYPOINT [\"x\"]");
    assert!(discarded.contains("Command: [\"c\"]|discarded: a later stage sets ENTRYPOINT and no CMD (2)\n"));
    assert!(shown("FROM a\nCMD b\nCMD [\"c\"]\n").contains("Command: [\"c\"]| (3) < b (2)\n"));
}
