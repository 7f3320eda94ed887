import type { NoDataPolicy, SloMethod, SloStatusName, SloWindow } from "../contract";
import { budgetRemaining, goodRatio, timeBudgetMs, type Tally } from "./budget";
import { readBurnAlerts, rowsForPeriod, type BurnAlertRow, type BurnReading } from "./burn-alerts";
import { floorMinute, type Interval } from "./intervals";
import type { MinuteSeries } from "./minute-series";
import { budgetTally, tallyOf, type TallyRules } from "./period-tally";
import { nextStatus } from "./status";
import { elapsedPart, windowAt } from "./window";

export interface SloRules {
  target: number;
  window: SloWindow;
  method: SloMethod;
  noData: NoDataPolicy;
  minimumSamples: number;
  hysteresis: number;
  isPaused: boolean;
  isMisconfigured: boolean;
  minuteWeight: number | null;
  /** Null = the catalogue for the period. */
  alertRows: readonly BurnAlertRow[] | null;
}

/** One way of counting: raw, or adjusted for exclusions. */
export interface Account {
  /** What was observed in the part of the period that has passed. */
  tally: Tally;
  /** Good over total observed, 0..1. */
  sli: number | null;
  /** What the budget is measured with: see budgetTally. */
  spent: Tally;
  /** Share of the period's budget left, signed. */
  remaining: number | null;
}

export interface Evaluation {
  at: number;
  period: Interval;
  elapsed: Interval;
  /** False while a rolling window reaches back before the first data; the budget is the full window's all the same. */
  isFull: boolean;
  budgetMs: number;
  raw: Account;
  adjusted: Account;
  alerts: BurnReading[];
  status: SloStatusName;
}

const nothing: Tally = { good: 0, total: 0 };
const withoutData: Account = { tally: nothing, sli: null, spent: nothing, remaining: null };

/**
 * Evaluates an SLO as of `atMs` (epoch ms). `series` must reach back to the start of the period and of the longest alert window; `exclusions` are those that were approved
 * before they began. The status follows the adjusted account. Pure: the same data, rules and instant give the same result.
 */
export function evaluateSlo(rules: SloRules, data: { series: MinuteSeries; firstDataMs: number | null; exclusions: readonly Interval[]; previous: SloStatusName | null }, atMs: number): Evaluation {
  const period = windowAt(rules.window, atMs);
  const elapsed = elapsedPart(period, atMs);
  const tallyRules = (exclusions: readonly Interval[]): TallyRules => ({ method: rules.method, noData: rules.noData, minuteWeight: rules.minuteWeight, exclusions });
  const hasData = data.series.tally(elapsed).total > 0 || rules.noData === "bad";
  const account = (exclusions: readonly Interval[]): Account => {
    if (!hasData) return withoutData;
    const tally = tallyOf(data.series, elapsed, tallyRules(exclusions));
    const spent = budgetTally(tally, period, tallyRules(exclusions));
    return { tally, sli: goodRatio(tally), spent, remaining: tally.total > 0 ? budgetRemaining(spent, rules.target) : null };
  };
  const adjusted = account(data.exclusions);
  const now = floorMinute(atMs);
  const periodMs = period.toMs - period.fromMs;
  const tally = (windowMs: number): Tally => tallyOf(data.series, { fromMs: now - windowMs, toMs: now }, tallyRules(data.exclusions));
  const remaining = adjusted.tally.total >= rules.minimumSamples ? adjusted.remaining : null;
  return {
    at: atMs, period, elapsed,
    isFull: data.firstDataMs !== null && data.firstDataMs <= period.fromMs,
    budgetMs: Math.round(timeBudgetMs(rules.target, periodMs)),
    raw: account([]), adjusted,
    alerts: rules.isPaused || rules.isMisconfigured ? [] : readBurnAlerts({ rows: rules.alertRows ?? rowsForPeriod(periodMs), periodMs, target: rules.target, minimumSamples: rules.minimumSamples, tally }),
    status: nextStatus({ isPaused: rules.isPaused, isMisconfigured: rules.isMisconfigured, remaining, previous: data.previous, hysteresis: rules.hysteresis }),
  };
}
