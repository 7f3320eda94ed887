import type { Feature } from "./features";

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
