// A smoke test in Firefox, which Playwright cannot drive as Debian ships it: the page opens under the strict policy,
// takes typing, draws, explains and checks it, and says nothing in the console.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { serve } from "./server.mjs";

const server = await serve(fileURLToPath(new URL("../../dist", import.meta.url)));
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
  protocol: "webDriverBiDi",
  headless: true,
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warn", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(server.address);
  await page.waitForSelector(".cm-content");
  await page.focus(".cm-content");
  await page.keyboard.down("Control");
  await page.keyboard.press("End");
  await page.keyboard.up("Control");
  await page.keyboard.type("FROM scratch AS typed-in-firefox");
  await page.waitForSelector('[role="group"] [role="button"][aria-label^="Stage typed-in-firefox"]');
  await page.waitForFunction(() => document.querySelector("#panel-tabs h2").textContent === "FROM of typed-in-firefox");
  await page.click("#tab-problems");
  await page.waitForSelector("#panel-tabs .finding");
  const size = await page.$eval(".cm-gutters", (gutters) => getComputedStyle(gutters).display);
  assert.equal(size, "flex", "the styles of the editor are in force");
  assert.deepEqual(complaints, [], "nothing in the console");
  console.log("Firefox: the page opens, follows typing and is quiet.");
} finally {
  await browser.close();
  server.close();
}
