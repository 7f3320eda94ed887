import "server-only";
import { expectedCost, faultsOfRecurrence, findSlots, fromFirstGiven, instantOf, isLocalTime, localOf, nextOccurrences, trafficOf, type SlotQuery } from "#core/maintenance";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { listWindowsInput, maintenanceLimits, type adviseInput, type adviseOutput, type Preview, type previewInput, type Slots, type slotsInput, type WindowRow } from "./contract";
import { noSuchWindow } from "./edit-window";
import { loadSubscribers, subscribersOf } from "./notices/tell-windows";
import { listApprovers, policyOf, presentPolicy } from "./policy";
import { presentWindow } from "./present-window";
import { listKnownServices, readDemandByHour, type KnownService } from "./surroundings-repository";
import { conflictsAt, costPerHour, impactOf, loadSurroundings, requireKnown } from "./surroundings";
import { findWindow, listWindowRecords, waitingStatuses, type WindowRecord } from "./windows-repository";

const dayMs = 86_400_000;

const trafficFor = async (services: readonly KnownService[], ctx: Ctx): Promise<number[] | null> => trafficOf(await readDemandByHour(services.map(({ slug }) => slug), ctx.clock.now(), ctx.signal));
const namesTold = 4;

/** Who would be told of work on these services. */
async function toldOf(serviceIds: readonly string[], ctx: Ctx): Promise<Preview["told"]> {
  const subscribers = subscribersOf(serviceIds, await loadSubscribers(ctx.clock.now()));
  return { count: subscribers.length, names: subscribers.slice(0, namesTold).map(({ name }) => name) };
}
const ownId = async (number: number | undefined, ctx: Ctx): Promise<string | null> => (number === undefined ? null : ((await findWindow(ctx.actor.scope, number))?.id ?? null));

/** What a plan would mean, before it is saved: faults, conflicts, the next occurrences, who has to agree, what is at stake. Stores nothing. */
export async function previewWindow(input: z.output<typeof previewInput>, ctx: Ctx): Promise<Preview> {
  const services = requireKnown(await listKnownServices(), input.services);
  const { startsLocal, zone, durationMs } = input;
  const recurrence = input.repeats && input.number !== undefined ? fromFirstGiven({ ...input.repeats, startsLocal, zone, durationMs }) : input.repeats ? { ...input.repeats, startsLocal, zone, durationMs } : null;
  const faults = recurrence ? faultsOfRecurrence(recurrence) : isLocalTime(startsLocal) ? [] : [{ field: "startsLocal", message: "That day or time does not exist" }];
  const startMs = faults.length === 0 ? instantOf(recurrence?.startsLocal ?? startsLocal, zone) : null;
  const occurrences = startMs !== null && recurrence ? nextOccurrences(recurrence, Math.max(startMs, ctx.clock.now().getTime()), maintenanceLimits.preview) : [];
  const span = startMs === null ? null : { fromMs: startMs, toMs: startMs + durationMs };
  const serviceIds = services.map(({ id }) => id);
  const [people, traffic, told, around] = await Promise.all([listApprovers(), trafficFor(services, ctx), toldOf(serviceIds, ctx), span === null || services.length === 0 ? null : loadSurroundings({ serviceIds, ...span, impact: input.impact, except: await ownId(input.number, ctx) }, ctx)]);
  const conflicts = span === null || around === null ? [] : conflictsAt({ ...span, serviceIds, noticeMs: input.noticeMs }, around.surroundings);
  const expectedMinutes = span === null ? null : expectedCost(span, { traffic, costPerHour: costPerHour(input.impact) });
  return {
    faults, conflicts, startsAt: span && new Date(span.fromMs).toISOString(), endsAt: span && new Date(span.toMs).toISOString(),
    occurrences: occurrences.map(({ local, startMs: at, endMs }) => ({ local, startsAt: new Date(at).toISOString(), endsAt: new Date(endMs).toISOString() })),
    policy: presentPolicy(policyOf({ kind: input.kind, risk: input.risk, services }), people, ctx.actor.userId), impact: await impactOf({ services, durationMs, impact: input.impact, expectedMinutes }, ctx), told,
  };
}

/** Better times for work: the cheapest in error budget that nothing blocks, one a day, each with its reasons. Stores nothing. */
export async function findBetterSlots(input: z.output<typeof slotsInput>, ctx: Ctx): Promise<Slots> {
  const services = requireKnown(await listKnownServices(), input.services);
  const [earliestMs, latestMs] = [Math.max(Date.parse(input.earliest), ctx.clock.now().getTime()), Date.parse(input.latest)];
  const serviceIds = services.map(({ id }) => id);
  const [traffic, { surroundings }] = await Promise.all([trafficFor(services, ctx), loadSurroundings({ serviceIds, fromMs: earliestMs, toMs: latestMs, impact: input.impact, except: await ownId(input.number, ctx) }, ctx)]);
  const query: SlotQuery = { durationMs: input.durationMs, serviceIds, earliestMs, latestMs, noticeMs: input.noticeMs, zone: input.zone, costPerHour: costPerHour(input.impact), traffic, limit: maintenanceLimits.slots };
  const { slots, searched, ruledOut, missed } = findSlots(query, { ...surroundings, incidents: [] });
  return {
    searched, ruledOut, days: Math.ceil((latestMs - earliestMs) / dayMs), missed: missed && { startsAt: new Date(missed.fromMs).toISOString(), expectedMinutes: missed.expectedMinutes, reason: missed.reason },
    slots: slots.map(({ fromMs, toMs, ...slot }) => ({ ...slot, startsAt: new Date(fromMs).toISOString(), endsAt: new Date(toMs).toISOString(), startsLocal: localOf(fromMs, input.zone) })),
  };
}

