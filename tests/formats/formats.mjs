// What other programs make of the graph as the command line prints it: mermaid and Graphviz read the texts, and a
// browser opens the picture alone. Of every sample and golden file, and of names that a careless writer would break on:
// node tests/formats/formats.mjs PROGRAM [FILE]…
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { launchOptions } from "../e2e/chromium.mjs";

const [program, ...named] = process.argv.slice(2);
assert(program, "say which program: node tests/formats/formats.mjs target/debug/dockerfile-playground");
const DOT = process.env.DOT ?? "dot";

/** Names that need quoting in one of the formats, or are words of it. */
const HARD = `FROM "a&b<c>" AS end
FROM image:$\{TAG:-"x"} AS graph
RUN --mount=type=cache,target=/x echo "]]>" '--\x3e' %% \`
FROM scratch AS subgraph
COPY --from=end /a;b /c|d
COPY --from=graph /a /b
ADD https://example.org/a?b=c&d=%22#e /f
ADD https://example.org/a.git#main:folder /g
FROM --platform=$BUILDPLATFORM x/y@sha256:${"0".repeat(64)} AS class
FROM click AS node
COPY --from=style . .
COPY --from=日本語 "a b" ./
FROM subgraph AS digraph
COPY --from=class / /
COPY --from=node / /
`;

const root = fileURLToPath(new URL("../..", import.meta.url));
const found = ["static/samples", "tests/golden", "tests/bench"].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true }).map((path) => `${folder}/${path}`));
const paths = named.length ? named : found.filter((path) => path.endsWith("Dockerfile")).sort().map((path) => root + path);
const files = paths.map((path) => [path, readFileSync(path, "utf8")]);
if (!named.length) files.push(["hard names", HARD], ["no stage", "ARG A\n"]);

/** Beside how it is drawn unasked, everything that can be drawn, the other way round. */
const WAYS = [[], ["--direction", "tb", "--sources", "--scratch", "node"]];

const browser = await chromium.launch(launchOptions);
try {
  const mermaid = await browser.newPage();
  await mermaid.setContent("<!doctype html><title>mermaid</title>");
  await mermaid.addScriptTag({ path: `${root}node_modules/mermaid/dist/mermaid.min.js` });
  await mermaid.evaluate(() => globalThis.mermaid.initialize({ startOnLoad: false }));
  const alone = await browser.newPage();
  const complaints = [];
  for (const page of [mermaid, alone]) {
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => /^(data|blob|about):/.test(request.url()) || complaints.push(request.url()));
  }
  for (const [name, text] of files) {
    for (const way of WAYS) {
      const print = (format) => printed(text, ["--format", format, ...way]);
      const count = JSON.parse(print("json")).nodes.length;
      const said = `${name} ${way.join(" ")}`;
      assert.equal(await drawnByMermaid(mermaid, print("mermaid")), count, `${said}: the nodes that mermaid draws`);
      assert.equal(drawnByGraphviz(print("dot")), count, `${said}: the nodes that Graphviz draws`);
      await expectPicture(alone, print("svg"), said);
      assert.deepEqual(complaints, [], said);
    }
  }
} finally {
  await browser.close();
}
console.log(`mermaid, Graphviz and Chromium read the graphs of ${files.length} files.`);

function printed(text, args) {
  const { status, stdout, stderr } = spawnSync(program, ["graph", "-", ...args], { input: text, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout;
}

function drawnByMermaid(page, text) {
  return page.evaluate(async (text) => {
    await globalThis.mermaid.parse(text);
    const { svg } = await globalThis.mermaid.render("drawn", text);
    const drawn = new DOMParser().parseFromString(svg, "text/html");
    return drawn.querySelectorAll("g.node").length;
  }, text);
}

function drawnByGraphviz(text) {
  const { status, stdout, stderr, error } = spawnSync(DOT, ["-Tsvg"], { input: text, encoding: "utf8" });
  assert.ifError(error);
  assert.equal(status, 0, stderr);
  assert.equal(stderr, "", "Graphviz has nothing to say");
  return stdout.split('class="node"').length - 1;
}

async function expectPicture(page, svg, said) {
  await page.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`);
  const broken = await page.evaluate(() =>
    document.documentElement.nodeName === "svg" ? document.querySelectorAll("parsererror").length : "no picture");
  assert.equal(broken, 0, `${said}: errors in the picture`);
}
