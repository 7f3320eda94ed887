import type { Failure, RootCause } from "./failures";
import { effectOf, titleOf } from "./incident-words";
import { serviceOf, teams, type DemoService, type ServiceSlug } from "./organisation";
import { createRandom, type Random } from "./random";
import { dayMs, hourMs, minuteMs, secondMs, type Timeline } from "./rhythm";

export type Severity = "sev1" | "sev2" | "sev3" | "sev4";

export interface DemoIncident {
  id: string;
  title: string;
  summary: string;
  severity: Severity;
  /** What it was declared as, before more was known. */
  declaredAs: Severity;
  service: DemoService;
  /** The one at the centre first. */
  services: readonly DemoService[];
  /** Failures that belong to it; their tickets and alerts are linked. */
  failures: readonly Failure[];
  cause: { root: RootCause; line: string } | null;
  detectedBy: "alert" | "customer" | "staff";
  commander: string;
  communicator: string | null;
  isPublic: boolean;
  startedAtMs: number;
  declaredAtMs: number;
  acknowledgedAtMs: number | null;
  mitigatedAtMs: number | null;
  resolvedAtMs: number | null;
  closedAtMs: number | null;
  repeatOf: string | null;
  postmortem: { state: "draft" | "in_review" | "published"; atMs: number } | null;
}

const noticedMs = 2 * minuteMs;
/** Shorter trouble is over before people come together. */
const shortestMs = { down: 14 * minuteMs, degraded: 40 * minuteMs } as const;
const majorMs = 45 * minuteMs;
/** The same cause of the same service within this time is a repeat. */
const repeatMs = 150 * dayMs;
const wholeSecond = (ms: number): number => Math.round(ms / secondMs) * secondMs;

const tier = (failure: Failure): 1 | 2 | 3 => serviceOf(failure.service).tier;
const lengthOf = (failure: Failure): number => failure.endedAtMs - failure.startedAtMs;

function severityOf(failure: Failure, affected: number): Severity {
  const isLong = lengthOf(failure) >= majorMs;
  if (failure.kind === "degraded") return tier(failure) === 1 && isLong ? "sev3" : "sev4";
  if (tier(failure) === 1) return failure.region === null && (isLong || affected > 3) ? "sev1" : "sev2";
  return isLong ? "sev2" : "sev3";
}

/** What came of a failure, itself first. */
function chainOf(root: Failure, failures: readonly Failure[]): Failure[] {
  const chain = [root];
  for (const failure of failures) if (failure.causedBy !== null && chain.some(({ id }) => id === failure.causedBy)) chain.push(failure);
  return chain;
}

const peopleOf = (service: DemoService): readonly [string, ...string[]] => (teams.find(({ slug }) => slug === service.owner) ?? teams[0])?.people ?? ["Anton Fischer"];
const reliability = (teams.find(({ slug }) => slug === "sre")?.people ?? ["Anton Fischer"]) as readonly [string, ...string[]];
const desk = (teams.find(({ slug }) => slug === "service-desk")?.people ?? ["Paula Reyes"]) as readonly [string, ...string[]];

type Times = Pick<DemoIncident, "startedAtMs" | "declaredAtMs" | "acknowledgedAtMs" | "mitigatedAtMs" | "resolvedAtMs">;

/** Declared some minutes after the alert, taken up soon after, mitigated when the failure ends, resolved when it stayed well. What would come after the year's end has not happened. */
function timesOf(failure: Failure, random: Random, untilMs: number): Times {
  const declaredAtMs = wholeSecond(failure.startedAtMs + noticedMs + Math.min(random.logNormal(4, 0.5), 7) * minuteMs);
  const acknowledgedAtMs = wholeSecond(declaredAtMs + Math.min(random.logNormal(2, 0.6), 4) * minuteMs);
  const mitigatedAtMs = failure.endedAtMs;
  const resolvedAtMs = wholeSecond(mitigatedAtMs + Math.min(random.logNormal(25, 0.6), 180) * minuteMs);
  const reached = (ms: number): number | null => (ms < untilMs ? ms : null);
  return { startedAtMs: failure.startedAtMs, declaredAtMs, acknowledgedAtMs: reached(acknowledgedAtMs), mitigatedAtMs: reached(mitigatedAtMs), resolvedAtMs: reached(resolvedAtMs) };
}

/** Large incidents get a postmortem, some of the small ones too; some are never finished. */
function postmortemOf({ severity, resolvedAtMs, random, untilMs }: { severity: Severity; resolvedAtMs: number | null; random: Random; untilMs: number }): DemoIncident["postmortem"] {
  if (resolvedAtMs === null) return null;
  const isWritten = severity === "sev1" || severity === "sev2" || random.chance(0.35);
  const reviewedAtMs = resolvedAtMs + random.int(9, 24) * dayMs + random.int(0, 8) * hourMs;
  const isStuck = random.chance(0.12);
  const begunAtMs = resolvedAtMs + random.int(4, 40) * hourMs;
  if (!isWritten || begunAtMs >= untilMs) return null;
  if (reviewedAtMs < untilMs && !isStuck) return { state: "published", atMs: reviewedAtMs };
  const shownAtMs = begunAtMs + 6 * dayMs;
  return shownAtMs < untilMs && !isStuck ? { state: "in_review", atMs: shownAtMs } : { state: "draft", atMs: begunAtMs };
}

