import type { Packed } from "./collect";
import type { TrainOptions } from "./example";
import { seededRandom, shuffled } from "./random";

/** One head's weights: a row of all its labels for each feature. */
export type Weights = Float32Array;

interface Fit {
  packed: Packed;
  targets: Float32Array;
  labels: number;
  weights: Float32Array;
  squares: Float32Array;
  /** The features of the example at hand that were not left out: where their weights begin, and their values. */
  bases: Int32Array;
  values: Float64Array;
  errors: Float64Array;
  wrong: Int32Array;
}

/** Labels that are this nearly right are left as they are: most are, and most of the time goes into them. */
const settled = 0.004;

/** Takes an example with some of its features left out; says how many stayed. */
function take(fit: Fit, example: number, thin: { dropout: number; random: () => number }): number {
  const { packed, bases, values, labels } = fit;
  const raise = 1 / (1 - thin.dropout);
  const end = packed.starts[example + 1] ?? 0;
  let kept = 0;
  for (let at = packed.starts[example] ?? 0; at < end; at += 1) {
    if (thin.dropout > 0 && thin.random() < thin.dropout) continue;
    bases[kept] = (packed.rows[at] ?? 0) * labels;
    values[kept] = (packed.values[at] ?? 0) * raise;
    kept += 1;
  }
  return kept;
}

/** Scores of the example at hand. */
function score({ weights, bases, values, errors, labels }: Fit, kept: number): void {
  errors.fill(0);
  for (let place = 0; place < kept; place += 1) {
    const base = bases[place] ?? 0;
    const value = values[place] ?? 0;
    for (let label = 0; label < labels; label += 1) errors[label] = (errors[label] ?? 0) + (weights[base + label] ?? 0) * value;
  }
}

/** Probability minus target, times the weight: what cross entropy asks of the scores. Packs the labels that are still wrong; says how many. */
function compareWithTarget({ errors, wrong, targets, packed, labels }: Fit, example: number): number {
  const weight = packed.weights[example] ?? 0;
  let top = -Infinity;
  for (let label = 0; label < labels; label += 1) top = Math.max(top, errors[label] ?? 0);
  let sum = 0;
  for (let label = 0; label < labels; label += 1) sum += errors[label] = Math.exp((errors[label] ?? 0) - top);
  let count = 0;
  for (let label = 0; label < labels; label += 1) {
    const error = ((errors[label] ?? 0) / sum - (targets[example * labels + label] ?? 0)) * weight;
    errors[label] = error;
    if (Math.abs(error) > settled) wrong[count++] = label;
  }
  return count;
}

/** One step of AdaGrad (Duchi et al. 2011). */
function step({ weights, squares, bases, values, errors, wrong }: Fit, count: { kept: number; wrong: number }, { rate, l2 }: TrainOptions): void {
  for (let place = 0; place < count.kept; place += 1) {
    const base = bases[place] ?? 0;
    const value = values[place] ?? 0;
    for (let each = 0; each < count.wrong; each += 1) {
      const label = wrong[each] ?? 0;
      const at = base + label;
      const weight = weights[at] ?? 0;
      const gradient = (errors[label] ?? 0) * value + l2 * weight;
      const square = (squares[at] ?? 0) + gradient * gradient;
      squares[at] = square;
      weights[at] = weight - (rate * gradient) / Math.sqrt(square + 1e-6);
    }
  }
}

function begin(packed: Packed, head: number, labels: number): Fit {
  let longest = 0;
  for (let at = 0; at + 1 < packed.starts.length; at += 1) longest = Math.max(longest, (packed.starts[at + 1] ?? 0) - (packed.starts[at] ?? 0));
  const cells = packed.size * labels;
  return { packed, labels, targets: packed.targets[head] ?? new Float32Array(0), weights: new Float32Array(cells), squares: new Float32Array(cells), bases: new Int32Array(longest), values: new Float64Array(longest), errors: new Float64Array(labels), wrong: new Int32Array(labels) };
}

const learnsFrom = ({ targets, labels }: Fit, example: number): boolean => {
  for (let label = 0; label < labels; label += 1) if ((targets[example * labels + label] ?? 0) > 0) return true;
  return false;
};

/**
 * Fits one head to the examples. The weights are the mean over the second half of the epochs (Polyak and Juditsky 1992): the order of the
 * examples, and what was left out of them, then count for less.
 */
export function fitHead(packed: Packed, head: { at: number; labels: number; examples: readonly number[] }, options: TrainOptions): Weights {
  const fit = begin(packed, head.at, head.labels);
  const examples = head.examples.filter((example) => learnsFrom(fit, example));
  const random = seededRandom(options.seed + head.at);
  const averaged = new Float32Array(fit.weights.length);
  const from = Math.floor(options.epochs / 2);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    for (const example of shuffled(examples, random)) {
      const kept = take(fit, example, { dropout: options.dropout, random });
      score(fit, kept);
      step(fit, { kept, wrong: compareWithTarget(fit, example) }, options);
    }
    if (epoch >= from) for (let at = 0; at < averaged.length; at += 1) averaged[at] = (averaged[at] ?? 0) + (fit.weights[at] ?? 0) / (options.epochs - from);
  }
  return averaged;
}

/** Scores of an example, whole, by fitted weights. */
export function scoresOf(packed: Packed, weights: Weights, of: { example: number; labels: number }): number[] {
  const scores = new Float64Array(of.labels);
  for (let at = packed.starts[of.example] ?? 0; at < (packed.starts[of.example + 1] ?? 0); at += 1) {
    const base = (packed.rows[at] ?? 0) * of.labels;
    for (let label = 0; label < of.labels; label += 1) scores[label] = (scores[label] ?? 0) + (weights[base + label] ?? 0) * (packed.values[at] ?? 0);
  }
  return [...scores];
}
