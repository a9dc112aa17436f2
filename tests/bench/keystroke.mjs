// What one keystroke costs the page, beside one frame: node tests/bench/keystroke.mjs [--dist dist] [--keys 12] [FILE]…
// Types into the middle of large files in headless Chromium and adds up all that the main thread does until it rests and
// has kept the text. The processor time counts, which grows less than the time of day when the machine has other work.
//
// "in all" is all of it in frames. "change" is that less what the page does in the same time without a key: what the letter
// costs. Both should be one frame at most; `--check` fails where the best of the first or the median
// of the second is above.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { launchOptions } from "../e2e/chromium.mjs";
import { serve } from "../e2e/server.mjs";
import { dozen, generated } from "./texts.mjs";

const FRAME_MS = 1000 / 60;
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    dist: { type: "string", default: fileURLToPath(new URL("../../dist", import.meta.url)) },
    keys: { type: "string", default: "12" },
    tab: { type: "string", multiple: true, default: [] },
    functions: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
  },
});

/** What the work is called, by the events of the browser's trace. What is nested in another counts for itself only. */
const KINDS = {
  FunctionCall: "script",
  TimerFire: "script",
  FireAnimationFrame: "script",
  RunMicrotasks: "script",
  "v8.callFunction": "script",
  UpdateLayoutTree: "style",
  Layout: "layout",
  PrePaint: "paint",
  Paint: "paint",
  Layerize: "paint",
  Commit: "paint",
  HitTest: "paint",
  MinorGC: "garbage",
  MajorGC: "garbage",
  "V8.GC_MC_INCREMENTAL": "garbage",
};
const COLUMNS = ["script", "style", "layout", "paint", "garbage", "rest"];

/** The work of the main thread by kind, in ms of its processor time: what each event takes beyond those within it. */
function work(events) {
  const sums = Object.fromEntries([...COLUMNS, "longest"].map((name) => [name, 0]));
  const open = [];
  const close = (until) => {
    while (open.length && open.at(-1).end <= until) {
      const { kind, own } = open.pop();
      sums[kind] += own / 1000;
    }
  };
  for (const { name, ts, dur, tdur = dur } of events) {
    close(ts);
    const above = open.at(-1);
    if (!above && name !== "RunTask") continue;
    if (!above) sums.longest = Math.max(sums.longest, tdur / 1000);
    const kind = KINDS[name] ?? above?.kind ?? "rest";
    if (above) above.own -= tdur;
    open.push({ ts, end: ts + dur, own: tdur, kind });
  }
  close(Infinity);
  return sums;
}

async function trace(session, act) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  session.on("Tracing.dataCollected", collect);
  const categories = "toplevel,devtools.timeline,disabled-by-default-devtools.timeline,v8,disabled-by-default-v8.gc";
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: categories.split(",") } });
  await act();
  const done = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await done;
  session.off("Tracing.dataCollected", collect);
  const renderers = events.filter((event) => event.name === "thread_name" && event.args.name === "CrRendererMain");
  const count = (thread) => events.filter((event) => event.pid === thread.pid && event.tid === thread.tid).length;
  const { pid, tid } = renderers.sort((a, b) => count(b) - count(a))[0];
  return events
    .filter((event) => event.ph === "X" && event.pid === pid && event.tid === tid && event.dur > 0)
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur);
}

/** The functions that took longest, by their own time and by that of all they call. */
async function functions(session, act) {
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: 100 });
  await session.send("Profiler.start");
  await act();
  const { profile } = await session.send("Profiler.stop");
  const nodes = new Map(profile.nodes.map((node) => [node.id, { ...node, own: 0 }]));
  profile.samples.forEach((id, i) => (nodes.get(id).own += (profile.timeDeltas[i + 1] ?? 0) / 1000));
  const sums = new Map();
  const add = (id, above) => {
    const node = nodes.get(id);
    const { functionName, lineNumber } = node.callFrame;
    const name = functionName || `line ${lineNumber}`;
    const inner = new Set(above).add(name);
    const all = node.own + (node.children ?? []).reduce((sum, child) => sum + add(child, inner), 0);
    const known = sums.get(name) ?? { own: 0, all: 0 };
    sums.set(name, { own: known.own + node.own, all: known.all + (above.has(name) ? 0 : all) });
    return all;
  };
  add(profile.nodes[0].id, new Set());
  for (const name of ["(root)", "(idle)", "(program)"]) sums.delete(name);
  return [...sums].sort(([, a], [, b]) => b.all - a.all);
}