function closedAt({ postmortem, resolvedAtMs, random, untilMs }: { postmortem: DemoIncident["postmortem"]; resolvedAtMs: number | null; random: Random; untilMs: number }): number | null {
  const afterMs = random.int(20, 90) * hourMs;
  if (resolvedAtMs === null || (postmortem !== null && postmortem.state !== "published")) return null;
  const atMs = postmortem === null ? resolvedAtMs + afterMs : postmortem.atMs + hourMs;
  return atMs < untilMs ? atMs : null;
}

function incidentOf(seed: number, chain: readonly [Failure, ...Failure[]], untilMs: number): DemoIncident {
  const [root] = chain;
  const random = createRandom(seed, `incident/${root.id}`);
  const service = serviceOf(root.service);
  const slugs = new Set<ServiceSlug>(chain.map((failure) => failure.service));
  const severity = severityOf(root, slugs.size);
  const isLarge = severity === "sev1" || severity === "sev2";
  const times = timesOf(root, random, untilMs);
  const postmortem = postmortemOf({ severity, resolvedAtMs: times.resolvedAtMs, random, untilMs });
  return {
    id: `inc_demo_${root.id}`, title: titleOf(root), summary: `${effectOf(root)} Cause: ${root.cause}.`, severity, declaredAs: severity === "sev2" && random.chance(0.3) ? "sev3" : severity, service, services: [...slugs].map(serviceOf), failures: chain,
    cause: times.mitigatedAtMs === null ? null : { root: root.rootCause, line: root.cause }, detectedBy: random.chance(root.kind === "down" ? 0.85 : 0.55) ? "alert" : random.chance(0.7) ? "customer" : "staff",
    commander: random.chance(0.5) ? random.pick(reliability) : random.pick(peopleOf(service)), communicator: isLarge ? random.pick(desk) : null, isPublic: isLarge, ...times,
    closedAtMs: closedAt({ postmortem, resolvedAtMs: times.resolvedAtMs, random, untilMs }), repeatOf: null, postmortem,
  };
}

/** Names the earlier incident that one repeats: same service, same cause, not long ago. */
function withRepeats(incidents: readonly DemoIncident[]): DemoIncident[] {
  return incidents.map((incident, index) => {
    const earlier = incidents.slice(0, index).findLast((other) => other.service.slug === incident.service.slug && other.cause?.line === incident.cause?.line && incident.startedAtMs - other.startedAtMs < repeatMs);
    return { ...incident, repeatOf: incident.cause === null ? null : (earlier?.id ?? null) };
  });
}

export const doubleCharge = { subject: "Charged twice for the same month", ageMs: 7 * hourMs };

/** One that customers noticed and that no monitor can see; it is being worked on when the year ends. */
function openIncident({ untilMs }: Timeline): DemoIncident {
  const startedAtMs = wholeSecond(untilMs - doubleCharge.ageMs);
  const declaredAtMs = startedAtMs + 38 * minuteMs;
  const service = serviceOf("billing");
  return {
    id: "inc_demo_double_charge", title: "Some customers are charged twice for the same month", summary: "The last renewal of subscriptions charged some customers twice. The second charge is not captured yet.",
    severity: "sev2", declaredAs: "sev3", service, services: [service, serviceOf("payments-api")], failures: [], cause: null, detectedBy: "customer", commander: "Hanna Vogel", communicator: "Paula Reyes", isPublic: true,
    startedAtMs, declaredAtMs, acknowledgedAtMs: declaredAtMs + 9 * minuteMs, mitigatedAtMs: null, resolvedAtMs: null, closedAtMs: null, repeatOf: null, postmortem: null,
  };
}

const isWorthIt = (failure: Failure): boolean => failure.causedBy === null && tier(failure) <= 2 && lengthOf(failure) >= shortestMs[failure.kind];

/** The year's incidents in the order in which they began: one for each failure of a tier 1 or 2 service that people came together for, and one that is open. */
export function planIncidents(seed: number, failures: readonly Failure[], timeline: Timeline): DemoIncident[] {
  const told = failures.filter((failure) => isWorthIt(failure) && failure.startedAtMs < timeline.untilMs - 15 * minuteMs).map((failure) => incidentOf(seed, chainOf(failure, failures) as [Failure, ...Failure[]], timeline.untilMs));
  return [...withRepeats(told), openIncident(timeline)].sort((a, b) => a.startedAtMs - b.startedAtMs);
}
