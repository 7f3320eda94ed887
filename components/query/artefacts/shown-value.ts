import type { Assumption, Unit } from "#contract/query";

/** Ratios are typed as percent. */
const factorOf = (unit: Unit): number => (unit === "ratio" ? 100 : 1);

export const shownUnit = (unit: Unit): string => (unit === "ratio" ? "%" : unit === "minutes" ? "min" : unit === "days" ? "days" : "");

export const toShown = (value: number, unit: Unit): number => Number((value * factorOf(unit)).toPrecision(10));

/** What was typed as a value within the bounds; null for what is no number. */
export function fromShown(text: string, { unit, min, max }: Pick<Assumption, "unit" | "min" | "max">): number | null {
  const typed = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(typed)) return null;
  return Math.min(max, Math.max(min, Number((typed / factorOf(unit)).toPrecision(12))));
}
