//! What there is to say of each kind of error: why BuildKit refuses it, in which words, and what to write.

use crate::syntax::ErrorCode;

/// The page of the kind of error with this id, in Markdown.
pub fn error_page(id: &str) -> Option<&'static str> {
    PAGES.iter().find(|(code, _)| code.id() == id).map(|(_, page)| *page)
}

/// One a kind, in the order of [`ErrorCode`].
const PAGES: &[(ErrorCode, &str)] = &[
    (
        ErrorCode::EmptyFile,
        "A build starts from something, so a file needs at least a `FROM`.

BuildKit says `the Dockerfile cannot be empty`.

```dockerfile,good
FROM alpine:3.22
```",
    ),
    (
        ErrorCode::NoInstructions,
        "Comments and directives build nothing: a file needs at least a `FROM`.

BuildKit says `file with no instructions`.

```dockerfile,bad
# only a comment
```
```dockerfile,good
FROM alpine:3.22
```",
    ),
    (
        ErrorCode::LineTooLong,
        "BuildKit reads a file line by line, and a line may have 65,535 bytes. An instruction may be longer when it is \
continued over several lines; a long text is better in a file that is copied.

BuildKit says `dockerfile line greater than max allowed size of 65535`.",
    ),
    (
        ErrorCode::DuplicateDirective,
        "Each parser directive counts for the whole file, so each can stand there only once.

BuildKit says `only one escape parser directive can be used`.

```dockerfile,bad
# escape=`
# escape=\\
FROM alpine:3.22
```
```dockerfile,good
# escape=`
FROM alpine:3.22
```",
    ),
    (
        ErrorCode::InvalidEscapeDirective,
        "The escape character joins lines and takes the meaning from the character behind it. It is a backslash, or a \
backtick for Windows paths.

BuildKit says `invalid escape token 'x'`.

```dockerfile,bad
# escape=x
FROM alpine:3.22
```
```dockerfile,good
# escape=`
FROM alpine:3.22
```",
    ),
    (
        ErrorCode::InvalidCheckDirective,
        "The directive takes `skip=` with names of checks or `all`, `error=` with `true` or `false`, and \
`experimental=`, with semicolons between them.

BuildKit says `invalid check option`.

```dockerfile,bad
# check=off
FROM alpine:3.22
```
```dockerfile,good
# check=skip=StageNameCasing;error=true
FROM alpine:3.22
```",
    ),
    (
        ErrorCode::UnterminatedHeredoc,
        "A heredoc ends at a line that holds its word and nothing else, not even blanks; `<<-` allows tabs before it. \
Without that line, the rest of the file is swallowed.

BuildKit says `unterminated heredoc`.

```dockerfile,bad
FROM alpine:3.22
RUN <<EOF
echo hello
```
```dockerfile,good
FROM alpine:3.22
RUN <<EOF
echo hello
EOF
```",
    ),
    (
        ErrorCode::InvalidJsonArray,
        "An exec form is a list of words, so every item is a string in double quotes, numbers too.

BuildKit says `when using JSON array syntax, arrays must be comprised of strings only`.

```dockerfile,bad
FROM alpine:3.22
CMD [\"sleep\", 60]
```
```dockerfile,good
FROM alpine:3.22
CMD [\"sleep\", \"60\"]
```",
    ),
    (
        ErrorCode::MissingEquals,
        "Every word of the instruction is a pair. A blank ends a value, so one with blanks stands in quotes.

BuildKit says `can't find = in \"world\". Must be of the form: name=value`.

```dockerfile,bad
FROM alpine:3.22
ENV GREETING=hello world
```
```dockerfile,good
FROM alpine:3.22
ENV GREETING=\"hello world\"
```",
    ),
    (
        ErrorCode::MissingValue,
        "A name without `=` is the old form, which needs a value behind a blank. An empty value is written `NAME=`.

BuildKit says `ENV must have two arguments`.

```dockerfile,bad
FROM alpine:3.22
ENV MODE
```
```dockerfile,good
FROM alpine:3.22
ENV MODE=
```",
    ),
    (
        ErrorCode::UnknownInstruction,
        "Every line starts an instruction unless the one above ends in the escape character. So this is a mistyped \
keyword, or a continued line whose backslash is missing or has something behind it.

BuildKit says `unknown instruction: FORM (did you mean FROM?)`.

```dockerfile,bad
FROM alpine:3.22
RUN apk add --no-cache
  git
```
```dockerfile,good
FROM alpine:3.22
RUN apk add --no-cache \\
  git
```",
    ),
    (
        ErrorCode::MissingStage,
        "Instructions work in a stage, and `FROM` starts one. Only `ARG` may stand above the first.

BuildKit says `no build stage in current context`.

```dockerfile,bad
WORKDIR /app
FROM alpine:3.22
```
```dockerfile,good
FROM alpine:3.22
WORKDIR /app
```",
    ),
    (
        ErrorCode::NoStages,
        "Build arguments alone build nothing: the first `FROM` starts the first stage.

BuildKit says `dockerfile contains no stages to build`.

```dockerfile,bad
ARG VERSION=3.22
```
```dockerfile,good
ARG VERSION=3.22
FROM alpine:${VERSION}
```",
    ),
    (
        ErrorCode::WrongArity,
        "The instruction has too few arguments or too many, so BuildKit cannot tell what is meant.

BuildKit says `COPY requires at least two arguments, but only one was provided. Destination could not be determined`.

```dockerfile,bad
FROM alpine:3.22
COPY app.conf
```
```dockerfile,good
FROM alpine:3.22
COPY app.conf /etc/app.conf
```",
    ),
    (
        ErrorCode::UnknownFlag,
        "Each instruction has flags of its own, written in lower case in front of its arguments. Flags of a command \
that `RUN` starts stand behind the command.

BuildKit says `unknown flag: --form (did you mean from?)`.

```dockerfile,bad
FROM alpine:3.22
ADD --from=alpine /etc/motd /
```
```dockerfile,good
FROM alpine:3.22
COPY --from=alpine /etc/motd /
```",
    ),
    (
        ErrorCode::DuplicateFlag,
        "Only `--mount`, `--device` and `--exclude` can be repeated; of any other flag it would not be clear which one \
counts.

BuildKit says `duplicate flag specified: --chown`.

```dockerfile,bad
FROM alpine:3.22
COPY --chown=1 --chown=2 a /a
```
```dockerfile,good
FROM alpine:3.22
COPY --chown=2 a /a
```",
    ),
    (
        ErrorCode::InvalidFlagValue,
        "The flag takes only certain values: `true` or `false`, a duration with its unit such as `30s`, octal \
permissions, or one of a few words.

BuildKit says `expecting boolean value for flag --link, not: yes`, and the like for other flags.

```dockerfile,bad
FROM alpine:3.22
COPY --link=yes a /a
```
```dockerfile,good
FROM alpine:3.22
COPY --link a /a
```",
    ),
    (
        ErrorCode::InvalidStageName,
        "A stage name begins with a letter and goes on with letters, digits, `-`, `_` and `.`. A number is kept for \
the position of a stage.

BuildKit says `invalid name for build stage: \"1st\", name can't start with a number or contain symbols`.

```dockerfile,bad
FROM alpine:3.22 AS 1st
```
```dockerfile,good
FROM alpine:3.22 AS first
```",
    ),
    (
        ErrorCode::InvalidMount,
        "A mount is a list of `key=value` with commas and no blanks between them. Which keys there are depends on its \
`type`: `bind`, `cache`, `tmpfs`, `secret` or `ssh`.

BuildKit says `unexpected key 'targt' in 'targt=/x' (did you mean target?)`, or `unsupported mount type`.

```dockerfile,bad
FROM alpine:3.22
RUN --mount=type=cache,targt=/var/cache apk update
```
```dockerfile,good
FROM alpine:3.22
RUN --mount=type=cache,target=/var/cache apk update
```",
    ),
    (
        ErrorCode::InvalidValue,
        "The instruction takes only certain values here, such as port numbers up to 65535 for `EXPOSE`, a JSON array for \
`SHELL`, and `CMD` or `NONE` for `HEALTHCHECK`.

BuildKit says `SHELL requires the arguments to be in JSON form`, and the like for other instructions.

```dockerfile,bad
FROM alpine:3.22
SHELL /bin/ash -c
```
```dockerfile,good
FROM alpine:3.22
SHELL [\"/bin/ash\", \"-c\"]
```",
    ),
    (
        ErrorCode::InvalidOnbuild,
        "What `ONBUILD` defers runs in the build that starts from the image. That build already has its `FROM`, and \
deferring twice is not possible.

BuildKit says `FROM isn't allowed as an ONBUILD trigger`.

```dockerfile,bad
FROM alpine:3.22
ONBUILD ONBUILD RUN ls
```
```dockerfile,good
FROM alpine:3.22
ONBUILD RUN ls
```",
    ),
    (
        ErrorCode::InvalidImageReference,
        "An image is written `[registry/]repository[:tag][@digest]`. The repository is in lower case, one colon begins \
the tag, and a digest has the form `sha256:` with 64 hexadecimal digits.

BuildKit says `failed to parse stage name \"python:3:12\": invalid reference format`.

```dockerfile,bad
FROM python:3:12
```
```dockerfile,good
FROM python:3.12
```",
    ),
    (
        ErrorCode::InvalidPlatform,
        "A platform is written `os/architecture` or `os/architecture/variant`, such as `linux/arm64` or `linux/arm/v7`. \
A variable in it has to have a value.

BuildKit says `failed to parse platform`.

```dockerfile,bad
FROM --platform=linux/ alpine:3.22
```
```dockerfile,good
FROM --platform=linux/arm64 alpine:3.22
```",
    ),
    (
        ErrorCode::InvalidExpansion,
        "Behind the name in `${…}` stand `:-` with a default, `:+` with an alternative, `:?` with a message, or `#`, \
`%` and `/` with a pattern. Quotes and braces are closed in the same word.

BuildKit says `failed to process \"${A\"`, and then `unsupported modifier` or `missing '}'`.

```dockerfile,bad
FROM alpine:3.22
WORKDIR ${HOME
```
```dockerfile,good
FROM alpine:3.22
WORKDIR ${HOME}
```",
    ),
    (
        ErrorCode::InvalidStageReference,
        "A stage can take from those above it, by name or by number from 0. It cannot take from one further down, and a \
number needs a stage.

BuildKit says `invalid stage index 7`, or `cannot copy from stage \"b\", it needs to be defined before current stage`.

```dockerfile,bad
FROM alpine:3.22
COPY --from=7 /a /a
```
```dockerfile,good
FROM alpine:3.22 AS build
FROM alpine:3.22
COPY --from=build /a /a
```",
    ),
    (
        ErrorCode::CircularStages,
        "A stage that needs itself, or one that in turn needs it, could never be built. Move what both need into a \
stage above them.

BuildKit says `circular dependency detected on stage`.

```dockerfile,bad
FROM alpine:3.22 AS build
COPY --from=build /a /b
```
```dockerfile,good
FROM alpine:3.22 AS files
FROM alpine:3.22 AS build
COPY --from=files /a /b
```",
    ),
    (
        ErrorCode::UnknownTarget,
        "The target is the name of a stage of this file. A number names none.

BuildKit says `target stage \"x\" could not be found`.",
    ),
    (
        ErrorCode::InvalidEpoch,
        "`SOURCE_DATE_EPOCH` sets the time of the files and of the image, so that a build can be repeated. It is a number \
of seconds since 1970, `context`, or the name of a context or stage whose time is taken. Such a stage starts from scratch \
and holds one `ADD` of a URL or git repository.

BuildKit says `invalid SOURCE_DATE_EPOCH: x`.

```dockerfile,bad
ARG SOURCE_DATE_EPOCH=yesterday
FROM alpine:3.22
```
```dockerfile,good
ARG SOURCE_DATE_EPOCH=1700000000
FROM alpine:3.22
```",
    ),
    (
        ErrorCode::InvalidDockerignore,
        "A line of `.dockerignore` is a pattern. It needs a `]` for every `[`, something behind `!`, and no `\\` at its end.

BuildKit says `syntax error in pattern`, whatever the Dockerfile copies.",
    ),
    (
        ErrorCode::TooLarge,
        "This is a limit of this tool, not of BuildKit: what is beyond it is kept as it is but not analysed, so that \
the page stays quick.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Model, Options};
    use crate::text::prose::{Block, blocks};

    #[test]
    fn every_kind_has_its_page() {
        let codes: Vec<usize> = PAGES.iter().map(|(code, _)| *code as usize).collect();
        assert_eq!(codes, (0..=ErrorCode::TooLarge as usize).collect::<Vec<_>>());
        assert!(error_page("wrong-arity").is_some() && error_page("relative-workdir").is_none());
    }

    #[test]
    fn examples_are_true() {
        for (code, page) in PAGES {
            for block in blocks(page) {
                let Block::Code { info, text } = block else { continue };
                let errors = Model::new(&text, &Options::default()).errors;
                let is_bad = info.ends_with("bad");
                assert_eq!(
                    errors.iter().any(|error| error.code == *code),
                    is_bad,
                    "{}: {errors:?}",
                    code.id()
                );
                assert!(is_bad || errors.is_empty(), "{}: {errors:?}", code.id());
            }
        }
    }
}
