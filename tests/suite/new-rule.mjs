// Begins a new rule: copies the model rule and enters it into the table of its subject.
// node tests/suite/new-rule.mjs SUBJECT NAME, from `make new-rule SUBJECT=run NAME=some-problem`
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const MODEL = { subject: "config", name: "relative-workdir" };
const [subject, name] = process.argv.slice(2);
const fileOf = (rule) => rule.replaceAll("-", "_");
const folder = `src/rules/${subject}`;
const target = `${folder}/${fileOf(name)}.rs`;

function stop(why) {
  console.error(why);
  process.exit(1);
}

/** Puts `line` among the lines that match `like`, in alphabetical order. */
function inserted(text, like, line) {
  const lines = text.split("\n");
  const places = lines.flatMap((one, i) => (like.test(one) ? [i] : []));
  if (!places.length) stop(`${folder}/mod.rs has no line like ${line.trim()}; enter the rule by hand.`);
  const after = places.findLast((i) => lines[i].trim() < line.trim());
  lines.splice(after === undefined ? places[0] : after + 1, 0, line);
  return lines.join("\n");
}

if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) stop(`A rule is named in kebab-case, for its problem; ${name} is not.`);
if (!existsSync(`${folder}/mod.rs`)) stop(`There is no subject ${subject}; the subjects are the folders of src/rules.`);
if (existsSync(target)) stop(`${target} is there already.`);

const model = readFileSync(`src/rules/${MODEL.subject}/${fileOf(MODEL.name)}.rs`, "utf8");
writeFileSync(target, model.replaceAll(MODEL.name, name));
const table = readFileSync(`${folder}/mod.rs`, "utf8");
const withModule = inserted(table, /^mod \w+;$/, `mod ${fileOf(name)};`);
writeFileSync(`${folder}/mod.rs`, inserted(withModule, /^ +\w+::RULE,$/, `    ${fileOf(name)}::RULE,`));
console.log(`${target} is a copy of ${MODEL.name}: write its page, its check and its vectors, and a line in CHANGELOG.md.`);
