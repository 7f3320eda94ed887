import type { Feature } from "./features";

/** Trained weights as they are stored: features by name, weights as signed bytes in base64, a row of all labels for each feature. */
export interface StoredModel {
  /** Digest of the training data and of the code that read it. */
  version: string;
  /** Names of the heads' labels. */
  heads: readonly { name: string; labels: readonly string[]; temperature: number }[];
  /** Ordinary words of the training data, separated by blanks: they are right as they are. */
  words: string;
  /** Feature names, separated by line ends. */
  features: string;
  weights: string;
  /** What one step of a byte is worth. */
  scale: number;
}

interface Head {
  name: string;
  labels: readonly string[];
  temperature: number;
  /** Column of the head's first label. */
  offset: number;
}

export interface LinearModel {
  version: string;
  heads: readonly Head[];
  index: ReadonlyMap<string, number>;
  weights: Int8Array;
  width: number;
  scale: number;
}

export interface Prediction {
  label: string;
  probability: number;
}

/** Unpacks stored weights; done once. */
export function openModel(stored: StoredModel): LinearModel {
  let offset = 0;
  const heads = stored.heads.map((head) => {
    const placed = { ...head, offset };
    offset += head.labels.length;
    return placed;
  });
  const bytes = Uint8Array.from(atob(stored.weights), (character) => character.charCodeAt(0));
  const names = stored.features === "" ? [] : stored.features.split("\n");
  return { version: stored.version, heads, index: new Map(names.map((name, at) => [name, at])), weights: new Int8Array(bytes.buffer), width: offset, scale: stored.scale };
}

/** Features that the model knows as [row, value], brought to unit length over all features of the question. */
export function vectorOf(features: readonly Feature[], index: ReadonlyMap<string, number>): { rows: number[]; values: number[] } {
  const length = Math.sqrt(features.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  const [rows, values]: [number[], number[]] = [[], []];
  for (const [name, weight] of features) {
    const row = index.get(name);
    if (row === undefined) continue;
    rows.push(row);
    values.push(weight / length);
  }
  return { rows, values };
}

/** Probabilities from scores; the temperature makes them honest. */
export function softmax(scores: readonly number[], temperature: number): number[] {
  const top = Math.max(...scores);
  const raised = scores.map((score) => Math.exp((score - top) / temperature));
  const sum = raised.reduce((total, value) => total + value, 0);
  return raised.map((value) => value / sum);
}

export interface Classified {
  /** Best first. */
  ranked: Prediction[];
  /** Names of the features that spoke most for the best label over the second, strongest first. */
  because: string[];
}

/** Sums row by row, as the weights lie. */
function scoresBy(model: LinearModel, { head, rows, values }: { head: Head; rows: readonly number[]; values: readonly number[] }): number[] {
  const count = head.labels.length;
  const sums = new Float64Array(count);
  for (let place = 0; place < rows.length; place += 1) {
    const base = (rows[place] ?? 0) * model.width + head.offset;
    const value = (values[place] ?? 0) * model.scale;
    for (let label = 0; label < count; label += 1) sums[label] = (sums[label] ?? 0) + (model.weights[base + label] ?? 0) * value;
  }
  return [...sums];
}

/** Classifies by one head. An unknown head has no labels. */
export function classifyBy(model: LinearModel, features: readonly Feature[], headName: string): Classified {
  const head = model.heads.find((item) => item.name === headName);
  if (!head) return { ranked: [], because: [] };
  const { rows, values } = vectorOf(features, model.index);
  const at = (row: number, label: number) => (model.weights[row * model.width + head.offset + label] ?? 0) * model.scale;
  const scores = scoresBy(model, { head, rows, values });
  const ranked = softmax(scores, head.temperature).map((probability, label) => ({ label: head.labels[label] ?? "", probability, at: label })).sort((a, b) => b.probability - a.probability || a.label.localeCompare(b.label));
  const [first, second] = ranked;
  const names = features.filter(([name]) => model.index.has(name));
  const gains = rows.map((row, place) => ({ name: names[place]?.[0] ?? "", gain: (at(row, first?.at ?? 0) - at(row, second?.at ?? 0)) * (values[place] ?? 0) }));
  const because = gains.filter(({ gain, name }) => gain > 0 && /^[wbtg] /.test(name)).sort((a, b) => b.gain - a.gain).slice(0, 6).map(({ name }) => name);
  return { ranked: ranked.map(({ label, probability }) => ({ label, probability })), because };
}
