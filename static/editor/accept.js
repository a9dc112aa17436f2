// What the keys do while completions are offered.
import { acceptCompletion, closeCompletion, selectedCompletion, selectedCompletionIndex } from "@codemirror/autocomplete";
import { Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";

/** Enter ends the line where nothing is missing in it, unless an offer was chosen: `FROM node` is whole as it is. */
function endLine(view) {
  const { state } = view;
  const offer = selectedCompletion(state);
  if (!offer || selectedCompletionIndex(state) > 0) return false;
  const { head } = state.selection.main;
  const { from, text } = state.doc.lineAt(head);
  const word = /[^\s=,${]*$/.exec(text.slice(0, head - from))[0];
  if (word && `${offer.label}:`.toLowerCase().startsWith(`${word}:`.toLowerCase())) closeCompletion(view);
  // The keys behind this one accept what is still offered, or else break the line.
  return false;
}

export const acceptingKeys = Prec.highest(keymap.of([{ key: "Enter", run: endLine }, { key: "Tab", run: acceptCompletion }]));
