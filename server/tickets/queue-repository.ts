import "server-only";
import type { Scope } from "@/server/platform/auth/actor";
import { readRows, type ReadOptions } from "@/server/platform/db";
import { queueNames, type QueueName } from "#contract/tickets";
import { queueSql, type QueueReader } from "./queue-where";
import { whereScope } from "./ticket-where";

/** How many tickets each of the desk's lists holds for a person, in one pass over what is not over. */
export async function countQueueRows({ scope, userId, at }: QueueReader & { scope: Scope }, options: ReadOptions): Promise<Record<QueueName, number>> {
  const where = whereScope(scope);
  const [me, now] = [`$${where.values.push(userId)}::text`, `$${where.values.push(at.toISOString())}`];
  const counts = queueNames.map((queue) => `(count(*) filter (where ${queueSql(queue, { me, at: now })}))::int as "${queue}"`);
  const rows = await readRows<Record<QueueName, number>>({ text: `select ${counts.join(", ")} from ticket t where ${where.sql} and (t.state_kind in ('open', 'waiting') or (t.state_kind = 'resolved' and t.id in (select w.ticket_id from ticket_watcher w where w.user_id = ${me})))`, values: where.values }, options);
  return rows[0] ?? (Object.fromEntries(queueNames.map((queue) => [queue, 0])) as Record<QueueName, number>);
}

/** The most urgent ticket that nobody works on: by the clock that runs out next, then by priority, then the oldest. */
export async function findNextUnassigned({ scope, at, team, skip }: { scope: Scope; at: Date; team: string | null; skip: readonly string[] }, options: ReadOptions): Promise<string | null> {
  const where = whereScope(scope);
  const now = `$${where.values.push(at.toISOString())}`;
  where.add(skip, (numbers) => `not t.number = any(${numbers}::text[])`);
  if (team !== null) where.add(team, (slug) => `t.team_id = (select id from team where slug = ${slug})`);
  const text = `select t.number from ticket t left join lateral (select min(q.due_at) as due_at from ticket_clock q where q.ticket_id = t.id and q.stopped_at is null) k on true
    where ${where.sql} and ${queueSql("unassigned", { me: "null::text", at: now })} order by k.due_at nulls last, t.priority nulls last, t.opened_at, t.id limit 1`;
  const rows = await readRows<{ number: string }>({ text, values: where.values }, options);
  return rows[0]?.number ?? null;
}
