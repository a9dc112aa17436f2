// The editor: CodeMirror 6 behind one class. Nothing else of the project knows CodeMirror.
// All positions are UTF-16 offsets; those that come late are moved into the text, never refused.
import { autocompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, isolateHistory, redo, undo } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorSelection, EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { acceptingKeys } from "./accept.js";
import { changeDiagnostics, findings } from "./diagnostics.js";
import { changeFolds, folding } from "./folds.js";
import { pointAt, pointing } from "./highlight.js";
import { hoverText, pointerOffset } from "./hover.js";
import { editingKeys } from "./keys.js";
import { rebuildMarks, setRebuilds } from "./rebuilds.js";
import { changeStages, stageStrip } from "./stages.js";
import { changeTokens, tokenColours } from "./tokens.js";
import { ghostValues, setValues } from "./values.js";

export { copyPicture, savePicture } from "./picture.js";

/** From this length on, a line is no longer wrapped. */
const ENDLESS_LINE = 50_000;

/** How long to wait for an analysis before completions are asked for again, and how often. */
const PAUSE_MS = 100;
const MOST_TRIES = 30;

/** Marks what the page itself wrote, which is not reported back to it. */
const fromPage = Annotation.define();

export class Editor {
  /**
   * Mounts an editor in `parent`.
   *
   * `callbacks` has `changed()` after each edit that the page did not make through `setText`, `selected(from, to)`
   * and `pointed(offset | null)` at most once a frame, `complete(offset, explicit)` giving `{from, options} | null`, or
   * `undefined` where it cannot be told yet,
   * `explain(offset)` giving `{from, to, title, body} | null`, and `fix(index)`. Of what was shown last, `colours(from, to)`
   * gives `[from, to, kind]*` and `words(index)` gives `{message, rule, fix} | null` of a finding.
   *
   * `options` has `text`, `label`, `describedBy` (an id), `readOnly` and `wrap`.
   */
  constructor(parent, callbacks, options) {
    this.callbacks = callbacks;
    this.frame = 0;
    this.showsValues = false;
    this.showsRebuilds = false;
    this.access = new Compartment();
    this.naming = new Compartment();
    this.wrapping = new Compartment();
    this.describedBy = options.describedBy;
    this.view = new EditorView({
      parent,
      root: parent.getRootNode(),
      state: EditorState.create({ doc: options.text, extensions: this.extensions(options) }),
    });
    this.setWrap(options.wrap);
  }

  extensions({ label, readOnly }) {
    const { complete, explain, fix, pointed } = this.callbacks;
    return [
      // The text is kept byte for byte: only `\n` ends a line, and any other control character is shown.
      EditorState.lineSeparator.of("\n"),
      EditorView.clipboardInputFilter.of((text) => text.replaceAll("\r\n", "\n")),
      EditorState.allowMultipleSelections.of(true),
      EditorState.languageData.of(() => [{ commentTokens: { line: "#" } }]),
      stageStrip,
      findings,
      lineNumbers(),
      rebuildMarks,
      folding,
      highlightActiveLineGutter(),
      highlightActiveLine(),
      highlightSpecialChars(),
      drawSelection(),
      history(),
      bracketMatching(),
      highlightSelectionMatches({ minSelectionLength: 2 }),
      search({ top: true }),
      tokenColours,
      pointing,
      ghostValues,
      hoverText(explain, fix),
      pointerOffset(pointed),
      acceptingKeys,
      autocompletion({
        override: [completions(complete)],
        icons: false,
        activateOnCompletion: ({ label }) => label.endsWith("="),
      }),
      editingKeys,
      keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
      this.access.of(access(readOnly)),
      this.naming.of(this.name(label)),
      this.wrapping.of([]),
      EditorView.updateListener.of((update) => this.report(update)),
    ];
  }

