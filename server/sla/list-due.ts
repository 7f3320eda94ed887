import "server-only";
import { breachChance, businessMs, type RuleBook } from "#core/sla";
import type { Ctx } from "../platform/registry";
import type { DueList, DueRow, ListDueInput } from "./contract";
import { requireDesk } from "./list-rules";
import { listFinished, listOpenClocks, type Finished, type OpenClock } from "./reports-repository";
import { readRuleBook } from "./rules-repository";

const hourMs = 3_600_000;
const halfYearMs = 183 * 24 * hourMs;
const horizons = [["in 4 hours", 4 * hourMs], ["in 24 hours", 24 * hourMs], ["in 7 days", 7 * 24 * hourMs]] as const;

interface World {
  rules: RuleBook;
  finished: ReadonlyMap<string, readonly number[]>;
  now: Date;
}

const keyOf = ({ kind, priority }: Pick<Finished, "kind" | "priority">): string => `${kind} ${priority ?? ""}`;
const isLate = ({ dueAt }: OpenClock, now: Date): boolean => dueAt !== null && dueAt < now;
const isSoon = (clock: OpenClock, now: Date): boolean => !isLate(clock, now) && clock.dueAt !== null && clock.warnAt !== null && clock.warnAt <= now;

/** What has elapsed until this moment: the projection says it for the moment at which it was computed. */
function elapsedNow({ state, policyId, elapsedMs, computedAt, dueAt }: OpenClock, { rules, now }: World): number {
  const calendar = policyId === null || state === "paused" || dueAt === null ? null : rules.calendarOf(policyId);
  return calendar ? elapsedMs + businessMs(calendar, computedAt.getTime(), now.getTime()) : elapsedMs;
}

function toRow(clock: OpenClock, world: World): DueRow {
  const elapsedMs = elapsedNow(clock, world);
  const late = isLate(clock, world.now);
  const { chance, sample } = breachChance(world.finished.get(keyOf(clock)) ?? [], { elapsedMs, targetMs: clock.targetMs });
  return {
    number: clock.number, subject: clock.subject, priority: clock.priority, team: clock.teamSlug === null ? null : { slug: clock.teamSlug, name: clock.team ?? clock.teamSlug }, customer: clock.customer, assignee: clock.assignee,
    kind: clock.kind, state: late ? "breached" : clock.state, policy: clock.policy, dueAt: clock.dueAt?.toISOString() ?? null, elapsedMs, targetMs: clock.targetMs, breachChance: late ? 1 : chance, sample,
  };
}

/** Late ones have broken already, so what is still to come is expected of the others; null when nothing is known of any of them. */
function forecastOf(clocks: readonly OpenClock[], world: World): DueList["forecast"] {
  return horizons.map(([label, ms]) => {
    const until = new Date(world.now.getTime() + ms);
    const due = clocks.filter((clock) => clock.dueAt !== null && !isLate(clock, world.now) && clock.dueAt <= until);
    const chances = due.flatMap((clock) => toRow(clock, world).breachChance ?? []);
    return { label, until: until.toISOString(), due: due.length, expectedBreaches: due.length === 0 ? 0 : chances.length === 0 ? null : chances.reduce((sum, chance) => sum + chance, 0) };
  });
}

/** Everything that is owed, by when it is due, with the chance that it will be late at the pace of the last half year. */
export async function listDue(input: ListDueInput, ctx: Ctx): Promise<DueList> {
  requireDesk(ctx);
  const now = ctx.clock.now();
  const [clocks, finished, rules] = await Promise.all([
    listOpenClocks(ctx.actor.scope, input, { signal: ctx.signal }), listFinished(ctx.actor.scope, new Date(now.getTime() - halfYearMs), { signal: ctx.signal }), readRuleBook(),
  ]);
  const world: World = { rules, now, finished: new Map(finished.map((each) => [keyOf(each), each.elapsed])) };
  const shown = { all: () => true, late: (clock: OpenClock) => isLate(clock, now), soon: (clock: OpenClock) => isSoon(clock, now), paused: (clock: OpenClock) => clock.dueAt === null }[input.show];
  const matching = clocks.filter(shown);
  const start = input.cursor === undefined ? 0 : matching.findIndex(({ id, kind }) => `${id}.${kind}` === input.cursor) + 1;
  const page = matching.slice(start, start + input.limit);
  const last = page.at(-1);
  return {
    items: page.map((clock) => toRow(clock, world)), total: matching.length, nextCursor: last && start + input.limit < matching.length ? `${last.id}.${last.kind}` : null,
    counts: { open: clocks.length, late: clocks.filter((clock) => isLate(clock, now)).length, soon: clocks.filter((clock) => isSoon(clock, now)).length, paused: clocks.filter(({ dueAt }) => dueAt === null).length },
    forecast: forecastOf(clocks, world),
  };
}
