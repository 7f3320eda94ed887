import "server-only";
import type { z } from "zod";
import { dayMs, hourMs, minuteMs, type PackedHour } from "#core/slo";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { sloLimits, type pushSamplesInput, type pushSamplesOutput } from "./contract";
import { takeBatch } from "./sli-repository";
import { findSloRecord } from "./slo-records-repository";
import { noSuchSlo } from "./update-slo";

type Batch = z.output<typeof pushSamplesInput>;
type Sample = Batch["samples"][number];

const oldestMs = sloLimits.keptDays * dayMs;
/** Clocks differ; a sample further ahead than this is a mistake. */
const aheadMs = 5 * minuteMs;

/** Events as counts of one. How long one took says nothing where the SLO has no limit. */
function sampleOf({ at, isGood, tookMs = 0 }: Batch["events"][number], thresholdMs: number | undefined): Sample {
  const good = isGood ?? (thresholdMs === undefined ? null : tookMs <= thresholdMs);
  return { at, good: good === null ? NaN : Number(good), total: 1 };
}

function faultOf({ at, good }: Sample, nowMs: number): string | null {
  if (Number.isNaN(good)) return "says how long it took, and this SLO has no limit to judge it by";
  const atMs = Date.parse(at);
  if (atMs > nowMs + aheadMs) return "lies in the future";
  return atMs < nowMs - oldestMs ? `is older than the ${sloLimits.keptDays} days that minutes are kept` : null;
}

/** Samples by hour and minute; samples of the same minute add. */
export function packSamples(samples: readonly Sample[]): PackedHour[] {
  const hours = new Map<number, { good: number[]; total: number[] }>();
  for (const { at, good, total } of samples) {
    const atMs = Date.parse(at);
    const start = Math.floor(atMs / hourMs) * hourMs;
    const hour = hours.get(start) ?? { good: Array<number>(60).fill(0), total: Array<number>(60).fill(0) };
    const minute = Math.floor((atMs - start) / minuteMs);
    hour.good[minute] = (hour.good[minute] ?? 0) + good;
    hour.total[minute] = (hour.total[minute] ?? 0) + total;
    hours.set(start, hour);
  }
  return [...hours].sort(([a], [b]) => a - b).map(([start, { good, total }]) => ({ hourMs: start, good, total }));
}

/**
 * Takes in samples, or events. A batch counts once, however often it is sent. Samples may be late and in any order; those outside the kept time are
 * refused one by one and the rest is taken. Telemetry: not audited.
 */
export async function pushSamples({ slug, batch, samples: counts, events }: Batch, ctx: Ctx): Promise<z.input<typeof pushSamplesOutput>> {
  const record = await findSloRecord(ctx.actor.scope, slug);
  if (!record) throw noSuchSlo(slug);
  const sli = record.sli as { kind?: string; thresholdMs?: number };
  if (sli.kind !== "pushed") throw new DomainError("PRECONDITION_FAILED", "This SLO is measured by monitors or read from Prometheus; samples cannot be sent to it.");
  const now = ctx.clock.now();
  const samples = events.length === 0 ? counts : events.map((event) => sampleOf(event, sli.thresholdMs));
  const rejected = samples.flatMap((sample, index) => {
    const reason = faultOf(sample, now.getTime());
    return reason === null ? [] : [{ index, reason }];
  });
  const refused = new Set(rejected.map(({ index }) => index));
  const accepted = samples.filter((_, index) => !refused.has(index));
  const isNew = await takeBatch({ sloKey: record.key, key: batch, samples: accepted.length, receivedAt: now }, packSamples(accepted));
  return { accepted: isNew ? accepted.length : 0, isRepeated: !isNew, rejected };
}
