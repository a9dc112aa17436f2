// What stands in the text is seen: a look for every kind of word, numbers beside the lines, brackets that belong together.
import { expect, test } from "./fixture";

const TEXT = `# syntax=docker/dockerfile:1
FROM ghcr.io/team/app:1.2@sha256:${"ab".repeat(32)} AS base
# a note
ARG NAME=x
ENV GREETING="good day"
COPY --chown=10 here.txt /srv/there.txt
RUN apk add --no-cache curl && echo $NAME
COPY <<EOF /etc/motd
hello
EOF
EXPOSE 8080
FORM base
`;

/** The first word of each kind. */
const KINDS = {
  directive: /^# syntax=/,
  keyword: "FROM",
  "image-name": "ghcr.io/team/app",
  "image-tag": ":1.2",
  "image-digest": /^@sha256:abab/,
  stage: "base",
  comment: "# a note",
  variable: "NAME",
  string: '"good day"',
  flag: /^--chown/,
  path: "here.txt",
  command: "apk",
  operator: "&&",
  heredoc: "hello",
  number: "8080",
  error: "FORM",
};

test("words of every kind look like what they are", { tag: "@look" }, async ({ playground: { editor, page } }) => {
  await editor.replaceAll(TEXT);
  const look = (element: Element) => {
    const { color, fontWeight, fontStyle } = getComputedStyle(element);
    return [color, fontWeight, fontStyle].join();
  };
  const plain = await editor.content.evaluate(look);
  for (const [kind, text] of Object.entries(KINDS)) {
    await expect(editor.tokens(kind).first()).toHaveText(text);
    expect(await editor.tokens(kind).first().evaluate(look), `a ${kind} has a look of its own`).not.toBe(plain);
  }
  const numbers = page.locator(".cm-lineNumbers .cm-gutterElement:visible");
  await expect(numbers.last()).toHaveText(String(TEXT.split("\n").length));
});

test("brackets that belong together light up", async ({ playground: { editor, page } }) => {
  await editor.replaceAll('FROM scratch\nCMD ["a", "(b)"]\n');
  await editor.caretAt("[");
  const matching = page.locator(".editor .cm-matchingBracket");
  await expect(matching).toHaveText(["[", "]"]);
  await editor.caretAt("FROM");
  await expect(matching).toHaveCount(0);
});
