import { planMonitors } from "./checks";
import type { Failure } from "./failures";
import { services, type DemoService, type ServiceSlug } from "./organisation";
import { createRandom } from "./random";
import { dayMs, demandOfHour, hourMs, minuteMs, type Timeline } from "./rhythm";
import type { Json, Row } from "./rows";

interface Objective {
  target: number;
  window: { kind: "rolling"; days: number } | { kind: "calendar"; unit: "month" | "quarter"; zone: string };
}

const rolling: Objective["window"] = { kind: "rolling", days: 28 };
const quarter: Objective["window"] = { kind: "calendar", unit: "quarter", zone: "Europe/Berlin" };

/** What is promised of each service: tier 1 99.95 %, tier 2 99.9 %, tier 3 99.5 %. */
const promises: Readonly<Record<ServiceSlug, Objective>> = {
  checkout: { target: 0.9995, window: quarter }, "payments-api": { target: 0.9995, window: quarter }, auth: { target: 0.9995, window: rolling }, "orders-db": { target: 0.9995, window: quarter },
  "api-gateway": { target: 0.9995, window: quarter }, search: { target: 0.999, window: rolling }, notifications: { target: 0.999, window: quarter }, billing: { target: 0.999, window: rolling },
  catalog: { target: 0.999, window: quarter }, "mobile-backend": { target: 0.999, window: quarter }, "data-pipeline": { target: 0.995, window: quarter }, reporting: { target: 0.995, window: { kind: "calendar", unit: "month", zone: "Europe/Berlin" } },
};

const serviceId = (slug: string): string => `svc_demo_${slug}`;
const teamId = (slug: string): string => `team_demo_${slug}`;

interface Told {
  slug: string;
  name: string;
  description: string;
  service: DemoService;
  sli: Json;
  target: number;
  window: Objective["window"];
}

const labelsOf = ({ tier, region }: DemoService): Record<string, string> => ({ region, tier: String(tier) });

function sloRow({ slug, name, description, service, sli, target, window }: Told, { fromMs }: Timeline): Row {
  return {
    id: `slo_demo_${slug}`, slug, name, description, service_id: serviceId(service.slug), owner_team_id: teamId(service.owner), sli, target, window: { ...window }, method: { kind: "occurrences" },
    no_data: "ignore", minimum_samples: 0, hysteresis: 0.02, labels: labelsOf(service), is_paused: false, is_demo: true, version: 1, created_at: new Date(fromMs).toISOString(),
  };
}

/** The definition as a version keeps it: names instead of ids. */
function versionRow(row: Row, { service }: Told, { fromMs }: Timeline): Row {
  const { name = "", description = "", sli = null, target = null, window = null, method = null } = row;
  const definition = { name, description, service: service.slug, owner: service.owner, sli, target, window, method, noData: "ignore", minimumSamples: 0, labels: labelsOf(service) };
  return { slo_id: row.id ?? "", version: 1, definition, actor_name: "Anton Fischer", at: new Date(fromMs).toISOString() };
}

const availability = (service: DemoService): Told => ({
  slug: `${service.slug}-availability`, name: "availability", description: `Time in which ${service.name} answers, as its monitors see it.`, service,
  sli: { kind: "probe", monitors: service.endpoints.map(({ slug }) => slug) }, ...promises[service.slug],
});

const orders: Omit<Told, "service"> = {
  slug: "checkout-orders", name: "orders placed", description: "Orders that go through, counted by the shop itself.", sli: { kind: "pushed", unit: "orders" }, target: 0.995, window: rolling,
};

/** Orders are counted for the window that the SLO looks at, and a week more. */
const countedDays = 35;
/** Outages shorter than this are not worth a note. */
const costlyMs = 30 * minuteMs;

