// Bundles the editor into static/gen/editor.js. Trunk and the Makefile call it before anything is compiled for the browser.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const target = `${root}static/gen/editor.js`;

// style-mod writes <style> elements into a document, which a strict policy blocks, and constructed style sheets,
// which it allows, only into a shadow root. This makes it use the latter everywhere.
const constructedStyles = {
  name: "constructed-styles",
  setup(bundler) {
    bundler.onLoad({ filter: /style-mod[\\/]src[\\/]style-mod\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const condition = "!root.head && root.adoptedStyleSheets";
      if (!source.includes(condition)) throw new Error(`style-mod has changed; look at ${import.meta.url}`);
      return { contents: source.replace(condition, "root.adoptedStyleSheets"), loader: "js" };
    });
  },
};

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ["static/editor/editor.js"],
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  minify: true,
  plugins: [constructedStyles],
  write: false,
});
const [{ text }] = outputFiles;

// Written only where it differs, so that neither Cargo nor Trunk's watcher sees a change where there is none.
if ((await readFile(target, "utf8").catch(() => null)) !== text) {
  await mkdir(`${root}static/gen`, { recursive: true });
  await writeFile(target, text);
}
