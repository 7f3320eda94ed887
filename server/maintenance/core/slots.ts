import { Temporal } from "temporal-polyfill";
import { findConflicts, nearServices, type Conflict, type ConflictKind, type Span, type Surroundings } from "./conflicts";

const hourMs = 3_600_000;

export interface SlotQuery {
  durationMs: number;
  serviceIds: readonly string[];
  earliestMs: number;
  latestMs: number;
  noticeMs: number;
  /** Zone in which candidates begin on the half hour and hours of the week are counted. */
  zone: string;
  /** Minutes of error budget that an hour of work is expected to cost at average traffic: 60 for an outage. */
  costPerHour: number;
  /**
   * Relative traffic of each hour of the week in UTC, Monday 00:00 first; the mean is 1. Null = there is no history, and every hour counts the same.
   */
  traffic: readonly number[] | null;
  limit: number;
}

export interface SlotReason {
  isGood: boolean;
  text: string;
}

export interface Slot {
  fromMs: number;
  toMs: number;
  /** Expected cost in minutes of error budget, weighed by traffic; null without history. */
  expectedMinutes: number | null;
  score: number;
  reasons: SlotReason[];
}

export interface SlotAnswer {
  slots: Slot[];
  searched: number;
  /** Candidates that were ruled out, by the reason that ruled them out first. */
  ruledOut: { reason: string; count: number }[];
  /** The best one by cost alone, if something ruled it out. */
  missed: { fromMs: number; toMs: number; expectedMinutes: number | null; reason: string } | null;
}

/** The hour of the week in UTC, 0..167 from Monday 00:00. */
export const hourOfWeek = (atMs: number): number => Math.floor(((atMs - Date.UTC(1970, 0, 5)) % (168 * hourMs) + 168 * hourMs) % (168 * hourMs) / hourMs);

/**
 * Relative traffic of each hour of the week from counts. Each hour counts one more than was seen (Laplace's rule of succession): that nobody came in an hour so far does
 * not mean that nobody will. Null when there is too little to say anything (fewer than 168 counts in all).
 */
export function trafficOf(counts: readonly number[]): number[] | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (counts.length !== 168 || total < 168) return null;
  const seen = counts.map((count) => count + 1);
  const mean = (total + 168) / 168;
  // Single hours are noisy: their neighbours count half.
  return seen.map((count, at) => (count + ((seen[(at + 167) % 168] ?? 0) + (seen[(at + 1) % 168] ?? 0)) / 2) / 2 / mean);
}

/** Traffic-weighed cost of work from one instant to another, minutes of error budget. */
export function expectedCost({ fromMs, toMs }: { fromMs: number; toMs: number }, { traffic, costPerHour }: Pick<SlotQuery, "traffic" | "costPerHour">): number | null {
  if (traffic === null) return null;
  let cost = 0;
  for (let atMs = fromMs; atMs < toMs; ) {
    const endMs = Math.min(toMs, (Math.floor(atMs / hourMs) + 1) * hourMs);
    cost += ((endMs - atMs) / hourMs) * (traffic[hourOfWeek(atMs)] ?? 1) * costPerHour;
    atMs = endMs;
  }
  return cost;
}

/** How many minutes of cost a conflict that only warns is worth; 1 is the cost of the work at average traffic. */
const weights: Readonly<Record<ConflictKind, number>> = { overlap: 2, hard_freeze: 100, soft_freeze: 1.5, incident: 1, no_cover: 2.5, notice: 2, external: 0.5, past: 100, deadline: 1 };

const stepMs = hourMs / 2;

/** Every half hour of the zone. Zones shift by whole half hours, so that what begins on one stays on it. */
function* candidates({ earliestMs, latestMs, durationMs, zone }: SlotQuery): Generator<{ fromMs: number; toMs: number }> {
  const first = Temporal.Instant.fromEpochMilliseconds(earliestMs).toZonedDateTimeISO(zone).round({ smallestUnit: "minute", roundingIncrement: 30, roundingMode: "ceil" }).epochMilliseconds;
  for (let fromMs = first; fromMs + durationMs <= latestMs; fromMs += stepMs) yield { fromMs, toMs: fromMs + durationMs };
}

function reasonsOf(conflicts: readonly Conflict[], { fromMs, toMs }: Span, around: Surroundings): SlotReason[] {
  const has = (...kinds: ConflictKind[]): boolean => conflicts.some(({ kind }) => kinds.includes(kind));
  const onCall = [...new Set(around.cover.filter((span) => span.person !== null && span.fromMs < toMs && span.toMs > fromMs).map(({ person }) => person))];
  const noticeHours = Math.floor((fromMs - around.nowMs) / hourMs);
  return [
    ...(has("overlap", "soft_freeze", "incident", "external") ? [] : [{ isGood: true, text: "No conflict" }]),
    ...(onCall.length > 0 && !has("no_cover") ? [{ isGood: true, text: `${onCall.join(", ")} on call` }] : []),
    ...(has("notice") ? [] : [{ isGood: true, text: noticeHours >= 48 ? `${Math.floor(noticeHours / 24)} days of notice` : `${noticeHours} h of notice` }]),
    ...conflicts.map(({ text }) => ({ isGood: false, text })),
  ];
}

