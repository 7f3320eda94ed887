import type { Outcome } from "../contract";

/** What is known of a deployment. Times are epoch ms. */
export interface DeploymentFacts {
  serviceId: string;
  release: string;
  environment: string;
  deployedAtMs: number;
  committedAtMs: number | null;
  commit: string | null;
  outcome: Outcome;
  restoredAtMs: number | null;
  incidentId: string | null;
  actor: string;
}

/** One message about it: what is left out stays as it is, or takes its usual value. */
export type DeploymentMessage = Pick<DeploymentFacts, "serviceId" | "release" | "environment"> & Partial<Omit<DeploymentFacts, "serviceId" | "release" | "environment">>;

export type DeploymentFault = { field: "service" | "release" | "environment" | "deployedAt" | "committedAt" | "restoredAt"; message: string };
export type Settled = { ok: true; facts: DeploymentFacts; change: "created" | "updated" | "unchanged" } | { ok: false; faults: DeploymentFault[] };

export interface Frame {
  nowMs: number;
  /** How far ahead of ours the clock of a source may be. */
  aheadMs: number;
  /** Who tells it, where the message names nobody. */
  sender: string;
}

const synonyms: Readonly<Record<string, string>> = { prod: "production", live: "production", prd: "production" };
/** Environments under the name by which they are counted: "prod" is production. */
export const environmentOf = (text: string): string => synonyms[text.trim().toLowerCase()] ?? text.trim().toLowerCase();

/** The key of a deployment whose source names none: one release reaches one environment of one service once. */
export const usualKey = (service: string, environment: string, release: string): string => `${service}/${environment}/${release}`.slice(0, 200);

function merge(before: DeploymentFacts | null, message: DeploymentMessage, { nowMs, sender }: Frame): DeploymentFacts {
  const said = Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined)) as DeploymentMessage;
  const usual = { deployedAtMs: nowMs, committedAtMs: null, commit: null, outcome: "succeeded" as const, restoredAtMs: null, incidentId: null, actor: sender };
  const merged: DeploymentFacts = { ...usual, ...before, ...said };
  // What turns out to be well after all was not restored either, unless the message itself says so (and is refused).
  return merged.outcome === "succeeded" && said.restoredAtMs === undefined ? { ...merged, restoredAtMs: null } : merged;
}

function faultsOf(facts: DeploymentFacts, before: DeploymentFacts | null, { nowMs, aheadMs }: Frame): DeploymentFault[] {
  const { deployedAtMs, committedAtMs, restoredAtMs, outcome } = facts;
  const isAhead = (ms: number): boolean => ms > nowMs + aheadMs;
  const checks: [boolean, DeploymentFault][] = [
    [before !== null && before.serviceId !== facts.serviceId, { field: "service", message: "is another than before: a source key names one deployment for good" }],
    [before !== null && before.release !== facts.release, { field: "release", message: "is another than before: a source key names one deployment for good" }],
    [before !== null && before.environment !== facts.environment, { field: "environment", message: "is another than before: a source key names one deployment for good" }],
    [isAhead(deployedAtMs), { field: "deployedAt", message: "lies in the future" }],
    [committedAtMs !== null && committedAtMs > deployedAtMs, { field: "committedAt", message: "is later than the deployment" }],
    [restoredAtMs !== null && restoredAtMs < deployedAtMs, { field: "restoredAt", message: "is earlier than the deployment" }],
    [restoredAtMs !== null && isAhead(restoredAtMs), { field: "restoredAt", message: "lies in the future" }],
    [restoredAtMs !== null && outcome === "succeeded", { field: "restoredAt", message: "goes with a deployment that failed or was rolled back" }],
  ];
  return checks.flatMap(([isFault, fault]) => (isFault ? [fault] : []));
}

const isSame = (one: DeploymentFacts, other: DeploymentFacts): boolean => (Object.keys(one) as (keyof DeploymentFacts)[]).every((key) => one[key] === other[key]);

/** What a message makes of a deployment (null = it is new): its facts and whether they changed, or everything that is wrong with it. */
export function settleDeployment(before: DeploymentFacts | null, message: DeploymentMessage, frame: Frame): Settled {
  const facts = merge(before, message, frame);
  const faults = faultsOf(facts, before, frame);
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, facts, change: before === null ? "created" : isSame(before, facts) ? "unchanged" : "updated" };
}
