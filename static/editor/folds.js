// Folding of the ranges that the analysis names: stages, heredocs, long instructions.
import { codeFolding, foldGutter, foldKeymap, foldService } from "@codemirror/language";
import { keymap } from "@codemirror/view";
import { columns, spanField } from "./spans.js";

const folds = spanField();

/** The effect for `[from, to]*`, or null where there are the same already. */
export function changeFolds(state, numbers) {
  return folds.change(state, [...columns(numbers, 2), []]);
}

function foldable(state, lineStart, lineEnd) {
  let found = null;
  folds.each(state, lineStart, lineEnd, (from, to) => {
    if (from >= lineStart && from <= lineEnd && to > lineEnd && (!found || to > found.to)) found = { from: lineEnd, to };
  });
  return found;
}

function arrow(open) {
  const element = document.createElement("span");
  element.className = open ? "cm-fold-open" : "cm-fold-closed";
  element.title = open ? "Fold" : "Unfold";
  return element;
}

export const folding = [
  folds.field,
  codeFolding({ placeholderText: "…" }),
  foldService.of(foldable),
  foldGutter({ markerDOM: arrow, foldingChanged: (update) => folds.given(update) }),
  keymap.of(foldKeymap),
];
