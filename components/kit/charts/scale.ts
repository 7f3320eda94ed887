import type { ValueKind } from "@/lib/format";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE,
  15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 5 * DAY, 10 * DAY, 20 * DAY, 50 * DAY, 100 * DAY,
] as const;

/** The most intervals between grid lines. */
const MOST = 4;

export interface Scale {
  ticks: number[];
  min: number;
  max: number;
}

function decimalStep(span: number, isWhole: boolean): number {
  const rough = span / MOST;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough * 0.999_999) ?? 10;
  const step = factor * power;
  return isWhole ? Math.max(1, Math.ceil(step)) : step;
}

function stepFor(span: number, kind: ValueKind): number {
  if (kind === "duration") return TIME_STEPS.find((step) => span / step <= MOST) ?? decimalStep(span / DAY, true) * DAY;
  return decimalStep(span, false);
}

/** Ratios that all lie high (availability) are drawn from near their lowest value; everything else starts at zero. */
function baseOf(values: readonly number[], kind: ValueKind): number {
  const lowest = Math.min(...values);
  if (kind === "ratio" && lowest > 0.5 && lowest < 1) return lowest;
  return Math.min(0, lowest);
}

/**
 * Grid lines for a set of values: at most five, at round steps of the kind (1, 2, 2.5, 5; minutes and hours for
 * durations), covering every value. No values, or only zeros, give 0 to 1. A ratio never gets a line over 100 % unless a
 * value lies over it.
 */
export function scaleOf(values: readonly number[], kind: ValueKind, extra: readonly number[] = []): Scale {
  const all = [...values, ...extra].filter((value) => Number.isFinite(value));
  if (all.length === 0) return { ticks: [0, 1], min: 0, max: 1 };
  const base = baseOf(all, kind);
  const top = kind === "ratio" && base > 0 ? Math.max(1, ...all) : Math.max(0, ...all);
  if (top - base < 1e-12) return { ticks: [0, 1], min: 0, max: 1 };
  const areWhole = kind === "number" && all.every((value) => Number.isInteger(value));
  const step = areWhole ? decimalStep(top - base, true) : stepFor(top - base, kind);
  const first = Math.floor(base / step + 1e-9);
  const last = Math.ceil(top / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => round((first + index) * step));
  return { ticks, min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1 };
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}
