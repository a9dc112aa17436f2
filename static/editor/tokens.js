// Syntax colours. The analysis says what each token is; the style sheet says how that looks.
import { Decoration } from "@codemirror/view";
import { drawnWords } from "./spans.js";

/** What a token can be; its number is its place here. */
export const TOKEN_KINDS = [
  "keyword",
  "flag",
  "image-name",
  "image-tag",
  "image-digest",
  "string",
  "variable",
  "path",
  "command",
  "comment",
  "directive",
  "heredoc",
  "operator",
  "number",
  "stage",
  "error",
];

const marks = TOKEN_KINDS.map((kind) => Decoration.mark({ class: `tok-${kind}` }));

const tokens = drawnWords((kind) => marks[kind]);
export const tokenColours = tokens.extension;

/** The effect that asks `ask(from, to)` for `[from, to, kind]*` anew, or null where what is seen has these colours. */
export const changeTokens = tokens.change;
