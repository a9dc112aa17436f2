// The image as people want to read it.
import { expect, expectAccessible, test } from "./fixture";

const TEXT = `FROM scratch AS base
ENV MODE=fast
USER root
ENTRYPOINT ["/serve"]

FROM base
ENV MODE=sure
USER 10001
WORKDIR /srv
EXPOSE 8080
CMD ["--port", "8080"]
`;

test("what runs, as whom and what was replaced; each leads to its line", { tag: "@look" }, async ({ playground, page }) => {
  const { editor, image } = playground;
  await editor.replaceAll(TEXT);
  await image.expectOf("stage 1");
  await expect(image.panel).toContainText('["/serve", "--port", "8080"]');
  await expect(image.panel).toContainText("take the place of those from CMD");
  await expectAccessible(page);
  await image.open("instead of fast line 2 of base");
  await editor.expectCaretBefore("MODE=fast");
  await image.open("10001");
  await editor.expectCaretBefore("USER 10001");
  await image.open('["/serve"] line 4 of base');
  await editor.expectCaretBefore("ENTRYPOINT");
});

test("the config is copied as JSON", async ({ playground, page }) => {
  const { editor, image } = playground;
  await editor.replaceAll(TEXT);
  await image.expectOf("stage 1");
  await image.panel.getByRole("button", { name: "Copy as JSON" }).click();
  await expect(image.panel.getByText("Copied", { exact: true })).toBeVisible();
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied).toEqual({
    User: "10001",
    ExposedPorts: { "8080/tcp": {} },
    Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "MODE=sure"],
    Cmd: ["--port", "8080"],
    WorkingDir: "/srv",
    Entrypoint: ["/serve"],
  });
});
