import "server-only";
import { isPlanned, isUnderWay, localOf, nextOccurrences, stepsFrom } from "#core/maintenance";
import type { z } from "zod";
import { can } from "../platform/auth/actor";
import type { Ctx } from "../platform/registry";
import { listWindowExclusions } from "../slo";
import { maintenanceLimits, type ListWindows, type listWindowsOutput, type WindowDetail, type windowNumberInput, type WindowStatus } from "./contract";
import { noSuchWindow } from "./edit-window";
import { listApprovers, policyOfWindow, presentPolicy, standingOfWindow } from "./policy";
import { iso, presentWindow } from "./present-window";
import { findSeries } from "./series-repository";
import { listIncidentsBegun, listTeamsById } from "./surroundings-repository";
import { conflictsOf, impactOf } from "./surroundings";
import { countAsked, findWindow, listApprovals, listWindowEvents, listWindowRecords, type ApprovalRecord, type WindowRecord } from "./windows-repository";
import { recurrenceOf } from "./write-series";


export async function listWindows(input: ListWindows, ctx: Ctx): Promise<z.input<typeof listWindowsOutput>> {
  const { records, total } = await listWindowRecords(ctx.actor.scope, input);
  const shown = records.slice(0, input.limit);
  const teams = new Map((await listTeamsById([...new Set(shown.flatMap(({ ownerTeamId }) => ownerTeamId ?? []))])).map(({ id, slug, name }) => [id, { slug, name }]));
  return { items: shown.map((record) => presentWindow(record, ctx.clock.now(), teams.get(record.ownerTeamId ?? "") ?? null)), nextCursor: records.length > input.limit ? (shown.at(-1)?.id ?? null) : null, total };
}

async function repeatsOf(window: WindowRecord, now: Date): Promise<WindowDetail["repeats"]> {
  const series = window.seriesId === null ? null : await findSeries(window.seriesId);
  if (!series) return null;
  const waiting = await countAsked(series.id, window.id);
  const next = series.endedAt === null ? nextOccurrences(recurrenceOf(series), now.getTime(), maintenanceLimits.preview) : [];
  return { id: series.id, rrule: series.rrule, exdates: series.exdates, rdates: series.rdates, occurrence: window.occurrence, endedAt: iso(series.endedAt), waiting, next: next.map(({ local, startMs }) => ({ local, startsAt: new Date(startMs).toISOString() })) };
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
  const mine = approvals.filter(({ actorId, at, isBreakGlass }) => !isBreakGlass && actorId !== null && actorId === ctx.actor.userId && window.requestedAt !== null && at >= window.requestedAt).at(-1);
  return {
    row: presentWindow(window, now, teams[0] ?? null), description: window.description, requestedBy: window.requestedBy, requestedAt: iso(window.requestedAt), approvedAt: iso(window.approvedAt), announcedAt: iso(window.announcedAt), noticeMs: Number(window.noticeMs), lateNotice: window.lateNotice, closingNote: window.closingNote,
    startsLocal: localOf(window.startsAt.getTime(), window.zone), durationMs, repeats, services: services.map(({ slug, name, tier }) => ({ slug, name, tier })), next: stepsFrom(status), policy: presentPolicy(policyOfWindow(window), people, window.requestedById), standing: { state, given, missing },
    mine: { mayDecide: can(ctx.actor, "maintenance.approve") && status === "requested" && ctx.actor.userId !== window.requestedById, decision: (mine?.decision ?? null) as WindowDetail["mine"]["decision"] },
    approvals: approvals.map(({ id, actorId, actorName, decision, comment, at, isBreakGlass, reviewedBy, reviewedAt, reviewNote }) => ({ id, actorName, decision, comment, at: at.toISOString(), isBreakGlass, reviewedBy, reviewedAt: iso(reviewedAt), reviewNote, mayReview: isBreakGlass && reviewedBy === null && actorId !== ctx.actor.userId && can(ctx.actor, "maintenance.approve") })),
    timeline: events.map(({ seq, at, kind, actorName, text }) => ({ seq, at: at.toISOString(), kind, actorName, text })), conflicts, impact, withdrawn: withdrawnOf(window, approvals), incidents: incidents.map(({ startedAt, ...incident }) => ({ ...incident, startedAt: startedAt.toISOString() })), exclusions: exclusions.map(({ slo, fromAt, toAt }) => ({ slo, from: fromAt.toISOString(), to: toAt.toISOString() })),
  };
}
