import { dependentsOf, serviceOf, services, type DemoService, type Region, type ServiceSlug } from "./organisation";
import { createRandom, type Random } from "./random";
import { planReleases } from "./releases";
import { demandOfDay, demandOfHour, minuteMs, type Timeline } from "./rhythm";

export type RootCause = "change" | "capacity" | "vendor" | "network" | "config" | "data" | "code";

/** A service that fails for a while, in every region or in one. */
export interface Failure {
  id: string;
  service: ServiceSlug;
  /** Null = everywhere. */
  region: Region | null;
  kind: "down" | "degraded";
  /** Whole minutes. */
  startedAtMs: number;
  endedAtMs: number;
  rootCause: RootCause;
  /** One line as an operator would write it. */
  cause: string;
  httpStatus: number | null;
  /** The release that broke it. */
  release: string | null;
  /** The failure of another service that brought this one about. */
  causedBy: string | null;
  /** Where the trouble began; its own service unless `causedBy` is set. */
  rootService: ServiceSlug;
}

type Draft = Omit<Failure, "id" | "endedAtMs" | "causedBy" | "rootService"> & { durationMs: number };

const wholeMinute = (ms: number): number => Math.round(ms / minuteMs) * minuteMs;

/** How often a year, beside failed releases. */
const yearly: Readonly<Record<ServiceSlug, Partial<Record<RootCause, number>>>> = {
  checkout: { capacity: 4, code: 2, config: 1 }, "payments-api": { vendor: 5, capacity: 1, config: 1 }, auth: { config: 2, capacity: 2, code: 1 }, search: { data: 3, capacity: 2 },
  notifications: { vendor: 5, code: 1 }, billing: { code: 2, data: 1 }, catalog: { data: 2, capacity: 1 }, "orders-db": { capacity: 2, data: 1, network: 1 },
  "data-pipeline": { data: 7, capacity: 1 }, "api-gateway": { network: 5, config: 2 }, "mobile-backend": { code: 3, network: 1 }, reporting: { capacity: 4, data: 2 },
};

const words: Readonly<Record<Exclude<RootCause, "change">, readonly [string, ...string[]]>> = {
  capacity: ["connection pool exhausted", "out of memory under load", "queue longer than its workers can empty"],
  vendor: ["the provider answers with errors", "the provider's maintenance ran over"],
  network: ["packet loss between the regions", "a route was withdrawn", "DNS answers with an old address"],
  config: ["expired certificate", "wrong limit after a configuration change"],
  data: ["a batch with malformed records", "index behind its source", "a lock held by a long report"],
  code: ["memory leak", "a query without an index", "an unhandled time zone"],
};
const statuses = { capacity: 503, vendor: 502, network: null, config: 500, data: 500, code: 500, change: 502 } as const;
/** Half of them are over after this many minutes. */
const medianMinutes = { capacity: 31, vendor: 44, network: 18, config: 35, data: 52, code: 28, change: 22 } as const;

function shapeOf(service: DemoService, rootCause: RootCause, random: Random): Pick<Draft, "kind" | "region" | "durationMs"> {
  const regions = service.endpoints.length > 1 ? service.endpoints.map((endpoint) => endpoint.region) : [];
  const region = regions.length > 0 && random.chance(rootCause === "network" ? 0.8 : 0.3) ? (regions[random.int(0, regions.length - 1)] ?? null) : null;
  const kind = random.chance(rootCause === "data" ? 0.3 : 0.6) ? "down" : "degraded";
  return { kind, region, durationMs: Math.max(2, Math.min(420, random.logNormal(medianMinutes[rootCause], 0.75))) * minuteMs };
}

/** Three in a hundred releases break something; the checkout's twice as many until its pipeline got a canary in the eighth month. */
function failedReleases(seed: number, timeline: Timeline): Draft[] {
  const canaryMs = timeline.fromMs + (timeline.untilMs - timeline.fromMs) * 0.65;
  return planReleases(seed, timeline).flatMap((release): Draft[] => {
    const random = createRandom(seed, `release/${release.name}`);
    const isFragile = release.service === "checkout" && release.atMs < canaryMs;
    if (!random.chance(isFragile ? 0.08 : 0.032)) return [];
    const startedAtMs = wholeMinute(release.atMs + minuteMs + random.exponential(9 * minuteMs));
    return [{ service: release.service, rootCause: "change", release: release.name, cause: `release ${release.name}, rolled back`, httpStatus: statuses.change, startedAtMs, ...shapeOf(serviceOf(release.service), "change", random) }];
  });
}

