import "server-only";
import { checkSchema, checkSeenSchema, type MonitorDetail } from "./contract";
import { openHeaders } from "./secret-headers";
import type { WatchedRow } from "./watch-repository";

/** How a monitor is checked, with the names of its secret headers and never their values. Null for what the portal does not check by settings. */
export function presentSettings(row: WatchedRow | null): Pick<MonitorDetail, "settings" | "lastSeen"> {
  const seen = checkSeenSchema.safeParse(row?.lastResult);
  const check = checkSchema.safeParse(row?.check);
  const lastSeen = seen.success ? seen.data : null;
  if (row === null || !check.success) return { settings: null, lastSeen };
  const { version, service, retries, degradedMs, isPublic } = row;
  const settings = {
    version, service, check: check.data, secretHeaders: Object.keys(openHeaders(row.checkSecret) ?? {}), intervalMs: row.intervalMs ?? 30_000, timeoutMs: row.timeoutMs ?? 10_000, retries, degradedMs, isPublic,
    nextCheckAt: row.nextCheckAt?.toISOString() ?? null, lastBeatAt: row.lastBeatAt?.toISOString() ?? null,
  };
  return { settings, lastSeen };
}
