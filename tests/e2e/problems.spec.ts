import { expect, expectAccessible, test } from "./fixture";
import { FINDINGS } from "./texts";

test("a fix is previewed, applied and undone", async ({ playground: { editor, problems } }) => {
  await editor.replaceAll(FINDINGS);
  await problems.explain("relative-workdir");
  await expect(problems.finding("relative-workdir")).toContainText("WorkdirRelativePath");
  await problems.preview("relative-workdir");
  await expect(problems.changes.getByRole("row")).toHaveText([/WORKDIR app/, /WORKDIR \/app/]);
  await problems.fix("relative-workdir");
  await problems.expectNone("relative-workdir");
  await editor.expectText(FINDINGS.replace("app", "/app"));
  await editor.undo();
  await editor.expectText(FINDINGS);
  await problems.expect("relative-workdir");
});

test("all safe fixes are one step", async ({ playground: { editor, problems } }) => {
  await editor.replaceAll(FINDINGS);
  await problems.fixAllSafe();
  await problems.expectNone("kept-apk-cache");
  await problems.expectNone("maintainer-instruction");
  await problems.expect("relative-workdir");
  await editor.bring();
  await expect(editor.content).toContainText("RUN apk add --no-cache curl");
  await editor.undo();
  await editor.expectText(FINDINGS);
});

test("findings are in the order of the text and filtered by severity", async ({ playground: { editor, problems } }) => {
  await editor.replaceAll(FINDINGS);
  await problems.expect("unknown-instruction");
  const rules = ["relative-workdir", "kept-apk-cache", "maintainer-instruction", "unknown-instruction"];
  await expect(problems.panel.locator(".rule-id")).toHaveText(rules);
  await problems.toggle("warning");
  await problems.expectNone("relative-workdir");
  await problems.expect("kept-apk-cache");
  await problems.toggle("info");
  await problems.toggle("error");
  await expect(problems.panel).toContainText("All findings are hidden");
  await problems.toggle("warning");
  await problems.expect("relative-workdir");
});

test("a second colon in an image name is explained and mended", async ({ playground: { editor, problems } }) => {
  await editor.replaceAll("");
  await editor.typeAtEnd("FROM python:3:10-slim");
  await problems.expect("invalid-image-reference");
  await expect(problems.finding("invalid-image-reference")).toContainText("[registry/]repository[:tag][@digest]");
  await problems.open("invalid-image-reference");
  await editor.expectCaretBefore(":10-slim");
  await expect(editor.squiggles("error").first()).toBeVisible();
  await problems.preview("invalid-image-reference");
  await expect(problems.changes).toContainText("FROM python:3.10-slim");
  await problems.fix("invalid-image-reference");
  await editor.expectText("FROM python:3.10-slim");
  await problems.expectNone("invalid-image-reference");
});

test("what comments silence is told, and leads to them", { tag: "@look" }, async ({ playground, page }) => {
  const { editor, problems } = playground;
  await editor.replaceAll("FROM alpine:3.22\n# check=skip=WorkdirRelativePath\nWORKDIR app\n# hadolint ignore=DL4000\nMAINTAINER me\nCMD [\"x\"]\n");
  await problems.expectNone("relative-workdir");
  await problems.panel.getByText("2 findings are silenced").click();
  await expectAccessible(page);
  await problems.panel.getByRole("button", { name: /`?app`? is a relative/ }).click();
  await editor.expectCaretBefore("app");
  await problems.bring();
  const comment = problems.panel.getByRole("button", { name: "by line 4: # hadolint ignore=DL4000" });
  if (!(await comment.isVisible())) await problems.panel.getByText("2 findings are silenced").click();
  await comment.click();
  await editor.expectCaretBefore("# hadolint");
});
