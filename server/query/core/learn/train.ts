import { collect, type Packed } from "./collect";
import type { Example, HeadSpec, TrainOptions } from "./example";
import { fitHead, scoresOf, type Weights } from "./fit";
import { softmax, type TrainedModel } from "./model";

const temperatures = [0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1, 1.2, 1.5, 2, 2.5];
/** Of so many examples one is held out for calibration. */
const heldOut = 8;

/** Cross entropy of scores at a temperature. */
function lossAt(scored: readonly { scores: readonly number[]; shares: Float32Array }[], temperature: number): number {
  return scored.reduce((sum, { scores, shares }) => sum - softmax(scores, temperature).reduce((total, probability, label) => total + (shares[label] ?? 0) * Math.log(Math.max(probability, 1e-9)), 0), 0);
}

/** The temperature under which probabilities of questions that were not learned are most honest (Guo et al. 2017). */
function calibrate(packed: Packed, head: { at: number; labels: number; examples: readonly number[] }, options: TrainOptions): number {
  const weights = fitHead(packed, { ...head, examples: head.examples.filter((example) => example % heldOut !== 0) }, { ...options, epochs: Math.ceil(options.epochs / 3) });
  const targets = packed.targets[head.at] ?? new Float32Array(0);
  const scored = head.examples.filter((example) => example % heldOut === 0).map((example) => ({ scores: scoresOf(packed, weights, { example, labels: head.labels }), shares: targets.subarray(example * head.labels, (example + 1) * head.labels) }));
  return temperatures.map((temperature) => ({ temperature, loss: lossAt(scored, temperature) })).sort((a, b) => a.loss - b.loss)[0]?.temperature ?? 1;
}

interface Fitted {
  labels: number;
  weights: Weights;
}

function strengthOf(fitted: readonly Fitted[], row: number): number {
  let top = 0;
  for (const { labels, weights } of fitted) for (let at = row * labels; at < (row + 1) * labels; at += 1) top = Math.max(top, Math.abs(weights[at] ?? 0));
  return top;
}

/** Keeps the strongest features and packs their weights, all heads in one row, into bytes. */
function pack(names: readonly string[], fitted: readonly Fitted[], maxFeatures: number): Pick<TrainedModel, "features" | "weights" | "scale"> {
  const kept = names.map((name, at) => ({ name, at, strength: strengthOf(fitted, at) })).sort((a, b) => b.strength - a.strength || a.at - b.at).slice(0, maxFeatures).sort((a, b) => a.at - b.at);
  const top = kept.reduce((most, { strength }) => Math.max(most, strength), 1e-6);
  const width = fitted.reduce((sum, { labels }) => sum + labels, 0);
  const bytes = new Int8Array(kept.length * width);
  let cell = 0;
  for (const { at } of kept) for (const { labels, weights } of fitted) for (let label = 0; label < labels; label += 1) bytes[cell++] = Math.round(((weights[at * labels + label] ?? 0) / top) * 127);
  return { features: kept.map(({ name }) => name), weights: bytes, scale: top / 127 };
}

/** Trains all heads over one dictionary, prunes it to the strongest features and packs the weights into bytes. */
export function trainModel(examples: Iterable<Example>, heads: readonly HeadSpec[], options: TrainOptions & { version: string; words: string }): TrainedModel {
  const { names, packed } = collect(examples, heads, options.minimumCount);
  const all = Array.from(packed.weights, (_, at) => at);
  const fitted = heads.map(({ labels }, at) => {
    const head = { at, labels: labels.length, examples: all };
    return { labels: labels.length, temperature: calibrate(packed, head, options), weights: fitHead(packed, head, options) };
  });
  return { version: options.version, words: options.words, heads: heads.map((head, at) => ({ ...head, temperature: fitted[at]?.temperature ?? 1 })), ...pack(names, fitted, options.maxFeatures) };
}
