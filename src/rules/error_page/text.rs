//! The pages of what is wrong with the text, before instructions are told apart.

use crate::syntax::ErrorCode;

/// One a kind, in the order of [`ErrorCode`].
pub(super) const PAGES: &[(ErrorCode, &str)] = &[
    (
        ErrorCode::EmptyFile,
        "A build starts from something, so a file needs at least a `FROM`.

BuildKit says `the Dockerfile cannot be empty`; its parser alone says `file with no instructions`.

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

BuildKit says `dockerfile line greater than max allowed size of 65535`, on the first line `file with no instructions`, and inside a heredoc `unterminated heredoc`.",
    ),
    (
        ErrorCode::DuplicateDirective,
        "Each parser directive counts for the whole file, so each can stand there only once.

BuildKit says `only one … parser directive can be used`.

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

BuildKit says `invalid escape token '…' does not match …`.

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

BuildKit says `failed to parse check options: …`.

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

BuildKit says `Syntax error - can't find = in \"…\". Must be of the form: name=value`.

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

BuildKit says `… must have two arguments`.

```dockerfile,bad
FROM alpine:3.22
ENV MODE
```
```dockerfile,good
FROM alpine:3.22
ENV MODE=
```",
    ),
];
