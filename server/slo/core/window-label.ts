import { Temporal } from "temporal-polyfill";
import type { SloWindow } from "../contract";

const units = { week: "calendar week", month: "calendar month", quarter: "calendar quarter", year: "calendar year" } as const;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** A window in words: "30 d rolling", "calendar month". */
export const windowLabel = (window: SloWindow): string => (window.kind === "rolling" ? `${window.days} d rolling` : units[window.unit]);

function nameOf(window: Extract<SloWindow, { kind: "calendar" }>, fromMs: number): string {
  const { year, month, day } = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(window.zone);
  const name = months[month - 1] ?? "";
  if (window.unit === "week") return `week of ${day} ${name}`;
  if (window.unit === "month") return `${name} ${year}`;
  return window.unit === "quarter" ? `Q${Math.ceil(month / 3)} ${year}` : String(year);
}

/** Names that were worked out: hundreds of SLOs share a handful of windows, and a zone costs more than all else of a row. */
const known = new Map<string, string>();
const most = 500;

/** The window that began at `fromMs`, by its name: "Q4 2026", "Nov 2026", "2026", "week of 16 Nov"; a rolling one as ever. */
export function periodLabel(window: SloWindow, fromMs: number): string {
  if (window.kind === "rolling") return windowLabel(window);
  const key = `${window.unit} ${window.zone} ${fromMs}`;
  const name = known.get(key) ?? nameOf(window, fromMs);
  if (known.size >= most) known.clear();
  known.set(key, name);
  return name;
}
