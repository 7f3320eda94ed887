export const DEFAULT_LOCALE = "en-GB";
export const NO_DATA = "no data";

export interface NumberOptions {
  /** Digits after the point; without it whole numbers show none and others at most one. */
  digits?: number;
  locale?: string;
}

/** Null, NaN and infinities are no data; they never show as a number. */
export function isValue(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Making one costs a hundred times what using it does, and a page shows hundreds of figures. */
function formatterOf(locale: string, least: number, most: number): Intl.NumberFormat {
  const key = `${locale} ${least} ${most}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most, signDisplay: "negative" });
  formatters.set(key, made);
  return made;
}

/** 12480 -> "12,480"; the minus is a real minus sign, and -0.04 at one digit is "0", not "-0". */
export function formatNumber(value: number | null | undefined, options: NumberOptions = {}): string {
  if (!isValue(value)) return NO_DATA;
  const { digits, locale = DEFAULT_LOCALE } = options;
  return formatterOf(locale, digits ?? 0, digits ?? (Number.isInteger(value) ? 0 : 1)).format(value).replace("-", "\u2212");
}

export interface RatioOptions {
  /** Digits after the point of the percentage; default 1. */
  digits?: number;
  locale?: string;
}

/**
 * A ratio 0..1 as a percentage: 0.968 -> "96.8 %". A value under 1 never rounds up to 100 and one over 0 never down to 0:
 * digits are added (up to four), and past that it reads "> 99.9999 %" or "< 0.0001 %". Null and NaN give "no data".
 */
export function formatRatio(ratio: number | null | undefined, options: RatioOptions = {}): string {
  if (!isValue(ratio)) return NO_DATA;
  const { digits = 1, locale = DEFAULT_LOCALE } = options;
  const percent = ratio * 100;
  for (let shown = digits; shown <= Math.max(digits, 4); shown += 1) {
    const rounded = Number(percent.toFixed(shown));
    const isHonest = (rounded !== 100 || ratio === 1) && (rounded !== 0 || ratio === 0);
    if (isHonest) return `${formatNumber(percent, { digits: isWhole(ratio) ? 0 : shown, locale })}\u00a0%`;
  }
  return percent > 50 ? ">\u00a099.9999\u00a0%" : "<\u00a00.0001\u00a0%";
}

function isWhole(ratio: number): boolean {
  return ratio === 0 || ratio === 1;
}

const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** Decimal units, as storage is sold and as browsers show it: 214000 -> "214 kB". */
export function formatBytes(bytes: number | null | undefined): string {
  if (!isValue(bytes) || bytes < 0) return NO_DATA;
  let amount = bytes;
  let step = 0;
  while (amount >= 999.5 && step < BYTE_UNITS.length - 1) {
    amount /= 1_000;
    step += 1;
  }
  return `${formatNumber(amount, { digits: step > 0 && amount < 9.95 ? 1 : 0 })} ${BYTE_UNITS[step] ?? "B"}`;
}
