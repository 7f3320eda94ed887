import type { Example, HeadSpec } from "./example";

/** Examples packed one behind the other: those of `at` lie in [starts[at], starts[at + 1]). */
export interface Packed {
  starts: Int32Array;
  rows: Int32Array;
  values: Float32Array;
  weights: Float32Array;
  /** By head, the share of each label for each example; an example that the head does not learn from sums to nothing. */
  targets: readonly Float32Array[];
  size: number;
}

interface Growing {
  rows: Int32Array;
  values: Float32Array;
  used: number;
}

function append(into: Growing, row: number, value: number): void {
  if (into.used === into.rows.length) {
    const [rows, values] = [new Int32Array(into.used * 2), new Float32Array(into.used * 2)];
    rows.set(into.rows);
    values.set(into.values);
    Object.assign(into, { rows, values });
  }
  into.rows[into.used] = row;
  into.values[into.used] = value;
  into.used += 1;
}

/** Names that occur in enough examples, in the order of the alphabet, and where each known name went; -1 where it is left out. */
function frequent(known: ReadonlyMap<string, number>, counts: readonly number[], minimumCount: number): { names: string[]; places: Int32Array } {
  const places = new Int32Array(known.size).fill(-1);
  const names = [...known.keys()].filter((name) => (counts[known.get(name) ?? 0] ?? 0) >= minimumCount).sort();
  names.forEach((name, at) => void (places[known.get(name) ?? 0] = at));
  return { names, places };
}

/** Leaves out the features that are too rare. */
function thinOut(all: Growing, starts: readonly number[], places: Int32Array): Pick<Packed, "starts" | "rows" | "values"> {
  const kept = { starts: new Int32Array(starts.length), rows: new Int32Array(all.used), values: new Float32Array(all.used) };
  let used = 0;
  for (let example = 0; example + 1 < starts.length; example += 1) {
    for (let at = starts[example] ?? 0; at < (starts[example + 1] ?? 0); at += 1) {
      const place = places[all.rows[at] ?? 0] ?? -1;
      if (place < 0) continue;
      kept.rows[used] = place;
      kept.values[used] = all.values[at] ?? 0;
      used += 1;
    }
    kept.starts[example + 1] = used;
  }
  return { starts: kept.starts, rows: kept.rows.slice(0, used), values: kept.values.slice(0, used) };
}

/** Packs examples as they come, each brought to unit length over all its features, so that hundreds of features of tens of thousands of examples take little room. */
export function collect(examples: Iterable<Example>, heads: readonly HeadSpec[], minimumCount: number): { names: string[]; packed: Packed } {
  const known = new Map<string, number>();
  const [counts, starts, weights]: [number[], number[], number[]] = [[], [0], []];
  const targets: number[][] = heads.map(() => []);
  const all: Growing = { rows: new Int32Array(1 << 16), values: new Float32Array(1 << 16), used: 0 };
  for (const { features, targets: wanted, weight } of examples) {
    const length = Math.sqrt(features.reduce((sum, [, value]) => sum + value * value, 0)) || 1;
    for (const [name, value] of features) {
      const row = known.get(name) ?? known.size;
      known.set(name, row);
      counts[row] = (counts[row] ?? 0) + 1;
      append(all, row, value / length);
    }
    starts.push(all.used);
    weights.push(weight);
    heads.forEach(({ labels }, at) => labels.forEach((label) => targets[at]?.push(wanted[at]?.[label] ?? 0)));
  }
  const { names, places } = frequent(known, counts, minimumCount);
  return { names, packed: { ...thinOut(all, starts, places), weights: Float32Array.from(weights), targets: targets.map((shares) => Float32Array.from(shares)), size: names.length } };
}
