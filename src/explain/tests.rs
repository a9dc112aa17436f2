//! Whole explanations of small files.

use super::{Explanation, at, hover};
use crate::model::{Model, Options};

const PYTHON: &str = "\
# syntax=docker/dockerfile:1.7

ARG UNUSED
FROM python:3.12-slim AS base
ENV PYTHONDONTWRITEBYTECODE=1 \\
    PYTHONUNBUFFERED=1 \\
    PIP_NO_CACHE_DIR=1
WORKDIR /app

FROM base AS builder
# Compilers for packages with native code
RUN apt-get update && apt-get install -y --no-install-recommends \\
    build-essential gcc curl && \\
    rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN python -m pip install --upgrade pip && \\
    pip wheel --wheel-dir /wheels -r requirements.txt

FROM base AS runtime
RUN useradd --uid 10001 --no-create-home app
COPY --from=builder /wheels /wheels
RUN pip install --no-index /wheels/* && rm -rf /wheels
COPY src/ ./src/
USER 10001
EXPOSE 8000
CMD [\"python\", \"-m\", \"src.app\"]
";

fn model(source: &str) -> Model {
    Model::new(source, &Options::default())
}

/// The explanation at the first place where `needle` stands.
fn explain(source: &str, needle: &str) -> Explanation {
    let offset = source.find(needle).expect("the needle is there") as u32;
    at(&model(source), offset).expect("there is something to explain")
}

fn check(source: &str, needle: &str, title: &str, summary: &str) {
    let explanation = explain(source, needle);
    assert_eq!((explanation.title.as_str(), explanation.summary.as_str()), (title, summary), "{needle}");
}

/// `text: detail` of each part.
fn parts(source: &str, needle: &str) -> Vec<String> {
    explain(source, needle).parts.iter().map(|part| format!("{}: {}", part.text, part.detail)).collect()
}

#[test]
fn explains_the_python_build() {
    let all = [
        (
            "# syntax",
            "# syntax=",
            "BuildKit fetches `docker/dockerfile:1.7` and lets it read this file: the newest patch of version 1.7.",
        ),
        (
            "ARG",
            "ARG before the first FROM",
            "Declares the build argument `UNUSED` for the FROM lines below; it has no value unless `--build-arg` gives one.",
        ),
        (
            "FROM python",
            "FROM of base",
            "Starts stage `base` from the image `python:3.12-slim`: Python with pip, built from source on Debian or Alpine. Its `/bin/sh` is dash, not bash; packages come with `apt-get`.",
        ),
        (
            "ENV",
            "ENV in base",
            "Sets three variables for the steps below and for every container: `PYTHONDONTWRITEBYTECODE`, `PYTHONUNBUFFERED` and `PIP_NO_CACHE_DIR`.",
        ),
        (
            "WORKDIR",
            "WORKDIR in base",
            "Works in `/app` from here on, in this build and in the container, and creates it if needed.",
        ),
        (
            "FROM base AS builder",
            "FROM of builder",
            "Starts stage `builder` from stage `base`: with its files, variables and settings.",
        ),
        (
            "RUN apt",
            "RUN in builder",
            "Installs `build-essential`, `gcc` and `curl`, then deletes the package lists so that they never reach the layer.",
        ),
        ("COPY req", "COPY in builder", "Copies `requirements.txt` from the build context into `/app`."),
        (
            "RUN python",
            "RUN in builder",
            "Installs `pip`, then builds what `requirements.txt` lists into wheels in `/wheels`.",
        ),
        (
            "FROM base AS runtime",
            "FROM of runtime",
            "Starts stage `runtime`, the one that is built, from stage `base`: with its files, variables and settings.",
        ),
        ("RUN user", "RUN in runtime", "Makes the user `app` with the number `10001`."),
        ("COPY --from", "COPY in runtime", "Copies `/wheels` from stage `builder` to `/wheels`."),
        ("RUN pip", "RUN in runtime", "Installs the wheels `/wheels/*`, then deletes `/wheels`."),
        (
            "COPY src",
            "COPY in runtime",
            "Copies the contents of `src/` from the build context into `/app/src`.",
        ),
        (
            "USER",
            "USER in runtime",
            "Runs the RUN lines below and the container as the user number `10001`, without root's rights.",
        ),
        (
            "EXPOSE",
            "EXPOSE in runtime",
            "Notes that the container listens on port `8000`; publishing is up to `docker run -p`.",
        ),
        (
            "CMD",
            "CMD in runtime",
            "A container of this image runs `python -m src.app` unless told otherwise.",
        ),
        (
            "# Compilers",
            "Stage builder",
            "Stage `builder` starts from stage `base` and has three steps. `runtime` copies from it.",
        ),
    ];
    for (needle, title, summary) in all {
        check(PYTHON, needle, title, summary);
    }
}

#[test]
fn takes_a_run_apart() {
    let run = explain(PYTHON, "RUN apt");
    assert_eq!(run.meta, ["Lines 12 to 14", "build time", "makes a layer", "in /app", "by dash, not bash"]);
    let texts: Vec<&str> = run.parts.iter().map(|part| part.text.as_str()).collect();
    let expected = [
        "apt-get update",
        "apt-get install",
        "-y",
        "--no-install-recommends",
        "build-essential gcc curl",
        "rm",
        "-rf",
        "/var/lib/apt/lists/*",
    ];
    assert_eq!(texts, expected);
    let groups: Vec<usize> = run.parts.iter().map(|part| part.group).collect();
    assert_eq!(groups, [0, 1, 1, 1, 1, 2, 2, 2]);
    assert_eq!(explain(PYTHON, "-install-rec").focus, Some(3));
    assert_eq!(run.reference.as_deref(), Some("https://docs.docker.com/reference/dockerfile/#run"));
    assert!(run.notes.len() <= 4 && run.notes.iter().any(|note| note.title == "apt-get update"));
}

#[test]
fn takes_a_reference_apart() {
    let reference = "FROM ghcr.io:443/o/app:1.2-alpine3.20@sha256:0123456789012345678901234567890123456789012345678901234567890123\n";
    let texts: Vec<String> =
        explain(reference, "FROM").parts.iter().map(|part| format!("{}={}", part.title, part.text)).collect();
    let digest = "digest=sha256:0123456789012345678901234567890123456789012345678901234567890123";
    assert_eq!(texts, ["registry=ghcr.io:443", "repository=o/app", "tag=1.2", "variant=alpine3.20", digest]);
    assert!(parts("FROM nginx\n", "FROM")[0].ends_with("`latest` is meant: whatever its owner last pushed."));
    check(
        "FROM python:3:10-slim AS base\n",
        "FROM",
        "FROM of base",
        "Starts stage `base`, but `python:3:10-slim` names no valid image.",
    );
    let broken = explain("FROM python:3:10-slim AS base\n", "FROM");
    assert!(broken.parts[0].detail.contains("one colon for the tag"), "{broken:?}");
}

#[test]
fn explains_a_static_go_build() {
    let go = "FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nARG TARGETARCH\nWORKDIR /src\n\
        RUN --mount=type=cache,target=/go/pkg/mod --mount=type=bind,target=. \\\n    CGO_ENABLED=0 GOARCH=$TARGETARCH go build -ldflags=\"-s -w\" -o /app ./cmd\n\
        FROM scratch\nCOPY --from=build --chmod=755 /app /app\nENTRYPOINT [\"/app\"]\nCMD [\"--help\"]\n";
    check(
        go,
        "ARG",
        "ARG in build",
        "Declares the build argument `TARGETARCH` for the rest of this stage; it is `amd64`, set by BuildKit.",
    );
    check(go, "RUN", "RUN in build", "Builds the program from source.");
    check(
        go,
        "FROM scratch",
        "FROM of stage 1",
        "Starts stage 1, the one that is built, from nothing: no files, no shell, no libraries.",
    );
    check(
        go,
        "CMD",
        "CMD in stage 1",
        "Gives the entrypoint its default arguments, so a container runs `/app --help`.",
    );
    check(
        go,
        "ENTRYPOINT",
        "ENTRYPOINT in stage 1",
        "Every container starts this program; with the CMD of line 9 it runs `/app --help`.",
    );
    let run = parts(go, "RUN");
    assert!(run.contains(&"--mount: Keeps `/go/pkg/mod` (the modules that Go downloaded) between builds on this machine, outside the image.".to_owned()), "{run:?}");
    assert!(
        run.contains(
            &"-o /app: The file or folder for the result. Here `/app`: the usual place for an application."
                .to_owned()
        ),
        "{run:?}"
    );
    let copy = parts(go, "COPY");
    assert!(copy.contains(&"--chmod=755: Sets the permissions of what is copied, in octal or as in `u+x`. Here the owner may read, write and run, others may read and run.".to_owned()), "{copy:?}");
}

#[test]
fn explains_other_shapes() {
    let windows = "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL [\"powershell\", \"-Command\"]\nRUN Invoke-WebRequest -Uri $u `\n    -OutFile c:\\x.zip\nWORKDIR c:\\app\nCOPY a.txt .\\b\\\n";
    check(windows, "RUN", "RUN in stage 0", "Runs a script with `powershell`.");
    assert_eq!(parts(windows, "RUN"), ["Invoke-WebRequest: Downloads from an address."]);
    check(
        windows,
        "# escape",
        "# escape=",
        "Lines are joined by a backtick at their end, so that Windows paths can end in a backslash.",
    );
    let heredoc = "FROM alpine:3.22\nRUN <<EOF\nset -e\napk add --no-cache git\nmkdir -p /x\nEOF\nCOPY <<-END /etc/motd\n\thello\n\tEND\n";
    check(heredoc, "RUN", "RUN in stage 0", "Installs `git`, then makes the folder `/x`.");
    check(heredoc, "apk", "RUN in stage 0", "Installs `git`, then makes the folder `/x`.");
    check(heredoc, "COPY", "COPY in stage 0", "Writes the text below to `/etc/motd`.");
    check(
        "FROM alpine\nONBUILD RUN npm ci\n",
        "ONBUILD",
        "ONBUILD in stage 0",
        "In builds that start from this image, right behind their FROM: Installs the packages of the project.",
    );
    check(
        "FROM alpine\nRUN if [ -f a ]; then apk add curl; fi; git clone https://x.org/a.git && make && make install\n",
        "RUN",
        "RUN in stage 0",
        "Runs a script with conditions or loops in one layer: clones `https://x.org/a.git` and builds the program from source.",
    );
    check(
        "FROM alpine\nRUN curl -fsSL https://get.x.org/i.sh | sh\n",
        "RUN",
        "RUN in stage 0",
        "Downloads a script from `get.x.org` and runs it.",
    );
    check(
        "FROM alpine\nENTRYPOINT run $X\nCMD [\"a\"]\n",
        "CMD",
        "CMD in stage 0",
        "Is ignored: ENTRYPOINT in line 2 is in shell form, which takes no arguments.",
    );
    check(
        "FROM alpine\nHEALTHCHECK --interval=1m CMD true\n",
        "HEALTH",
        "HEALTHCHECK in stage 0",
        "Runs `true` every minute inside the container; after three failures in a row it is unhealthy.",
    );
}

#[test]
fn summaries_count_and_name() {
    let all = [
        ("apk add a b c d && pip install -r r.txt", "Installs four packages and what `r.txt` lists."),
        ("yarn --version && npm -v && yarn", "Installs the packages of the project."),
        ("curl -O https://x.org/a -O https://x.org/b", "Downloads from `x.org`."),
        ("bash $X/install.sh", "Runs `$X/install.sh`."),
        ("bash -lc 'rvm use 2'", "Runs a script with `bash`."),
        (
            "sed -i s/a/b/ /etc/x && echo y >> /etc/y && mv a /b",
            "Edits `/etc/x`, adds to `/etc/y`, then moves files to `/b`.",
        ),
        ("apt-get update", "Downloads the package lists."),
        ("apt-get install -y $PACKAGES", "Installs packages."),
        ("rm -rf /tmp/x && mkdir a b", "Deletes temporary files, then makes the folders `a` and `b`."),
        ("cd /x", "Runs `cd`."),
        ("$P -m venv /v", "Runs `$P`."),
        (
            "if [ -f a ]; then apk add curl; fi",
            "Runs a script with conditions or loops in one layer: installs `curl`.",
        ),
    ];
    for (command, summary) in all {
        assert_eq!(explain(&format!("FROM a\nRUN {command}\n"), "RUN").summary, summary, "{command}");
    }
}

#[test]
fn what_only_the_build_knows_stays_as_written() {
    let text =
        "ARG BASE\nARG TAG=1\nFROM $BASE AS a\nWORKDIR $SRC/x\nCOPY $B c\nENV P=$Q D=${Q:-q}\nFROM x:$TAG\n";
    check(
        text,
        "FROM $BASE",
        "FROM of a",
        "Starts stage `a` from an image that a build argument has to name: `$BASE`.",
    );
    check(
        text,
        "WORKDIR",
        "WORKDIR in a",
        "Works in `$SRC/x` from here on, in this build and in the container, and creates it if needed.",
    );
    assert!(explain(text, "COPY").summary.starts_with("Copies `$B` from"));
    let values = [
        "P=$Q: A variable of this image's own.",
        "D=${Q:-q}: A variable of this image's own. Here it is `q`.",
    ];
    assert_eq!(parts(text, "ENV"), values);
    check(text, "FROM x", "FROM of stage 1", "Starts stage 1, the one that is built, from the image `x:1`.");
}

#[test]
fn arguments_are_no_programs() {
    let of = |entrypoint: &str, cmd: &str| {
        parts(&format!("FROM alpine\n{entrypoint}\nCMD {cmd}\n"), "CMD").into_iter().next().unwrap()
    };
    let argument = "run: An argument of the entrypoint, passed on as it is.";
    assert_eq!(of("ENTRYPOINT [\"/opt/catalina\"]", "[\"run\"]"), argument);
    assert_eq!(of("", "[\"--help\"]"), "--help: An argument of the entrypoint, passed on as it is.");
    assert_eq!(
        of("ENTRYPOINT [\"/docker-entrypoint.sh\"]", "[\"redis-server\"]"),
        "redis-server: Runs the program `redis-server`."
    );
    assert_eq!(of("ENTRYPOINT [\"tini\", \"--\"]", "[\"node\", \"a.js\"]"), "node: Runs JavaScript.");
}

#[test]
fn packages_of_a_language_are_not_those_of_the_system() {
    let of = |command: &str| parts(&format!("FROM a\nRUN {command}\n"), "RUN").pop().unwrap();
    assert_eq!(of("npm install less"), "less: The packages to install.");
    assert_eq!(of("conda install python=3.12"), "python=3.12: The packages to install.");
    assert_eq!(of("apk add less"), "less: `less`: shows long texts page by page.");
    assert_eq!(of("uv pip install flask"), "flask: The packages to install; `==` fixes a version.");
    check("FROM a\nRUN uv pip install flask\n", "RUN", "RUN in stage 0", "Installs `flask`.");
    assert_eq!(of("usermod -u 1 x -l y"), "-l y: The new name.");
}

#[test]
fn broken_text_is_still_explained() {
    check(
        "FROM alpine\nRUNN x\n",
        "RUNN",
        "RUNN in stage 0",
        "`RUNN` is no instruction, so BuildKit refuses the file.",
    );
    check(
        "FROM alpine\nCOPY\n",
        "COPY",
        "COPY in stage 0",
        "Copies files from the build context, another stage or an image into this stage.",
    );
    assert_eq!(explain("RUN x\nFROM a\n", "RUN").title, "RUN before the first FROM");
    assert!(at(&model(""), 0).is_none() && at(&model("# only a comment\n"), 3).is_some());
}

#[test]
fn hovers_over_words() {
    let source = "ARG V=3.22\nFROM alpine:${V}\nRUN apk add curl && true\n";
    let model = model(source);
    let over = |needle: &str| {
        let hover = hover(&model, source.find(needle).expect("there") as u32);
        hover.map(|hover| (hover.title, hover.text))
    };
    assert_eq!(over("${V"), Some(("$V".to_owned(), "Here it is `3.22`, from ARG in line 1.".to_owned())));
    assert_eq!(over("&&").map(|hover| hover.0), Some("&&".to_owned()));
    assert_eq!(
        over("apk"),
        Some(("apk add".to_owned(), "Installs Alpine packages and what they depend on.".to_owned()))
    );
    assert_eq!(over("RUN").map(|hover| hover.0), Some("RUN".to_owned()));
}

#[test]
fn any_offset_of_any_text_is_safe() {
    let samples = [
        PYTHON,
        "FROM a\nRUN <<EOF\nx $(y `z`) \\\nEOF\nENV é=ü $X\nLABEL \"a b\"=\"c\" \nEXPOSE a/b 99999 80-70\n",
    ];
    for sample in samples {
        for cut in (0..=sample.len()).filter(|cut| sample.is_char_boundary(*cut)).step_by(11) {
            let (head, tail) = sample.split_at(cut);
            for text in [
                head.to_owned(),
                format!("{head}\"{tail}"),
                format!("{head}\\\n{tail}"),
                format!("{head}${{{tail}"),
            ] {
                let model = model(&text);
                for offset in (0..=text.len() as u32 + 2).step_by(13) {
                    if let Some(explanation) = at(&model, offset) {
                        sound(&text, &explanation);
                    }
                    hover(&model, offset);
                }
            }
        }
    }
}

fn sound(text: &str, explanation: &Explanation) {
    assert!(explanation.summary.ends_with('.'), "{}", explanation.summary);
    for part in &explanation.parts {
        assert!(text.get(part.span.range()).is_some() && !part.detail.is_empty(), "{part:?}");
    }
    for pair in explanation.parts.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{pair:?}");
    }
    assert!(explanation.focus.is_none_or(|index| index < explanation.parts.len()));
}
