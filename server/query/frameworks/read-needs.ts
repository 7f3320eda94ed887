import "server-only";
import type { EvidenceTable, QueryPlan } from "#contract/query";
import type { MetricDefinition } from "#core/query";
import type { AnswerRequest } from "../answer";
import { compileWork } from "../core/compile-work";
import type { Found, Need } from "../core/frameworks/program";
import { periodOf, planListNeed, planMetricNeed, targetOf, type PlannedNeed } from "../core/frameworks/need-work";
import { isVisible } from "../core/gate";
import { notHeld } from "../core/not-held";
import { overlaps } from "../core/period";
import { readKnownSpan } from "../coverage";
import { extentOf } from "../metric-extent";
import { runWork, type WorkOutcome } from "../run-work";

/** A need that could not be met, and why; null reasons need no word (a split that the metric does not have). */
interface Unmet {
  key: string;
  reason: string | null;
}

export interface NeedsRead {
  found: Map<string, Found>;
  unmet: Unmet[];
  outcomes: WorkOutcome[];
}

async function planNeed(request: AnswerRequest, need: Need): Promise<PlannedNeed | Unmet> {
  const { plan, layer, zone, now, reader } = request;
  const target = targetOf(layer, need);
  if (!target) return { key: need.key, reason: `the portal does not hold ${notHeld(need.metric).label}` };
  if (!isVisible(target, reader)) return { key: need.key, reason: `${target.label}: hidden from you` };
  const coverage = await readKnownSpan({ text: target.coverageSql, values: [] }, request);
  if (coverage === null) return { key: need.key, reason: `no records for ${target.label.toLowerCase()}` };
  if (need.kind === "list") return "columns" in target ? planListNeed(need, target, { plan, now }) : { key: need.key, reason: null };
  const metric = target as MetricDefinition;
  const extent = await extentOf(request, metric, coverage);
  const period = periodOf(need, metric, { plan, now, zone, coverage: extent });
  if (extent === null || (period.basis === "asked" && !overlaps(period, coverage))) return { key: need.key, reason: `no records for ${metric.label.toLowerCase()} in the period` };
  return planMetricNeed(need, metric, { plan, period, coverage: extent, zone }) ?? { key: need.key, reason: null };
}

const isPlanned = (each: PlannedNeed | Unmet): each is PlannedNeed => "work" in each;

/** A table that the answer holds already, computed by the very same statement. */
function heldTable(request: AnswerRequest, { work, plan }: PlannedNeed, tables: readonly EvidenceTable[]): EvidenceTable | null {
  const compiled = compileWork(work, { plan, zone: request.zone, scope: request.reader.scope });
  const values = JSON.stringify(compiled?.values);
  return tables.find(({ sql, parameters }) => compiled !== null && sql === compiled.text && JSON.stringify(parameters) === values) ?? null;
}

const settingOf = ({ filters, stats, limit }: QueryPlan): string => JSON.stringify([filters, stats, limit]);

/** Runs what is not held yet, once for each table, side by side with equal narrowing. */
async function runPlanned(request: AnswerRequest, planned: readonly PlannedNeed[]): Promise<WorkOutcome[]> {
  const once = [...new Map(planned.map((each) => [each.work.id, each])).values()];
  const groups = groupBySetting(once);
  const { zone, reader, reads, signal, timeoutMs } = request;
  const runs = [...groups.values()].map((group) => runWork(group.map(({ work }) => work), { plan: group[0]?.plan ?? request.plan, zone, scope: reader.scope, reads, signal, timeoutMs }));
  return (await Promise.all(runs)).flat();
}

function groupBySetting(planned: readonly PlannedNeed[]): Map<string, PlannedNeed[]> {
  const groups = new Map<string, PlannedNeed[]>();
  for (const each of planned) groups.set(settingOf(each.plan), [...(groups.get(settingOf(each.plan)) ?? []), each]);
  return groups;
}

/** Reads everything that programs need, each table once; what the answer holds already is taken from it. */
export async function readNeeds(request: AnswerRequest, needs: readonly Need[], tables: readonly EvidenceTable[]): Promise<NeedsRead> {
  const settled = await Promise.all(needs.map((need) => planNeed(request, need)));
  const planned = settled.filter(isPlanned);
  const held = new Map(planned.map((each) => [each, heldTable(request, each, tables)]));
  const outcomes = await runPlanned(request, planned.filter((each) => held.get(each) === null));
  const byId = new Map(outcomes.map((outcome) => [outcome.work.id, outcome]));
  const found = new Map<string, Found>();
  const unmet: Unmet[] = settled.filter((each): each is Unmet => !isPlanned(each));
  for (const each of planned) {
    const outcome = byId.get(each.work.id);
    const table = held.get(each) ?? outcome?.table ?? null;
    if (table) found.set(each.need.key, { table, metric: each.work.kind === "list" ? null : each.work.metric, observed: each.observed });
    else unmet.push({ key: each.need.key, reason: outcome?.call?.status === "late" ? `${targetOf(request.layer, each.need)?.label ?? each.need.metric} took too long` : null });
  }
  return { found, unmet, outcomes };
}
