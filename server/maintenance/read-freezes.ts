import "server-only";
import { freezeSpans, localOf, standsInWay, type FreezeRule, type FreezeSpan } from "#core/maintenance";
import type { z } from "zod";
import type { Ctx } from "../platform/registry";
import { listBudgetFreezes } from "../slo";
import type { FreezeRow, listFreezesInput, listFreezesOutput } from "./contract";
import { budgetSpans } from "./budget-freezes";
import { listExceptions, listFreezeRecords, ruleOfFreeze, windowNumbers, type FreezeRecord } from "./freezes-repository";
import { iso } from "./present-window";
import { listKnownServices, type KnownService } from "./surroundings-repository";
import { listWindowsBetween, waitingStatuses, type WindowRecord } from "./windows-repository";

const yearMs = 366 * 86_400_000;

interface Context {
  now: Date;
  known: readonly KnownService[];
  /** Planned windows of the year to come, whoever may see them: a freeze stands in their way all the same. */
  windows: readonly WindowRecord[];
  exceptions: Awaited<ReturnType<typeof listExceptions>>;
  numbers: ReadonlyMap<string, number>;
}

type Common = Pick<FreezeRow, "span" | "windows" | "exceptions" | "state" | "services">;

const spanOf = (span: FreezeSpan | undefined): FreezeRow["span"] => (span === undefined ? null : { from: new Date(span.fromMs).toISOString(), to: span.toMs === Infinity ? null : new Date(span.toMs).toISOString() });

/** What is told of a freeze of either kind from the times at which it holds from now on. */
function commonOf({ id, serviceIds, spans }: { id: string; serviceIds: readonly string[]; spans: readonly FreezeSpan[] }, { now, known, windows, exceptions, numbers }: Context): Common {
  const own = exceptions.filter(({ freezeId }) => freezeId === id);
  const exempt = new Set(own.map(({ windowId }) => windowId));
  const held = windows.filter(({ id: windowId, startsAt, endsAt, services }) => !exempt.has(windowId) && spans.some((span) => standsInWay(span, { fromMs: startsAt.getTime(), toMs: endsAt.getTime(), serviceIds: services.map(({ service }) => service.id) })));
  const [first] = spans;
  return {
    span: spanOf(first), windows: held.map(({ number }) => number), services: known.filter((service) => serviceIds.includes(service.id)).map(({ slug, name }) => ({ slug, name })), state: first === undefined ? "over" : first.fromMs <= now.getTime() ? "active" : "planned",
    exceptions: own.map(({ windowId, reason, actorName, createdAt }) => ({ number: numbers.get(windowId ?? "") ?? null, reason, actorName, at: createdAt.toISOString() })),
  };
}

function rowOf(freeze: FreezeRecord, rule: FreezeRule, context: Context): FreezeRow {
  const { id, title, kind, reason, startsAt, endsAt, rrule, zone, openedBy, liftedAt, liftedBy, durationMs, serviceIds, version } = freeze;
  const nowMs = context.now.getTime();
  const spans = freezeSpans([rule], { fromMs: nowMs, toMs: Math.max(nowMs, startsAt.getTime()) + yearMs });
  return {
    id, title, kind: kind === "hard" ? "hard" : "soft", reason, startsAt: startsAt.toISOString(), endsAt: iso(endsAt), rrule, zone, openedBy, liftedAt: iso(liftedAt), liftedBy, durationMs, version, source: "calendar", slo: null,
    startsLocal: localOf(startsAt.getTime(), zone), endsLocal: endsAt === null ? null : localOf(endsAt.getTime(), zone), ...commonOf({ id, serviceIds, spans }, context),
  };
}

type Held = Awaited<ReturnType<typeof listBudgetFreezes>>[number];

function heldRow(held: Held, context: Context): FreezeRow {
  const { id, sloSlug, sloName, serviceId, kind, openedAt, closedAt, remaining } = held;
  const nowMs = context.now.getTime();
  const spans = budgetSpans([held], { fromMs: nowMs, toMs: nowMs + yearMs, nowMs });
  const common = commonOf({ id, serviceIds: serviceId === null ? [] : [serviceId], spans }, context);
  return {
    id, title: `Error budget of ${sloName}`, kind, reason: remaining < 0 ? "spent" : `${Math.round(remaining * 100)}% left`, startsAt: openedAt, endsAt: closedAt, rrule: null, zone: "UTC", openedBy: "error budget policy", liftedAt: null, liftedBy: null, durationMs: null, version: 1,
    startsLocal: openedAt.slice(0, 16), endsLocal: null, source: "budget", slo: { slug: sloSlug, name: sloName }, ...common, span: common.span === null ? null : { ...common.span, to: closedAt },
  };
}

/** Freezes of change with what they stand in the way of and who is exempt: those of the calendar, and those that error budgets hold. */
export async function listFreezes({ state }: z.output<typeof listFreezesInput>, ctx: Ctx): Promise<z.input<typeof listFreezesOutput>> {
  const now = ctx.clock.now();
  const [from, to] = [now.toISOString(), new Date(now.getTime() + yearMs)];
  const [records, held, known, windows] = await Promise.all([
    listFreezeRecords(state === "current" ? now : null), listBudgetFreezes({ from: state === "current" ? from : new Date(now.getTime() - yearMs).toISOString(), to: new Date(now.getTime() + 1).toISOString() }), listKnownServices(),
    listWindowsBetween({ kind: "all" }, { from: now, to, limit: 6_000 }, { status: { in: waitingStatuses } }),
  ]);
  const exceptions = await listExceptions({ freezeId: { in: [...records, ...held].map(({ id }) => id) } });
  const context = { now, known, windows, exceptions, numbers: await windowNumbers(exceptions.flatMap(({ windowId }) => windowId ?? [])) };
  const items = [...records.map((freeze) => rowOf(freeze, ruleOfFreeze(freeze), context)), ...held.map((one) => heldRow(one, context))];
  const order = { active: 0, planned: 1, over: 2 };
  const firstMs = ({ span, startsAt }: FreezeRow): number => Date.parse(span?.from ?? startsAt);
  return { items: items.filter((item) => state === "all" || item.state !== "over").sort((a, b) => order[a.state] - order[b.state] || (a.state === "over" ? firstMs(b) - firstMs(a) : firstMs(a) - firstMs(b))), nextCursor: null };
}
