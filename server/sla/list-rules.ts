import "server-only";
import type { z } from "zod";
import { compileCalendar, isOpenAt, openSpans, specificityKey } from "#core/sla";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { toDefinition } from "./change-rules";
import { calendarDefinition, type listCalendarsOutput, type listPoliciesOutput } from "./contract";
import { listCalendarRows, listPolicyRows, namesOf, readPolicyUse } from "./rules-repository";

/** Policies, levels and escalation are the desk's own business: a customer's people see the clocks of their tickets and no more. */
export function requireDesk({ actor }: Pick<Ctx, "actor">): void {
  if (actor.scope.kind === "customers") throw new DomainError("FORBIDDEN", "Service level rules are for the organisation's own people.");
}

const lookAheadMs = 10 * 366 * 86_400_000;

/** When a calendar that is open now closes, or else when it opens. */
function changesAt(calendar: ReturnType<typeof compileCalendar>, nowMs: number): number | null {
  let untilMs: number | null = null;
  for (const { fromMs, toMs } of openSpans(calendar, nowMs, nowMs + lookAheadMs)) {
    if (untilMs === null && fromMs > nowMs) return fromMs;
    if (untilMs !== null && fromMs > untilMs) return untilMs;
    untilMs = toMs;
    // One that never closes would be followed for ever.
    if (untilMs - nowMs > 400 * 86_400_000) return null;
  }
  return null;
}

export async function listCalendars(_input: object, ctx: Ctx): Promise<z.input<typeof listCalendarsOutput>> {
  requireDesk(ctx);
  const nowMs = ctx.clock.now().getTime();
  const items = (await listCalendarRows()).map(({ id, slug, version, _count, ...row }) => {
    const definition = calendarDefinition.parse(row);
    const calendar = compileCalendar(definition);
    const at = changesAt(calendar, nowMs);
    return { ...definition, id, slug, version, policies: _count.policies, isOpenNow: isOpenAt(calendar, nowMs), changesAt: at === null ? null : new Date(at).toISOString() };
  });
  return { items, nextCursor: null };
}

export async function listPolicies(_input: object, ctx: Ctx): Promise<z.input<typeof listPoliciesOutput>> {
  requireDesk(ctx);
  const rows = await listPolicyRows();
  const [names, { use, since }] = await Promise.all([namesOf(rows.flatMap(({ customerId }) => customerId ?? []), rows.flatMap(({ serviceId }) => serviceId ?? [])), readPolicyUse()]);
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? "removed"));
  const items = rows.map((row) => ({
    ...toDefinition(row), id: row.id, version: row.version, calendarName: row.calendar.name, customerName: nameOf(row.customerId), serviceName: nameOf(row.serviceId),
    since: (since.get(row.id) ?? row.createdAt).toISOString(), openClocks: use.get(row.id)?.open ?? 0, lateClocks: use.get(row.id)?.late ?? 0,
  }));
  return { items: items.toSorted((a, b) => specificityKey(b).localeCompare(specificityKey(a))), nextCursor: null };
}
