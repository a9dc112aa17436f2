//! The pages of what is wrong between instructions, and with the build.

use crate::syntax::ErrorCode;

/// One a kind, in the order of [`ErrorCode`].
pub(super) const PAGES: &[(ErrorCode, &str)] = &[
    (
        ErrorCode::InvalidOnbuild,
        "What `ONBUILD` defers runs in the build that starts from the image. That build already has its `FROM`, and \
deferring twice is not possible.

BuildKit says one of these:

- `… isn't allowed as an ONBUILD trigger`
- `Chaining ONBUILD via … isn't allowed`

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

BuildKit says one of these:

- `failed to parse stage name \"…\": invalid reference format`
- `failed to parse stage name \"…\": invalid reference format: repository name (…) must be lowercase`
- `failed to parse stage name \"…\": invalid repository name (…), cannot specify 64-byte hexadecimal strings`
- `base name (…) should not be blank`

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

BuildKit says one of these:

- `failed to parse platform …`
- `empty platform value from expression …`

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

BuildKit says one of these:

- `failed to process \"…\": unexpected end of statement while looking for matching …`
- `failed to process \"…\": unsupported modifier (…) in substitution`
- `failed to process \"…\": syntax error: …`
- `failed to process \"…\": invalid pattern (…) in substitution: …`
- `failed to process \"…\": …: …`

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

BuildKit says one of these:

- `invalid stage index …`
- `cannot copy from stage \"…\", it needs to be defined before current stage \"…\"`
- `cannot mount from stage \"…\" to \"…\", stage needs to be defined before current command`
- `variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround`

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

BuildKit says `circular dependency detected on stage: …`.

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

BuildKit says `target stage \"…\" could not be found`.",
    ),
    (
        ErrorCode::InvalidEpoch,
        "`SOURCE_DATE_EPOCH` sets the time of the files and of the image, so that a build can be repeated. It is a number \
of seconds since 1970, `context`, or the name of a context or stage whose time is taken. Such a stage starts from scratch \
and holds one `ADD` of a URL or git repository.

BuildKit says one of these:

- `invalid SOURCE_DATE_EPOCH: …`
- `SOURCE_DATE_EPOCH stage does not meet source-only requirements: unsupported … instruction`
- `SOURCE_DATE_EPOCH stage must use FROM scratch`
- `SOURCE_DATE_EPOCH stage must contain exactly one remote ADD`
- `SOURCE_DATE_EPOCH stage must contain exactly one remote ADD source`
- `SOURCE_DATE_EPOCH stage source must be a single HTTP(S) or Git ADD`

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

BuildKit says `…syntax error in pattern`, whatever the Dockerfile copies.",
    ),
    (
        ErrorCode::TooLarge,
        "This is a limit of this tool, not of BuildKit: what is beyond it is kept as it is but not analysed, so that \
the page stays quick.",
    ),
];
