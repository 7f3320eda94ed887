import type { SloMethod } from "../contract";

/** Where the samples of a promise come from. */
export type PromiseSource = "answers" | "jobs" | "detection" | "live";

export interface PortalPromise {
  /** Stable name: slo.promise. */
  id: string;
  title: string;
  /** What is promised, in words. */
  promised: string;
  unit: "ms" | "ratio" | "count";
  /** What is counted. */
  noun: string;
  /** How the value is measured. */
  method: string;
  source: PromiseSource;
  /** Share of good over thirty days; what is one good sample stands in `unit` of the SLI. */
  slo: { target: number; sliUnit: string; method: SloMethod; minimumSamples: number };
}

/** A promise without an SLO of its own: what stands in the way of measuring it here. */
export interface UnmeasuredPromise {
  id: string;
  title: string;
  promised: string;
  status: "benchmark" | "no_data";
  method: string;
  reason: string;
}

/** Everything is measured over the same thirty days. */
export const promiseWindowDays = 30;

const occurrences: SloMethod = { kind: "occurrences" };
/** Each minute is good or bad, and the budget is that of the full window. */
const minutes: SloMethod = { kind: "timeslices", sliceMinutes: 1, sliceTarget: 1 };
const fewest = 20;
const shareOf = (target: number, sliUnit: string): PortalPromise["slo"] => ({ target, sliUnit, method: occurrences, minimumSamples: fewest });

export const portalPromises: readonly PortalPromise[] = [
  { id: "answer-p95", title: "Answers come fast", promised: "95 of 100 questions answered within 500 ms", unit: "ms", noun: "answers", source: "answers", method: "95th percentile of the time from question to complete answer, of every recorded question", slo: shareOf(0.95, "answers") },
  { id: "answer-mean", title: "Answers come fast on average", promised: "a mean below 300 ms", unit: "ms", noun: "answers", source: "answers", method: "mean time from question to complete answer; its SLO counts the minutes whose mean was below 300 ms", slo: shareOf(0.95, "minutes with answers") },
  { id: "framework-choice", title: "The framework is chosen", promised: "within 100 ms", unit: "ms", noun: "answers", source: "answers", method: "95th percentile of reading the question, of which the choice is a part: an upper bound", slo: shareOf(0.99, "answers") },
  { id: "lens-choice", title: "The reader’s lens is chosen", promised: "within 50 ms", unit: "ms", noun: "answers", source: "answers", method: "95th percentile of reading the question, of which the choice is a part: an upper bound", slo: shareOf(0.99, "answers") },
  { id: "disclosure", title: "Saying how it was answered", promised: "adds less than 50 ms", unit: "ms", noun: "answers", source: "answers", method: "95th percentile of the stage that writes down plan, sources and methods", slo: shareOf(0.99, "answers") },
  { id: "answers-without-failure", title: "Questions do not fail", promised: "at least 99% end in an answer or in a plain statement of why there is none", unit: "ratio", noun: "questions", source: "answers", method: "questions that neither failed nor were left unfinished, of all recorded", slo: shareOf(0.99, "questions") },
  { id: "cache-hit-rate", title: "Answers are reused", promised: "at least half come from the cache", unit: "ratio", noun: "answers", source: "answers", method: "answers taken from the cache, of all that could have been", slo: shareOf(0.5, "answers") },
  { id: "availability", title: "The portal is there", promised: "99.9% of minutes", unit: "ratio", noun: "minutes", source: "live", method: "minutes in which the portal ran and reached its database; a minute in which nothing ran is a bad one", slo: { target: 0.999, sliUnit: "minutes", method: minutes, minimumSamples: 0 } },
  { id: "requests-without-failure", title: "Operations do not fail", promised: "99.9% without an error of the portal’s own", unit: "ratio", noun: "operations", source: "live", method: "operations that ended without an internal error or an unavailable part, of all in the process that leads", slo: shareOf(0.999, "operations") },
  { id: "job-delay", title: "Background work begins on time", promised: "99% of jobs begin within 60 s", unit: "ms", noun: "jobs", source: "jobs", method: "95th percentile of the time from when a job was due to when it began", slo: { ...shareOf(0.99, "jobs"), minimumSamples: 5 } },
  { id: "checks-on-time", title: "Monitors are checked", promised: "99% of monitors, each minute, within twice their interval", unit: "ratio", noun: "monitors, each minute", source: "live", method: "each minute: monitors that this portal checks whose last check is younger than two intervals", slo: shareOf(0.99, "monitors, each minute") },
  { id: "detection-p0", title: "A P0 failure is told", promised: "99% within 1 s of the check that found it", unit: "ms", noun: "outages of P0 monitors", source: "detection", method: "95th percentile of the time from the first failed check to the alert; one that was never told counts as late", slo: { ...shareOf(0.99, "outages of P0 monitors"), minimumSamples: 1 } },
  { id: "sessions-swept", title: "Conversations do not pile up", promised: "99.9% gone within a day of their end", unit: "ratio", noun: "conversations, each minute", source: "live", method: "each minute: kept conversations that are not past their end by more than a day", slo: shareOf(0.999, "conversations, each minute") },
];

const benchmark = (id: string, title: string, promised: string): UnmeasuredPromise => ({ id, title, promised, status: "benchmark", method: "npm run bench", reason: "Measured by the benchmark on a machine of its own; a running portal cannot tell." });

export const unmeasuredPromises: readonly UnmeasuredPromise[] = [
  benchmark("sessions", "Many people at once", "more than 100 sessions at a time"),
  benchmark("engine-memory", "The engine is small", "less than 50 MB"),
  benchmark("idle-cpu", "Rest costs little", "less than 5% of a core"),
  benchmark("cold-start", "The engine starts fast", "within 2 s cold, 500 ms warm"),
  { id: "model-cost", title: "A model’s help is cheap", promised: "less than $0.01 a task, half of them within 2 s", status: "no_data", method: "cost and time of calls to a model", reason: "No model is connected: every answer is computed." },
];
