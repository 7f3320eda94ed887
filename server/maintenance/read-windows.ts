import "server-only";
import { countConflicts, freezeSpans, isPlanned, isUnderWay, localOf, nextOccurrences, stepsFrom } from "#core/maintenance";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { can } from "../platform/auth/actor";
import type { Ctx } from "../platform/registry";
import { listWindowExclusions } from "../slo";
import { maintenanceLimits, type Calendar, type CalendarInput, type ListWindows, type listWindowsOutput, type WindowDetail, type windowNumberInput, type WindowStatus } from "./contract";
import { budgetFreezeSpans } from "./budget-freezes";
import { listDeadlines } from "./deadlines";
import { noSuchWindow } from "./edit-window";
import { listExceptions, listFreezeRecords, ruleOfFreeze } from "./freezes-repository";
import { listApprovers, policyOfWindow, presentPolicy, standingOfWindow } from "./policy";
import { iso, presentWindow } from "./present-window";
import { findSeries } from "./series-repository";
import { listDependencies, listIncidentsBegun, listKnownServices, listTeamsById } from "./surroundings-repository";
import { conflictsOf, impactOf } from "./surroundings";
import { calendarWhere, findWindow, listApprovals, listWindowEvents, listWindowRecords, listWindowsBetween, type ApprovalRecord, type WindowRecord } from "./windows-repository";
import { recurrenceOf } from "./write-series";

const dayMs = 86_400_000;

export async function listWindows(input: ListWindows, ctx: Ctx): Promise<z.input<typeof listWindowsOutput>> {
  const { records, total } = await listWindowRecords(ctx.actor.scope, input);
  const shown = records.slice(0, input.limit);
  const teams = new Map((await listTeamsById([...new Set(shown.flatMap(({ ownerTeamId }) => ownerTeamId ?? []))])).map(({ id, slug, name }) => [id, { slug, name }]));
  return { items: shown.map((record) => presentWindow(record, ctx.clock.now(), teams.get(record.ownerTeamId ?? "") ?? null)), nextCursor: records.length > input.limit ? (shown.at(-1)?.id ?? null) : null, total };
}

/** What a calendar draws between two instants: windows with how many things stand in their way, freezes, deadlines. */
export async function getCalendar(input: CalendarInput, ctx: Ctx): Promise<Calendar> {
  const [from, to, now] = [new Date(input.from), new Date(input.to), ctx.clock.now()];
  if (to <= from || to.getTime() - from.getTime() > maintenanceLimits.calendarDays * dayMs) throw new DomainError("VALIDATION", `A calendar shows up to ${maintenanceLimits.calendarDays} days, and ends after it begins.`, { faults: [{ path: "to", message: "lies before the beginning or too far ahead" }] });
  const [records, freezes, known, dependencies, deadlines] = await Promise.all([
    listWindowsBetween(ctx.actor.scope, { from, to, limit: maintenanceLimits.calendarWindows + 1 }, calendarWhere(input)), listFreezeRecords(from), listKnownServices(), listDependencies(), listDeadlines({ from, to }, ctx),
  ]);
  const range = { fromMs: from.getTime(), toMs: to.getTime() };
  const budgets = await budgetFreezeSpans({ ...range, nowMs: now.getTime() });
  const ofBudget = new Set(budgets.map(({ freezeId }) => freezeId));
  const spans = [...freezeSpans(freezes.map(ruleOfFreeze), range), ...budgets];
  const exceptions = spans.length === 0 ? [] : await listExceptions({ freezeId: { in: [...new Set(spans.map(({ freezeId }) => freezeId))] } });
  const shown = records.slice(0, maintenanceLimits.calendarWindows);
  const waiting = shown.filter(({ status, endsAt }) => isPlanned(status as WindowStatus) && endsAt > now);
  const counts = countConflicts(waiting.map(({ id, number, startsAt, endsAt, services }) => ({ number, fromMs: startsAt.getTime(), toMs: endsAt.getTime(), serviceIds: services.map(({ service }) => service.id), exempt: exceptions.filter(({ windowId }) => windowId === id).map(({ freezeId }) => freezeId) })), { freezes: spans, dependencies });
  const nameOf = new Map(known.map(({ id, slug, name }) => [id, { slug, name }]));
  return {
    windows: shown.map(({ number, title, status, kind, startsAt, endsAt, zone, seriesId, services }) => ({ number, title, status: status as WindowStatus, kind: kind as "normal", zone, series: seriesId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), services: services.map(({ service }) => service.name), conflicts: counts.get(number) ?? 0 })),
    freezes: spans.filter(({ serviceIds }) => input.service === undefined || serviceIds.length === 0 || serviceIds.some((id) => nameOf.get(id)?.slug === input.service)).map(({ freezeId: id, title, kind, reason, fromMs, toMs, serviceIds }) => ({ id, title, kind, reason, from: new Date(fromMs).toISOString(), to: toMs === Infinity ? null : new Date(toMs).toISOString(), services: serviceIds.flatMap((service) => nameOf.get(service) ?? []), source: ofBudget.has(id) ? ("budget" as const) : ("calendar" as const) })),
    deadlines: deadlines.map(({ kind, at, title, href }) => ({ kind, at: at.toISOString(), title, href })), isCut: records.length > shown.length, conflicts: counts.size,
  };
}

