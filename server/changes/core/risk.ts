import type { PlanKind, Risk } from "../contract";
import { changePolicy } from "./policy";

export interface RiskInput {
  kind: PlanKind;
  /** Null = no service is named. */
  tier: number | null;
  /** Runs of changes on the service that are over, and those that failed or were rolled back. */
  runs: { total: number; bad: number };
  incidents: number;
  /** Services that need this one: directly, and over one more. */
  dependents: { direct: number; further: number };
  withoutWayBack: number;
}

const tierPoints: Readonly<Record<number, number>> = { 1: 30, 2: 15, 3: 5 };
const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

function historyReason({ total, bad }: RiskInput["runs"]): Risk["reasons"][number] {
  if (total === 0) return { points: 10, text: "No change of this service is on record yet" };
  return { points: Math.round((bad / total) * 25), text: `${bad} of the last ${count(total, "run")} on this service failed or went back` };
}

/**
 * How much can go wrong, 0..100, as a sum of reasons that are all told: the service's tier, its history, its incidents, what depends on it,
 * and steps without a way back. A heuristic of this product; the thresholds are in `changePolicy`.
 */
export function riskOf({ kind, tier, runs, incidents, dependents, withoutWayBack }: RiskInput): Risk {
  const reach = Math.min(20, dependents.direct * 5 + dependents.further * 2);
  const reasons: Risk["reasons"] = [
    tier === null ? { points: 15, text: "No service is named, so nothing is known of what it reaches" } : { points: tierPoints[tier] ?? 5, text: `Tier ${tier}` },
    ...(tier === null ? [] : [historyReason(runs)]),
    ...(incidents === 0 ? [] : [{ points: Math.min(15, incidents * 5), text: `${count(incidents, "incident")} of the service within 90 days` }]),
    ...(reach === 0 ? [] : [{ points: reach, text: `${count(dependents.direct, "service")} need it directly, ${dependents.further} over one more` }]),
    ...(withoutWayBack === 0 ? [] : [{ points: Math.min(20, withoutWayBack * 10), text: `${count(withoutWayBack, "step")} without a way back` }]),
    ...(kind === "emergency" ? [{ points: 15, text: "An emergency: less time to look at it" }] : []),
  ];
  const score = Math.min(100, reasons.reduce((sum, { points }) => sum + points, 0));
  return { score, level: score >= changePolicy.highFrom ? "high" : score >= changePolicy.mediumFrom ? "medium" : "low", reasons: [...reasons].sort((a, b) => b.points - a.points) };
}

/** Services that need these, with how far they are: 1 = directly, 2 = over one more. `needs` leads from a service to what it depends on. */
export function blastRadius(serviceId: string, needs: readonly (readonly [string, string])[]): Map<string, number> {
  const far = new Map<string, number>();
  for (const [from, to] of needs) if (to === serviceId && from !== serviceId) far.set(from, 1);
  const direct = [...far.keys()];
  for (const [from, to] of needs) if (direct.includes(to) && from !== serviceId && !far.has(from)) far.set(from, 2);
  return far;
}
