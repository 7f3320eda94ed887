import "server-only";
import { effectOf, groupOf, keyOf, silentUntil, type Signal, type SilenceRule } from "#core/alerts";
import type { Tx } from "../platform/db";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import type { ReceiveReport } from "./contract";
import { appendEvents, endAlerts, findBelonging, inBatch, lockOpen, openKeysOf, upsertFiring, type Belonging, type EndingRow, type FiringRow, type HeldAlert, type NewAlertEvent } from "./receive-repository";
import { activeSilences } from "./silences-repository";

type Receiver = Pick<Ctx, "clock" | "signal"> & { actor: Pick<Ctx["actor"], "name"> };

interface Heard {
  key: string;
  signal: Signal;
  /** How often it was said in a row. */
  times: number;
}

const batchSize = 1_000;

/** Splits what was received so that no part names an alert twice; what is only said again is counted instead. Order is kept for each alert. */
export function partsOf(signals: readonly Signal[]): Heard[][] {
  const last = new Map<string, { heard: Heard; part: number }>();
  const parts: Heard[][] = [];
  for (const signal of signals) {
    const key = keyOf(signal);
    const before = last.get(key);
    if (before?.heard.signal.isFiring === signal.isFiring) {
      before.heard.times += 1;
      continue;
    }
    const part = (before?.part ?? -1) + 1;
    const heard: Heard = { key, signal, times: 1 };
    (parts[part] ??= []).push(heard);
    last.set(key, { heard, part });
  }
  return parts.flatMap((part) => Array.from({ length: Math.ceil(part.length / batchSize) }, (_, at) => part.slice(at * batchSize, (at + 1) * batchSize)));
}

const words = (heard: readonly Heard[], label: string): string[] => [...new Set(heard.flatMap(({ signal }) => signal.labels[label] ?? []))];
const nameOf = ({ labels, title }: Signal): string => labels.alertname ?? title;

interface Moment {
  now: Date;
  silences: readonly SilenceRule[];
  belonging: Belonging;
}

/** A source whose clock runs ahead says "now" at the latest. */
function firingRow({ key, signal, times }: Heard, { now, silences, belonging }: Moment): FiringRow {
  const service = belonging.services.get(signal.labels.service ?? "");
  const silentMs = silentUntil(signal.labels, silences, now.getTime());
  return {
    id: newId("alr"), openKey: key, groupKey: groupOf(signal), source: signal.source, title: signal.title, description: signal.description, severity: signal.severity, serviceId: service?.id ?? null,
    teamId: belonging.teams.get(signal.labels.team ?? "") ?? service?.ownerTeamId ?? null, labels: JSON.stringify(signal.labels), annotations: JSON.stringify(signal.annotations), href: signal.href,
    runbookSlug: belonging.runbooks.get(nameOf(signal)) ?? null, occurrences: times, startedAt: new Date(Math.min(signal.startedAtMs, now.getTime())), silencedUntil: silentMs === null ? null : new Date(silentMs),
  };
}

function endingRow({ signal }: Heard, held: HeldAlert, now: Date): EndingRow {
  const endedMs = Math.min(signal.endedAtMs ?? now.getTime(), now.getTime());
  return { id: held.id, endedAt: new Date(Math.max(endedMs, held.startedAtMs)) };
}

async function receivePart(tx: Tx, part: readonly Heard[], receiver: Receiver): Promise<ReceiveReport & { changed: number }> {
  const now = receiver.clock.now();
  const held = await lockOpen(tx, part.map(({ key }) => key));
  const effects = part.map((heard) => ({ heard, effect: effectOf(heard.signal, held.get(heard.key) ?? null) }));
  const firing = effects.flatMap(({ heard, effect }) => (effect === "begin" || effect === "seen" ? [heard] : []));
  const [silences, belonging] = await Promise.all([activeSilences(tx, now), findBelonging(tx, { services: words(firing, "service"), teams: words(firing, "team"), names: [...new Set(firing.map(({ signal }) => nameOf(signal)))] })]);
  const rows = firing.map((heard) => firingRow(heard, { now, silences, belonging }));
  const begun = await upsertFiring(tx, rows, now);
  const ending = effects.flatMap(({ heard, effect }) => {
    const open = held.get(heard.key);
    return effect === "end" && open ? [endingRow(heard, open, now)] : [];
  });
  await endAlerts(tx, ending);
  const silenced = rows.filter(({ id, silencedUntil }) => begun.has(id) && silencedUntil !== null).length;
  const began = rows.filter(({ id }) => begun.has(id)).map((row): NewAlertEvent => ({ alertId: row.id, kind: "began", at: now, actorName: receiver.actor.name, text: row.silencedUntil ? `Silenced until ${row.silencedUntil.toISOString()}` : "" }));
  await appendEvents(tx, [...began, ...ending.map(({ id }) => ({ alertId: id, kind: "ended", at: now, actorName: receiver.actor.name, text: "" }))]);
  const heardTimes = part.reduce((sum, { times }) => sum + times, 0);
  const seen = firing.reduce((sum, { times }) => sum + times, 0) - began.length;
  return { received: heardTimes, began: began.length, seen, ended: ending.length, ignored: heardTimes - began.length - seen - ending.length, silenced, changed: began.length + ending.length };
}

/**
 * Takes in what sources say: an alert begins, goes on, or ends. Equal fingerprints are one alert; of 10,000 at once none is lost, and each batch
 * is one transaction. Repeating a call is harmless.
 */
export async function receiveSignals(signals: readonly Signal[], receiver: Receiver): Promise<ReceiveReport> {
  const total: ReceiveReport = { received: 0, began: 0, seen: 0, ended: 0, ignored: 0, silenced: 0 };
  for (const part of partsOf(signals)) {
    receiver.signal.throwIfAborted();
    const report = await inBatch((tx) => receivePart(tx, part, receiver));
    for (const key of Object.keys(total) as (keyof ReceiveReport)[]) total[key] += report[key];
  }
  return total;
}

export interface SourceState {
  source: string;
  /** Everything that fires. */
  firing: readonly Signal[];
  /** Fingerprints of which nothing is known at the moment: what is open stays open. */
  unknown?: readonly string[];
}

/** Brings a source that tells its whole state into agreement: what it names begins, what it names no longer ends. Nothing is lost by a restart in between. */
export async function reconcileSource({ source, firing, unknown = [] }: SourceState, receiver: Receiver): Promise<ReceiveReport> {
  const open = new Set(await openKeysOf(source));
  const named = new Set([...firing.map(keyOf), ...unknown.map((fingerprint) => `${source}:${fingerprint}`)]);
  const begins = firing.filter((signal) => !open.has(keyOf(signal)));
  const gone = [...open].filter((key) => !named.has(key)).map((key): Signal => ({ source, fingerprint: key.slice(source.length + 1), isFiring: false, title: "", description: "", severity: "ticket", labels: {}, annotations: {}, href: null, startedAtMs: 0, endedAtMs: null }));
  return receiveSignals([...begins, ...gone], receiver);
}
