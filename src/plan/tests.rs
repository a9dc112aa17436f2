use super::*;
use crate::Options;

/// One line a step: its index, what it does, its inputs and its name.
fn check(text: &str, target: Option<&str>, expected: &str) {
    let options = Options { target: target.map(str::to_owned), ..Options::default() };
    let plan = plan(&Model::new(text, &options));
    let lines = plan.steps.iter().enumerate().map(|(index, step)| {
        assert!(step.inputs.iter().all(|input| *input < index));
        format!("{index} {} {:?} {}\n", step.op.name(), step.inputs, step.name)
    });
    assert_eq!(lines.collect::<String>(), expected, "{text}");
}

#[test]
fn steps_wait_for_what_they_need() {
    check(
        "FROM golang:1.25 AS build\nWORKDIR /src\nENV A=1\nCOPY . .\nRUN go build -o /app\nFROM alpine AS unused\nRUN x\n\
         FROM scratch\nCOPY --from=build /app /app\nCMD [\"/app\"]\n",
        None,
        "0 source [] [build 1/4] FROM docker.io/library/golang:1.25\n\
         1 file [0] [build 2/4] WORKDIR /src\n\
         2 source [] [internal] load build context\n\
         3 file [1, 2] [build 3/4] COPY . .\n\
         4 exec [3] [build 4/4] RUN go build -o /app\n\
         5 file [4] [stage-2 1/1] COPY --from=build /app /app\n",
    );
    check("FROM scratch\nCMD [\"/app\"]\n", None, "");
    check("", None, "");
    check(
        "FROM alpine AS a\nRUN a\nFROM b\nRUN b\n",
        Some("a"),
        "0 source [] [a 1/2] FROM docker.io/library/alpine:latest\n1 exec [0] [a 2/2] RUN a\n",
    );
}

#[test]
fn links_merge_and_mounts_are_inputs() {
    check(
        "FROM alpine\nRUN --mount=type=bind,from=busybox,target=/b --mount=type=cache,target=/c make\n\
         COPY --link a /a\nRUN --mount=target=/src true\n",
        None,
        "0 source [] [stage-0 1/4] FROM docker.io/library/alpine:latest\n\
         1 source [] FROM docker.io/library/busybox:latest\n\
         2 exec [0, 1] [stage-0 2/4] RUN --mount=type=bind,from=busybox,target=/b --mount=type=cache,target=/c make\n\
         3 source [] [internal] load build context\n\
         4 file [3] [stage-0 3/4] COPY --link a /a\n\
         5 merge [2, 4] [stage-0 3/4] LINK COPY --link a /a\n\
         6 exec [5, 3] [stage-0 4/4] RUN --mount=target=/src true\n",
    );
}

#[test]
fn the_same_work_is_done_once() {
    check(
        "FROM alpine AS a\nRUN same\nFROM alpine AS b\nRUN same\nFROM alpine AS c\nENV A=1\nRUN same\n\
         FROM scratch\nCOPY --from=a / /a\nCOPY --from=b / /b\nCOPY --from=c / /c\n",
        None,
        "0 source [] [c 1/2] FROM docker.io/library/alpine:latest\n\
         1 exec [0] [b 2/2] RUN same\n\
         2 file [1] [stage-3 1/3] COPY --from=a / /a\n\
         3 file [2, 1] [stage-3 2/3] COPY --from=b / /b\n\
         4 exec [0] [c 2/2] RUN same\n\
         5 file [3, 4] [stage-3 3/3] COPY --from=c / /c\n",
    );
    let text = "FROM alpine AS a\nRUN same\nFROM alpine\nRUN same\nRUN --mount=from=a,target=/a x\n";
    let plan = plan(&Model::new(text, &Options::default()));
    let done: Vec<_> = plan.steps.iter().map(|step| (step.instruction, step.twins.as_slice())).collect();
    assert_eq!(done, [(Some(2), [0].as_slice()), (Some(3), &[1]), (Some(4), &[])]);
}

#[test]
fn names_hide_secrets() {
    check(
        "FROM scratch\nENV T=1\nRUN --mount=type=secret,id=t,env=T echo $T\n",
        None,
        "0 exec [] [stage-0 1/1] RUN --mount=type=secret,id=t,env=T echo ****\n",
    );
}

#[test]
fn names_show_values() {
    check(
        "FROM alpine\nARG V=3\nWORKDIR /a$V\nrun echo \"$V $W\"\nCOPY $V$W /\nRUN <<EOF\none $V\ntwo\nEOF\nCOPY <<EOF /x\nx\nEOF\n",
        None,
        "0 source [] [1/6] FROM docker.io/library/alpine:latest\n\
         1 file [0] [2/6] WORKDIR /a3\n\
         2 exec [1] [3/6] RUN echo \"3 $W\"\n\
         3 source [] [internal] load build context\n\
         4 file [2, 3] [4/6] COPY 3 /\n\
         5 exec [4] [5/6] RUN <<EOF (one 3...)\n\
         6 file [] [internal] preparing inline document\n\
         7 file [5, 6] [6/6] COPY <<EOF /x\n",
    );
}

#[test]
fn triggers_run_in_the_stage_that_starts_there() {
    check(
        "FROM alpine AS a\nONBUILD RUN later\nFROM a AS b\nRUN b\nFROM b\nRUN c\n",
        None,
        "0 source [] [a 1/1] FROM docker.io/library/alpine:latest\n\
         1 exec [0] [b 1/2] ONBUILD RUN later\n\
         2 exec [1] [b 2/2] RUN b\n\
         3 exec [2] [stage-2 1/1] RUN c\n",
    );
}

#[test]
fn a_plan_does_not_outgrow_memory() {
    let base = format!("FROM alpine AS a\nONBUILD RUN {}\n", "x".repeat(500_000));
    let stages: String = (0..200).map(|index| format!("FROM a AS s{index}\n")).collect();
    let copies: String = (0..200).map(|index| format!("COPY --from=s{index} / /\n")).collect();
    let plan = plan(&Model::new(&format!("{base}{stages}FROM scratch\n{copies}"), &Options::default()));
    assert!(plan.steps.iter().map(|step| step.name.len()).sum::<usize>() < 18_000_000);
}
