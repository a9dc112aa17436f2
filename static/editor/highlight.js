// The range that another panel points at.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

const mark = Decoration.mark({ class: "cm-pointed-at" });
const setHighlight = StateEffect.define();

const highlight = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setHighlight)) return effect.value ? Decoration.set(mark.range(...effect.value)) : Decoration.none;
    }
    return transaction.docChanged ? marks.map(transaction.changes) : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The effect that marks `from..to`, or nothing where the range is empty. */
export function pointAt(from, to) {
  return setHighlight.of(from < to ? [from, to] : null);
}

export const pointing = highlight;
