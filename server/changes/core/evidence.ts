import type { EvidenceState, Stage } from "../contract";
import { stretch } from "./plan";
import { changePolicy } from "./policy";

export interface Evidence {
  kind: "test" | "rollback";
  outcome: string;
  atMs: number;
  /** The stages as they were tried; null = told by a person, who answers for it. */
  stages: readonly Stage[] | null;
}

/** The same JSON whatever the order of keys: the database gives them in an order of its own. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  return `{${Object.entries(value).filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
}

const names = { test: "test", rollback: "rehearsal of the way back" } as const;

/** Whether the newest evidence of a kind still stands: it passed, is of these very steps, and is not too old. */
export function freshnessOf(kind: Evidence["kind"], evidence: readonly Evidence[], { stages, nowMs }: { stages: readonly Stage[]; nowMs: number }): EvidenceState {
  const limitMs = kind === "test" ? changePolicy.testFreshMs : changePolicy.rehearsalFreshMs;
  const newest = evidence.filter((one) => one.kind === kind).sort((a, b) => b.atMs - a.atMs)[0];
  const state = (isFresh: boolean, text: string): EvidenceState => ({ kind, isFresh, ageMs: newest ? Math.max(0, nowMs - newest.atMs) : null, limitMs, text });
  if (!newest) return state(false, `No ${names[kind]} is on record.`);
  const ageMs = nowMs - newest.atMs;
  if (newest.outcome !== "passed") return state(false, `The last ${names[kind]} failed.`);
  if (newest.stages !== null && canonical(newest.stages) !== canonical(stages)) return state(false, `The plan was changed since its last ${names[kind]}.`);
  if (ageMs > limitMs) return state(false, `The last ${names[kind]} is ${stretch(ageMs)} old; ${stretch(limitMs)} is the limit.`);
  return state(true, `The last ${names[kind]} passed ${stretch(Math.max(0, ageMs))} ago.`);
}

export interface GateInput {
  stages: readonly Stage[];
  freshness: readonly EvidenceState[];
  isApproved: boolean;
  /** Whether the run gives a test of its own before production. */
  testsOnTheWay: boolean;
}

/** What stands before production; empty = nothing. A plan that never reaches production asks for approval alone. */
export function obstaclesOf({ stages, freshness, isApproved, testsOnTheWay }: GateInput): string[] {
  const needsEvidence = stages.some(({ name }) => name === "production");
  const missing = needsEvidence ? freshness.filter(({ isFresh, kind }) => !isFresh && !(kind === "test" && testsOnTheWay)).map(({ text }) => text) : [];
  return [...(isApproved ? [] : ["The plan is not approved as it stands."]), ...missing];
}
