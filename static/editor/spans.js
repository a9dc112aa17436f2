// Spans given by the analysis, kept beside the document and carried through its edits.
// Only what is on the screen is ever turned into decorations, so that a file of 50,000 lines costs as much as one of 50.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, ViewPlugin } from "@codemirror/view";

/** A list of spans: `starts` and `ends` in the document they were given for, sorted by start, each with its value. */
class Spans {
  constructor(starts, ends, values) {
    const order = sortedOrder(starts);
    this.starts = order ? order.map((i) => starts[i]) : starts;
    this.ends = order ? order.map((i) => ends[i]) : ends;
    this.values = order ? Array.from(order, (i) => values[i]) : values;
    // The furthest end so far, which never falls: where a search for spans that reach a place may begin.
    this.reach = new Uint32Array(this.ends.length);
    for (let i = 0, furthest = 0; i < this.ends.length; i++) {
      this.reach[i] = furthest = Math.max(furthest, this.ends[i]);
    }
    this.changes = null;
    this.back = null;
  }

  /** The same spans after further edits. */
  mapped(changes) {
    const next = Object.create(Spans.prototype, Object.getOwnPropertyDescriptors(this));
    next.changes = this.changes ? this.changes.composeDesc(changes) : changes.desc;
    next.back = next.changes.invertedDesc;
    return next;
  }

  /** Calls `visit(from, to, value)` for each span that touches `from..to`, all in the present document. */
  each(from, to, length, visit) {
    const low = this.back ? this.back.mapPos(Math.min(from, this.back.length), -1) : from;
    const high = this.back ? this.back.mapPos(Math.min(to, this.back.length), 1) : to;
    for (let i = firstAtLeast(this.reach, low); i < this.starts.length && this.starts[i] <= high; i++) {
      if (this.ends[i] < low) continue;
      const start = this.place(this.starts[i], 1, length);
      const end = this.place(this.ends[i], -1, length);
      if (start <= end && start <= to && end >= from) visit(start, end, this.values[i]);
    }
  }

  place(position, side, length) {
    if (!this.changes) return Math.min(position, length);
    return this.changes.mapPos(Math.min(position, this.changes.length), side);
  }
}

function sortedOrder(starts) {
  for (let i = 1; i < starts.length; i++) {
    if (starts[i] < starts[i - 1]) return Uint32Array.from(starts.keys()).sort((a, b) => starts[a] - starts[b]);
  }
  return null;
}

function firstAtLeast(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Splits a list of rows of `width` numbers into their columns. */
export function columns(numbers, width) {
  const count = Math.floor(numbers.length / width);
  const made = Array.from({ length: width }, () => new Uint32Array(count));
  for (let i = 0, at = 0; i < count; i++) for (const column of made) column[i] = numbers[at++];
  return made;
}

/** A list of spans as a part of the editor's state: `set` is the effect that replaces it. */
export function spanField() {
  const set = StateEffect.define();
  const field = StateField.define({
    create: () => new Spans([], [], []),
    update(spans, transaction) {
      for (const effect of transaction.effects) if (effect.is(set)) return new Spans(...effect.value);
      return transaction.docChanged ? spans.mapped(transaction.changes) : spans;
    },
  });
  const each = (state, from, to, visit) => state.field(field).each(from, to, state.doc.length, visit);
  const given = (update) => update.transactions.some((one) => one.effects.some((effect) => effect.is(set)));
  return { set, field, each, given };
}

/** Draws the visible spans of a field; `mark(value, from, to)` gives the decoration of one, or null for none. */
export function drawn(source, mark) {
  const build = (view) => {
    const ranges = [];
    for (const { from, to } of view.visibleRanges) {
      source.each(view.state, from, to, (start, end, value) => {
        const [low, high] = [Math.max(start, from), Math.min(end, to)];
        const decoration = low < high && mark(value, start, end);
        if (decoration) ranges.push(decoration.range(low, high));
      });
    }
    return Decoration.set(ranges, true);
  };
  const plugin = ViewPlugin.define((view) => ({
    decorations: build(view),
    update(update) {
      const changed = update.startState.field(source.field) !== update.state.field(source.field);
      if (changed || update.viewportChanged) this.decorations = build(update.view);
    },
  }), { decorations: (value) => value.decorations });
  return [source.field, plugin];
}
