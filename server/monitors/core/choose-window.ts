import type { MonitorWindow } from "../contract";
import type { Span } from "./check";
import { dayMs } from "./days";

const lengthsMs = { "24h": dayMs, "7d": 7 * dayMs, "30d": 30 * dayMs } as const;

/** Epoch milliseconds of the first and the last check of all monitors; null when there is none. */
export interface Coverage {
  firstCheckMs: number | null;
  lastCheckMs: number | null;
}

/**
 * The window that figures are about. Without a wish: the last 30 days if anything was checked in them, otherwise the whole record, so
 * that old data does not look empty. The whole record ends just behind its last check, which so belongs to it.
 */
export function chooseWindow(wish: MonitorWindow | undefined, coverage: Coverage, nowMs: number): Span & { id: MonitorWindow } {
  const isRecent = coverage.lastCheckMs !== null && coverage.lastCheckMs >= nowMs - lengthsMs["30d"];
  const id = wish ?? (isRecent ? "30d" : "all");
  if (id !== "all") return { id, fromMs: nowMs - lengthsMs[id], toMs: nowMs };
  if (coverage.firstCheckMs === null || coverage.lastCheckMs === null) return { id, fromMs: nowMs, toMs: nowMs };
  return { id, fromMs: coverage.firstCheckMs, toMs: coverage.lastCheckMs + 1 };
}
