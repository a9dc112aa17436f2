// Takes a picture of the release build: node tests/e2e/screenshot.mjs OUT.png [--width 1440] [--height 860]
//   [--theme light|dark] [--touch] [--file some.Dockerfile] [--path embed.html] [--hash '#0.…'] [--tab problems]
//   [--caret LINE:COLUMN] [--press 'Control+f'] [--click SELECTOR]… [--hover SELECTOR] [--wait MS] [--full]
// --file types a file over the text; --tab chooses the tab of that name; the console is printed.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";
import { serve } from "./server.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: "string", default: "1440" },
    height: { type: "string", default: "860" },
    theme: { type: "string", default: "light" },
    touch: { type: "boolean", default: false },
    file: { type: "string" },
    path: { type: "string", default: "" },
    hash: { type: "string", default: "" },
    tab: { type: "string" },
    caret: { type: "string" },
    press: { type: "string" },
    click: { type: "string", multiple: true, default: [] },
    hover: { type: "string" },
    wait: { type: "string", default: "0" },
    full: { type: "boolean", default: false },
    dist: { type: "string", default: fileURLToPath(new URL("../../dist", import.meta.url)) },
  },
});
const [out] = positionals;
if (!out) throw new Error("say where to: node tests/e2e/screenshot.mjs OUT.png");

const server = await serve(values.dist);
const browser = await chromium.launch(launchOptions);
try {
  const context = await browser.newContext({
    viewport: { width: Number(values.width), height: Number(values.height) },
    colorScheme: values.theme,
    hasTouch: values.touch,
    isMobile: values.touch,
  });
  const page = await context.newPage();
  page.on("console", (message) => console.log(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => console.log(`error: ${error}`));
  await page.goto(`${server.address}${values.path}${values.hash && `#${values.hash.replace(/^#/, "")}`}`);
  const editor = page.locator(".cm-content");
  await editor.waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
  if (values.file) {
    const text = await readFile(values.file, "utf8");
    await editor.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(text);
    await page.keyboard.press("Control+Home");
  }
  if (values.caret) {
    const [line, column = 1] = values.caret.split(":").map(Number);
    await editor.focus();
    await page.keyboard.press("Control+Home");
    for (let i = 1; i < line; i++) await page.keyboard.press("ArrowDown");
    for (let i = 1; i < column; i++) await page.keyboard.press("ArrowRight");
  }
  if (values.tab) await page.getByRole("tab", { name: new RegExp(`^${values.tab}`, "i") }).click();
  if (values.press) {
    await editor.focus();
    await page.keyboard.press(values.press);
  }
  for (const selector of values.click) await page.locator(selector).first().click();
  if (values.hover) await page.locator(values.hover).first().hover();
  // Until analysis, layout and motion have come to rest.
  await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), 500 + Number(values.wait));
  await page.screenshot({ path: out, fullPage: values.full });
} finally {
  await browser.close();
  server.close();
}
