import type { Tone } from "@/components/kit/status-mark";

interface StatusEntry {
  tone: Tone;
  word: string;
}

/** Every status of the portal, once: its shape and colour (tone) and its word. */
export const STATUS = {
  ok: { tone: "ok", word: "OK" },
  warn: { tone: "warn", word: "Warning" },
  critical: { tone: "critical", word: "Critical" },
  info: { tone: "info", word: "Info" },
  none: { tone: "none", word: "No data" },
  healthy: { tone: "ok", word: "Healthy" },
  at_risk: { tone: "warn", word: "At risk" },
  exhausted: { tone: "critical", word: "Exhausted" },
  maintenance: { tone: "info", word: "Maintenance" },
  paused: { tone: "none", word: "Paused" },
  no_data: { tone: "none", word: "No data" },
  up: { tone: "ok", word: "Up" },
  degraded: { tone: "warn", word: "Degraded" },
  down: { tone: "critical", word: "Down" },
  met: { tone: "ok", word: "Met" },
  due_soon: { tone: "warn", word: "Due soon" },
  missed: { tone: "critical", word: "Missed" },
  breached: { tone: "critical", word: "Breached" },
  waiting: { tone: "none", word: "Waiting" },
  running: { tone: "info", word: "Running" },
  queued: { tone: "none", word: "Queued" },
  succeeded: { tone: "ok", word: "Succeeded" },
  failed: { tone: "critical", word: "Failed" },
  cancelled: { tone: "none", word: "Cancelled" },
  active: { tone: "ok", word: "Active" },
  invited: { tone: "info", word: "Invited" },
  expired: { tone: "warn", word: "Expired" },
  revoked: { tone: "none", word: "Revoked" },
  deactivated: { tone: "none", word: "Deactivated" },
  draft: { tone: "none", word: "Draft" },
  published: { tone: "ok", word: "Published" },
  stale: { tone: "warn", word: "Stale" },
  archived: { tone: "none", word: "Archived" },
} as const satisfies Record<string, StatusEntry>;

export type Status = keyof typeof STATUS;