/** One hour of orders, minute by minute: as many as people shop, a few refused, and most of them while the checkout is down. */
function orderHour(seed: number, fromMs: number, down: readonly { startedAtMs: number; endedAtMs: number }[]): Pick<Row, "good" | "total" | "good_sum" | "total_sum"> {
  const random = createRandom(seed, `orders/${fromMs}`);
  const [good, total]: [number[], number[]] = [[], []];
  for (let atMs = fromMs; atMs < fromMs + hourMs; atMs += minuteMs) {
    const isDown = down.some(({ startedAtMs, endedAtMs }) => atMs >= startedAtMs && atMs < endedAtMs);
    const placed = random.poisson(6 * demandOfHour(atMs));
    const refused = random.poisson(placed * (isDown ? 0.8 : 0.0022));
    total.push(placed);
    good.push(Math.max(0, placed - refused));
  }
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
  return { good, total, good_sum: sum(good), total_sum: sum(total) };
}

/** Samples of the pushed SLO by hour, up to the last whole hour; its integer key is known only to the database. */
export function orderHours(seed: number, failures: readonly Failure[], { untilMs }: Timeline): Row[] {
  const lastMs = Math.floor(untilMs / hourMs) * hourMs;
  const down = failures.filter(({ service, kind }) => service === "checkout" && kind === "down");
  return Array.from({ length: (countedDays * dayMs) / hourMs }, (_, at) => lastMs - (at + 1) * hourMs).toReversed().map((fromMs) => ({ hour: new Date(fromMs).toISOString(), ...orderHour(seed, fromMs, down) }));
}

/** The provider's last maintenance was announced and agreed on for an hour: what it took longer is charged. */
function exclusionRows(sloId: string, failures: readonly Failure[]): Row[] {
  const work = failures.filter(({ service, kind, endedAtMs, startedAtMs }) => service === "notifications" && kind === "down" && endedAtMs - startedAtMs > hourMs / 2).at(-1);
  if (work === undefined) return [];
  const iso = (atMs: number): string => new Date(atMs).toISOString();
  const approvedAt = iso(work.startedAtMs - 2 * dayMs);
  return [{ id: "exc_demo_notifications", slo_id: sloId, from_at: iso(work.startedAtMs), to_at: iso(work.startedAtMs + hourMs), reason: "Maintenance of the e-mail provider, announced", approved_at: approvedAt, approved_by: "Ines Moreau", created_at: approvedAt }];
}

/** What the owner wrote beside the course of the budget: an outage that cost much of it, and its cause. */
function noteRows(sloId: string, slug: ServiceSlug, failures: readonly Failure[]): Row[] {
  const costly = failures.filter(({ service, kind, startedAtMs, endedAtMs }) => service === slug && kind === "down" && endedAtMs - startedAtMs >= costlyMs);
  return costly.map(({ id, startedAtMs, endedAtMs, cause }) => ({
    id: `ann_demo_${sloId.slice("slo_demo_".length)}_${id}`, slo_id: sloId, at: new Date(startedAtMs).toISOString(), text: `${cause.charAt(0).toUpperCase()}${cause.slice(1)}`, actor_name: "Anton Fischer", created_at: new Date(endedAtMs).toISOString(),
  }));
}

export interface SloStory {
  slo: Row;
  exclusions: Row[];
  notes: Row[];
  version: Row;
  hours: Row[];
}

/** One promise of availability for each service that a monitor watches, and one that the shop counts itself. */
export function sloStories(seed: number, failures: readonly Failure[], timeline: Timeline): SloStory[] {
  const watched = new Set(planMonitors(failures, timeline).map(({ service }) => service));
  const checkout = services.filter(({ slug }) => slug === "checkout").map((service): Told => ({ ...orders, service }));
  return [...services.filter(({ slug }) => watched.has(slug)).map(availability), ...checkout].map((told) => {
    const slo = sloRow(told, timeline);
    return { slo, exclusions: told.service.slug === "notifications" ? exclusionRows(String(slo.id), failures) : [], notes: noteRows(String(slo.id), told.service.slug, failures), version: versionRow(slo, told, timeline), hours: told.slug === orders.slug ? orderHours(seed, failures, timeline) : [] };
  });
}