/** Capacity runs out when demand is high; the rest comes at any hour. */
function instantOf(rootCause: RootCause, timeline: Timeline, random: Random): number {
  for (;;) {
    const atMs = timeline.fromMs + random.next() * (timeline.untilMs - timeline.fromMs);
    if (rootCause !== "capacity" || random.chance((demandOfDay(atMs) * demandOfHour(atMs)) / 1.8)) return wholeMinute(atMs);
  }
}

function otherFailures(seed: number, timeline: Timeline): Draft[] {
  return services.flatMap((service) => (Object.keys(yearly[service.slug]) as Exclude<RootCause, "change">[]).flatMap((rootCause) => {
    const random = createRandom(seed, `failures/${service.slug}/${rootCause}`);
    const count = random.poisson(yearly[service.slug][rootCause] ?? 0);
    return Array.from({ length: count }, (): Draft => {
      const cause = random.pick(words[rootCause]);
      return { service: service.slug, rootCause, release: null, cause, httpStatus: statuses[rootCause], startedAtMs: instantOf(rootCause, timeline, random), ...shapeOf(service, rootCause, random) };
    });
  }));
}

/** Two failures of one service never overlap and leave a pause between them, so that each is one outage. */
const pauseMs = 20 * minuteMs;

class Kept {
  readonly all: Failure[] = [];
  add(failure: Failure): boolean {
    const isFree = this.all.every((other) => other.service !== failure.service || failure.endedAtMs + pauseMs <= other.startedAtMs || other.endedAtMs + pauseMs <= failure.startedAtMs);
    if (isFree) this.all.push(failure);
    return isFree;
  }
}

const idOf = (service: ServiceSlug, startedAtMs: number): string => `${service}-${Math.round(startedAtMs / minuteMs)}`;

/** What needs a failing service suffers a minute or two later: some go down with it, most get slow. */
function spread(seed: number, root: Failure, kept: Kept): void {
  if (root.kind !== "down" || root.endedAtMs - root.startedAtMs < 6 * minuteMs) return;
  for (const dependent of dependentsOf(root.service)) {
    const random = createRandom(seed, `spread/${root.id}/${dependent.slug}`);
    if (!random.chance(0.55)) continue;
    const startedAtMs = root.startedAtMs + random.int(1, 3) * minuteMs;
    const failure: Failure = {
      id: idOf(dependent.slug, startedAtMs), service: dependent.slug, region: null, kind: random.chance(0.35) ? "down" : "degraded", startedAtMs,
      endedAtMs: root.endedAtMs + random.int(1, 4) * minuteMs, rootCause: root.rootCause, cause: `${root.service} is down: ${root.cause}`, httpStatus: 503,
      release: root.release, causedBy: root.id, rootService: root.rootService,
    };
    if (kept.add(failure)) spread(seed, failure, kept);
  }
}

/** Every failure of the year in the order of its start: failed releases, everything else that breaks, and what they bring down with them. */
export function planFailures(seed: number, timeline: Timeline): Failure[] {
  const drafts = [...failedReleases(seed, timeline), ...otherFailures(seed, timeline)].filter((draft) => draft.startedAtMs > timeline.fromMs && draft.startedAtMs < timeline.untilMs - minuteMs);
  const kept = new Kept();
  for (const { durationMs, ...draft } of drafts.sort((a, b) => a.startedAtMs - b.startedAtMs || a.service.localeCompare(b.service))) {
    const root: Failure = { ...draft, id: idOf(draft.service, draft.startedAtMs), endedAtMs: draft.startedAtMs + Math.max(2 * minuteMs, wholeMinute(durationMs)), causedBy: null, rootService: draft.service };
    if (kept.add(root)) spread(seed, root, kept);
  }
  return kept.all.filter((failure) => failure.startedAtMs < timeline.untilMs - minuteMs).sort((a, b) => a.startedAtMs - b.startedAtMs || a.service.localeCompare(b.service));
}
