import "server-only";
import { addBusinessMs } from "#core/sla";
import type { Ctx } from "../platform/registry";
import { clockKinds, type Preview, type PreviewInput } from "./contract";
import { requireDesk } from "./list-rules";
import { readRuleBook } from "./rules-repository";

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** What would be promised for a ticket opened at an instant, by the rules as they were then. */
export async function previewPromise({ openedAt, ...facts }: PreviewInput, ctx: Ctx): Promise<Preview> {
  requireDesk(ctx);
  const atMs = openedAt === undefined ? ctx.clock.now().getTime() : Date.parse(openedAt);
  const terms = (await readRuleBook()).termsAt(facts, atMs);
  const opened = new Date(atMs).toISOString();
  if (!terms) return { openedAt: opened, promise: null };
  const due = clockKinds.flatMap((kind) => {
    const targetMs = terms.targets[kind];
    if (targetMs === null) return [];
    return [{ kind, targetMs, dueAt: iso(addBusinessMs(terms.calendar, atMs, targetMs)), warnAt: iso(addBusinessMs(terms.calendar, atMs, Math.round(targetMs * terms.warnRatio))) }];
  });
  return { openedAt: opened, promise: { policyId: terms.policyId, policy: terms.policyName, calendarId: terms.calendarId, calendar: terms.calendarName, zone: terms.calendar.zone, due } };
}
