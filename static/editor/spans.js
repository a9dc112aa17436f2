// Spans given by the analysis, kept beside the document and carried through its edits.
// Only what is on the screen is ever turned into decorations, so that a file of 50,000 lines costs as much as one of 50.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, ViewPlugin } from "@codemirror/view";

/** After so many edits, places are given anew: each edit makes it longer to say where they are now. */
const MANY_EDITS = 200;

/** Places in the document they were given for, and the edits since then. */
class Moved {
  constructor() {
    this.changes = null;
    this.back = null;
    this.edits = 0;
  }

  /** The same places after further edits. */
  mapped(changes) {
    const next = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
    next.changes = this.changes ? this.changes.composeDesc(changes) : changes.desc;
    next.back = next.changes.invertedDesc;
    next.edits++;
    return next;
  }

  /** The same, where whoever is asked for them speaks of the present document by now. */
  rebase() {
    Object.assign(this, { changes: null, back: null, edits: 0 });
  }

  /** Where a present place was. */
  before(position, side) {
    return this.back ? this.back.mapPos(Math.min(position, this.back.length), side) : position;
  }

  /** Where a place is now. */
  place(position, side, { length }) {
    if (!this.changes) return Math.min(position, length);
    return this.changes.mapPos(Math.min(position, this.changes.length), side);
  }
}

/** A list of spans: `starts` and `ends`, sorted by start, each with its value. */
class Spans extends Moved {
  constructor(starts, ends, values) {
    super();
    const order = sortedOrder(starts);
    this.starts = order ? order.map((i) => starts[i]) : starts;
    this.ends = order ? order.map((i) => ends[i]) : ends;
    this.values = order ? Array.from(order, (i) => values[i]) : values;
    // The furthest end so far, which never falls: where a search for spans that reach a place may begin.
    this.reach = new Uint32Array(this.ends.length);
    for (let i = 0, furthest = 0; i < this.ends.length; i++) {
      this.reach[i] = furthest = Math.max(furthest, this.ends[i]);
    }
  }

  /** Calls `visit(from, to, value)` for each span that touches `from..to`, all in the present document. */
  each(from, to, doc, visit) {
    const [low, high] = [this.before(from, -1), this.before(to, 1)];
    for (let i = firstAtLeast(this.reach, low); i < this.starts.length && this.starts[i] <= high; i++) {
      if (this.ends[i] < low) continue;
      const start = this.place(this.starts[i], 1, doc);
      const end = this.place(this.ends[i], -1, doc);
      if (start <= end && start <= to && end >= from) visit(start, end, this.values[i]);
    }
  }

  /** Whether these are the same places in the present document, with the `same` values. Never so after many edits. */
  are(starts, ends, values, doc, same) {
    if (starts.length !== this.starts.length || this.edits > MANY_EDITS) return false;
    for (let i = 0; i < starts.length; i++) {
      if (this.place(this.starts[i], 1, doc) !== starts[i] || this.place(this.ends[i], -1, doc) !== ends[i]) return false;
      if (!same(this.values[i], values[i])) return false;
    }
    return true;
  }
}

/** Words of the text, asked for where they are drawn: `ask(from, to)` gives `[from, to, value]*`, sorted. */
class Words extends Moved {
  constructor(ask) {
    super();
    this.ask = ask;
  }

  /** Calls `visit(from, to, value)` for each word that touches `from..to`, all in the present document. */
  each(from, to, doc, visit) {
    const found = this.ask(this.before(from, -1), this.before(to, 1));
    for (let i = 0; i + 2 < found.length; i += 3) {
      const start = this.place(found[i], 1, doc);
      const end = this.place(found[i + 1], -1, doc);
      if (start <= end) visit(start, this.grown(found[i + 1], end, doc), found[i + 2]);
    }
  }

  /** What is typed at the end of a word belongs to it. */
  grown(position, end, doc) {
    const far = this.place(position, 1, doc);
    return far > end && !/\s/.test(doc.sliceString(end, far)) ? far : end;
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

/**
 * Words that are drawn, as a part of the editor's state, with `mark(value)` for each. `change(view, ask)` is the effect that
 * has them asked for anew, or null where what is seen of them is drawn already. `ask` must be the same function each time.
 */
export function drawnWords(mark) {
  const made = field(new Words(() => []), (ask) => new Words(ask));
  const { build, plugin, extension } = drawing(made, mark);
  const change = (view, ask) => {
    const words = view.state.field(made.field);
    const known = words.ask === ask && view.plugin(plugin)?.decorations;
    if (!known || !areSame(known, build(view, new Words(ask)))) return made.set.of(ask);
    words.rebase();
    return null;
  };
  return { extension, change };
}

/** Whether two sets of decorations have the same at the same places. */
function areSame(one, other) {
  const [a, b] = [one.iter(), other.iter()];
  for (; a.value && b.value; a.next(), b.next()) {
    if (a.from !== b.from || a.to !== b.to || a.value !== b.value) return false;
  }
  return a.value === b.value;
}

/**
 * A list of spans as a part of the editor's state: `set` is the effect that replaces it, and `change` that effect or null
 * where the list is what there is already, carried through the edits.
 */
export function spanField() {
  const made = field(new Spans([], [], []), (columns) => new Spans(...columns));
  const change = (state, columns, same = Object.is) =>
    state.field(made.field).are(...columns, state.doc, same) ? null : made.set.of(columns);
  return { ...made, change };
}

function field(none, made) {
  const set = StateEffect.define();
  const kept = StateField.define({
    create: () => none,
    update(spans, transaction) {
      for (const effect of transaction.effects) if (effect.is(set)) return made(effect.value);
      return transaction.docChanged ? spans.mapped(transaction.changes) : spans;
    },
  });
  const each = (state, from, to, visit) => state.field(kept).each(from, to, state.doc, visit);
  const given = (update) => update.transactions.some((one) => one.effects.some((effect) => effect.is(set)));
  return { set, field: kept, each, given };
}

/** Draws the visible spans of a field; `mark(value, from, to)` gives the decoration of one, or null for none. */
export function drawn(source, mark) {
  return drawing(source, mark).extension;
}

function drawing(source, mark) {
  const build = (view, spans = view.state.field(source.field)) => {
    const ranges = [];
    for (const { from, to } of view.visibleRanges) {
      spans.each(from, to, view.state.doc, (start, end, value) => {
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
  return { build, plugin, extension: [source.field, plugin] };
}
