// Bytes of the shipped site, as they are and as a server sends them (brotli, level 11), against budgets in kB:
// node tests/bench/size.mjs dist --page 350 --wasm 200 --later 500
// What the page needs to be used is held by the first two; what follows by itself meanwhile is in `later/`.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { page: { type: "string" }, wasm: { type: "string" }, later: { type: "string" } },
});
const [folder] = positionals;

const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort();
const files = await Promise.all(
  names.map(async (name) => {
    const bytes = await readFile(name);
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
    return { name: name.slice(folder.length).replace(/^\//, ""), raw: bytes.length, sent: brotliCompressSync(bytes, options).length };
  }),
);

// The page for frames is the page under a second name; a visitor loads one of both.
const [first, later] = [false, true].map((isLater) =>
  files.filter(({ name }) => name !== "embed.html" && name.startsWith("later/") === isLater),
);
const sum = (list) => list.reduce((total, { sent }) => total + sent, 0);
const budgets = [
  { name: "the page, ready to be used", sent: sum(first), budget: values.page },
  { name: "its wasm", sent: sum(first.filter(({ name }) => name.endsWith(".wasm"))), budget: values.wasm },
  { name: "what follows", sent: sum(later), budget: values.later },
];

const row = (name, raw, sent) => console.log(`${name.padEnd(64)} ${raw.padStart(9)} ${sent.padStart(9)}`);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
row("file", "bytes", "brotli");
for (const [title, list] of [["First:", first], ["Later, by itself:", later]]) {
  console.log(title);
  for (const { name, raw, sent } of list) row(`  ${name}`, String(raw), String(sent));
}
for (const { name, sent, budget } of budgets) {
  const over = sent > Number(budget) * 1000;
  console.log(`${name}: ${kilobytes(sent)} of ${budget} kB${over ? ", which is too much" : ""}`);
  if (over) process.exitCode = 1;
}
console.log(`all in all: ${kilobytes(sum(first) + sum(later))}`);
