//! The pages of what is wrong with one instruction.

use crate::syntax::ErrorCode;

/// One a kind, in the order of [`ErrorCode`].
pub(super) const PAGES: &[(ErrorCode, &str)] = &[
    (
        ErrorCode::UnknownInstruction,
        "Every line starts an instruction unless the one above ends in the escape character. So this is a mistyped \
keyword, or a continued line whose backslash is missing or has something behind it.

BuildKit says `unknown instruction: …`.

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

BuildKit says one of these:

- `FROM requires either one or three arguments`
- `… requires at least one argument`
- `… requires exactly one argument`
- `… requires at least two arguments, but only one was provided. Destination could not be determined`
- `HEALTHCHECK NONE takes no arguments`
- `Missing command after HEALTHCHECK CMD`

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

BuildKit says `unknown flag: …`.

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

BuildKit says `duplicate flag specified: …`.

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

BuildKit says one of these:

- `expecting boolean value for flag …, not: …`
- `missing a value on flag: …`
- `invalid chmod parameter: '…'. it should be octal string and between 0 and 07777`
- `invalid syntax`
- `invalid network mode \"…\"`
- `security \"…\" is not valid`
- `time: … in duration \"…\"`
- `time: invalid duration \"…\"`
- `Interval \"…\" cannot be less than 1ms`
- `--retries cannot be negative (…)`
- `strconv.ParseInt: parsing \"…\": …`
- `checksum can't be specified for multiple sources`
- `checksum requires HTTP(S) or Git sources`
- `invalid checksum digest format`
- `invalid checksum digest length`
- `unsupported digest algorithm`
- `device feature is only supported in Dockerfile frontend 1.14.0-labs or later`
- `device name already set to …`
- `failed to parse csv devices: …`
- `invalid field '…' must be a key=value pair`

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

BuildKit says `invalid name for build stage: \"…\", name can't start with a number or contain symbols`.

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

BuildKit says one of these:

- `unexpected key '…' in '…'`
- `invalid field '…' must be a key=value pair`
- `unsupported mount type \"…\"`
- `unsupported sharing value \"…\"`
- `unexpected key '…' for mount type '…'`
- `… not allowed for \"…\" type mounts`
- `invalid value … for …`
- `invalid value for …: …`
- `invalid mount target \"…\"`
- `invalid cache sharing set for … mount`
- `invalid secret mount. one of source, target required`
- `both source and id can't be set`
- `secret mount should not have a from`
- `secret mount should not define sharing`
- `ssh does not support source`
- `'from' doesn't support variable expansion, define alias stage instead`
- `failed to parse csv mounts: …`

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

BuildKit says one of these:

- `SHELL requires the arguments to be in JSON form`
- `Unknown type \"…\" in HEALTHCHECK (try CMD)`
- `invalid containerPort: …`
- `invalid hostPort: …`
- `invalid port: \"…\": …`
- `invalid IP address: …`
- `invalid IP address …: …`
- `invalid ranges specified for container and host Ports: … and …`
- `invalid signal: …`
- `… names can not be blank`
- `VOLUME specified can not be an empty string`
- `source can't be a URL for COPY`
- `source can't be a git ref for COPY`
- `unexpected query \"…\"`
- `…removing drive letter: …`
- `… cannot accept a heredoc as a destination`

```dockerfile,bad
FROM alpine:3.22
SHELL /bin/ash -c
```
```dockerfile,good
FROM alpine:3.22
SHELL [\"/bin/ash\", \"-c\"]
```",
    ),
];
