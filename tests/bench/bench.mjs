// Speed of the analysis beside two npm packages, in one process: node tests/bench/bench.mjs target/bench/node.js
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { generated, short, tools, variables } from "./texts.mjs";

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
