import { badRatio, budgetRatio, type Tally } from "./budget";
import { dayMs, hourMs, minuteMs } from "./intervals";

export interface BurnAlertRow {
  severity: "page" | "ticket";
  /** Share of the period's budget that is spent when a steady burn has lasted the long window. */
  budgetFraction: number;
  longMs: number;
  shortMs: number;
}

const rows = ([first, second, third, fourth]: readonly [number, number, number, number]): readonly BurnAlertRow[] => [
  { severity: "page", budgetFraction: first, longMs: hourMs, shortMs: 5 * minuteMs },
  { severity: "page", budgetFraction: second, longMs: 6 * hourMs, shortMs: 30 * minuteMs },
  { severity: "ticket", budgetFraction: third, longMs: dayMs, shortMs: 2 * hourMs },
  { severity: "ticket", budgetFraction: fourth, longMs: 3 * dayMs, shortMs: 6 * hourMs },
];

/** Sloth's catalogue for periods of four weeks and more; its rows 1, 2 and 4 are those of the SRE workbook. */
export const longPeriodRows = rows([0.02, 0.05, 0.1, 0.1]);

/** For shorter periods the same fractions would alert on burn that the budget can sustain; these are Sloth's for seven days. */
export const shortPeriodRows = rows([0.08, 0.125, 0.2, 0.42]);

/** The catalogue for a period of `periodMs`. */
export const rowsForPeriod = (periodMs: number): readonly BurnAlertRow[] => (periodMs >= 28 * dayMs ? longPeriodRows : shortPeriodRows);

/** How far back alerts look, in ms: the longest of an SLO's own windows, or of the catalogue's. */
export const alertReachMs = (own: readonly BurnAlertRow[] | null): number => Math.max(...(own ?? longPeriodRows).map(({ longMs }) => longMs));

/** Burn rate that spends the row's fraction of the budget within its long window: fraction * period / long window. */
export const alertFactor = ({ budgetFraction, longMs }: BurnAlertRow, periodMs: number): number => (budgetFraction * periodMs) / longMs;

/** How long a total outage lasts before the row fires, in ms: factor * (1 - target) * long window. Infinite when even that cannot. */
export function timeToFireMs(alert: BurnAlertRow, periodMs: number, target: number): number {
  const share = alertFactor(alert, periodMs) * budgetRatio(target);
  return share >= 1 ? Infinity : share * alert.longMs;
}

export interface BurnReading {
  row: BurnAlertRow;
  factor: number;
  /** Burn over each window; null without data or with fewer samples than the SLO asks for. */
  longBurn: number | null;
  shortBurn: number | null;
  isFiring: boolean;
}

interface BurnRequest {
  rows: readonly BurnAlertRow[];
  periodMs: number;
  target: number;
  /** Fewest events in a window for its ratio to mean anything. */
  minimumSamples: number;
  /** Good and total of the window of that length that ends now. */
  tally: (windowMs: number) => Tally;
}

/**
 * Reads every row. One fires when BOTH of its windows burn strictly faster than its factor: the long one says that it matters, the short
 * one that it still goes on. Source: Google SRE workbook, ch. 5, alerting approach 6.
 */
export function readBurnAlerts({ rows: alertRows, periodMs, target, minimumSamples, tally }: BurnRequest): BurnReading[] {
  const budget = budgetRatio(target);
  const burnOver = (windowMs: number): number | null => {
    const window = tally(windowMs);
    const bad = window.total >= minimumSamples ? badRatio(window) : null;
    return bad === null ? null : bad / budget;
  };
  return alertRows.map((alert) => {
    const factor = alertFactor(alert, periodMs);
    const [longBurn, shortBurn] = [burnOver(alert.longMs), burnOver(alert.shortMs)];
    return { row: alert, factor, longBurn, shortBurn, isFiring: longBurn !== null && shortBurn !== null && longBurn > factor && shortBurn > factor };
  });
}
