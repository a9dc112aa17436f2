// Speed of the analysis beside two npm packages, in one process: node tests/bench/bench.mjs target/bench/node.js
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(import.meta.url);
const [glue] = process.argv.slice(2);
const playground = require(resolve(glue));
const { validate } = require("dockerfile-utils");
const dockerfilelint = require("dockerfilelint");

const TOOLS = [
  { name: "playground", run: (text) => playground.analyze_len(text) },
  { name: "its model alone", run: (text) => playground.model_len(text) },
  { name: "its parser alone", run: (text) => playground.parse_len(text) },
  { name: "dockerfile-utils", run: (text) => validate(text).length },
  { name: "dockerfilelint", run: (text) => dockerfilelint.run("", text).length },
];

/** A file of `lines` lines in which stages build on each other and each says something of its own. */
function generated(lines) {
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
function short(lines) {
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
function tools() {
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
function variables(lines) {
  const written = ["FROM alpine:3.22"];
  for (let n = 0; written.length < lines; n++) written.push(`ARG ARG${n}=value${n}`, `ENV NAME${n}=\${ARG${n}}-$ARG0`);
  return `${written.slice(0, lines).join("\n")}\n`;
}

/** The median time of one run in ms: of at least three runs, and of as many as fit into a second. */
function measured(run, text) {
  const first = timed(run, text);
  if (first > 20_000) return first;
  const warm = performance.now() + Math.min(300, 20 * first);
  while (performance.now() < warm) run(text);
  const times = [];
  const end = performance.now() + 1000;
  while (times.length < 3 || performance.now() < end) times.push(timed(run, text));
  return times.sort((a, b) => a - b)[times.length >> 1];
}

function timed(run, text) {
  const start = performance.now();
  run(text);
  return performance.now() - start;
}

const files = [
  { name: "42 lines", text: await readFile(new URL("multi-stage.Dockerfile", import.meta.url), "utf8") },
  { name: "5,000 lines", text: generated(5_000) },
  { name: "59 stages", text: tools() },
  { name: "5,000 short lines", text: short(5_000) },
  { name: "50,000 short lines", text: short(50_000) },
  { name: "500 ARG and ENV", text: variables(500) },
  { name: "5,000 ARG and ENV", text: variables(5_000) },
];

console.log(["file".padEnd(20), ...TOOLS.map(({ name }) => name.padStart(22)), "µs a line".padStart(12)].join(""));
for (const { name, text } of files) {
  const times = TOOLS.map(({ run }) => measured(run, text));
  const cells = times.map((ms, i) => `${ms.toFixed(3)} ms${i ? ` (${(ms / times[0]).toPrecision(2)}x)` : ""}`);
  const perLine = ((times[0] * 1000) / (text.split("\n").length - 1)).toFixed(2);
  console.log([name.padEnd(20), ...cells.map((cell) => cell.padStart(22)), perLine.padStart(12)].join(""));
}

// How long placing the stages and their lines takes, and how long it may.
for (const [stages, most] of [
  [60, 2],
  [300, 20],
]) {
  const ms = measured(() => playground.layout_width(stages));
  console.log(`graph of ${stages} stages`.padEnd(22), `${ms.toFixed(3)} ms, at most ${most} ms`);
  if (ms > most) process.exitCode = 1;
}
