import type { Feature } from "./features";
import { rowOf, type NameTable } from "./name-table";

export interface StoredHead {
  name: string;
  labels: readonly string[];
  temperature: number;
}

/** What training gives: features by name, and for each a row of signed bytes for all labels of all heads. */
export interface TrainedModel {
  /** Digest of the training data and of the code that read it. */
  version: string;
  heads: readonly StoredHead[];
  /** Ordinary words of the training data, separated by blanks: they are right as they are. */
  words: string;
  features: readonly string[];
  weights: Int8Array;
  /** What one step of a byte is worth. */
  scale: number;
}

export interface Head extends StoredHead {
  /** Column of the head's first label. */
  offset: number;
}

/** What classifies: rows are found by the hash of a feature's name. */
export interface LinearModel {
  version: string;
  heads: readonly Head[];
  words: string;
  table: NameTable;
  weights: Int8Array;
  width: number;
  scale: number;
}

export interface Prediction {
  label: string;
  probability: number;
}

/** The columns of the heads, side by side, and how many there are. */
export function placeHeads(stored: readonly StoredHead[]): { heads: Head[]; width: number } {
  let width = 0;
  const heads = stored.map((head) => {
    const placed = { ...head, offset: width };
    width += head.labels.length;
    return placed;
  });
  return { heads, width };
}

/** Features that the model knows, brought to unit length over all features of the question. */
export interface Vector {
  names: string[];
  rows: number[];
  values: number[];
}

export function vectorOf(model: LinearModel, features: readonly Feature[]): Vector {
  let square = 0;
  for (const [, weight] of features) square += weight * weight;
  const length = Math.sqrt(square) || 1;
  const vector: Vector = { names: [], rows: [], values: [] };
  for (const [name, weight] of features) {
    const row = rowOf(model.table, name);
    if (row < 0) continue;
    vector.names.push(name);
    vector.rows.push(row);
    vector.values.push(weight / length);
  }
  return vector;
}

/** Probabilities from scores; the temperature makes them honest. */
export function softmax(scores: readonly number[], temperature: number): number[] {
  const top = Math.max(...scores);
  const raised = scores.map((score) => Math.exp((score - top) / temperature));
  const sum = raised.reduce((total, value) => total + value, 0);
  return raised.map((value) => value / sum);
}

/** Sums row by row, as the weights lie. */
function scoresBy(model: LinearModel, { offset, labels }: Head, { rows, values }: Vector): number[] {
  const count = labels.length;
  const sums = new Float64Array(count);
  for (let place = 0; place < rows.length; place += 1) {
    const base = (rows[place] ?? 0) * model.width + offset;
    const value = (values[place] ?? 0) * model.scale;
    for (let label = 0; label < count; label += 1) sums[label] = (sums[label] ?? 0) + (model.weights[base + label] ?? 0) * value;
  }
  return [...sums];
}

const headOf = (model: LinearModel, name: string): Head | undefined => model.heads.find((head) => head.name === name);

/** Labels of one head, best first. An unknown head has none. */
export function classifyBy(model: LinearModel, vector: Vector, headName: string): Prediction[] {
  const head = headOf(model, headName);
  if (!head) return [];
  return softmax(scoresBy(model, head, vector), head.temperature).map((probability, label) => ({ label: head.labels[label] ?? "", probability })).sort((a, b) => b.probability - a.probability || a.label.localeCompare(b.label));
}

const mostReasons = 6;

/** Names of the features that spoke most for the best label over the second, strongest first. */
export function reasonsFor(model: LinearModel, vector: Vector, { headName, ranked }: { headName: string; ranked: readonly Prediction[] }): string[] {
  const head = headOf(model, headName);
  const columnOf = (place: number): number => (head?.offset ?? 0) + (head?.labels.indexOf(ranked[place]?.label ?? "") ?? 0);
  const [first, second] = [columnOf(0), columnOf(1)];
  const gains = vector.names.flatMap((name, place) => {
    const base = (vector.rows[place] ?? 0) * model.width;
    const gain = ((model.weights[base + first] ?? 0) - (model.weights[base + second] ?? 0)) * (vector.values[place] ?? 0);
    return gain > 0 && /^[wbtg] /.test(name) ? [{ name, gain }] : [];
  });
  return gains.sort((a, b) => b.gain - a.gain).slice(0, mostReasons).map(({ name }) => name);
}
