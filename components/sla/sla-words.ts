import type { ClockKind, ClockStateName, ExplainedClock } from "#contract/sla";
import type { Status } from "@/components/kit/status-map";
import { formatNumber } from "@/lib/format";

export const kindWords: Record<ClockKind, string> = { first_response: "First response", next_response: "Next response", resolution: "Resolution" };
export const reasonWords: Record<ExplainedClock["segments"][number]["reason"], string> = { counting: "counts", paused: "stands: waiting", over: "stands: resolved", unpromised: "no policy" };
export const stateStatus: Record<ClockStateName, Status> = { running: "running", paused: "paused", met: "met", breached: "breached" };

const minuteMs = 60_000;

/**
 * A length of business time in hours and minutes: "16 h", "1 h 30 min", "45 min". Never in days, because a day of
 * work is not 24 hours. Rounded to the minute; under one minute "< 1 min"; "0 min" is nothing at all.
 */
export function formatHours(ms: number): string {
  if (ms < 0) return `−${formatHours(-ms)}`;
  if (ms > 0 && ms < minuteMs) return "< 1 min";
  const minutes = Math.round(ms / minuteMs);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${formatNumber(hours)} h` : `${formatNumber(hours)} h ${rest} min`;
}

/** Hours and minutes as a person writes them: "4 h", "1h30", "1 h 30 min", "90 min", "1.5 h", "2 d" (48 h). Null = not a length of time. */
export function parseHours(text: string): number | null {
  const match = /^(?:(\d+(?:[.,]\d+)?)\s*d(?:ays?)?)?\s*(?:(\d+(?:[.,]\d+)?)\s*h(?:ours?)?)?\s*(?:(\d+)\s*(?:m(?:in(?:utes?)?)?)?)?$/i.exec(text.trim());
  if (!match || match.slice(1).every((part) => part === undefined)) return null;
  // A bare number could be anything.
  if (match[1] === undefined && match[2] === undefined && /^\d+$/.test(text.trim())) return null;
  const [days, hours, minutes] = match.slice(1).map((part) => Number((part ?? "0").replace(",", ".")));
  const ms = Math.round(((days ?? 0) * 24 * 60 + (hours ?? 0) * 60 + (minutes ?? 0)) * minuteMs);
  return ms > 0 ? ms : null;
}

/** What remains, or by how much it is over. Elapsed time alone says neither. */
export function clockWords({ state, remainingMs, elapsedMs, targetMs }: Pick<ExplainedClock, "state" | "remainingMs" | "elapsedMs" | "targetMs">): string {
  if (state === "met") return `Met in ${formatHours(elapsedMs)} of ${formatHours(targetMs)}`;
  if (state === "breached") return remainingMs < 0 ? `${formatHours(-remainingMs)} over` : "Late";
  return `${formatHours(remainingMs)} left`;
}
