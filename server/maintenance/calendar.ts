import "server-only";
import { countConflicts, dayStarts, firstOfDays, freezeSpans, isPlanned, type FreezeSpan } from "#core/maintenance";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { budgetFreezeSpans } from "./budget-freezes";
import { listCalendarRows, listOf, readDrawn, type CalendarRow, type DrawnRow } from "./calendar-repository";
import { maintenanceLimits, type Calendar, type CalendarInput } from "./contract";
import { listDeadlines } from "./deadlines";
import { listExceptions, listFreezeRecords, ruleOfFreeze, windowNumbers } from "./freezes-repository";
import { listDependencies, listExternalBetween, listKnownServices } from "./surroundings-repository";

const dayMs = 86_400_000;
type Named = ReadonlyMap<string, { slug: string; name: string }>;

function presentSpan({ freezeId: id, title, kind, reason, fromMs, toMs, serviceIds }: FreezeSpan, nameOf: Named, source: Calendar["freezes"][number]["source"]): Calendar["freezes"][number] {
  return { id, title, kind, reason, source, from: new Date(fromMs).toISOString(), to: toMs === Infinity ? null : new Date(toMs).toISOString(), services: serviceIds.flatMap((service) => nameOf.get(service) ?? []) };
}

const presentRow = ({ number, status, startsAtMs, endsAtMs }: CalendarRow, { title, kind, zone, seriesId, services }: DrawnRow, conflicts: number): Calendar["windows"][number] => ({ number, title, status, kind, zone, series: seriesId, startsAt: new Date(startsAtMs).toISOString(), endsAt: new Date(endsAtMs).toISOString(), services: listOf(services), conflicts });

type Other = Awaited<ReturnType<typeof listExternalBetween>>[number];
/** An event of a calendar that is honoured as a freeze of everything. */
const spanOfOther = ({ calendarId, key, title, calendar, startsAt, endsAt }: Other): FreezeSpan => ({ freezeId: `${calendarId}/${key}`, title: `${title} (${calendar.name})`, kind: calendar.mode === "hard" ? "hard" : "soft", reason: "", fromMs: startsAt.getTime(), toMs: endsAt.getTime(), serviceIds: [] });

/** Freezes from which windows are exempt, by the number of the window. */
async function exemptWindows(spans: readonly FreezeSpan[]): Promise<Map<number, string[]>> {
  const exceptions = spans.length === 0 ? [] : await listExceptions({ freezeId: { in: [...new Set(spans.map(({ freezeId }) => freezeId))] } });
  const numbers = await windowNumbers(exceptions.flatMap(({ windowId }) => windowId ?? []));
  const exempt = new Map<number, string[]>();
  for (const { windowId, freezeId } of exceptions) {
    const number = numbers.get(windowId ?? "");
    if (number !== undefined) exempt.set(number, [...(exempt.get(number) ?? []), freezeId]);
  }
  return exempt;
}

/** What a calendar draws between two instants: windows with how many things stand in their way, freezes, deadlines. Filters hide windows, not what they stand in the way of. */
export async function getCalendar(input: CalendarInput, ctx: Ctx): Promise<Calendar> {
  const [from, to, now] = [new Date(input.from), new Date(input.to), ctx.clock.now()];
  if (to <= from || to.getTime() - from.getTime() > maintenanceLimits.calendarDays * dayMs) throw new DomainError("VALIDATION", `A calendar shows up to ${maintenanceLimits.calendarDays} days, and ends after it begins.`, { faults: [{ path: "to", message: "lies before the beginning or too far ahead" }] });
  const range = { fromMs: from.getTime(), toMs: to.getTime() };
  const [rows, freezes, known, dependencies, deadlines, budgets, others] = await Promise.all([
    listCalendarRows(ctx.actor.scope, { from, to, limit: maintenanceLimits.calendarWindows + 1, input }, ctx.signal), listFreezeRecords(from), listKnownServices(), listDependencies(), listDeadlines({ from, to }, ctx), budgetFreezeSpans({ ...range, nowMs: now.getTime() }), listExternalBetween(from, to),
  ]);
  const ofBudget = new Set(budgets.map(({ freezeId }) => freezeId));
  const external = others.filter(({ calendar }) => calendar.mode !== "busy").map(spanOfOther);
  const spans = [...freezeSpans(freezes.map(ruleOfFreeze), range), ...budgets, ...external];
  const exempt = await exemptWindows(spans);
  const isCut = rows.length > maintenanceLimits.calendarWindows;
  const all = isCut ? rows.slice(0, maintenanceLimits.calendarWindows) : rows;
  const waiting = all.filter(({ status, endsAtMs }) => isPlanned(status) && endsAtMs > now.getTime());
  const counts = countConflicts(waiting.map(({ number, startsAtMs, endsAtMs, serviceIds }) => ({ number, fromMs: startsAtMs, toMs: endsAtMs, serviceIds, exempt: exempt.get(number) ?? [] })), { freezes: spans, dependencies });
  const fitting = all.filter(({ fits }) => fits);
  const shown = input.only === undefined ? fitting : fitting.filter(({ number }) => counts.has(number));
  const drawn = firstOfDays(shown, { starts: dayStarts(range, input.zone), perDay: input.perDay ?? Infinity, most: input.most ?? Infinity });
  const details = await readDrawn(drawn.rows.map(({ number }) => number), ctx.signal);
  const nameOf: Named = new Map(known.map(({ id, slug, name }) => [id, { slug, name }]));
  const concernsService = ({ serviceIds }: FreezeSpan): boolean => input.service === undefined || serviceIds.length === 0 || serviceIds.some((id) => nameOf.get(id)?.slug === input.service);
  return {
    windows: drawn.rows.flatMap((row) => {
      const detail = details.get(row.number);
      return detail ? [presentRow(row, detail, counts.get(row.number) ?? 0)] : [];
    }), days: drawn.days,
    freezes: spans.filter(concernsService).map((span) => presentSpan(span, nameOf, ofBudget.has(span.freezeId) ? "budget" : external.includes(span) ? "external" : "calendar")),
    deadlines: deadlines.map(({ kind, at, title, href }) => ({ kind, at: at.toISOString(), title, href })), busy: others.filter(({ calendar }) => calendar.mode === "busy").map(({ title, calendar, startsAt, endsAt }) => ({ title: `${title} (${calendar.name})`, from: startsAt.toISOString(), to: endsAt.toISOString() })),
    isCut, conflicts: fitting.filter(({ number }) => counts.has(number)).length,
  };
}
