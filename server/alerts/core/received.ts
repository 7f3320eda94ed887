import { fingerprintOf, groupKeyOf } from "./fingerprint";
import type { Labels } from "./matchers";

/** What a source says about one alert. */
export interface Signal {
  source: string;
  /** The source's own name for the alert; without one the labels name it. */
  fingerprint: string | null;
  isFiring: boolean;
  title: string;
  description: string;
  severity: "page" | "ticket";
  labels: Labels;
  annotations: Labels;
  /** Where the source shows it. */
  href: string | null;
  startedAtMs: number;
  endedAtMs: number | null;
}

export const keyOf = (signal: Signal): string => `${signal.source}:${signal.fingerprint ?? fingerprintOf(signal.source, signal.labels)}`;
export const groupOf = (signal: Signal): string => groupKeyOf(signal.source, signal.labels);

export interface Held {
  isOpen: boolean;
  startedAtMs: number;
}

/** What becomes of a signal: begin a new alert, note that it goes on, end it, or nothing. */
export type Effect = "begin" | "seen" | "end" | "nothing";

/**
 * A repetition of what is known changes nothing but the time it was last seen. An end that arrives for an alert which began later (late or out
 * of order) does not end it. An end without an open alert is nothing.
 */
export function effectOf(signal: Signal, held: Held | null): Effect {
  if (signal.isFiring) return held?.isOpen ? "seen" : "begin";
  if (!held?.isOpen) return "nothing";
  return (signal.endedAtMs ?? Infinity) < held.startedAtMs ? "nothing" : "end";
}

const pages = new Set(["critical", "page", "error", "p0", "p1", "sev1", "emergency"]);

/** Words of other systems for how much it matters. */
export const severityOf = (word: string | undefined): Signal["severity"] => (pages.has((word ?? "").toLowerCase()) ? "page" : "ticket");
