import { occurrencesBetween } from "#core/maintenance";
import { approverOf } from "./approvals";
import type { Failure } from "./failures";
import { services, teams, type DemoService } from "./organisation";
import { createRandom, type Random } from "./random";
import { isFrozen } from "./releases";
import { dayMs, hourMs, minuteMs, type Timeline } from "./rhythm";
import type { Row } from "./rows";

export interface MaintenanceRows {
  windows: Row[];
  services: Row[];
  events: Row[];
  freezes: Row[];
  series: Row[];
}

type Ending = "completed" | "rolled_back" | "failed" | "cancelled";

interface Planned {
  id: string;
  service: DemoService;
  title: string;
  startsAtMs: number;
  lengthMs: number;
  impact: "none" | "degraded" | "outage";
  risk: "low" | "medium" | "high";
  ending: Ending;
  overrunMs: number;
  by: string;
  /** The occurrence of the series that it is; null = it stands alone. */
  occurrence: string | null;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const aheadMs = 56 * dayMs;
interface Work {
  title: string;
  minutes: number;
  impact: Planned["impact"];
  risk: Planned["risk"];
}
/** Work, how long it takes, and what it does. */
const works: readonly [Work, ...Work[]] = [
  { title: "security patches", minutes: 45, impact: "none", risk: "low" }, { title: "minor upgrade", minutes: 60, impact: "degraded", risk: "medium" }, { title: "index rebuild", minutes: 90, impact: "degraded", risk: "medium" },
  { title: "certificate rotation", minutes: 20, impact: "none", risk: "low" }, { title: "failover rehearsal", minutes: 40, impact: "outage", risk: "high" }, { title: "move to larger machines", minutes: 120, impact: "outage", risk: "medium" },
];
/** Tuesday to Thursday nights, and the weekend's early mornings (Monday = 0). */
const nights = [1, 1, 2, 2, 3, 5, 6] as const;
const everyWeeks: Readonly<Record<1 | 2 | 3, number>> = { 1: 3, 2: 4, 3: 6 };

function planOf(service: DemoService, mondayMs: number, random: Random): Planned {
  const work = random.pick(works);
  const person = random.pick((teams.find(({ slug }) => slug === service.owner)?.people ?? ["Anton Fischer"]) as readonly [string, ...string[]]);
  const ending: Ending = random.chance(0.9) ? "completed" : random.pick(["rolled_back", "failed", "cancelled"] as const);
  const startsAtMs = mondayMs + random.pick(nights) * dayMs + random.int(2, 8) * 30 * minuteMs;
  return { id: `mw_demo_${service.slug}_${iso(mondayMs).slice(0, 10)}`, service, title: `${service.slug} ${work.title}`, startsAtMs, lengthMs: work.minutes * minuteMs, impact: work.impact, risk: work.risk, ending, overrunMs: random.chance(0.12) ? random.int(6, 50) * minuteMs : 0, by: person, occurrence: null };
}

function planWindows(seed: number, { fromMs, untilMs }: Timeline): Planned[] {
  const firstMonday = Math.floor(fromMs / dayMs) * dayMs + ((8 - new Date(fromMs).getUTCDay()) % 7) * dayMs;
  return services.flatMap((service, place) => {
    const random = createRandom(seed, `maintenance/${service.slug}`);
    const planned: Planned[] = [];
    for (let week = 0, monday = firstMonday; monday < untilMs + aheadMs; week += 1, monday += 7 * dayMs) if ((week + place) % everyWeeks[service.tier] === 0) planned.push(planOf(service, monday, random));
    return planned.filter(({ startsAtMs }) => !isFrozen(startsAtMs));
  });
}

const riskyWork = { "expired certificate": "certificate rotation", "wrong limit after a configuration change": "change of limits" } as const;

/** Work that went wrong: the failures of a year that a change of configuration brought about, rolled back, with their incidents beside them. */
function planRolledBack(failures: readonly Failure[], untilMs: number): Planned[] {
  return failures.flatMap((failure): Planned[] => {
    const work = riskyWork[failure.cause as keyof typeof riskyWork] as string | undefined;
    const service = services.find(({ slug }) => slug === failure.service);
    const startsAtMs = Math.floor((failure.startedAtMs - 10 * minuteMs) / (5 * minuteMs)) * 5 * minuteMs;
    const lengthMs = hourMs;
    const overrunMs = Math.max(0, failure.endedAtMs - startsAtMs - lengthMs);
    if (work === undefined || !service || failure.causedBy !== null || isFrozen(startsAtMs) || startsAtMs + lengthMs + overrunMs > untilMs) return [];
    const person = teams.find(({ slug }) => slug === service.owner)?.people[0] ?? "Anton Fischer";
    return [{ id: `mw_demo_${failure.id}`, service, title: `${service.slug} ${work}`, startsAtMs, lengthMs, impact: "degraded", risk: "medium", ending: "rolled_back", overrunMs, by: person, occurrence: null }];
  });
}

const care = { id: "mws_demo_search", slug: "search", title: "Search index care", rrule: "FREQ=WEEKLY;BYDAY=WE", zone: "Europe/Berlin", durationMs: 30 * minuteMs, by: "Rosa Jimenez" } as const;

/** Small work that comes back every week, left out while change is frozen. */
function planCare({ fromMs, untilMs }: Timeline): { series: Row[]; plans: Planned[] } {
  const service = services.find(({ slug }) => slug === care.slug);
  if (!service) return { series: [], plans: [] };
  const firstWednesday = Math.floor(fromMs / dayMs) * dayMs + ((10 - new Date(fromMs).getUTCDay()) % 7) * dayMs;
  const recurrence = { rrule: care.rrule, startsLocal: `${iso(firstWednesday).slice(0, 10)}T02:00`, zone: care.zone, durationMs: care.durationMs, exdates: [], rdates: [] };
  const { items } = occurrencesBetween(recurrence, { fromMs, toMs: untilMs + aheadMs });
  const plans = items.filter(({ startMs }) => !isFrozen(startMs)).map(({ local, startMs }): Planned => ({ id: `mw_demo_care_${local.slice(0, 10)}`, service, title: care.title, startsAtMs: startMs, lengthMs: care.durationMs, impact: "none", risk: "low", ending: "completed", overrunMs: 0, by: care.by, occurrence: local }));
  const series = {
    id: care.id, title: care.title, description: "", rrule: care.rrule, starts_local: recurrence.startsLocal, zone: care.zone, duration_ms: care.durationMs, exdates: items.filter(({ startMs }) => isFrozen(startMs)).map(({ local }) => local), rdates: [],
    kind: "standard", risk: "low", impact: "none", service_ids: [`svc_demo_${care.slug}`], owner_team_id: `team_demo_${service.owner}`, notice_ms: 0, written_until: iso(untilMs + aheadMs), ended_at: null, is_automatic: false, is_public: false, is_demo: true, version: 1, created_at: iso(fromMs),
  };
  return { series: [series], plans };
}

/** Where a window stands when the year ends: what lies ahead is approved, further off only asked for, and at the end a draft. */
function statusOf({ startsAtMs, lengthMs, overrunMs, ending, occurrence }: Planned, untilMs: number): string {
  if (startsAtMs + lengthMs + overrunMs <= untilMs) return ending;
  if (startsAtMs <= untilMs) return "in_progress";
  if (occurrence !== null) return "approved";
  const aheadDays = (startsAtMs - untilMs) / dayMs;
  return aheadDays < 7 ? "announced" : aheadDays < 21 ? "approved" : aheadDays < 42 ? "requested" : "draft";
}

function rowOf(plan: Planned, untilMs: number): Row {
  const { id, service, title, startsAtMs, lengthMs, impact, risk, overrunMs, by, occurrence } = plan;
  const status = statusOf(plan, untilMs);
  const requestedAtMs = Math.min(startsAtMs - 12 * dayMs, untilMs - hourMs);
  const isApproved = !["draft", "requested"].includes(status);
  const hasBegun = startsAtMs <= untilMs && status !== "cancelled";
  const endedAtMs = startsAtMs + (overrunMs > 0 ? lengthMs + overrunMs : Math.round(lengthMs * 0.8));
  const reached = (is: boolean, ms: number): string | null => (is ? iso(ms) : null);
  return {
    id, title, series_id: occurrence === null ? null : care.id, occurrence, description: "", kind: occurrence === null ? "normal" : "standard", risk, impact, status, starts_at: iso(startsAtMs), ends_at: iso(startsAtMs + lengthMs), zone: "Europe/Berlin", owner_team_id: `team_demo_${service.owner}`, requested_by: by, requested_at: reached(status !== "draft", requestedAtMs),
    approved_at: reached(isApproved, requestedAtMs + 20 * minuteMs), announced_at: reached(isApproved && status !== "approved", Math.min(startsAtMs - 3 * dayMs, untilMs - 30 * minuteMs)), started_at: reached(hasBegun, startsAtMs), ended_at: reached(hasBegun && status !== "in_progress", endedAtMs),
    overrun_at: reached(hasBegun && overrunMs > 0 && status !== "in_progress", startsAtMs + lengthMs), is_automatic: false, is_public: impact !== "none" && service.tier === 1, notice_ms: impact === "none" ? 0 : 72 * hourMs, sequence: 0, closing_note: "", is_demo: true, version: 1, created_at: iso(requestedAtMs - hourMs), updated_at: iso(requestedAtMs),
  };
}

function eventsOf(row: Row, by: string): Row[] {
  const at = (value: unknown): string | null => (typeof value === "string" ? value : null);
  const told: [string | null, string, string, string][] = [
    [at(row.created_at), "created", by, "Drafted"], [at(row.requested_at), "status", by, "Requested"], [at(row.approved_at), "approved", approverOf(by).name, "Approved"], [at(row.announced_at), "status", by, "approved → announced"],
    [at(row.started_at), "status", by, "announced → in progress"], [at(row.overrun_at), "overrun", "Quarterdeck", "Runs beyond its planned end; from here on the budget is charged and alerts ring."], [at(row.ended_at), "status", by, `in progress → ${String(row.status).replace("_", " ")}`],
    ...(row.status === "cancelled" ? [[at(row.starts_at), "status", by, "announced → cancelled"] as [string | null, string, string, string]] : []),
  ];
  return told.filter(([time]) => time !== null).map((entry, index) => ({ window_id: row.id ?? null, seq: index + 1, at: entry[0], kind: entry[1], actor_name: entry[2], text: entry[3], data: {} }));
}

/** The weeks around the busiest days of the year, each year's, and the end of the quarter that comes. */
function freezesOf({ fromMs, untilMs }: Timeline): Row[] {
  const span = (name: string, [from, to]: readonly [number, number], rest: Row): Row => ({ id: `frz_demo_${name}`, starts_at: iso(from), ends_at: iso(to), zone: "UTC", service_ids: [], opened_by: "Anton Fischer", is_demo: true, version: 1, created_at: iso(from - 30 * dayMs), ...rest });
  const years = [new Date(fromMs).getUTCFullYear(), new Date(untilMs).getUTCFullYear()];
  const peaks = [...new Set(years)].flatMap((year) => [
    span(`peak_${year}`, [Date.UTC(year, 10, 20), Date.UTC(year, 11, 3)], { title: "Peak trading", kind: "hard", reason: "the busiest days of the year" }), span(`holidays_${year}`, [Date.UTC(year, 11, 18), Date.UTC(year + 1, 0, 3)], { title: "Holidays", kind: "soft", reason: "few people are at work" }),
  ]);
  const quarter = new Date(untilMs);
  const end = Date.UTC(quarter.getUTCFullYear(), Math.floor(quarter.getUTCMonth() / 3) * 3 + 3, 1);
  return [...peaks, span("quarter_end", [end - 3 * dayMs, end], { title: "Quarter end, billing", kind: "hard", reason: "invoices are made", service_ids: ["svc_demo_billing", "svc_demo_payments-api"] })];
}

/** On the Saturday that comes two pieces of work lie across each other: what one would have to decide about. */
function saturdayWindows({ untilMs }: Timeline): Planned[] {
  const today = Math.floor(untilMs / dayMs) * dayMs;
  const saturdayMs = today + (((6 - new Date(untilMs).getUTCDay() + 7) % 7) || 7) * dayMs;
  const of = (slug: string): DemoService[] => services.filter((service) => service.slug === slug);
  const shared = { risk: "medium", ending: "completed", overrunMs: 0, occurrence: null } as const;
  return [
    ...of("orders-db").map((service): Planned => ({ ...shared, id: "mw_demo_saturday_database", service, title: "Orders database move to larger machines", startsAtMs: saturdayMs + 2 * hourMs, lengthMs: 90 * minuteMs, impact: "outage", by: "Viktor Hansen" })),
    ...of("billing").map((service): Planned => ({ ...shared, id: "mw_demo_saturday_billing", service, title: "Invoice archive", startsAtMs: saturdayMs + 3 * hourMs, lengthMs: hourMs, impact: "degraded", by: "Maya Cohen" })),
  ];
}

/** A year of planned work and the two months that come. */
export function planMaintenance(seed: number, timeline: Timeline, failures: readonly Failure[]): MaintenanceRows {
  const repeated = planCare(timeline);
  const plans = [...planWindows(seed, timeline), ...planRolledBack(failures, timeline.untilMs), ...saturdayWindows(timeline), ...repeated.plans].sort((a, b) => a.startsAtMs - b.startsAtMs);
  const windows = plans.map((plan) => rowOf(plan, timeline.untilMs));
  return { windows, services: plans.map(({ id, service }) => ({ window_id: id, service_id: `svc_demo_${service.slug}` })), events: windows.flatMap((row, place) => eventsOf(row, plans[place]?.by ?? "")), freezes: freezesOf(timeline), series: repeated.series };
}
