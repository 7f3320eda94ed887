import type { Check } from "./check";

export interface OutageSpan {
  /** Epoch milliseconds of the first check that found it down. */
  startedAtMs: number;
  /** Epoch milliseconds of the next check that did not; null while every later check found it down. */
  endedAtMs: number | null;
  /** What the first failing check saw: "HTTP 502" or "no response". */
  cause: string;
}

export interface OutageTracker {
  /** Checks come in the order of their time. Returns the outage that this check ends, or null. */
  push(check: Check): OutageSpan | null;
  /** The outage that is still open after the last check pushed, or null. */
  open(): OutageSpan | null;
}

const causeOf = (check: Check): string => (check.httpStatus === null ? "no response" : `HTTP ${check.httpStatus}`);

/**
 * Turns checks into outages one by one, in constant memory. A status holds until the next check, so an outage is
 * [first check that is down, next check that is not): checks that are down in a row are one outage, and a change of the error
 * between them does not divide it. Degraded ends an outage and never begins one.
 */
export function createOutageTracker(): OutageTracker {
  let open: OutageSpan | null = null;
  return {
    push: (check) => {
      if (check.status === "down") {
        open ??= { startedAtMs: check.atMs, endedAtMs: null, cause: causeOf(check) };
        return null;
      }
      const ended = open === null ? null : { ...open, endedAtMs: check.atMs };
      open = null;
      return ended;
    },
    open: () => open,
  };
}

/** All outages of a list of checks in time order; the last one is open (`endedAtMs` null) if the last check is down. */
export function outagesOf(checks: readonly Check[]): OutageSpan[] {
  const tracker = createOutageTracker();
  const ended = checks.flatMap((check) => tracker.push(check) ?? []);
  return [...ended, ...(tracker.open() === null ? [] : [tracker.open() as OutageSpan])];
}
