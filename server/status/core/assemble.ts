import type { MonitorRecord, Span } from "#core/monitors";
import { statusLimits, type ComponentState, type PublicComponent, type PublicIncident, type PublicWork, type StatusPage } from "../contract";
import { availabilityOfDays, componentDays, dayOf, dayStart, mergeDays, shownDays, type StatusDay } from "./days";
import { method } from "./method";
import { componentState, headlineOf, publicStateOf, worstState, type MonitorNow } from "./state";

export type KnownMonitor = MonitorRecord & MonitorNow & { key: number };

export interface KnownComponent {
  name: string;
  description: string;
  group: string;
  serviceId: string | null;
  monitorKeys: readonly number[];
  /** Kept days, in any order. */
  days: readonly StatusDay[];
}

export interface KnownIncident {
  number: number;
  title: string;
  status: string;
  startedAt: string;
  resolvedAt: string | null;
  serviceIds: readonly string[];
  updates: readonly { at: string; text: string }[];
}

export interface KnownWork {
  number: number;
  title: string;
  status: string;
  /** As planned, and as it really was where it has been. */
  startsAt: string;
  endsAt: string;
  startedAt: string | null;
  endedAt: string | null;
  impact: string;
  serviceIds: readonly string[];
}

/** What the database holds for the public: whoever reads it leaves out everything that is not marked so. */
export interface PublicRecords {
  components: readonly KnownComponent[];
  monitors: readonly KnownMonitor[];
  incidents: readonly KnownIncident[];
  work: readonly KnownWork[];
}

const underWay = new Set(["in_progress", "verifying"]);
const isOpen = ({ status, resolvedAt }: KnownIncident): boolean => resolvedAt === null && publicStateOf(status) !== "resolved";
const concerns = (serviceId: string | null, serviceIds: readonly string[]): boolean => serviceId !== null && serviceIds.includes(serviceId);
const namesOf = (components: readonly KnownComponent[], serviceIds: readonly string[]): string[] => components.filter(({ serviceId }) => concerns(serviceId, serviceIds)).map(({ name }) => name);

/** Days as far back as kept ones can still be behind: yesterday may not have been written yet. */
export const recentSpan = (nowMs: number): Span => ({ fromMs: dayStart(dayOf(nowMs)) - 86_400_000, toMs: nowMs });

/** The time that work took, or is taking; null when it has not begun. */
function spanOf(work: KnownWork, nowMs: number): Span | null {
  if (work.startedAt === null && (underWay.has(work.status) || work.status === "announced")) return underWay.has(work.status) ? { fromMs: Date.parse(work.startsAt), toMs: nowMs } : null;
  const fromMs = Date.parse(work.startedAt ?? work.startsAt);
  return { fromMs, toMs: underWay.has(work.status) ? nowMs : Date.parse(work.endedAt ?? work.endsAt) };
}

/** The state of a component as the public sees it. */
export function stateOf(component: Pick<KnownComponent, "serviceId" | "monitorKeys">, { monitors, incidents, work }: Omit<PublicRecords, "components">, nowMs: number): ComponentState {
  const { serviceId, monitorKeys } = component;
  return componentState(monitors.filter(({ key }) => monitorKeys.includes(key)), {
    nowMs,
    hasIncident: incidents.some((incident) => isOpen(incident) && concerns(serviceId, incident.serviceIds)),
    isInMaintenance: work.some(({ status, serviceIds }) => underWay.has(status) && concerns(serviceId, serviceIds)),
  });
}

function publicComponent(component: KnownComponent, records: PublicRecords, nowMs: number): PublicComponent {
  const { name, description, group, serviceId, monitorKeys } = component;
  const monitors = records.monitors.filter(({ key }) => monitorKeys.includes(key));
  const spans = records.work.filter(({ serviceIds }) => concerns(serviceId, serviceIds)).flatMap((work) => spanOf(work, nowMs) ?? []);
  const days = shownDays(mergeDays(component.days, componentDays(monitors, recentSpan(nowMs))), { nowMs, count: statusLimits.shownDays, work: spans });
  const last = monitors.flatMap(({ lastCheckMs }) => lastCheckMs ?? []);
  const lastDay = component.days.map(({ day }) => day).sort().at(-1);
  const observedMs = last.length > 0 ? Math.max(...last) : lastDay === undefined ? null : dayStart(lastDay) + 86_400_000;
  return { name, description, group, state: stateOf(component, records, nowMs), availability: availabilityOfDays(days), observedUntil: observedMs === null ? null : new Date(Math.min(observedMs, nowMs)).toISOString(), days };
}

function publicIncident(incident: KnownIncident, components: readonly KnownComponent[], nowMs: number): PublicIncident {
  const { number, title, status, startedAt, resolvedAt, serviceIds } = incident;
  const durationMs = Math.max(0, (resolvedAt === null ? nowMs : Date.parse(resolvedAt)) - Date.parse(startedAt));
  return { number, title, state: publicStateOf(status), startedAt, resolvedAt, durationMs, components: namesOf(components, serviceIds), updates: [...incident.updates].sort((a, b) => (a.at < b.at ? 1 : -1)) };
}

const impactOf = (impact: string): PublicWork["impact"] => (impact === "none" || impact === "outage" ? impact : "degraded");

/** Work that is still to come or under way. What was announced and never begun is not told once its time is over. */
function plannedWork({ work, components }: PublicRecords, nowMs: number): PublicWork[] {
  return work
    .filter(({ status, endsAt }) => underWay.has(status) || (status === "announced" && Date.parse(endsAt) > nowMs))
    .map(({ number, title, status, startsAt, endsAt, impact, serviceIds }): PublicWork => ({ number, title, state: underWay.has(status) ? "in_progress" : "planned", startsAt, endsAt, impact: impactOf(impact), components: namesOf(components, serviceIds) }))
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}

/** The public page from what is known, at an instant. */
export function assemblePage(records: PublicRecords, nowMs: number): StatusPage {
  const components = records.components.map((component) => publicComponent(component, records, nowMs));
  const told = (incident: KnownIncident): PublicIncident => publicIncident(incident, records.components, nowMs);
  const newestFirst = records.incidents.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  const open = newestFirst.filter(isOpen).map(told);
  const states = components.map(({ state }) => state);
  return {
    generatedAt: new Date(nowMs).toISOString(), state: worstState(states), headline: headlineOf(states, open.map(({ title }) => title)), method, components, open,
    past: newestFirst.filter((incident) => !isOpen(incident)).slice(0, statusLimits.pastIncidents).map(told), planned: plannedWork(records, nowMs),
  };
}