async function repeatsOf(window: WindowRecord, now: Date): Promise<WindowDetail["repeats"]> {
  const series = window.seriesId === null ? null : await findSeries(window.seriesId);
  if (!series) return null;
  const next = series.endedAt === null ? nextOccurrences(recurrenceOf(series), now.getTime(), maintenanceLimits.preview) : [];
  return { id: series.id, rrule: series.rrule, exdates: series.exdates, rdates: series.rdates, occurrence: window.occurrence, endedAt: iso(series.endedAt), next: next.map(({ local, startMs }) => ({ local, startsAt: new Date(startMs).toISOString() })) };
}

const afterwardsMs = 4 * 3_600_000;

/** Incidents that the work may have caused, for those who may read incidents. */
async function incidentsOf({ startedAt, endedAt, services }: WindowRecord, ctx: Ctx) {
  if (startedAt === null || !can(ctx.actor, "incidents.read")) return [];
  return listIncidentsBegun(services.map(({ service }) => service.id), { from: startedAt, to: new Date((endedAt ?? ctx.clock.now()).getTime() + afterwardsMs) });
}

function withdrawnOf({ approvedAt, startedAt }: WindowRecord, approvals: readonly ApprovalRecord[]): WindowDetail["withdrawn"] {
  const last = approvals.filter(({ at, decision }) => decision === "withdrawn" && startedAt !== null && at >= startedAt).at(-1);
  return approvedAt !== null || last === undefined ? null : { by: last.actorName, at: last.at.toISOString() };
}

/** One window with everything that a decision on it needs. */
export async function getWindow({ number }: z.output<typeof windowNumberInput>, ctx: Ctx): Promise<WindowDetail> {
  const window = await findWindow(ctx.actor.scope, number);
  if (!window) throw noSuchWindow(number);
  const [now, status, services] = [ctx.clock.now(), window.status as WindowStatus, window.services.map(({ service }) => service)];
  const durationMs = window.endsAt.getTime() - window.startsAt.getTime();
  const isAhead = isPlanned(status) && !isUnderWay(status);
  const [events, approvals, people, conflicts, impact, repeats, exclusions, teams, incidents] = await Promise.all([
    listWindowEvents(window.id), listApprovals(window.id), listApprovers(), isAhead || status === "draft" ? conflictsOf(window, ctx) : [], impactOf({ services, durationMs, impact: window.impact, expectedMinutes: null }, ctx), repeatsOf(window, now), listWindowExclusions(window.id), listTeamsById(window.ownerTeamId === null ? [] : [window.ownerTeamId]), incidentsOf(window, ctx),
  ]);
  const { state, given, missing } = standingOfWindow(window, approvals, people);
  const mine = approvals.filter(({ actorId, at }) => actorId !== null && actorId === ctx.actor.userId && window.requestedAt !== null && at >= window.requestedAt).at(-1);
  return {
    row: presentWindow(window, now, teams[0] ?? null), description: window.description, requestedBy: window.requestedBy, requestedAt: iso(window.requestedAt), approvedAt: iso(window.approvedAt), announcedAt: iso(window.announcedAt), noticeMs: Number(window.noticeMs), lateNotice: window.lateNotice, closingNote: window.closingNote,
    startsLocal: localOf(window.startsAt.getTime(), window.zone), durationMs, repeats, services: services.map(({ slug, name, tier }) => ({ slug, name, tier })), next: stepsFrom(status), policy: presentPolicy(policyOfWindow(window), people, window.requestedById), standing: { state, given, missing },
    mine: { mayDecide: can(ctx.actor, "maintenance.approve") && status === "requested" && ctx.actor.userId !== window.requestedById, decision: (mine?.decision ?? null) as WindowDetail["mine"]["decision"] },
    approvals: approvals.map(({ id, actorName, decision, comment, at, isBreakGlass, reviewedBy, reviewedAt, reviewNote }) => ({ id, actorName, decision, comment, at: at.toISOString(), isBreakGlass, reviewedBy, reviewedAt: iso(reviewedAt), reviewNote })),
    timeline: events.map(({ seq, at, kind, actorName, text }) => ({ seq, at: at.toISOString(), kind, actorName, text })), conflicts, impact, withdrawn: withdrawnOf(window, approvals), incidents: incidents.map(({ startedAt, ...incident }) => ({ ...incident, startedAt: startedAt.toISOString() })), exclusions: exclusions.map(({ slo, fromAt, toAt }) => ({ slo, from: fromAt.toISOString(), to: toAt.toISOString() })),
  };
}
