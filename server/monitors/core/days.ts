import { availabilityOf, type Availability, type MonitorRecord } from "./availability";
import type { Span } from "./check";

export const dayMs = 86_400_000;

export interface DayAvailability extends Availability {
  /** The UTC day, such as "2026-08-18". */
  day: string;
}

const utcDay = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

/** Midnight UTC at or before an instant. */
const dayStartMs = (atMs: number): number => Math.floor(atMs / dayMs) * dayMs;

/**
 * Availability of each UTC day that the window touches, oldest first, at most `maxDays` of the newest. The first and the last day
 * are cut by the window. A day without observed time has ratio null.
 */
export function availabilityByDay(record: MonitorRecord, window: Span, maxDays: number): DayAvailability[] {
  if (window.fromMs >= window.toMs) return [];
  const lastMs = dayStartMs(window.toMs - 1);
  const firstMs = Math.max(dayStartMs(window.fromMs), lastMs - (maxDays - 1) * dayMs);
  return Array.from({ length: (lastMs - firstMs) / dayMs + 1 }, (_, index) => {
    const startMs = firstMs + index * dayMs;
    return { day: utcDay(startMs), ...availabilityOf(record, { fromMs: Math.max(startMs, window.fromMs), toMs: Math.min(startMs + dayMs, window.toMs) }) };
  });
}
