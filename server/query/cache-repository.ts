import "server-only";
import { readRows } from "@/server/platform/db";

/** A question that people of the same rights asked often, as it was typed last. */
export interface FrequentQuestion {
  question: string;
  roles: string[];
  customerId: string | null;
  zone: string;
  asked: number;
}

/** The most asked questions of the last seven days, for each set of rights. Follow-ups are left out: alone they say something else. */
export const readFrequentQuestions = (now: Date, perRights: number): Promise<FrequentQuestion[]> => readRows<FrequentQuestion>({
  text: `with recent as (
  select q.question, q.user_id, q.thread_id, q.seq, coalesce(q.plan -> 'time' ->> 'zone', 'UTC') as zone
  from query_run q where q.created_at > $1::timestamptz - interval '7 days' and q.outcome = 'answered' and q.user_id is not null
  order by q.seq desc limit 2000
), asked as (
  select (array_agg(r.question order by r.seq desc))[1] as question, g.roles, u.customer_id as "customerId", r.zone, count(*)::int as asked
  from recent r join app_user u on u.id = r.user_id
  cross join lateral (select array_agg(role order by role) as roles from role_grant where user_id = u.id) g
  where u.status = 'active' and not exists (select 1 from recent earlier where earlier.thread_id = r.thread_id and earlier.seq < r.seq)
  group by lower(btrim(r.question)), g.roles, u.customer_id, r.zone
)
select question, roles, "customerId", zone, asked
from (select *, row_number() over (partition by roles, "customerId" order by asked desc, question) as place from asked where roles is not null) ranked
where place <= $2 order by asked desc, question limit 48`,
  values: [now, perRights],
}, { timeoutMs: 3_000 });

export interface RecordedUse {
  hits: number;
  misses: number;
}

/** How the answers since an instant were come by, over all processes; what a page asked for itself included. */
export async function readRecordedUse(since: Date): Promise<RecordedUse> {
  const [row] = await readRows<RecordedUse>({
    text: `select count(*) filter (where cache_status = 'hit')::int as hits, count(*) filter (where cache_status = 'miss')::int as misses from query_run where created_at >= $1`,
    values: [since],
  }, { timeoutMs: 3_000 });
  return row ?? { hits: 0, misses: 0 };
}
