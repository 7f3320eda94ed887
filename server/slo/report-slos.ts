import "server-only";
import type { z } from "zod";
import { budgetTally, burnRate, dayMs, minuteWeightOf, windowLabel, type Interval, type TallyRules } from "#core/slo";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import type { SloDefinition, SloReport, sloReportInput } from "./contract";
import { countedExclusions } from "./load-slo-data";
import { listExclusions } from "./sli-repository";
import { listSloRecords } from "./slo-records-repository";
import { definitionOf, type SloRecord } from "./slos-repository";
import { readFirstDay, readMonth, type MonthRow } from "./status-repository";

const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/** The UTC month; throws VALIDATION for one that has not begun. */
function intervalOf(month: string, nowMs: number): Interval {
  const fromMs = Date.parse(`${month}-01T00:00:00Z`);
  if (fromMs > nowMs) throw new DomainError("VALIDATION", "That month has not begun.", { faults: [{ path: "month", message: "has not begun" }] });
  const [year = 0, number = 1] = month.split("-").map(Number);
  return { fromMs, toMs: Date.UTC(year, number, 1) };
}

const rulesOf = ({ sli, method, noData }: SloDefinition, exclusions: readonly Interval[]): TallyRules => ({ method, noData, exclusions, minuteWeight: minuteWeightOf(sli, sli.kind === "probe" ? sli.monitors.length : 0) });

type Row = SloReport["rows"][number];

/** Attained of what was observed; spent of the month's whole budget. */
function account(tally: { good: number; total: number }, { month, rules, target }: { month: Interval; rules: TallyRules; target: number }): Row["raw"] {
  if (tally.total <= 0) return { attained: null, spent: null };
  return { attained: tally.good / tally.total, spent: burnRate(budgetTally(tally, month, rules), target) };
}

function rowOf(record: SloRecord, days: MonthRow | undefined, { month, exclusions }: { month: Interval; exclusions: readonly Interval[] }): Row {
  const definition = definitionOf(record);
  const none = { attained: null, spent: null };
  const { target } = record;
  const adjusted = days && definition ? account({ good: days.adjustedGood, total: days.adjustedTotal }, { month, target, rules: rulesOf(definition, exclusions) }) : none;
  const raw = days && definition ? account({ good: days.rawGood, total: days.rawTotal }, { month, target, rules: rulesOf(definition, []) }) : none;
  return {
    slug: record.slug, name: record.name, service: record.service, owner: record.owner, target, windowLabel: definition ? windowLabel(definition.window) : "",
    adjusted, raw, isMet: adjusted.attained === null ? null : adjusted.attained >= target, daysWithData: days?.days ?? 0,
  };
}

const byName = (a: Row, b: Row): number => `${a.service?.name ?? ""} ${a.name}`.localeCompare(`${b.service?.name ?? ""} ${b.name}`) || a.slug.localeCompare(b.slug);

/** What each SLO attained in a UTC month (the running one unless another is given), from the days on record, measured with today's definition. */
export async function reportSlos({ month: asked }: z.output<typeof sloReportInput>, ctx: Ctx): Promise<SloReport> {
  const now = ctx.clock.now();
  const name = asked ?? monthOf(now);
  const month = intervalOf(name, now.getTime());
  const records = await listSloRecords(ctx.actor.scope, { isPromise: false });
  const keys = records.map(({ key }) => key);
  const [days, first, exclusions] = await Promise.all([readMonth(keys, month, ctx.signal), readFirstDay(keys, ctx.signal), listExclusions(records.map(({ id }) => id))]);
  const rows = records.map((record) => rowOf(record, days.get(record.key), { month, exclusions: countedExclusions(exclusions.filter(({ sloId }) => sloId === record.id), record) }));
  return { month: name, isOver: month.toMs <= now.getTime(), daysInMonth: Math.round((month.toMs - month.fromMs) / dayMs), rows: rows.sort(byName), firstMonth: first === null ? null : first.slice(0, 7) };
}
