import "server-only";
import { measuresTime, periodLabel, runsOutAtMs, timeToFireMs, windowLabel, type Account, type BurnDownPoint, type BurnReading, type Evaluation } from "#core/slo";
import type { BurnAlert, SloDefinition, SloDetail, SloRow, SloStatusName, SloWindow } from "./contract";
import { definitionOf, type SloRecord } from "./slos-repository";

interface StoredAlert {
  severity: "page" | "ticket";
  longMs: number;
  longBurn: number | null;
  isFiring: boolean;
}

/** The burn that a forecast goes on with, that of the longest alert window: an hour is too short and a whole window too slow to say where things are going. */
const longestOf = <T>(alerts: readonly T[], lengthOf: (alert: T) => number): T | undefined => [...alerts].sort((a, b) => lengthOf(b) - lengthOf(a))[0];

const firingOf = (alerts: unknown): SloRow["firing"] => {
  const firing = (alerts as StoredAlert[]).filter(({ isFiring }) => isFiring).map(({ severity }) => severity);
  return firing.includes("page") ? "page" : (firing[0] ?? null);
};

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

function storedRunsOut(status: NonNullable<SloRecord["status"]>, window: SloWindow): string | null {
  const periodToMs = status.periodTo.getTime();
  const burn = longestOf(status.alerts as unknown as StoredAlert[], ({ longMs }) => longMs)?.longBurn ?? null;
  return isoOrNull(runsOutAtMs({ atMs: status.evaluatedAt.getTime(), remaining: status.remaining, burn, periodMs: periodToMs - status.periodFrom.getTime(), endMs: window.kind === "calendar" ? periodToMs : null }));
}

/** The same forecast for an evaluation that was made just now. */
export function evaluatedRunsOut({ at: atMs, period, adjusted, alerts }: Evaluation, window: SloWindow): string | null {
  const burn = longestOf(alerts, ({ row }) => row.longMs)?.longBurn ?? null;
  return isoOrNull(runsOutAtMs({ atMs, remaining: adjusted.remaining, burn, periodMs: period.toMs - period.fromMs, endMs: window.kind === "calendar" ? period.toMs : null }));
}

export const isTimed = ({ sli, method }: Pick<SloDefinition, "sli" | "method">): boolean => measuresTime(sli) || method.kind === "timeslices";

/** A row of the list: what the last evaluation found, without its days. */
export function presentSlo(record: SloRecord): SloRow {
  const { status } = record;
  const definition = definitionOf(record);
  return {
    slug: record.slug, name: record.name, service: record.service, owner: record.owner, kind: definition?.sli.kind ?? "probe", target: record.target, windowLabel: definition ? (status ? periodLabel(definition.window, status.periodFrom.getTime()) : windowLabel(definition.window)) : "",
    status: definition === null ? "misconfigured" : ((status?.status ?? "no_data") as SloStatusName), since: status?.since.toISOString() ?? null, evaluatedAt: status?.evaluatedAt.toISOString() ?? null,
    sli: status?.sli ?? null, rawSli: status?.rawSli ?? null, remaining: status?.remaining ?? null, rawRemaining: status?.rawRemaining ?? null, budgetMs: status?.budgetMs ?? null, isTimed: definition !== null && isTimed(definition),
    burnHour: status?.burnHour ?? null, burnPeriod: status?.burnPeriod ?? null, runsOutAt: status && definition ? storedRunsOut(status, definition.window) : null, isFull: status?.isFull ?? false, lastDataAt: status?.lastDataAt?.toISOString() ?? null,
    firing: status ? firingOf(status.alerts) : null, days: { from: null, left: [] }, isDemo: record.isDemo,
  };
}

/** One burn rate alert as it was read, with how soon a total outage would set it off. */
export function presentAlert({ row, factor, longBurn, shortBurn, isFiring }: BurnReading, { periodMs, target }: { periodMs: number; target: number }): BurnAlert {
  const fires = timeToFireMs(row, periodMs, target);
  return { severity: row.severity, budgetFraction: row.budgetFraction, longMs: row.longMs, shortMs: row.shortMs, factor, timeToFireMs: Number.isFinite(fires) ? fires : null, longBurn, shortBurn, isFiring };
}

export const presentAccount = ({ tally, sli, spent, remaining }: Account): SloDetail["raw"] => ({ good: tally.good, total: tally.total, sli, spentBad: spent.total - spent.good, spentTotal: spent.total, remaining });

export const presentPoint = ({ atMs, remaining, rawRemaining }: BurnDownPoint): SloDetail["burnDown"][number] => ({ at: new Date(atMs).toISOString(), remaining, rawRemaining });

interface EventData {
  from?: string;
  to?: string;
  severity?: string;
  longMs?: number;
  act?: string;
  threshold?: number;
  remaining?: number;
  by?: string;
}

const percent = (ratio: number): string => `${Math.round(ratio * 1_000) / 10}\u00a0%`.replace("-", "\u2212");
const left = ({ remaining }: EventData): string => (remaining === undefined ? "" : `: ${percent(remaining)} of the budget left`);

/** What a budget policy did. */
function freezeText(kind: string, data: EventData): string {
  const { act = "", threshold = 0, by = "" } = data;
  if (kind === "freeze_overridden") return `Override of the ${act} freeze by ${by}`;
  if (kind === "override_ended") return `Override of the ${act} freeze ended by ${by}`;
  if (act === "warn") return kind === "freeze_opened" ? `Warning at ${percent(threshold)}${left(data)}` : `Warning over${left(data)}`;
  return kind === "freeze_opened" ? `${act === "hard" ? "Hard" : "Soft"} freeze opened at ${percent(threshold)}${left(data)}` : `${act === "hard" ? "Hard" : "Soft"} freeze closed${left(data)}`;
}

const words = (status = ""): string => status.replace("_", " ");

/** An event of the log in one sentence. */
export function eventText(kind: string, data: unknown): string {
  const { from, to, severity, longMs } = data as EventData;
  if (kind === "status") return from === "none" ? `First evaluated: ${words(to)}` : `${words(from)} → ${words(to)}`;
  if (kind.startsWith("freeze_") || kind === "override_ended") return freezeText(kind, data as EventData);
  return `${severity === "page" ? "Page" : "Ticket"} alert over ${Math.round((longMs ?? 0) / 3_600_000)} h ${kind === "alert_began" ? "began" : "ended"}`;
}
