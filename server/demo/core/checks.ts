import type { Failure } from "./failures";
import { services, type DemoService, type ServiceSlug } from "./organisation";
import { createRandom } from "./random";
import { dayMs, demandOfHour, hourMs, minuteMs, type Timeline } from "./rhythm";

export interface DemoMonitor {
  slug: string;
  name: string;
  url: string;
  service: ServiceSlug;
  latencyMs: number;
  /** The failures that this monitor sees, in order. */
  failures: readonly Failure[];
  firstCheckMs: number;
}

export interface DemoCheck {
  atMs: number;
  status: "up" | "down" | "degraded";
  httpStatus: number | null;
  latencyMs: number | null;
}

export interface DemoOutage {
  startedAtMs: number;
  /** Null: still down at the last check. */
  endedAtMs: number | null;
  cause: string;
}

function monitorsOf(service: DemoService, failures: readonly Failure[], { fromMs }: Timeline): DemoMonitor[] {
  return service.endpoints.map((endpoint) => {
    const firstCheckMs = Math.ceil(fromMs / minuteMs) * minuteMs + endpoint.startsOnDay * dayMs;
    const seen = failures.filter((failure) => failure.service === service.slug && (failure.region === null || failure.region === endpoint.region) && failure.startedAtMs > firstCheckMs);
    return { slug: endpoint.slug, name: endpoint.name, url: endpoint.url, service: service.slug, latencyMs: endpoint.latencyMs, failures: seen, firstCheckMs };
  });
}

export const planMonitors = (failures: readonly Failure[], timeline: Timeline): DemoMonitor[] => services.flatMap((service) => monitorsOf(service, failures, timeline));

const lastCheckMs = ({ untilMs }: Timeline): number => Math.floor(untilMs / minuteMs) * minuteMs;

/** When a monitor looks: every hour, whenever the status changes, and once at the end. Each instant once, in order. */
function instantsOf(monitor: DemoMonitor, timeline: Timeline): number[] {
  const last = lastCheckMs(timeline);
  const instants = new Set<number>([last]);
  for (let atMs = monitor.firstCheckMs; atMs < last; atMs += hourMs) instants.add(atMs);
  for (const failure of monitor.failures) {
    if (failure.startedAtMs <= last) instants.add(failure.startedAtMs);
    if (failure.endedAtMs <= last) instants.add(failure.endedAtMs);
  }
  return [...instants].sort((a, b) => a - b);
}

/** The checks of one monitor in the order of their time. A status holds until the next check, so hourly samples and changes tell everything. */
export function checksOf(seed: number, monitor: DemoMonitor, timeline: Timeline): DemoCheck[] {
  const random = createRandom(seed, `checks/${monitor.slug}`);
  let next = 0;
  return instantsOf(monitor, timeline).map((atMs) => {
    while ((monitor.failures[next]?.endedAtMs ?? Infinity) <= atMs) next += 1;
    const candidate = monitor.failures[next];
    const failure = candidate && candidate.startedAtMs <= atMs ? candidate : null;
    const latencyMs = Math.round(monitor.latencyMs * (0.9 + 0.35 * demandOfHour(atMs)) * random.logNormal(1, 0.16) * (failure ? 4 + 5 * random.next() : 1));
    if (failure?.kind === "down") return { atMs, status: "down", httpStatus: failure.httpStatus, latencyMs: null };
    return { atMs, status: failure ? "degraded" : "up", httpStatus: 200, latencyMs };
  });
}

const causeOf = (failure: Failure): string => `${failure.httpStatus === null ? "no response" : `HTTP ${failure.httpStatus}`}: ${failure.cause}`;

/** The same failures as outages: from the first check that is down to the next one that is not. */
export function outagesOf(monitor: DemoMonitor, timeline: Timeline): DemoOutage[] {
  const last = lastCheckMs(timeline);
  return monitor.failures
    .filter((failure) => failure.kind === "down" && failure.startedAtMs <= last)
    .map((failure) => ({ startedAtMs: failure.startedAtMs, endedAtMs: failure.endedAtMs <= last ? failure.endedAtMs : null, cause: causeOf(failure) }));
}
