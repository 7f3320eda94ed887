import type { Cell, Unit } from "../contract";

type InstantStyle = "minute" | "day" | "month";

const date = { day: "numeric", month: "short", year: "numeric" } as const;
const instantStyles: Readonly<Record<InstantStyle, Intl.DateTimeFormatOptions>> = { minute: { ...date, hour: "2-digit", minute: "2-digit" }, day: date, month: { month: "short", year: "numeric" } };

// Making a formatter costs fifty times as much as using it. There are as many as styles and zones that are known to the platform.
const numberFormats = new Map<number, Intl.NumberFormat>();
const instantFormats = new Map<string, Intl.DateTimeFormat>();

function number(value: number, digits: number): string {
  const format = numberFormats.get(digits) ?? new Intl.NumberFormat("en-GB", { maximumFractionDigits: digits });
  numberFormats.set(digits, format);
  return format.format(value);
}

function instant(at: Date | number, style: InstantStyle, zone: string): string {
  const key = `${style} ${zone}`;
  const format = instantFormats.get(key) ?? new Intl.DateTimeFormat("en-GB", { ...instantStyles[style], timeZone: zone });
  instantFormats.set(key, format);
  return format.format(at);
}

// Rates near the whole and near nothing need their decimals: 99.93 % and 99.99 % are different promises.
function formatRatio(ratio: number): string {
  const percent = ratio * 100;
  const size = Math.abs(percent);
  const digits = (size > 98 && size < 100) || size < 0.1 ? 3 : 1;
  return `${number(percent, digits)} %`;
}

const durations: readonly (readonly [number, number, string])[] = [[1_000, 1, "ms"], [60_000, 1_000, "s"], [3_600_000, 60_000, "min"], [172_800_000, 3_600_000, "h"], [Infinity, 86_400_000, "days"]];

function formatDuration(ms: number): string {
  const [, divisor, unit] = durations.find(([below]) => Math.abs(ms) < below) ?? [0, 1, "ms"];
  return `${number(ms / divisor, divisor === 1 ? 0 : 1)} ${unit}`;
}

/** An instant as people write it, in a zone: "18 Aug 2026, 09:41". */
export const formatInstant = (iso: string, zone: string): string => instant(new Date(iso), "minute", zone);

export const formatDay = (iso: string, zone: string): string => instant(new Date(iso), "day", zone);

function formatCalendar(text: string): string {
  const [year = 0, month = 1, day] = text.slice(0, 10).split("-").map(Number);
  const written = instant(Date.UTC(year, month - 1, day ?? 1), day === undefined ? "month" : "day", "UTC");
  return text.length > 10 ? `${written}${text.slice(10)}` : written;
}

/** A cell as text. Null is "unknown", never a number. Ratios become percent, milliseconds the unit that reads best. */
export function formatCell(value: Cell, unit: Unit, zone: string): string {
  if (value === null) return "unknown";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return unit === "datetime" ? formatInstant(value, zone) : unit === "date" ? formatCalendar(value) : value;
  if (!Number.isFinite(value)) return "unknown";
  if (unit === "ratio") return formatRatio(value);
  if (unit === "ms") return formatDuration(value);
  if (unit === "minutes") return `${number(value, 1)} min`;
  if (unit === "days") return `${number(value, 1)} days`;
  return number(value, Math.abs(value) < 1 ? 3 : 1);
}
