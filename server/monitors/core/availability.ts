import type { Span } from "./check";
import type { OutageSpan } from "./outages";

/** What is known about one monitor. Outages do not overlap; their order does not matter. */
export interface MonitorRecord {
  /** Epoch milliseconds of the first and of the last check; null when there is none. */
  firstCheckMs: number | null;
  lastCheckMs: number | null;
  outages: readonly Pick<OutageSpan, "startedAtMs" | "endedAtMs">[];
}

export interface Availability {
  /** 0..1; null when nothing was observed in the window: that is no data, not 0 and not 1. */
  ratio: number | null;
  observedMs: number;
  downMs: number;
}

const noObservation: Availability = { ratio: null, observedMs: 0, downMs: 0 };

const overlapMs = (a: Span, b: Span): number => Math.max(0, Math.min(a.toMs, b.toMs) - Math.max(a.fromMs, b.fromMs));

/** The part of a window in which a status is known: [max(from, first check), min(to, last check)). Null when it is empty. */
export function observedSpan(record: MonitorRecord, window: Span): Span | null {
  if (record.firstCheckMs === null || record.lastCheckMs === null) return null;
  const span = { fromMs: Math.max(window.fromMs, record.firstCheckMs), toMs: Math.min(window.toMs, record.lastCheckMs) };
  return span.fromMs < span.toMs ? span : null;
}

const ofParts = (observedMs: number, downMs: number): Availability => (observedMs === 0 ? noObservation : { ratio: (observedMs - downMs) / observedMs, observedMs, downMs });

/**
 * Time-weighted availability in a half-open window: (observed - down) / observed. A status holds until the next check; before the
 * first check and from the last one on there is no data. An open outage lasts, as far as is known, until the last check.
 * Splitting a window changes nothing: observed and down time of the parts add up to those of the whole.
 */
export function availabilityOf(record: MonitorRecord, window: Span): Availability {
  const observed = observedSpan(record, window);
  if (observed === null) return noObservation;
  const downMs = record.outages.reduce((sum, outage) => sum + overlapMs({ fromMs: outage.startedAtMs, toMs: outage.endedAtMs ?? observed.toMs }, observed), 0);
  return ofParts(observed.toMs - observed.fromMs, downMs);
}

/** Several monitors (or days) together, weighted by observed time. Null when none was observed. */
export function combineAvailability(parts: readonly Availability[]): Availability {
  return ofParts(parts.reduce((sum, part) => sum + part.observedMs, 0), parts.reduce((sum, part) => sum + part.downMs, 0));
}
