//! The quirks of stages and variables that people stumble over, each with what the model answers: a list to check against.

use super::variables::{self, Origin};
use super::{Base, Endpoint, Model, Options};

/// A quirk; a text with `¦` where it is asked; the options; a variable; and what the inspector tells of it there.
type Answer =
    (&'static str, &'static str, &'static [(&'static str, &'static str)], &'static str, &'static str);

/// What holds for ARG, ENV and predefined variables.
const VARIABLES: &[Answer] = &[
    (
        "platform arguments need no ARG before the first FROM",
        "FROM ¦a:$TARGETARCH\n",
        &[],
        "TARGETARCH",
        "amd64",
    ),
    ("a stage sees them only by ARG", "FROM a\nUSER ¦$TARGETARCH\n", &[], "TARGETARCH", "none: NeedsArg"),
    (
        "a stage inherits them with ARG",
        "FROM a AS b\nARG TARGETOS\nFROM b\n¦USER $TARGETOS\n",
        &[],
        "TARGETOS",
        "linux, line 2",
    ),
    (
        "--platform sets them",
        "FROM a\nARG TARGETARCH\n¦RUN x\n",
        &[("platform", "linux/arm64")],
        "TARGETARCH",
        "arm64, line 2",
    ),
    (
        "a build argument of their name wins",
        "FROM a\nARG TARGETARCH\n¦RUN x\n",
        &[("TARGETARCH", "mine")],
        "TARGETARCH",
        "mine, line 2",
    ),
    (
        "a global ARG redefines them",
        "ARG TARGETARCH=mine\nFROM a\nARG TARGETARCH\n¦RUN x\n",
        &[],
        "TARGETARCH",
        "mine, line 3",
    ),
    ("TARGETSTAGE is the last stage's name", "FROM ¦a:$TARGETSTAGE AS b\n", &[], "TARGETSTAGE", "b"),
    (
        "TARGETSTAGE is the target as it is typed",
        "FROM ¦a AS b\nFROM c\n",
        &[("target", "B")],
        "TARGETSTAGE",
        "B",
    ),
    ("TARGETSTAGE is `default` without a name", "FROM ¦a\n", &[], "TARGETSTAGE", "default"),
    ("global arguments see those before them", "ARG A=1\nARG B=$A-2¦\nFROM a\n", &[], "B", "1-2, line 2"),
    ("and themselves", "ARG A=1\nARG A=${A}2¦\nFROM a\n", &[], "A", "12, line 2"),
    ("but not those after them", "ARG B=$A¦\nARG A=1\nFROM a\n", &[], "B", ", line 1"),
    (
        "where a build argument is given, no default is read",
        "ARG A=${X:?none}\nFROM ¦a\n",
        &[("A", "1")],
        "A",
        "1, line 1",
    ),
    (
        "without default and build argument there is no value",
        "ARG A\nFROM ¦a$A\n",
        &[],
        "A",
        "none: NoDefault, line 1",
    ),
    ("a stage sees a global ARG only by ARG", "ARG A=1\nFROM a\nUSER ¦$A\n", &[], "A", "none: NotInStage"),
    ("and only behind it", "ARG A=1\nFROM a\nUSER ¦$A\nARG A\n", &[], "A", "none: DeclaredLater"),
    (
        "ARG in a base stage is enough",
        "ARG A=1\nFROM a AS b\nARG A\nFROM b\nUSER ¦$A\n",
        &[],
        "A",
        "1, line 3",
    ),
    (
        "ARG in any other stage is not",
        "ARG A=1\nFROM a AS b\nARG A\nFROM a\nUSER ¦$A\n",
        &[],
        "A",
        "none: NotInStage",
    ),
    (
        "a default of the stage hides the global value",
        "ARG A=1\nFROM a\nARG A=2\n¦RUN x\n",
        &[],
        "A",
        "2, line 3",
    ),
    ("a build argument beats both", "ARG A=1\nFROM a\nARG A=2\n¦RUN x\n", &[("A", "3")], "A", "3, line 3"),
    ("an empty build argument counts", "FROM a\nARG A=1\n¦RUN x\n", &[("A", "")], "A", ", line 2"),
    (
        "a global ARG without a value gives nothing",
        "ARG A\nFROM a\nARG A\n¦RUN x\n",
        &[],
        "A",
        "none: NoDefault, line 3",
    ),
    ("FROM sees no ARG of a stage", "FROM a AS b\nARG A=1\nFROM ¦x:$A\n", &[], "A", "none: OtherStage"),
    ("within one ARG later names see earlier ones", "FROM a\nARG A=1 B=$A¦\n", &[], "B", "1, line 2"),
    ("within one ENV none does", "FROM a\nENV A=1\nENV A=2 B=$A¦\n", &[], "B", "1, line 3"),
    (
        "ARG with a value overrides an ENV before it",
        "FROM a\nENV A=1\nARG A=2\n¦RUN x\n",
        &[],
        "A",
        "2, line 3",
    ),
    ("ARG without a value does not", "FROM a\nENV A=1\nARG A\n¦RUN x\n", &[], "A", "1, line 2"),
    ("ENV overrides an ARG before it", "FROM a\nARG A=1\nENV A=2\n¦RUN x\n", &[("A", "3")], "A", "2, line 3"),
    ("a container has the ENV", "FROM a\nENV A=1\nARG A=2\nCMD ¦echo $A\n", &[], "A", "1, line 2"),
    ("and no ARG", "FROM a\nARG A=2\nCMD ¦echo $A\n", &[], "A", "none: BuildOnly, line 2"),
    (
        "an ARG hides an ENV to the end of its stage",
        "FROM a AS b\nENV A=1\nFROM b AS c\nARG A=2\nFROM c\n¦RUN x\n",
        &[],
        "A",
        "1, line 2",
    ),
    ("keys of ENV are expanded", "FROM a\nARG N=K\nENV X_$N=1\n¦RUN x\n", &[], "X_K", "1, line 3"),
    ("keys of ARG are not", "FROM a\nENV N=K\nARG $N=1\n¦RUN x\n", &[], "K", "not told"),
    (
        "PATH is always defined",
        "FROM scratch\n¦RUN x\n",
        &[],
        "PATH",
        "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    ),
    (
        "RUN has a given proxy without ARG",
        "FROM a\nRUN ¦x $HTTP_PROXY\n",
        &[("HTTP_PROXY", "p")],
        "HTTP_PROXY",
        "p",
    ),
    (
        "the lower case of a proxy wins",
        "FROM a\nRUN ¦x $HTTP_PROXY\n",
        &[("HTTP_PROXY", "p"), ("http_proxy", "q")],
        "HTTP_PROXY",
        "q",
    ),
    (
        "other instructions need ARG for a proxy",
        "FROM a\nUSER ¦$HTTP_PROXY\n",
        &[("HTTP_PROXY", "p")],
        "HTTP_PROXY",
        "none: Undeclared",
    ),
    (
        "a build argument that nothing declares is no variable",
        "FROM a\nUSER ¦$A\n",
        &[("A", "1")],
        "A",
        "none: Undeclared",
    ),
    ("a default in the use does not declare it", "FROM a\nUSER ¦${A:-x}\n", &[], "A", "none: Undeclared"),
    ("what the shell sets is its own", "FROM a\nRUN A=1; echo ¦$A\n", &[], "A", "none: SetByScript"),
    (
        "ONBUILD sees the stage that runs it",
        "FROM a AS b\nONBUILD ENV A=$N\nFROM b\nENV N=1\n¦RUN x\n",
        &[],
        "A",
        ", line 2",
    ),
    (
        "ONBUILD reaches the direct child",
        "FROM a AS b\nENV N=1\nONBUILD ENV A=$N\nFROM b\n¦RUN x\n",
        &[],
        "A",
        "1, line 3",
    ),
    (
        "a named context in place of a stage sets nothing",
        "FROM a AS b\nENV A=1\nFROM b\nUSER ¦$A\n",
        &[("context:b", "local:x")],
        "A",
        "none: OtherStage",
    ),
];

/// A quirk; a text; the options; and what the last stage starts from, copies from, or is refused for.
type Reference = (&'static str, &'static str, &'static [(&'static str, &'static str)], &'static str);

/// What holds for stages and references to them.
const REFERENCES: &[Reference] = &[
    ("FROM finds an earlier stage", "FROM a AS b\nFROM b\n", &[], "stage 0"),
    ("with the case of letters", "FROM a AS Base\nFROM Base\n", &[], "no image; 1 error"),
    ("a name with a tag is an image", "FROM a AS b\nFROM b:1\n", &[], "image b:1"),
    ("a later stage is an image", "FROM b\nFROM a AS b\nFROM c\n", &[], "image c"),
    ("an index is an image", "FROM a\nFROM 0\n", &[], "image 0"),
    ("a stage of its own name is an image", "FROM a AS a\n", &[], "image a"),
    ("the later of two stages of a name counts", "FROM a AS b\nFROM c AS b\nFROM b\n", &[], "stage 1"),
    ("a stage named scratch comes before nothing", "FROM a AS scratch\nFROM scratch\n", &[], "stage 0"),
    ("quotes and escapes in FROM are read", "ARG A=b\nFROM \"$A\"\n", &[], "image b"),
    (
        "--platform on a stage changes nothing",
        "FROM --platform=linux/arm64 a AS b\nFROM --platform=linux/amd64 b\n",
        &[],
        "stage 0; linux/arm64",
    ),
    (
        "COPY finds a stage in any case",
        "FROM a AS b\nFROM c\nCOPY --from=B x y\n",
        &[],
        "image c; Copy stage 0",
    ),
    ("and by its index", "FROM a\nFROM c\nCOPY --from=+00 x y\n", &[], "image c; Copy stage 0"),
    (
        "RUN --mount takes no index",
        "FROM a\nFROM c\nRUN --mount=from=0,target=/x y\n",
        &[],
        "image c; Mount image 0",
    ),
    (
        "an image that COPY names has an index behind the stages",
        "FROM c\nCOPY --from=a x y\nCOPY --from=1 x y\n",
        &[],
        "image c; Copy image a; Copy image a",
    ),
    (
        "but only from there on",
        "FROM c\nCOPY --from=1 x y\nCOPY --from=a x y\n",
        &[],
        "image c; Copy image a; 1 error",
    ),
    (
        "COPY takes nothing from itself",
        "FROM c AS d\nCOPY --from=d x y\n",
        &[],
        "image c; Copy stage 0; 1 error",
    ),
    ("an empty --from is the build context", "FROM c\nCOPY --from= x y\n", &[], "image c"),
    ("scratch can be copied from", "FROM c\nCOPY --from=scratch x y\n", &[], "image c"),
    ("COPY --from takes no variable", "FROM c\nARG A=b\nCOPY --from=$A x y\n", &[], "image c; 1 error"),
    (
        "a named context takes the place of an image",
        "FROM alpine:latest\n",
        &[("context:alpine", "local:x")],
        "context alpine",
    ),
    (
        "and of what is copied from",
        "FROM c\nCOPY --from=src x y\n",
        &[("context:src", "local:x")],
        "image c; Copy context src",
    ),
    ("but never of scratch", "FROM scratch\n", &[("context:scratch", "local:x")], "scratch"),
    (
        "one with a platform comes first",
        "FROM --platform=linux/arm64 a\n",
        &[("context:a", "local:x"), ("context:a::linux/arm64", "local:y")],
        "context a::linux/arm64; linux/arm64",
    ),
    ("a target is a name in any case", "FROM a AS b\nFROM c\n", &[("target", "B")], "image a"),
    ("a target is no index", "FROM a AS b\nFROM c\n", &[("target", "0")], "1 error"),
    (
        "of two stages of a name, the later is the target",
        "FROM a AS b\nFROM c AS b\nFROM d\n",
        &[("target", "b")],
        "image c",
    ),
    (
        "what ONBUILD copies from is needed",
        "FROM a AS s\nFROM b AS p\nONBUILD COPY --from=s x y\nFROM p\n",
        &[],
        "stage 1; Copy stage 0",
    ),
    (
        "a stage that nobody needs may not name what comes later either",
        "FROM a\nCOPY --from=z x y\nFROM c AS z\n",
        &[],
        "image c",
    ),
];

fn options(pairs: &[(&str, &str)]) -> Options {
    let mut options = Options::default();
    for (key, value) in pairs.iter().map(|(key, value)| (*key, (*value).to_owned())) {
        match (key, key.strip_prefix("context:")) {
            (_, Some(name)) => drop(options.named_contexts.insert(name.to_owned(), value)),
            ("target", _) => options.target = Some(value),
            ("platform", _) => options.platform = Some(value),
            _ => drop(options.build_args.insert(key.to_owned(), value)),
        }
    }
    options
}

#[test]
fn what_the_inspector_answers() {
    for (quirk, marked, given, name, expected) in VARIABLES {
        let offset = marked.find('¦').expect(quirk) as u32;
        let model = Model::new(&marked.replacen('¦', "", 1), &options(given));
        let variables = variables::at(&model, offset);
        let told = variables.list.iter().find(|one| one.name == *name).map(|one| {
            let missing = one.missing.map(|missing| format!("{missing:?}"));
            let missing = missing.map(|text| format!("none: {}", text.split('(').next().unwrap_or_default()));
            let line = |origin: &Origin| {
                if origin.line > 0 { format!(", line {}", origin.line) } else { String::new() }
            };
            let value = one.value.clone().or(missing).unwrap_or_default();
            format!("{value}{}", one.origin.as_ref().map(line).unwrap_or_default())
        });
        assert_eq!(told.as_deref().unwrap_or("not told"), *expected, "{quirk}:\n{marked}");
    }
}

#[test]
fn what_references_mean() {
    let name = |end: &Endpoint| match end {
        Endpoint::Stage(id) => format!("stage {}", id.0),
        Endpoint::Image(name) => format!("image {name}"),
        Endpoint::Context(name) => format!("context {name}"),
    };
    for (quirk, text, given, expected) in REFERENCES {
        let model = Model::new(text, &options(given));
        let mut told = Vec::new();
        if let Some(stage) = model.target.and_then(|id| model.stage(id)) {
            told.push(match &stage.base {
                Base::Stage(id) => format!("stage {}", id.0),
                Base::Image(Some(_)) => format!("image {}", stage.base_name),
                Base::Image(None) => "no image".to_owned(),
                Base::Context(name) => format!("context {name}"),
                Base::Scratch => "scratch".to_owned(),
            });
            told.extend(stage.platform.clone());
            let own = model.edges.iter().filter(|edge| edge.to == stage.id && edge.instruction != stage.from);
            told.extend(own.map(|edge| format!("{:?} {}", edge.kind, name(&edge.from))));
        }
        let errors = model.errors.iter().filter(|error| error.always_fatal).count();
        told.extend((errors > 0).then(|| format!("{errors} error")));
        assert_eq!(told.join("; "), *expected, "{quirk}:\n{text}");
    }
}

/// Where BuildKit replaces variables: `$A` in each of these is worth 1.
#[test]
fn what_is_expanded() {
    let expanded = [
        "ADD $A /x",
        "ADD x /$A",
        "ADD --checksum=$A https://example.com/x /x",
        "COPY $A /x",
        "COPY --chown=$A x /x",
        "COPY --chmod=$A x /x",
        "COPY <<E /x\n$A\nE",
        "ARG B=$A",
        "ENV B=$A",
        "ENV $A=b",
        "EXPOSE $A",
        "LABEL b=$A",
        "LABEL $A=b",
        "RUN --mount=type=cache,target=/$A x",
        "RUN --mount=type=bind,source=$A,target=/x x",
        "STOPSIGNAL $A",
        "USER $A",
        "VOLUME /$A",
        "VOLUME [\"/$A\"]",
        "WORKDIR /$A",
    ];
    let left = [
        "CMD [\"$A\"]",
        "COPY --exclude=$A x /x",
        "COPY <<'E' /x\n$A\nE",
        "ENTRYPOINT [\"$A\"]",
        "HEALTHCHECK CMD [\"$A\"]",
        "MAINTAINER $A",
        "ONBUILD USER $A",
        "RUN --network=$A x",
        "RUN [\"x\", \"$A\"]",
        "SHELL [\"$A\"]",
        "USER \\$A",
        "USER '$A'",
    ];
    let uses = |instruction: &str| {
        let model = Model::new(&format!("FROM a\nARG A=1\n{instruction}\n"), &Options::default());
        let values: Vec<Option<String>> =
            model.scope.uses_of(2).iter().map(|one| one.value.clone()).collect();
        values
    };
    for instruction in expanded {
        assert_eq!(uses(instruction), [Some("1".to_owned())], "{instruction}");
    }
    for instruction in left {
        assert_eq!(uses(instruction), [], "{instruction}");
    }
}

/// How ENTRYPOINT, CMD, ONBUILD and the rest of the config go from stage to stage.
#[test]
fn what_the_config_inherits() {
    let config = |text: &str| {
        let model = Model::new(text, &Options::default());
        let config = model.config(model.target.expect("a target"));
        let list = |set: Option<super::Setting<Vec<String>>>| set.map(|set| set.value.join(" "));
        (list(config.entrypoint), list(config.cmd), config.on_build.len(), config.env.len())
    };
    let some = |text: &str| Some(text.to_owned());
    // ENTRYPOINT clears the CMD of a base, but not one of its own stage.
    assert_eq!(config("FROM a AS b\nCMD [\"c\"]\nFROM b\nENTRYPOINT [\"e\"]\n"), (some("e"), None, 0, 0));
    assert_eq!(config("FROM a\nCMD [\"c\"]\nENTRYPOINT [\"e\"]\n"), (some("e"), some("c"), 0, 0));
    // ONBUILD is neither inherited nor run twice.
    assert_eq!(config("FROM a AS b\nONBUILD ENV A=1\nFROM b\n"), (None, None, 0, 1));
    assert_eq!(config("FROM a AS b\nONBUILD ENV A=1\n"), (None, None, 1, 0));
    // ARG is no part of it, whatever it hides.
    assert_eq!(config("FROM a\nENV A=1\nARG A=2 B=3\n"), (None, None, 0, 1));
}