const days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const empty = new Set(["the", "a", "an", "our", "should", "we", "move", "reschedule", "window", "maintenance", "on", "of", "this", "next", "is", "it", "to", "for", "s"]);

/** Words of a question that name a window: "saturday's database window" -> saturday, database. */
const wordsOf = (text: string): string[] => text.toLowerCase().replace(/['’]s\b/g, "").split(/[^a-z0-9-]+/).filter((word) => word !== "" && !empty.has(word));

function fits(word: string, { title, services, startsAt, zone }: WindowRecord): boolean {
  const day = days.indexOf(word);
  if (day >= 0) return new Intl.DateTimeFormat("en", { weekday: "long", timeZone: zone }).format(startsAt).toLowerCase() === word;
  const text = `${title} ${services.map(({ service }) => `${service.slug} ${service.name}`).join(" ")}`.toLowerCase();
  return text.includes(word) || (word === "database" && /\b(db|sql|postgres\w*)\b|-db\b/.test(text));
}

async function windowsFor({ number, words = "" }: z.output<typeof adviseInput>, ctx: Ctx): Promise<WindowRecord[]> {
  if (number !== undefined) {
    const window = await findWindow(ctx.actor.scope, number);
    if (!window) throw noSuchWindow(number);
    return [window];
  }
  const ahead = listWindowsInput.parse({ status: "planned", from: ctx.clock.now().toISOString(), sort: "starts", limit: maintenanceLimits.page });
  const { records } = await listWindowRecords(ctx.actor.scope, ahead);
  const wanted = wordsOf(words);
  const found = records.filter((record) => wanted.length > 0 && wanted.every((word) => fits(word, record)));
  if (found.length === 0) throw new DomainError("NOT_FOUND", "No planned window fits those words. Name it by number, such as MW-12, or by its service and day.");
  return found;
}

const at = (row: WindowRow): string => new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: row.zone, timeZoneName: "short" }).format(new Date(row.startsAt));

/** Whether a planned window should move: conflicts, impact and better slots. It proposes and changes nothing. */
export async function adviseOnWindow(input: z.output<typeof adviseInput>, ctx: Ctx): Promise<z.input<typeof adviseOutput>> {
  const [window, ...others] = await windowsFor(input, ctx);
  if (!window) throw new DomainError("NOT_FOUND", "There is no such window.");
  const now = ctx.clock.now();
  const row = presentWindow(window, now);
  const durationMs = window.endsAt.getTime() - window.startsAt.getTime();
  const draft = { services: row.services.map(({ slug }) => slug), kind: row.kind, risk: row.risk, impact: row.impact, noticeMs: Number(window.noticeMs), zone: row.zone, durationMs, number: row.number };
  const preview = await previewWindow({ ...draft, startsLocal: localOf(window.startsAt.getTime(), window.zone) }, ctx);
  const isWaiting = waitingStatuses.includes(row.status);
  const { slots } = isWaiting ? await findBetterSlots({ ...draft, earliest: now.toISOString(), latest: new Date(Math.max(now.getTime(), window.startsAt.getTime()) + 14 * dayMs).toISOString() }, ctx) : { slots: [] };
  const blocks = preview.conflicts.filter(({ weight }) => weight === "blocks").length;
  const verdict = !isWaiting ? "keep" : blocks > 0 ? "move" : preview.conflicts.length > 0 ? "consider" : "keep";
  const best = slots[0] ? ` The best other time is ${at({ ...row, startsAt: slots[0].startsAt })}.` : "";
  const summary = !isWaiting ? `MW-${row.number} is ${row.status.replace("_", " ")}: it cannot move any more.` : verdict === "keep" ? `It can stay: nothing stands in the way of MW-${row.number} on ${at(row)}.` : `${verdict === "move" ? "It should move" : "It may be better moved"}: ${preview.conflicts.length === 1 ? "one thing stands" : `${preview.conflicts.length} things stand`} in the way of MW-${row.number} on ${at(row)}.${best}`;
  return { window: row, verdict, summary, conflicts: preview.conflicts, impact: preview.impact, slots, others: others.slice(0, 5).map(({ number, title, startsAt }) => ({ number, title, startsAt: startsAt.toISOString() })) };
}
