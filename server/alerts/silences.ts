import "server-only";
import type { z } from "zod";
import { isValidPattern, matchesAll, silentUntil, type Matcher } from "#core/alerts";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { alertLimits, type createSilenceInput, type endSilenceInput, type listSilencesInput, type listSilencesOutput, type previewSilenceInput, type previewSilenceOutput, type silenceOutput, type updateSilenceInput } from "./contract";
import { inBatch, appendEvents } from "./receive-repository";
import { activeSilences, changeSilence, closeSilence, findSilence, hasSilenceBegun, insertSilence, listOpenAlerts, listSilenceRecords, markSilenced, openLabels, type SilenceRecord } from "./silences-repository";

const dayMs = 86_400_000;
const shown = 200;

/** Patterns that the portal would not run are refused where they are written. */
export function refuseBadPatterns(matchers: readonly Matcher[]): void {
  const faults = matchers.flatMap(({ operator, value }, at) => (operator.endsWith("~") && !isValidPattern(value) ? [{ path: `matchers.${at}.value`, message: "is not a pattern that can be used here" }] : []));
  if (faults.length > 0) throw new DomainError("VALIDATION", "A pattern is not valid, too long, or repeats a group.", { faults });
}

/** Brings what is silent into agreement with the silences of this moment; the alerts that changed. */
async function applySilences(tx: Tx, { now, actorName }: { now: Date; actorName: string }): Promise<number> {
  const silences = await activeSilences(tx, now);
  const changed = (await openLabels(tx)).flatMap(({ id, labels, silencedUntil }) => {
    const until = silentUntil(labels, silences, now.getTime());
    const before = silencedUntil !== null && silencedUntil > now ? silencedUntil.getTime() : null;
    // Of one that ended by itself the time stays: the escalation goes on from there.
    return until === before ? [] : [{ id, silencedUntil: until === null ? now : new Date(until) }];
  });
  await markSilenced(tx, changed);
  await appendEvents(tx, changed.map(({ id, silencedUntil }) => ({ alertId: id, kind: "silenced", at: now, actorName, text: silencedUntil > now ? `until ${silencedUntil.toISOString()}` : "not any longer" })));
  return changed.length;
}

/** Silences alerts by their labels for a time, with a reason. */
export async function createSilence(input: z.output<typeof createSilenceInput>, ctx: Ctx): Promise<z.input<typeof silenceOutput>> {
  const now = ctx.clock.now();
  const startsAt = input.startsAt === undefined ? now : new Date(input.startsAt);
  const endsAt = new Date(input.endsAt);
  refuseBadPatterns(input.matchers);
  requireLasting(startsAt, endsAt, now);
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const id = newId("sil");
    await insertSilence(tx, { id, matchers: input.matchers, comment: input.comment, ownerName: ctx.actor.name, startsAt, endsAt });
    const silences = await applySilences(tx, { now, actorName: ctx.actor.name });
    record({ action: "silence.create", entityType: "silence", entityId: id, after: { ...input } });
    return { id, silences };
  });
}

function requireLasting(startsAt: Date, endsAt: Date, now: Date): void {
  if (endsAt <= startsAt || endsAt <= now) throw new DomainError("VALIDATION", "A silence ends after it begins, and not in the past.", { faults: [{ path: "endsAt", message: "lies before the beginning or in the past" }] });
  if (endsAt.getTime() - startsAt.getTime() > alertLimits.silenceDays * dayMs) throw new DomainError("VALIDATION", `A silence lasts ${alertLimits.silenceDays} days at most.`, { faults: [{ path: "endsAt", message: "lies too far ahead" }] });
}

/** Makes a silence last longer or less long. One that is over stays over: it spoke again already. */
export async function updateSilence({ id, endsAt: end, comment }: z.output<typeof updateSilenceInput>, ctx: Ctx): Promise<z.input<typeof silenceOutput>> {
  const [now, endsAt] = [ctx.clock.now(), new Date(end)];
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const before = await findSilence(tx, id);
    if (!before) throw new DomainError("NOT_FOUND", "There is no such silence.");
    if (before.endsAt <= now) throw new DomainError("PRECONDITION_FAILED", "This silence is over. Make a new one.");
    requireLasting(before.startsAt, endsAt, now);
    await changeSilence(tx, id, { endsAt, comment: comment ?? before.comment });
    const silences = await applySilences(tx, { now, actorName: ctx.actor.name });
    record({ action: "silence.update", entityType: "silence", entityId: id, before: { endsAt: before.endsAt.toISOString(), comment: before.comment }, after: { endsAt: end, comment: comment ?? before.comment } });
    return { id, silences };
  });
}

const previewed = 8;

/** What a silence with these conditions would keep silent at this moment. */
export async function previewSilence({ matchers }: z.output<typeof previewSilenceInput>, ctx: Ctx): Promise<z.input<typeof previewSilenceOutput>> {
  refuseBadPatterns(matchers);
  const open = await listOpenAlerts(ctx.actor.scope);
  const met = matchers.length === 0 ? [] : open.filter(({ labels }) => matchesAll(labels, matchers));
  return { silences: met.length, firing: open.length, items: met.slice(0, previewed).map(({ number, title }) => ({ number, title })), nextCursor: null };
}

/** Ends a silence before its time; what it kept silent speaks again. */
export async function endSilence({ id }: z.output<typeof endSilenceInput>, ctx: Ctx): Promise<z.input<typeof silenceOutput>> {
  const now = ctx.clock.now();
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const silence = await findSilence(tx, id);
    if (!silence) throw new DomainError("NOT_FOUND", "There is no such silence.");
    if (silence.endsAt <= now) throw new DomainError("PRECONDITION_FAILED", "This silence is over already.");
    await closeSilence(tx, id, { endsAt: now, endedBy: ctx.actor.name });
    const silences = await applySilences(tx, { now, actorName: ctx.actor.name });
    record({ action: "silence.end", entityType: "silence", entityId: id, before: { endsAt: silence.endsAt.toISOString() }, after: { endsAt: now.toISOString() } });
    return { id, silences };
  });
}

const stateOf = ({ startsAt, endsAt }: SilenceRecord, now: Date): "active" | "planned" | "over" => (endsAt <= now ? "over" : startsAt > now ? "planned" : "active");

export async function listSilences({ state }: z.output<typeof listSilencesInput>, ctx: Ctx): Promise<z.input<typeof listSilencesOutput>> {
  const now = ctx.clock.now();
  const [records, open] = await Promise.all([listSilenceRecords({ since: state === "current" ? now : null, limit: shown }), inBatch(async (tx) => ({ changed: 0, rows: await openLabels(tx) }))]);
  const items = records.map(({ matchers, startsAt, endsAt, ...row }) => ({ ...row, matchers: [...matchers], startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), state: stateOf({ ...row, matchers, startsAt, endsAt }, now), silences: open.rows.filter(({ labels }) => matchesAll(labels, matchers)).length }));
  return { items, nextCursor: null };
}

const lookBackMs = 60_000;

/** Silences that were planned ahead begin by themselves. */
export async function beginPlannedSilences({ clock, actor }: Pick<Ctx, "clock" | "actor">): Promise<void> {
  const now = clock.now();
  if (await hasSilenceBegun(new Date(now.getTime() - lookBackMs), now)) await inBatch(async (tx) => ({ changed: await applySilences(tx, { now, actorName: actor.name }) }));
}
