import "server-only";
import { dayMs, floorMinute, hourMs, minuteMs, minutesOf, overRange, queriesOf, windowAt, type Interval, type QueriedMinute, type Reading } from "#core/slo";
import type { Ctx } from "../platform/registry";
import type { Sli, SloDefinition, SloDetail } from "./contract";
import type { SloSource } from "./load-slo-data";
import { queryRange, type RangeAnswer } from "./prometheus-client";
import { errorText, readQueryStates, replaceMinutes, saveAttempt, silently, wrongly, type QueryState } from "./sli-query-repository";
import { listSloRecords } from "./slo-records-repository";
import { definitionOf } from "./slos-repository";

type QueriedSli = Extract<Sli, { kind: "prometheus" }>;

/** Samples that reach Prometheus late are read again. */
const againMs = 5 * minuteMs;
/** What is made up for in one round: an answer stays small, and other SLOs get their turn. */
const catchUpMs = 24 * hourMs;
/** A new SLI begins with its window, but not earlier than Prometheus usually keeps. */
const furthestMs = 92 * dayMs;
const width = 4;

export type Queried = { kind: "minutes"; minutes: QueriedMinute[]; note: string | null } | Exclude<RangeAnswer, { kind: "points" }>;

const points = (count: number): string => `${count} ${count === 1 ? "point" : "points"}`;

function noteOf({ refused, unmatched }: Reading, measure: QueriedSli["measure"]): string | null {
  if (unmatched > 0 && measure.form === "latency") return `The histogram has no bucket up to ${measure.bound} at ${points(unmatched)}. Choose the upper bound of one of its buckets, as Prometheus writes it.`;
  if (unmatched > 0) return `The total has ${points(unmatched)} that the other query has not. If that means none, add "or vector(0)" to it.`;
  return refused > 0 ? `Left out: ${points(refused)} not a number, negative or beyond the range of a ratio.` : null;
}

/** Reads good and total of the minutes of a stretch. With a step of several minutes, each of its minutes has the same share. */
export async function queryMinutes(sli: QueriedSli, { fromMs, toMs, stepMs }: Interval & { stepMs: number }, signal: AbortSignal): Promise<Queried> {
  const queries = queriesOf(sli.measure);
  const lookbackMinutes = Math.max(sli.lookbackMinutes, stepMs / minuteMs);
  const range = { fromMs: fromMs + stepMs, toMs, stepMs };
  const ask = (query: string): Promise<RangeAnswer> => queryRange({ query: overRange(query, `${lookbackMinutes}m`), ...range }, signal);
  const [part, total] = await Promise.all([ask(queries.part), queries.total === null ? null : ask(queries.total)]);
  if (part.kind !== "points") return part;
  if (total !== null && total.kind !== "points") return total;
  const reading = minutesOf({ measure: sli.measure, queries, part: part.points, total: total?.points ?? null, stepMs, lookbackMinutes });
  return { kind: "minutes", minutes: reading.minutes, note: noteOf(reading, sli.measure) };
}

/** What is read next: from a little before the last time, or from the start of the window; null when no full minute has passed. */
export function nextStretch({ window }: Pick<SloDefinition, "window">, queriedTo: Date | null, nowMs: number): Interval | null {
  const toMs = floorMinute(nowMs);
  const earliestMs = Math.ceil(Math.max(windowAt(window, nowMs).fromMs, nowMs - furthestMs) / minuteMs) * minuteMs;
  // A clock that was set back has read ahead of itself: it goes on from now.
  const fromMs = queriedTo === null ? earliestMs : Math.max(earliestMs, floorMinute(Math.min(queriedTo.getTime(), toMs)) - againMs);
  return fromMs < toMs ? { fromMs, toMs: Math.min(toMs, fromMs + catchUpMs) } : null;
}

/** Reads one SLI as far as a round goes. False when Prometheus does not answer. */
async function readSli(source: SloSource, state: QueryState | undefined, { clock, signal }: Pick<Ctx, "clock" | "signal">): Promise<boolean> {
  const { sli } = source.definition;
  const attemptedAt = clock.now();
  const stretch = nextStretch(source.definition, state?.queriedTo ?? null, attemptedAt.getTime());
  if (sli.kind !== "prometheus" || !stretch) return true;
  const queried = await queryMinutes(sli, { ...stretch, stepMs: minuteMs }, signal);
  if (queried.kind === "minutes") await replaceMinutes(source.key, { stretch, minutes: queried.minutes }, { attemptedAt, error: queried.note === null ? null : silently(queried.note) });
  else await saveAttempt(source.key, { attemptedAt, error: queried.kind === "wrong" ? wrongly(queried.message) : silently(queried.message) });
  return queried.kind !== "silent";
}

/** Reads these SLIs, a few at a time. When Prometheus does not answer, the rest of the round is spared the waiting; each of them notes it. */
export async function readSlis(sources: readonly SloSource[], ctx: Pick<Ctx, "clock" | "signal">): Promise<void> {
  const queried = sources.filter(({ definition }) => definition.sli.kind === "prometheus");
  const states = await readQueryStates(queried.map(({ key }) => key), ctx.signal);
  const waiting = [...queried];
  let isAnswering = true;
  const work = async (): Promise<void> => {
    for (let source = waiting.shift(); source; source = waiting.shift()) {
      if (isAnswering) isAnswering = await readSli(source, states.get(source.key), ctx);
      else await saveAttempt(source.key, { attemptedAt: ctx.clock.now(), error: silently("Prometheus cannot be reached.") });
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, queried.length) }, work));
}

/** The scheduled round: every SLI of Prometheus that is in use, also those whose evaluation is paused. */
export async function queryPrometheus(ctx: Pick<Ctx, "clock" | "signal">): Promise<void> {
  const sources = (await listSloRecords({ kind: "all" }, {})).flatMap((record): SloSource[] => {
    const definition = definitionOf(record);
    return definition ? [{ key: record.key, definition, isPaused: record.isPaused }] : [];
  });
  await readSlis(sources, ctx);
}

/** How far an SLI was read, for its page; null for one that is not queried. */
export async function readSource({ key, definition }: SloSource, signal: AbortSignal): Promise<SloDetail["source"]> {
  if (definition.sli.kind !== "prometheus") return null;
  const state = (await readQueryStates([key], signal)).get(key);
  return { queriedTo: state?.queriedTo?.toISOString() ?? null, attemptedAt: state?.attemptedAt?.toISOString() ?? null, error: state === undefined ? null : errorText(state) };
}
