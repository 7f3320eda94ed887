import "server-only";
import type { QueueName } from "#contract/tickets";
import type { Where } from "./where";

// The order in which things are due puts what is over behind this instant: a list of what is open is a walk along that order.
const isOpen = "t.due_order < timestamptz '9991-01-01 00:00Z'";
const isAwake = "(t.snoozed_until is null or t.snoozed_until <= {at}::timestamptz)";
const clock = (condition: string): string => `exists (select 1 from ticket_clock q where q.ticket_id = t.id and q.stopped_at is null and ${condition})`;

/** `{me}` stands for the reader's id, `{at}` for the instant. Whoever is mentioned watches the ticket: that leads to the mentions without reading every message. */
const conditions: Readonly<Record<QueueName, string>> = {
  mine: `${isOpen} and ${isAwake} and t.assignee_id = {me}`,
  mentions: `t.state_kind <> 'closed' and t.id in (select w.ticket_id from ticket_watcher w where w.user_id = {me} and exists (select 1 from ticket_message m where m.ticket_id = w.ticket_id and m.mention_ids @> array[{me}] and m.created_at > {at}::timestamptz - interval '30 days'))`,
  snoozed: `${isOpen} and t.snoozed_until > {at}::timestamptz and (t.assignee_id = {me} or t.assignee_id is null)`,
  team: `${isOpen} and ${isAwake} and t.team_id in (select tm.team_id from team_member tm where tm.user_id = {me})`,
  unassigned: `t.state_kind = 'open' and ${isAwake} and t.assignee is null`,
  breached: `${isOpen} and ${clock("q.breached_at is not null")}`,
  due_soon: `${isOpen} and ${clock("q.state = 'running' and q.due_at < {at}::timestamptz + interval '4 hours'")}`,
  waiting: "t.state_kind = 'waiting'",
  all_open: `${isOpen} and ${isAwake}`,
};

export interface QueueReader {
  userId: string | null;
  at: Date;
}

/** The condition with the placeholders of the reader's id and of the instant. */
export const queueSql = (queue: QueueName, { me, at }: { me: string; at: string }): string => conditions[queue].replaceAll("{me}", me).replaceAll("{at}", at);

export function addQueue(where: Where, queue: QueueName, { userId, at }: QueueReader): void {
  // Both placeholders have to occur, or the database cannot tell their types.
  where.addPair([userId, at.toISOString()], (me, now) => `(${queueSql(queue, { me: `${me}::text`, at: now })} and (${me}::text, ${now}::timestamptz) is distinct from (null, null))`);
}
