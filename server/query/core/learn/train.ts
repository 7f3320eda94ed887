import type { Feature } from "./features";
import { softmax, vectorOf, type StoredModel } from "./model";
import { seededRandom, shuffled } from "./random";

/** One head's target for an example: labels with their share, or null when the head does not learn from it. */
export type Target = Readonly<Record<string, number>> | null;
export interface Example {
  features: readonly Feature[];
  /** By head, in the order of the heads. */
  targets: readonly Target[];
  weight: number;
}
export interface HeadSpec {
  name: string;
  labels: readonly string[];
}
export interface TrainOptions {
  epochs: number;
  rate: number;
  l2: number;
  seed: number;
  /** Features seen in fewer examples are left out. */
  minimumCount: number;
  maxFeatures: number;
  /** Share of an example's features that is left out each time it is learned, so that no single one carries the decision (Srivastava et al. 2014). */
  dropout: number;
}

interface Row {
  rows: Int32Array;
  values: Float64Array;
  targets: readonly (Float64Array | null)[];
  weight: number;
}
interface State {
  weights: Float32Array;
  squares: Float32Array;
  width: number;
  offsets: readonly number[];
}

function dictionaryOf(examples: readonly Example[], minimumCount: number): string[] {
  const counts = new Map<string, number>();
  for (const example of examples) for (const [name] of example.features) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts.entries()].filter(([, count]) => count >= minimumCount).map(([name]) => name).sort();
}

const denseTarget = (target: Target, labels: readonly string[]): Float64Array | null => (target === null ? null : Float64Array.from(labels, (label) => target[label] ?? 0));

function scoresOf(state: State, row: Row, head: { at: number; labels: number }): Float64Array {
  const scores = new Float64Array(head.labels);
  const offset = state.offsets[head.at] ?? 0;
  for (let place = 0; place < row.rows.length; place += 1) {
    const base = (row.rows[place] ?? 0) * state.width + offset;
    const value = row.values[place] ?? 0;
    for (let label = 0; label < head.labels; label += 1) scores[label] = (scores[label] ?? 0) + (state.weights[base + label] ?? 0) * value;
  }
  return scores;
}

/** Probability minus target, times the weight: what cross entropy asks of the scores. */
function errorsOf(scores: Float64Array, target: Float64Array, weight: number): Float64Array {
  let top = -Infinity;
  for (const score of scores) top = Math.max(top, score);
  let sum = 0;
  for (let label = 0; label < scores.length; label += 1) sum += scores[label] = Math.exp((scores[label] ?? 0) - top);
  for (let label = 0; label < scores.length; label += 1) scores[label] = ((scores[label] ?? 0) / sum - (target[label] ?? 0)) * weight;
  return scores;
}

/** Labels that are this nearly right are left as they are: most are, and most of the time goes into them. */
const settled = 0.004;

/** The labels that are still wrong, packed to the front of `labels`; how many they are. */
function wrongLabels(errors: Float64Array, labels: Int32Array): number {
  let count = 0;
  for (let label = 0; label < errors.length; label += 1) if (Math.abs(errors[label] ?? 0) > settled) labels[count++] = label;
  return count;
}

/** One step of AdaGrad (Duchi et al. 2011) on one head. */
function stepHead(state: State, row: Row, step: { at: number; labels: number; rate: number; l2: number }): void {
  const target = row.targets[step.at];
  if (!target) return;
  const offset = state.offsets[step.at] ?? 0;
  const errors = errorsOf(scoresOf(state, row, step), target, row.weight);
  const wrong = new Int32Array(step.labels);
  const count = wrongLabels(errors, wrong);
  const { weights, squares } = state;
  for (let place = 0; place < row.rows.length; place += 1) {
    const value = row.values[place] ?? 0;
    const base = (row.rows[place] ?? 0) * state.width + offset;
    for (let each = 0; each < count; each += 1) {
      const label = wrong[each] ?? 0;
      const at = base + label;
      const weight = weights[at] ?? 0;
      const gradient = (errors[label] ?? 0) * value + step.l2 * weight;
      const square = (squares[at] ?? 0) + gradient * gradient;
      squares[at] = square;
      weights[at] = weight - (step.rate * gradient) / Math.sqrt(square + 1e-6);
    }
  }
}

/** A row with some of its features left out; the buffers are written over by the next one. */
function thinned(row: Row, random: () => number, thin: { dropout: number; rows: Int32Array; values: Float64Array }): Row {
  if (thin.dropout === 0) return row;
  let kept = 0;
  for (let place = 0; place < row.rows.length; place += 1) {
    if (random() < thin.dropout) continue;
    thin.rows[kept] = row.rows[place] ?? 0;
    thin.values[kept] = (row.values[place] ?? 0) / (1 - thin.dropout);
    kept += 1;
  }
  return { ...row, rows: thin.rows.subarray(0, kept), values: thin.values.subarray(0, kept) };
}

