import "server-only";
import { dependentsOf, findConflicts, freezeSpans, nearServices, type Conflict, type Surroundings } from "#core/maintenance";
import { coverOf } from "../alerts";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { listServiceBudgets } from "../slo";
import { budgetFreezeSpans } from "./budget-freezes";
import type { WindowDetail } from "./contract";
import { listDeadlines } from "./deadlines";
import { listExceptions, listFreezeRecords, ruleOfFreeze } from "./freezes-repository";
import { promisedNoticeMs } from "./notices/late-notice";
import { countCustomersOf, listDependencies, listExternalBetween, listKnownServices, listOpenIncidents, listPlannedBetween, listTeamsById, readTicketsInWindows, type KnownService } from "./surroundings-repository";
import type { WindowRecord } from "./windows-repository";

const longestMs = 31 * 86_400_000;

/** Services by slug, all of which have to exist. */
export function requireKnown(known: readonly KnownService[], slugs: readonly string[]): KnownService[] {
  const missing = slugs.filter((slug) => !known.some((service) => service.slug === slug));
  if (missing.length > 0) throw new DomainError("VALIDATION", `There is no service ${missing.map((slug) => `"${slug}"`).join(", ")}.`, { faults: [{ path: "services", message: `unknown: ${missing.join(", ")}` }] });
  return [...new Set(slugs)].flatMap((slug) => known.find((service) => service.slug === slug) ?? []);
}

export interface Around {
  surroundings: Surroundings;
  known: KnownService[];
}

export interface Asked {
  serviceIds: readonly string[];
  fromMs: number;
  toMs: number;
  /** The window itself, which does not stand in its own way. */
  except?: string | null;
  /** Work without effect owes nobody notice; left out = it has one. */
  impact?: string;
}

/** Everything that could speak against work on these services in a time. What is planned counts whoever may see it: a conflict that is hidden is none the less one. */
export async function loadSurroundings({ serviceIds, fromMs, toMs, except, impact = "degraded" }: Asked, ctx: Ctx): Promise<Around> {
  const [from, to] = [new Date(fromMs - longestMs), new Date(toMs)];
  const [known, dependencies] = await Promise.all([listKnownServices(), listDependencies()]);
  const near = [...nearServices(serviceIds, dependencies).keys()];
  const owners = [...new Set(known.filter(({ id }) => serviceIds.includes(id)).flatMap(({ ownerTeamId }) => ownerTeamId ?? []))];
  const [windows, freezes, incidents, teams, external, deadlines, exceptions] = await Promise.all([
    listPlannedBetween({ from: new Date(fromMs), to, serviceIds: near, except: except ?? null }, ctx.signal), listFreezeRecords(from), listOpenIncidents(), listTeamsById(owners), listExternalBetween(new Date(fromMs), to),
    listDeadlines({ from: new Date(fromMs), to }, ctx), except ? listExceptions({ windowId: except }) : [],
  ]);
  const nowMs = ctx.clock.now().getTime();
  const [cover, budgets, promisedMs] = await Promise.all([coverOf(teams, { fromMs, toMs }), budgetFreezeSpans({ fromMs, toMs, nowMs }), promisedNoticeMs({ serviceIds, impact }, { known, now: ctx.clock.now() })]);
  const surroundings: Surroundings = {
    dependencies, cover, nowMs, promisedMs, windows, exempt: exceptions.map(({ freezeId }) => freezeId), names: Object.fromEntries(known.map(({ id, name }) => [id, name])),
    freezes: [...freezeSpans(freezes.map(ruleOfFreeze), { fromMs, toMs }), ...budgets],
    incidents: incidents.map(({ number, title, serviceId, services }) => ({ number, title, serviceIds: [...services.map((one) => one.serviceId), ...(serviceId === null ? [] : [serviceId])] })),
    external: external.map(({ title, startsAt, endsAt, calendar }) => ({ title: `${title} (${calendar.name})`, fromMs: startsAt.getTime(), toMs: endsAt.getTime(), mode: calendar.mode === "hard" ? "hard" : calendar.mode === "soft" ? "soft" : "busy" })),
    deadlines: deadlines.filter((one) => one.serviceIds.some((id) => serviceIds.includes(id))).map(({ at, title, href }) => ({ atMs: at.getTime(), title, href })),
  };
  return { surroundings, known };
}

const nearIncidentsMs = 86_400_000;

/** What speaks against a window as it stands. Open incidents count for work that begins within a day. */
export async function conflictsOf(window: WindowRecord, ctx: Ctx): Promise<Conflict[]> {
  const work = { fromMs: window.startsAt.getTime(), toMs: window.endsAt.getTime(), serviceIds: window.services.map(({ service }) => service.id), noticeMs: Number(window.noticeMs) };
  const { surroundings } = await loadSurroundings({ ...work, impact: window.impact, except: window.id }, ctx);
  return conflictsAt(work, surroundings);
}

export const conflictsAt = (work: Parameters<typeof findConflicts>[0], around: Surroundings): Conflict[] => findConflicts(work, work.fromMs - around.nowMs > nearIncidentsMs ? { ...around, incidents: [] } : around);

const costs: Readonly<Record<string, number>> = { outage: 60, degraded: 12, none: 0 };
/** Minutes of error budget that an hour of work costs: an outage all of them, degraded work a fifth. */
export const costPerHour = (impact: string): number => costs[impact] ?? 0;

/** What the work puts at stake. */
export async function impactOf({ services, durationMs, impact, expectedMinutes }: { services: readonly { id: string }[]; durationMs: number; impact: string; expectedMinutes: number | null }, ctx: Ctx): Promise<WindowDetail["impact"]> {
  const ids = services.map(({ id }) => id);
  const [known, dependencies] = await Promise.all([listKnownServices(), listDependencies()]);
  const dependents = dependentsOf(ids, dependencies);
  const [customers, budgets, past] = await Promise.all([countCustomersOf([...ids, ...dependents]), listServiceBudgets(ids), readTicketsInWindows(ids, ctx.clock.now(), ctx.signal)]);
  const costMinutes = (durationMs / 3_600_000) * costPerHour(impact);
  return {
    customers, dependents: known.filter(({ id }) => dependents.includes(id)).map(({ name }) => name), durationMinutes: durationMs / 60_000, expectedMinutes,
    budgets: budgets.map(({ slug, name, leftMinutes }) => ({ slug, name, leftMinutes, ifUnapproved: leftMinutes === null ? null : leftMinutes - costMinutes, ifApproved: leftMinutes })),
    ticketsPerWindow: past.windows === 0 ? null : past.tickets / past.windows, pastWindows: past.windows,
  };
}
