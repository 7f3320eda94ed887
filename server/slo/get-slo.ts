import "server-only";
import type { z } from "zod";
import { burnDown, evaluateSlo, lengthMs, minuteMs, overlapOf, sliUnit, spendingOf, subtractIntervals, type Evaluation, type Interval } from "#core/slo";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { sloLimits, type SloDefinition, type SloDetail, type SloStatusName, type getSloInput } from "./contract";
import { countedExclusions, loadSloData, reachForBurnDown, type SloData } from "./load-slo-data";
import { evaluatedRunsOut, eventText, presentAccount, presentAlert, presentPoint, presentSlo } from "./present-slo";
import { readSource } from "./query-prometheus";
import { listExclusions } from "./sli-repository";
import { findSloRecord } from "./slo-records-repository";
import { definitionOf, listVersions } from "./slos-repository";
import { listEvents } from "./status-repository";
import { noSuchSlo } from "./update-slo";

const burnDownPoints = 120;
const joinMs = 10 * minuteMs;

const unitOf = ({ sli, method }: SloDefinition): string => (method.kind === "timeslices" ? "slices" : sliUnit(sli));

/** The monitors that were down somewhere in a stretch. */
const downIn = ({ probes }: SloData, stretch: Interval): SloDetail["spending"][number]["monitors"] =>
  probes.filter(({ record }) => record?.outages.some((outage) => overlapOf(outage, stretch) !== null)).map(({ slug, name }) => ({ slug, name }));

/** Time that exclusions take out of the window, and time so far in which nothing was observed and nothing excluded. */
function gapsOf({ series }: SloData, { period, elapsed }: Evaluation, exclusions: readonly Interval[]): Pick<SloDetail, "excludedMs" | "missingMs"> {
  const missing = subtractIntervals(elapsed, exclusions).reduce((sum, part) => sum + series.emptyMinutes(part), 0);
  return { excludedMs: period.toMs - period.fromMs - lengthMs(subtractIntervals(period, exclusions)), missingMs: missing * minuteMs };
}

/** How much of a stretch counted exclusions take out. */
const countedIn = (counted: readonly Interval[], stretch: Interval): number => stretch.toMs - stretch.fromMs - lengthMs(subtractIntervals(stretch, counted));

/** What spent the budget: the longest stretches first, each with its share of the whole budget. */
function presentSpending(data: SloData, evaluation: Evaluation, exclusions: readonly Interval[]): Pick<SloDetail, "spending" | "spendingTotal"> {
  const found = spendingOf(data.series, evaluation.elapsed, { exclusions, joinMs });
  const perSlice = data.rules.method.kind === "timeslices" ? null : evaluation.adjusted.spent.total * (1 - data.rules.target);
  const sorted = [...found].sort((a, b) => b.bad - a.bad || a.fromMs - b.fromMs).slice(0, sloLimits.explained);
  return { spendingTotal: found.length, spending: sorted.map(({ fromMs, toMs, bad }) => ({ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), bad, share: perSlice ? bad / perSlice : null, monitors: downIn(data, { fromMs, toMs }) })) };
}

/** An SLO with everything that its figures are made of, computed as of an instant (now unless one is given) with the definition of today. */
export async function getSlo({ slug, at }: z.output<typeof getSloInput>, ctx: Ctx): Promise<SloDetail> {
  const record = await findSloRecord(ctx.actor.scope, slug);
  if (!record) throw noSuchSlo(slug);
  const definition = definitionOf(record);
  if (!definition) throw new DomainError("PRECONDITION_FAILED", "The stored definition of this SLO is not valid. Edit it to mend it.");
  const atMs = Math.min(at === undefined ? Infinity : Date.parse(at), ctx.clock.now().getTime());
  const source = { key: record.key, definition, isPaused: record.isPaused };
  const [loaded, exclusions, versions, events] = await Promise.all([loadSloData([source], () => reachForBurnDown(definition, atMs), ctx.signal), listExclusions([record.id]), listVersions(record.id), listEvents(record.id)]);
  const data = loaded.get(source);
  if (!data) throw noSuchSlo(slug);
  const counted = countedExclusions(exclusions, definition);
  const evaluation = evaluateSlo(data.rules, { ...data, exclusions: counted, previous: at === undefined ? ((record.status?.status ?? null) as SloStatusName | null) : null }, atMs);
  const { period, elapsed } = evaluation;
  const periodMs = period.toMs - period.fromMs;
  return {
    row: presentSlo(record), definition, version: record.version, versions: versions.map(({ at: changed, ...version }) => ({ ...version, at: changed.toISOString() })), isPaused: record.isPaused,
    at: new Date(atMs).toISOString(), status: evaluation.status, runsOutAt: evaluatedRunsOut(evaluation, definition.window), period: { from: new Date(period.fromMs).toISOString(), to: new Date(period.toMs).toISOString() }, isFull: evaluation.isFull,
    firstDataAt: data.firstDataMs === null ? null : new Date(data.firstDataMs).toISOString(), budgetMs: evaluation.budgetMs, unit: unitOf(definition), source: await readSource(source, ctx.signal), ...gapsOf(data, evaluation, counted),
    raw: presentAccount(evaluation.raw), adjusted: presentAccount(evaluation.adjusted), alerts: evaluation.alerts.map((alert) => presentAlert(alert, { periodMs, target: definition.target })),
    burnDown: burnDown(data.rules, { ...data, exclusions: counted }, { stretch: elapsed, points: burnDownPoints }).map(presentPoint),
    ...presentSpending(data, evaluation, counted),
    exclusions: exclusions.map(({ id, fromAt, toAt, reason, approvedBy, approvedAt }) => ({ id, from: fromAt.toISOString(), to: toAt.toISOString(), reason, approvedBy, approvedAt: approvedAt.toISOString(), isCounted: approvedAt <= fromAt, countedMs: approvedAt <= fromAt ? countedIn(counted, { fromMs: fromAt.getTime(), toMs: toAt.getTime() }) : 0 })),
    events: events.map((event) => ({ at: event.at.toISOString(), kind: event.kind, text: eventText(event.kind, event.data) })),
  };
}
