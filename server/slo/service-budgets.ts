import "server-only";
import { evaluateSlo, minuteMs, tallyOf, type Evaluation, type Interval } from "#core/slo";
import type { SloDefinition } from "./contract";
import { countedExclusions, loadSloData, reachOf, type SloData } from "./load-slo-data";
import { listExclusions } from "./sli-repository";
import { listServiceSlos } from "./slo-records-repository";
import { definitionOf, type SloRecord } from "./slos-repository";

export interface ServiceBudget {
  serviceId: string;
  slug: string;
  name: string;
  /** Signed share of the budget left, as last evaluated. */
  remaining: number | null;
  leftMinutes: number | null;
  /** What the stretch took of the budget, in minutes of it and as a share. */
  spentMinutes: number | null;
  spentShare: number | null;
}

interface Measured {
  record: SloRecord;
  definition: SloDefinition;
}

/** Bad of the stretch over all that may be bad in the window that it ended in; null where nothing was observed. Sums, so that neighbouring stretches add up. */
function spentShareOf(data: SloData, { evaluation, exclusions, stretch }: { evaluation: Evaluation; exclusions: readonly Interval[]; stretch: Interval }): number | null {
  const { method, noData, minuteWeight, target } = data.rules;
  const { good, total } = tallyOf(data.series, stretch, { method, noData, minuteWeight, exclusions });
  const allowed = evaluation.adjusted.spent.total * (1 - target);
  return total > 0 && allowed > 0 ? (total - good) / allowed : null;
}

/** Budgets of services with what a stretch of time (an incident's, say) spent of each, exclusions taken out. An SLO whose definition cannot be read has no figure. */
export async function listBudgetsSpent(serviceIds: readonly string[], during: Interval, signal: AbortSignal): Promise<ServiceBudget[]> {
  const stretch = { fromMs: Math.floor(during.fromMs / minuteMs) * minuteMs, toMs: Math.ceil(during.toMs / minuteMs) * minuteMs };
  const records = await listServiceSlos(serviceIds);
  const sources = records.flatMap((record): (Measured & { key: number; isPaused: boolean })[] => {
    const definition = definitionOf(record);
    return definition ? [{ record, definition, key: record.key, isPaused: record.isPaused }] : [];
  });
  const reach = ({ definition }: Measured): Interval => {
    const { fromMs, toMs } = reachOf(definition, stretch.toMs);
    return { fromMs: Math.min(fromMs, stretch.fromMs), toMs };
  };
  const [loaded, exclusions] = sources.length === 0 ? [new Map<Measured, SloData>(), []] : await Promise.all([loadSloData(sources, reach, signal), listExclusions(sources.map(({ record }) => record.id))]);
  const shares = new Map(sources.map((source) => {
    const data = loaded.get(source);
    const counted = countedExclusions(exclusions.filter(({ sloId }) => sloId === source.record.id), source.record);
    return [source.record.id, data ? spentShareOf(data, { evaluation: evaluateSlo({ ...data.rules, alertRows: [] }, { ...data, exclusions: counted, previous: null }, stretch.toMs), exclusions: counted, stretch }) : null];
  }));
  return records.map(({ id, serviceId, slug, name, status }) => {
    const [spentShare, budgetMinutes] = [shares.get(id) ?? null, status ? status.budgetMs / minuteMs : null];
    const inMinutes = (share: number | null): number | null => (share === null || budgetMinutes === null ? null : share * budgetMinutes);
    const remaining = status?.remaining ?? null;
    return { serviceId: serviceId ?? "", slug, name, remaining, leftMinutes: inMinutes(remaining), spentShare, spentMinutes: inMinutes(spentShare) };
  });
}
