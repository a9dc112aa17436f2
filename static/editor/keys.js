// The keyboard: indentation, and the ways out of the editor.
import { indentLess, indentMore } from "@codemirror/commands";
import { indentService, indentUnit } from "@codemirror/language";
import { EditorView, keymap } from "@codemirror/view";
import { walkDiagnostics } from "./diagnostics.js";

const INDENT = "    ";
const A_DAY_MS = 86_400_000;

function insertIndent(view) {
  const { state } = view;
  if (state.readOnly) return false;
  if (state.selection.ranges.some((range) => !range.empty)) return indentMore(view);
  const { from } = state.selection.main;
  const line = state.doc.lineAt(from);
  const before = line.text.slice(0, from - line.from);
  // The lines of `<<-` heredocs begin with tabs and have to.
  const text = /^\t+$/.test(before) ? "\t" : INDENT.slice(before.length % INDENT.length);
  view.dispatch(state.update(state.replaceSelection(text), { scrollIntoView: true, userEvent: "input" }));
  return true;
}

/** A continued line is indented by four; the line after the last one goes back to the margin. */
function indentation(context, position) {
  const { from, text } = context.lineAt(position, -1);
  const width = /^[ \t]*/.exec(text)[0].replaceAll("\t", INDENT).length;
  const continued = (line) => /[\\`][ \t\r]*$/.test(line);
  if (continued(text)) return Math.max(width, INDENT.length);
  const before = from > 0 ? context.lineAt(from - 1, -1).text : "";
  return continued(before) ? 0 : width;
}

/** Esc lets the next Tab leave the editor, however long it takes; any other key takes Tab back. */
const leaving = EditorView.domEventObservers({
  keydown(event, view) {
    // Behind the editor's own handler, which grants two seconds.
    if (event.key === "Escape") queueMicrotask(() => view.setTabFocusMode(A_DAY_MS));
  },
  focus(_event, view) {
    view.setTabFocusMode(false);
  },
});

/** What plain keys type. */
const PLAIN = /^[ -~]$/;

/**
 * Typing over a selection: left to itself, the browser would write inline styles, which the policy forbids. And a plain
 * letter: it would be laid out once before CodeMirror reads it. What an input method or a correction writes is left to them.
 */
const typing = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { state } = view;
    const typed = event.inputType === "insertText" && event.data !== null && !event.isComposing;
    if (!typed || state.readOnly) return false;
    const isPlain = () =>
      PLAIN.test(event.data) && !view.compositionStarted && event.getTargetRanges().every((range) => range.collapsed);
    if (state.selection.ranges.every((range) => range.empty) && !isPlain()) return false;
    event.preventDefault();
    const change = state.replaceSelection(event.data);
    view.dispatch(state.update(change, { scrollIntoView: true, userEvent: "input.type" }));
    return true;
  },
});

export const editingKeys = [
  typing,
  indentUnit.of(INDENT),
  indentService.of(indentation),
  leaving,
  keymap.of([
    { key: "Tab", run: insertIndent, shift: indentLess },
    { key: "F8", run: walkDiagnostics(1), shift: walkDiagnostics(-1) },
  ]),
];