async function open(browser, address, text, tab) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 860 } })).newPage();
  await page.goto(address);
  const editor = page.locator(".cm-content");
  await editor.waitFor();
  if (tab) await page.getByRole("tab", { name: tab }).click();
  await editor.focus();
  // The second half first, and the first half before it: the caret is then at the end of the line between them.
  const [head, tail] = halves(text);
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(tail);
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText(head);
  await setTimeout(2500);
  return page;
}

/** The halves of `text`, parted behind a line in the middle that a user might be changing. */
function halves(text) {
  const lines = text.split("\n");
  const at = lines.findIndex((line, i) => i > lines.length / 2 && /^COPY .*[^\\]$/.test(line));
  const length = lines.slice(0, at + 1).join("\n").length;
  return [text.slice(0, length), text.slice(length)];
}

const sum = (row) => COLUMNS.reduce((all, column) => all + row[column], 0);
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

async function measure(browser, address, name, text, tab) {
  const page = await open(browser, address, text, tab);
  const session = await page.context().newCDPSession(page);
  const keys = async (count, each = (press) => press()) => {
    for (let i = 0; i < count; i++) await each(() => page.keyboard.press(i % 2 ? "Backspace" : "x"));
  };
  const rest = () => setTimeout(1300);
  await keys(10, async (press) => (await press(), await rest()));
  if (values.functions) {
    const found = await functions(session, () => keys(10, async (press) => (await press(), await rest())));
    console.log(`${name}${tab ? `, ${tab}` : ""}: ms a key, own and with what is called`);
    const line = ([called, { own, all }]) => `${(own / 10).toFixed(2).padStart(8)} ${(all / 10).toFixed(2).padStart(8)}  ${called}`;
    console.log(found.slice(0, 150).map(line).join("\n"));
    console.log("by own time");
    console.log(found.toSorted(([, a], [, b]) => b.own - a.own).slice(0, 60).map(line).join("\n"));
  }
  const rows = [];
  await keys(Number(values.keys), async (press) => {
    rows.push(work(await trace(session, async () => (await press(), await rest()))));
  });
  const idle = [];
  for (let i = 0; i < 5; i++) idle.push(sum(work(await trace(session, rest))));
  const analysis = await page.locator(".status span[title]").textContent();
  await page.context().close();
  const totals = rows.map(sum);
  const best = rows[totals.indexOf(Math.min(...totals))];
  return { name, tab, best, least: Math.min(...totals), median: median(totals), nothing: median(idle), analysis };
}

const server = await serve(values.dist);
const browser = await chromium.launch(launchOptions);
const texts = positionals.length
  ? await Promise.all(positionals.map(async (path) => [basename(path), await readFile(path, "utf8")]))
  : [["12 stages", dozen(5000)], ["385 stages", generated(5000)]];
try {
  const head = ["5,000 lines", "tab", ...COLUMNS, "least", "median", "idle", "longest", "in all", "change", "(median)", "analysis"];
  console.log(head.map((word, i) => (i < 2 ? word.padEnd(12) : word.padStart(9))).join(""));
  for (const [name, text] of texts) {
    for (const tab of ["", ...values.tab]) {
      const row = await measure(browser, server.address, name, text, tab);
      const frames = [row.least, row.least - row.nothing, row.median - row.nothing].map((ms) => ms / FRAME_MS);
      const times = [row.least, row.median, row.nothing, row.best.longest];
      const numbers = [...COLUMNS.map((column) => row.best[column]), ...times, ...frames];
      const cells = [...numbers.map((number) => number.toFixed(2)), row.analysis].map((cell) => cell.padStart(9));
      console.log(`${row.name.padEnd(12)}${(row.tab || "Explain").padEnd(12)}${cells.join("")}`);
      if (values.check && Math.max(frames[0], frames[2]) > 1) process.exitCode = 1;
    }
  }
} finally {
  await browser.close();
  server.close();
}
