// Texts to measure with.

/** A file of `lines` lines in which stages build on each other and each says something of its own. */
export function generated(lines) {
  const written = ["# syntax=docker/dockerfile:1", "ARG VERSION=3.22"];
  for (let n = 0; written.length < lines; n++) {
    const base = n % 4 === 0 ? "alpine:${VERSION}" : `stage${n - (n % 4)}`;
    written.push(
      `FROM ${base} AS stage${n}`,
      `ENV NAME${n}=value${n} \\`,
      `    OTHER${n}="two words ${n}"`,
      `WORKDIR /srv/app${n}`,
      `# What part ${n} needs`,
      `RUN apk add --no-cache curl${n} git && \\`,
      `    curl -fsSL https://example.org/${n}.tar.gz | tar -xz && \\`,
      `    rm -rf /tmp/${n}`,
      `COPY --chown=10001 src/${n}/ ./src/`,
      n > 0 ? `COPY --from=stage${n - 1} /srv /srv` : "COPY . .",
      `USER ${10000 + (n % 100)}`,
      `CMD ["./run", "--part", "${n}"]`,
      "",
    );
  }
  return `${written.slice(0, lines).join("\n")}\n`;
}

/** The same kinds of instructions in fewer bytes, so that 50,000 lines stay below the limit of what is analysed. */
export function short(lines) {
  const written = [];
  for (let n = 0; written.length < lines; n++) {
    written.push(
      `FROM ${n % 4 === 0 ? "alpine" : `s${n - (n % 4)}`} AS s${n}`,
      `ENV A${n}=v \\`,
      `    B${n}="two words"`,
      `WORKDIR /app${n}`,
      "# A part",
      "RUN apk add --no-cache git && \\",
      `    curl -f x.org/${n} | tar -xz && \\`,
      `    rm -rf /tmp/${n}`,
      `COPY --chown=1 src/${n}/ .`,
      n > 0 ? `COPY --from=s${n - 1} /a /a` : "COPY . .",
      "USER 1000",
      `CMD ["run", "${n}"]`,
      "",
    );
  }
  return `${written.slice(0, lines).join("\n")}\n`;
}

/** 59 stages as large projects write them: sources and builds of many tools by platform, with caches and heredocs. */
export function tools() {
  const written = ["# syntax=docker/dockerfile:1", "ARG GO_VERSION=1.25", "ARG BASE=golang:${GO_VERSION}-trixie", ""];
  written.push("FROM --platform=$BUILDPLATFORM ${BASE} AS base", "ENV GOTOOLCHAIN=local GOFLAGS=-mod=vendor", "");
  for (let n = 0; n < 14; n++) {
    written.push(
      `FROM base AS tool${n}-source`,
      `WORKDIR /usr/src/tool${n}`,
      `RUN git init . && git remote add origin "https://example.org/tool${n}.git"`,
      `# TOOL${n}_VERSION says which version the tests run with. It is changed together with`,
      "# the vendored code, since both speak the same protocol.",
      `ARG TOOL${n}_VERSION=v1.${n}.0`,
      `RUN git fetch -q --depth 1 origin "\${TOOL${n}_VERSION}" +refs/tags/*:refs/tags/* \\`,
      "    && git checkout -q FETCH_HEAD",
      "",
      `FROM base AS tool${n}-build`,
      "ARG TARGETPLATFORM",
      "ARG DEBIAN_FRONTEND",
      "RUN --mount=type=cache,sharing=locked,id=apt-lists,target=/var/lib/apt/lists \\",
      "    --mount=type=cache,sharing=locked,id=apt-cache,target=/var/cache/apt \\",
      "    apt-get update && apt-get install -y --no-install-recommends \\",
      "        clang \\",
      "        gcc \\",
      `        lib${n}-dev \\`,
      "        pkg-config",
      `ARG TOOL${n}_TAGS`,
      `RUN --mount=from=tool${n}-source,src=/usr/src/tool${n},rw \\`,
      `    --mount=type=cache,target=/root/.cache/go-build,id=tool${n}-$TARGETPLATFORM <<EOT`,
      "  set -e",
      "  export CC=$(xx-info)-gcc",
      '  export CGO_ENABLED=$([ "$TARGETOS" = windows ] && echo "0" || echo "1")',
      "  xx-go --wrap",
      `  go build -mod=vendor -trimpath -o /build/tool${n} -tags "\${TOOL${n}_TAGS}" ./cmd/tool${n}`,
      `  xx-verify $([ "$STATIC" = 1 ] && echo "--static") /build/tool${n}`,
      `  if [ -x /build/tool${n} ]; then`,
      `    /build/tool${n} --version`,
      "  fi",
      "EOT",
      "",
      `FROM scratch AS tool${n}-windows`,
      `FROM tool${n}-build AS tool${n}-linux`,
      "",
    );
  }
  written.push("FROM tool0-${TARGETOS:-linux} AS tool0", "FROM base AS all", "WORKDIR /out");
  for (let n = 0; n < 14; n++) written.push(`COPY --link --from=tool${n}-build /build/ /out/`);
  return `${written.join("\n")}\n`;
}

/** Declarations that use each other, in one stage. */
export function variables(lines) {
  const written = ["FROM alpine:3.22"];
  for (let n = 0; written.length < lines; n++) written.push(`ARG ARG${n}=value${n}`, `ENV NAME${n}=\${ARG${n}}-$ARG0`);
  return `${written.slice(0, lines).join("\n")}\n`;
}

/** Twelve stages of the same file, each as long as only generated files are: lists of packages, scripts, comments. */
export function dozen(lines) {
  const written = ["# syntax=docker/dockerfile:1", "ARG VERSION=3.22", ""];
  const each = Math.floor((lines - 3) / 12);
  for (let stage = 0; stage < 12; stage++) {
    const end = 3 + each * (stage + 1);
    const base = stage % 3 === 0 ? "alpine:${VERSION}" : `part${stage - 1}`;
    written.push(`FROM ${base} AS part${stage}`, `WORKDIR /srv/part${stage}`, `ARG PREFIX=/opt/part${stage}`);
    for (let n = 0; written.length + 20 <= end; n++) {
      written.push(
        `# What step ${n} of part ${stage} needs, and why it is not a step of its own`,
        "RUN --mount=type=cache,target=/var/cache/apk,sharing=locked \\",
        "    apk add \\",
        "        build-base \\",
        "        curl \\",
        `        lib${n}-dev=~1.${n} \\`,
        "        pkgconf",
        `ENV NAME${n}=value \\`,
        '    PATH="${PREFIX}/bin:${PATH}"',
        "RUN <<EOT",
        "  set -e",
        `  curl -fsSL "https://example.org/\${NAME${n}}.tar.gz" | tar -xz -C "$PREFIX"`,
        `  if [ -x "$PREFIX/bin/step${n}" ]; then`,
        `    "$PREFIX/bin/step${n}" --version`,
        "  fi",
        "EOT",
        `COPY --chown=10001:10001 src/${n}/ ./src/`,
        stage > 0 && n % 8 === 0 ? `COPY --from=part${stage - 1} /srv /srv` : `COPY config/${n}.json ./config/`,
        `LABEL org.example.step${n}="part ${stage}" org.example.by=${n}`,
        "",
      );
    }
    while (written.length < end) written.push(`# The end of part ${stage}`);
  }
  return `${written.join("\n")}\n`;
}