  report(update) {
    if (update.docChanged && this.wraps && hasEndlessLine(update)) this.setWrap(false);
    const own = (transaction) => transaction.docChanged && !transaction.annotation(fromPage);
    if (update.transactions.some(own)) this.callbacks.changed();
    if (!(update.selectionSet || update.docChanged) || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const { from, to } = this.view.state.selection.main;
      this.callbacks.selected(from, to);
    });
  }

  name(label) {
    const attributes = { "aria-label": label, tabindex: "0", spellcheck: "false", autocapitalize: "off", autocorrect: "off" };
    if (this.describedBy) attributes["aria-describedby"] = this.describedBy;
    return EditorView.contentAttributes.of(attributes);
  }

  clamp(position) {
    return Math.min(Math.max(position, 0), this.view.state.doc.length);
  }

  text() {
    return this.view.state.doc.toString();
  }

  /** Replaces the text, as one step that can be undone; what both have at their ends stays, and so do marks on it. */
  setText(text) {
    const changes = difference(this.text(), text);
    if (!changes) return;
    this.view.dispatch({ changes, annotations: [fromPage.of(true), isolateHistory.of("full")] });
  }

  /** Makes several edits, `[from, to]*` with their texts, as one step that can be undone. */
  applyEdits(ranges, texts) {
    const changes = texts.map((insert, i) => {
      const from = this.clamp(ranges[2 * i]);
      return { from, to: Math.max(from, this.clamp(ranges[2 * i + 1])), insert };
    });
    const made = this.view.state.changes(changes);
    const at = made.empty ? null : EditorView.scrollIntoView(made.mapPos(changes[0].from, 1), { y: "nearest", yMargin: 60 });
    this.view.dispatch({
      changes: made,
      effects: at ?? [],
      annotations: isolateHistory.of("full"),
      userEvent: "input.fix",
    });
  }

  /**
   * Shows what was found in the text, all in one step: folds `[from, to]*`, stages `[fromLine, toLine, hue]*` and findings
   * `[from, to, severity]*`. Colours and words are asked for.
   */
  show(foldable, stages, found) {
    const { state } = this.view;
    const { colours, words } = this.callbacks;
    const given = [
      changeTokens(this.view, colours),
      changeFolds(state, foldable),
      changeStages(state, stages),
      changeDiagnostics(this.view, found, words),
    ];
    const effects = given.filter(Boolean);
    if (effects.length) this.view.dispatch({ effects });
  }

  /** Shows a text, or null for none, behind each of `[from, to]*`. */
  setValues(numbers, texts) {
    if (!texts.length && !this.showsValues) return;
    this.showsValues = texts.length > 0;
    this.view.dispatch({ effects: setValues(numbers, texts) });
  }

  /** Marks the line of each of `[at, status]*`, with a text each that says why. */
  setRebuilds(numbers, texts) {
    if (!texts.length && !this.showsRebuilds) return;
    this.showsRebuilds = texts.length > 0;
    this.view.dispatch({ effects: setRebuilds(this.view.state, numbers, texts) });
  }

  /** What is selected, as `[from, to]`. */
  selection() {
    const { from, to } = this.view.state.selection.main;
    return Uint32Array.of(from, to);
  }

  select(from, to, scroll, focus) {
    const range = EditorSelection.range(this.clamp(from), this.clamp(to));
    const effects = scroll ? EditorView.scrollIntoView(range, { y: "center" }) : [];
    this.view.dispatch({ selection: range, effects, userEvent: "select" });
    if (focus) this.focus();
  }

  highlight(from, to) {
    this.view.dispatch({ effects: pointAt(this.clamp(from), this.clamp(to)) });
  }

  clearHighlight() {
    this.highlight(0, 0);
  }

  setReadOnly(readOnly) {
    this.view.dispatch({ effects: this.access.reconfigure(access(readOnly)) });
  }

  setLabel(label) {
    this.view.dispatch({ effects: this.naming.reconfigure(this.name(label)) });
  }

  /** Wraps long lines or not. Once an endless line comes, wrapping ends: it would take seconds. */
  setWrap(wrap) {
    this.wraps = wrap;
    this.view.dispatch({ effects: this.wrapping.reconfigure(wrap ? EditorView.lineWrapping : []) });
  }

  focus() {
    this.view.focus();
  }

  undo() {
    return undo(this.view);
  }

  redo() {
    return redo(this.view);
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    this.view.destroy();
  }
}

function access(readOnly) {
  return EditorState.readOnly.of(readOnly);
}

function hasEndlessLine({ changes, state }) {
  let found = false;
  changes.iterChangedRanges((_fromA, _toA, from, to) => {
    for (let line = state.doc.lineAt(from); !found; line = state.doc.line(line.number + 1)) {
      found = line.length > ENDLESS_LINE;
      if (line.to >= to) break;
    }
  });
  return found;
}

function completions(complete) {
  return (context) => {
    const found = complete(context.pos, context.explicit);
    return found === undefined ? completionsLater(complete, context) : found;
  };
}

/** Asks again until there is an answer, or the question has gone. */
async function completionsLater(complete, context) {
  let found;
  for (let tries = 0; found === undefined && tries < MOST_TRIES; tries++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    if (context.aborted) return null;
    found = complete(context.pos, context.explicit);
  }
  return found ?? null;
}

/** The one replacement that turns `before` into `after`, or null where they are equal. */
function difference(before, after) {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  let end = 0;
  const same = () => before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end);
  while (end < shorter - from && same()) end++;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}