/** What touches each of several spans that come in order of time, all of one length: what one of them has left behind is over for all that follow. */
function sweep<Item extends Span>(items: readonly Item[]): (span: Span) => Item[] {
  const coming = [...items].sort((a, b) => a.fromMs - b.fromMs);
  let next = 0;
  let open: Item[] = [];
  return ({ fromMs, toMs }) => {
    for (let item = coming[next]; item !== undefined && item.fromMs < toMs; item = coming[next]) {
      open.push(item);
      next += 1;
    }
    open = open.filter((item) => item.toMs > fromMs);
    return open;
  };
}

/** Everything that could touch a candidate, so that each looks at little: windows of other services never do. */
function nearby(around: Surroundings, near: ReadonlyMap<string, number>): (span: Span) => Surroundings {
  const windows = sweep(around.windows.filter(({ serviceIds }) => serviceIds.some((id) => near.has(id))));
  const [freezes, cover, external] = [sweep(around.freezes), sweep(around.cover), sweep(around.external)];
  const deadlines = sweep(around.deadlines.map((deadline) => ({ ...deadline, fromMs: deadline.atMs, toMs: deadline.atMs + 1 })));
  return (span) => ({ ...around, windows: windows(span), freezes: freezes(span), cover: cover(span), external: external(span), deadlines: deadlines(span) });
}

interface Weighed extends Omit<Slot, "reasons"> {
  blockedBy: string | null;
  /** Told of the few that are offered. */
  reasons: () => SlotReason[];
}

function weigh(query: SlotQuery, { fromMs, toMs }: Span, { around, services }: { around: Surroundings; services: ReadonlyMap<string, number> }): Weighed {
  const conflicts = findConflicts({ fromMs, toMs, serviceIds: query.serviceIds, noticeMs: query.noticeMs }, around, services);
  const expectedMinutes = expectedCost({ fromMs, toMs }, query);
  const unit = Math.max(1, (query.durationMs / hourMs) * query.costPerHour);
  const penalty = conflicts.reduce((sum, { kind }) => sum + weights[kind] * unit, 0);
  const blockedBy = conflicts.find(({ weight }) => weight === "blocks")?.text ?? null;
  return { fromMs, toMs, expectedMinutes, score: (expectedMinutes ?? 0) + penalty, blockedBy, reasons: () => reasonsOf(conflicts, { fromMs, toMs }, around) };
}

/** The best of each local day, so that the answer offers choices and not half hours of the same night. */
function spread(sorted: readonly Weighed[], zone: string, limit: number): Slot[] {
  const days = new Set<string>();
  const chosen: Slot[] = [];
  for (const { blockedBy: _blockedBy, reasons, ...slot } of sorted) {
    const day = Temporal.Instant.fromEpochMilliseconds(slot.fromMs).toZonedDateTimeISO(zone).toPlainDate().toString();
    if (days.has(day)) continue;
    days.add(day);
    chosen.push({ ...slot, reasons: reasons() });
    if (chosen.length >= limit) break;
  }
  return chosen;
}

/** Slots for work, the cheapest first: what the time is expected to cost in error budget, plus what each conflict is worth. One that is blocked is never offered. */
export function findSlots(query: SlotQuery, around: Surroundings): SlotAnswer {
  const services = nearServices(query.serviceIds, around.dependencies);
  const touching = nearby(around, services);
  const weighed = [...candidates(query)].map((candidate) => weigh(query, candidate, { around: touching(candidate), services }));
  const order = (a: Weighed, b: Weighed): number => a.score - b.score || a.fromMs - b.fromMs;
  const free = weighed.filter(({ blockedBy }) => blockedBy === null).sort(order);
  const blocked = weighed.filter(({ blockedBy }) => blockedBy !== null);
  const counts = new Map<string, number>();
  for (const { blockedBy } of blocked) if (blockedBy !== null) counts.set(blockedBy, (counts.get(blockedBy) ?? 0) + 1);
  const cheapest = blocked.sort((a, b) => (a.expectedMinutes ?? 0) - (b.expectedMinutes ?? 0) || a.fromMs - b.fromMs)[0];
  const isMissed = cheapest !== undefined && cheapest.blockedBy !== null && (free[0] === undefined || (cheapest.expectedMinutes ?? 0) < (free[0].expectedMinutes ?? 0));
  return {
    slots: spread(free, query.zone, query.limit), searched: weighed.length, ruledOut: [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count).slice(0, 8),
    missed: isMissed ? { fromMs: cheapest.fromMs, toMs: cheapest.toMs, expectedMinutes: cheapest.expectedMinutes, reason: cheapest.blockedBy ?? "" } : null,
  };
}