/** The weights are the mean over the second half of the epochs (Polyak and Juditsky 1992): the order of the examples, and what was left out of them, then count for less. */
function fit(rows: readonly Row[], heads: readonly HeadSpec[], options: TrainOptions & { size: number }): State {
  const offsets = heads.map((_, at) => heads.slice(0, at).reduce((sum, head) => sum + head.labels.length, 0));
  const width = heads.reduce((sum, head) => sum + head.labels.length, 0);
  const state: State = { weights: new Float32Array(options.size * width), squares: new Float32Array(options.size * width), width, offsets };
  const random = seededRandom(options.seed);
  const averaged = new Float32Array(state.weights.length);
  const from = Math.floor(options.epochs / 2);
  const longest = rows.reduce((most, row) => Math.max(most, row.rows.length), 0);
  const thin = { dropout: options.dropout, rows: new Int32Array(longest), values: new Float64Array(longest) };
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    for (const row of shuffled(rows, random)) {
      const left = thinned(row, random, thin);
      heads.forEach((head, at) => stepHead(state, left, { at, labels: head.labels.length, rate: options.rate, l2: options.l2 }));
    }
    if (epoch >= from) for (let at = 0; at < averaged.length; at += 1) averaged[at] = (averaged[at] ?? 0) + (state.weights[at] ?? 0) / (options.epochs - from);
  }
  return { ...state, weights: averaged };
}

/** Cross entropy of held-out rows at a temperature. */
function lossAt(rows: readonly Row[], state: State, head: { at: number; labels: number; temperature: number }): number {
  return rows.reduce((sum, row) => {
    const target = row.targets[head.at];
    if (!target) return sum;
    return sum - softmax([...scoresOf(state, row, head)], head.temperature).reduce((total, probability, label) => total + (target[label] ?? 0) * Math.log(Math.max(probability, 1e-9)), 0);
  }, 0);
}

const temperatures = [0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1, 1.2, 1.5, 2, 2.5];

/** Temperatures under which probabilities of questions that were not learned are most honest (Guo et al. 2017). */
function calibrate(rows: readonly Row[], heads: readonly HeadSpec[], options: TrainOptions & { size: number }): number[] {
  const held = rows.filter((_, at) => at % 8 === 0);
  const state = fit(rows.filter((_, at) => at % 8 !== 0), heads, { ...options, epochs: Math.ceil(options.epochs / 3) });
  return heads.map((head, at) => temperatures.map((temperature) => ({ temperature, loss: lossAt(held, state, { at, labels: head.labels.length, temperature }) })).sort((a, b) => a.loss - b.loss)[0]?.temperature ?? 1);
}

const strengthOf = (state: State, row: number): number => state.weights.subarray(row * state.width, (row + 1) * state.width).reduce((top, weight) => Math.max(top, Math.abs(weight)), 0);

const base64Of = (bytes: Int8Array): string => {
  const characters: string[] = [];
  for (const byte of bytes) characters.push(String.fromCharCode(byte & 0xff));
  return btoa(characters.join(""));
};

const packed = (features: readonly Feature[], index: ReadonlyMap<string, number>): Pick<Row, "rows" | "values"> => {
  const { rows, values } = vectorOf(features, index);
  return { rows: Int32Array.from(rows), values: Float64Array.from(values) };
};

/** Trains all heads over one dictionary, prunes it to the strongest features and packs the weights into bytes. */
export function trainModel(examples: readonly Example[], heads: readonly HeadSpec[], options: TrainOptions & { version: string; words: string }): StoredModel {
  const names = dictionaryOf(examples, options.minimumCount);
  const index = new Map(names.map((name, at) => [name, at]));
  const rows: Row[] = examples.map((example) => ({ ...packed(example.features, index), targets: heads.map((head, at) => denseTarget(example.targets[at] ?? null, head.labels)), weight: example.weight }));
  const sized = { ...options, size: names.length };
  const calibrated = calibrate(rows, heads, sized);
  const state = fit(rows, heads, sized);
  const kept = names.map((name, at) => ({ name, at, strength: strengthOf(state, at) })).sort((a, b) => b.strength - a.strength || a.at - b.at).slice(0, options.maxFeatures).sort((a, b) => a.at - b.at);
  const top = kept.reduce((most, { strength }) => Math.max(most, strength), 1e-6);
  const bytes = new Int8Array(kept.length * state.width);
  kept.forEach(({ at }, row) => {
    for (let label = 0; label < state.width; label += 1) bytes[row * state.width + label] = Math.round(((state.weights[at * state.width + label] ?? 0) / top) * 127);
  });
  return { version: options.version, words: options.words, heads: heads.map((head, at) => ({ ...head, temperature: calibrated[at] ?? 1 })), features: kept.map(({ name }) => name).join("\n"), weights: base64Of(bytes), scale: top / 127 };
}
