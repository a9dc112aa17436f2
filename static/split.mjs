// Finishes what Trunk has built. Trunk calls it with its folders in the environment.
//
// A release is made in several files of WebAssembly: what the page needs to be used, and what follows (`src/app/later`).
// The tool that splits them wants what the linker knows of every reference, which is lost in what Trunk makes of it; so
// that is made anew here: split, bound, shrunk, and with one script around it.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const { TRUNK_PROFILE: profile, TRUNK_STAGING_DIR: site } = process.env;
const name = "dockerfile-playground";
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const work = join(target, "split");

const loader = join(work, "__wasm_split.js");
const page = join(site, "index.html");
if (profile === "release") await writeFile(page, await finished(await readFile(page, "utf8")));
// The page for frames is the same page: the app looks at the name it was opened by.
await copyFile(page, join(site, "embed.html"));

async function finished(html) {
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  run("wasm-split-cli", `${target}/wasm32-unknown-unknown/release/${name}.wasm`, work, "--out-name", name);
  run("wasm-bindgen", "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", work, "--out-name", name, `${work}/${name}.wasm`);
  await rename(join(work, `${name}_bg.wasm`), join(work, `${name}.wasm`));
  const parts = (await readdir(work)).filter((file) => file.endsWith(".wasm"));
  for (const part of parts) run("wasm-opt", ...shrinking(), `${work}/${part}`, "-o", `${work}/${part}`);

  for (const old of await readdir(site)) if (old.startsWith(name) || old === "snippets") await rm(join(site, old), { recursive: true });
  await mkdir(join(site, "later"), { recursive: true });
  const first = await placed(`${name}.wasm`, await readFile(join(work, `${name}.wasm`)));
  const later = parts.filter((part) => part !== `${name}.wasm`);
  const names = await Promise.all(later.map(async (part) => [part, await placed(`later/${part}`, await readFile(join(work, part)))]));
  const script = await placed(`${name}.js`, await bundled(names));
  return renamed(html, { first, script });
}

// Writes a file of the page; its name says its content, so that it can be kept for ever.
async function placed(path, bytes) {
  const [stem, extension] = path.split(".");
  const own = `${stem}-${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.${extension}`;
  await writeFile(join(site, own), bytes);
  return own;
}

// The page with the new names in place of Trunk's, also where it asks for them early; what is bundled is no file now.
function renamed(html, names) {
  const old = (attribute) => html.match(new RegExp(`${attribute}="?\\./([^"\\s>]+)`))[1];
  const [script, first] = [old("data-js"), old("data-wasm")];
  return html.replaceAll(script, names.script).replaceAll(first, names.first).replace(/<link [^>]*\/snippets\/[^>]*>/g, "");
}

// The glue, the editor and the loader of the later parts as one script.
async function bundled(names) {
  await writeFile(loader, patient(await readFile(loader, "utf8")));
  const { outputFiles } = await build({
    absWorkingDir: work,
    entryPoints: [`${name}.js`],
    bundle: true,
    charset: "utf8",
    external: ["*.wasm"],
    format: "esm",
    legalComments: "none",
    minify: !process.env.READABLE,
    target: "es2022",
    write: false,
  });
  let script = outputFiles[0].text;
  for (const [part, own] of names) {
    if (!script.includes(`"./${part}"`)) throw new Error(`the loader of the later parts has changed; look at ${import.meta.url}`);
    script = script.replace(`"./${part}"`, `"./${own}"`);
  }
  return Buffer.from(script);
}

// The loader with a server in mind that does not name the type of what it sends, as the glue has for the first part.
function patient(source) {
  const streamed = "WebAssembly.instantiateStreaming(src, imports)";
  if (!source.includes(streamed)) throw new Error(`the loader of the later parts has changed; look at ${import.meta.url}`);
  return source.replaceAll(streamed, "instantiated(src, imports)") + `
async function instantiated(source, imports) {
  const response = await source;
  if (!response.ok) throw new Error(response.status + " " + response.url);
  if (response.headers.get("Content-Type") === "application/wasm") return WebAssembly.instantiateStreaming(response, imports);
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
`;
}

// What `make bench` is measured with, too.
function shrinking() {
  const { WASM_OPT, WASM_FEATURES } = process.env;
  return `${WASM_OPT} ${WASM_FEATURES}`.split(" ").filter(Boolean);
}

function run(command, ...args) {
  execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
}
