import type { SloDetail, SloMethod, SloRow, SloWindow } from "#contract/slo";
import { formatDuration, formatNumber, formatRatio, NO_DATA } from "@/lib/format";

export type SloAccount = "adjusted" | "raw";

const decimalsOf = (value: number): number => (String(value).split(".")[1] ?? "").length;

/** A target with every digit that it has: 99.95 % and 99.9 % are different promises. */
export function targetText(target: number): string {
  const percent = Number((target * 100).toPrecision(10));
  return `${formatNumber(percent, { digits: decimalsOf(percent) })}\u00a0%`;
}

/** What was attained needs one digit more than most targets have. */
export const attainedText = (ratio: number | null): string => formatRatio(ratio, { digits: 3 });

export const leftText = (remaining: number | null): string => formatRatio(remaining);

/** "2.0×": how many times faster than sustainable. */
export function burnText(burn: number | null): string {
  if (burn === null) return NO_DATA;
  if (burn > 0 && burn < 0.05) return "< 0.1×";
  return `${formatNumber(burn, { digits: burn >= 100 ? 0 : 1 })}×`;
}

/** "Checkout availability": what the SLO is called beside others. */
export const titleOf = ({ service, name }: Pick<SloRow, "service" | "name">): string => (service === null ? name : `${service.name} ${name}`);

/** A length of time; none at all is a word, not "0 ms". */
export const spanText = (ms: number): string => (ms === 0 ? "none" : formatDuration(ms));

/** An amount in the unit of the SLI: milliseconds read as minutes and hours, everything else keeps its own word. */
export const amountText = (amount: number | null, unit: string): string => {
  if (amount === null) return NO_DATA;
  return unit === "milliseconds" ? spanText(amount) : `${formatNumber(amount)} ${unit}`;
};

/** Time left in a budget of time; events have none. */
export const timeLeft = (row: Pick<SloRow, "isTimed" | "budgetMs">, remaining: number | null): number | null => (row.isTimed && row.budgetMs !== null && remaining !== null ? row.budgetMs * remaining : null);

export const remainingOf = (row: Pick<SloRow, "remaining" | "rawRemaining">, account: SloAccount): number | null => (account === "raw" ? row.rawRemaining : row.remaining);

const units = { week: "week", month: "month", quarter: "quarter", year: "year" } as const;

/** "28 days, rolling" or "calendar quarter, Europe/Berlin". */
export const windowText = (window: SloWindow): string => (window.kind === "rolling" ? `${window.days} days, rolling` : `calendar ${units[window.unit]}, ${window.zone}`);

export const methodText = (method: SloMethod): string =>
  method.kind === "occurrences" ? "sum of bad over sum of all" : `slices of ${method.sliceMinutes} min, good from ${targetText(method.sliceTarget)}`;

export const noDataWords = { ignore: "left out", good: "counts as good", bad: "counts as bad", alert: "left out and reported" } as const;

const unitPhrases: Readonly<Record<string, string>> = { milliseconds: "time", slices: "slices" };

/** "99.9 % of time over 28 days, rolling". */
export const promiseText = ({ definition, unit }: Pick<SloDetail, "unit"> & { definition: { target: number; window: SloWindow } }): string =>
  `${targetText(definition.target)} of ${unitPhrases[unit] ?? unit} over ${definition.window.kind === "rolling" ? windowText(definition.window) : `a ${windowText(definition.window)}`}`;
