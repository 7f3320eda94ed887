const WORDS = ["checkout", "search", "invoice", "password", "webhook", "export", "report", "mobile", "refund", "voucher", "catalog", "order", "payment", "login", "e-mail", "address", "price", "stock", "delivery", "account"];
const TROUBLES = ["is slow since this morning", "fails with an error", "shows the wrong amount", "does not arrive", "times out after ten seconds", "is missing for one customer", "was sent twice", "cannot be opened"];

/** A desk with a past: tickets of three years, ten events and a conversation of some words each; four in a hundred are open, with a clock that runs. */
export async function seedDesk(client, { tickets, eventsEach = 10, untilMs = Date.now() }) {
  const until = new Date(untilMs).toISOString();
  await client.query("insert into team (id, slug, name, kind) select 'team_bench_' || n, 'bench-' || n, 'Bench ' || n, 'support' from generate_series(1, 20) n");
  await client.query("insert into customer (id, slug, name, tier, aliases) select 'cus_bench_' || n, 'bench-customer-' || n, 'Customer ' || n, (array['enterprise', 'business', 'standard'])[1 + n % 3], '{}' from generate_series(1, 300) n");
  await client.query("insert into service (id, slug, name, tier, aliases) select 'svc_bench_' || n, 'bench-service-' || n, 'Service ' || n, 1 + n % 3, '{}' from generate_series(1, 60) n");
  await client.query("insert into app_user (id, email, name) select 'usr_bench_' || n, 'agent' || n || '@bench.example', 'Agent ' || n from generate_series(1, 100) n");
  await client.query("insert into role_grant (user_id, role) select 'usr_bench_' || n, 'support' from generate_series(1, 100) n");
  await client.query("insert into team_member (team_id, user_id) select 'team_bench_' || (1 + n % 20), 'usr_bench_' || n from generate_series(1, 100) n");
  await client.query(
    `insert into ticket (id, number, subject, description, state, state_kind, impact, urgency, priority, channel, category, customer_id, service_id, team_id, assignee, assignee_id, requester, level, tags, made_sla, opened_at, first_response_at, resolved_at, closed_at, updated_at)
     select 'tkt_bench_' || lpad(n::text, 8, '0'), 'B' || n, initcap(($1::text[])[1 + n % 20]) || ' ' || ($2::text[])[1 + n % 8] || ' (' || ($1::text[])[1 + n * 7 % 20] || ')', 'Seen by user ' || n || ' in order ' || n * 13 || '. ' || ($1::text[])[1 + n * 3 % 20] || ' ' || ($2::text[])[1 + n * 5 % 8] || '.',
       case when n % 25 = 0 then (array['New', 'Active', 'Awaiting User Info'])[1 + n / 25 % 3] else 'Closed' end, case when n % 25 = 0 then (array['open', 'open', 'waiting'])[1 + n / 25 % 3] else 'closed' end,
       (array['high', 'medium', 'low'])[1 + n % 3], (array['high', 'medium', 'low'])[1 + n / 3 % 3], 'p' || (1 + n % 4), 'portal', initcap(($1::text[])[1 + n % 20]), 'cus_bench_' || (1 + n % 300), 'svc_bench_' || (1 + n % 60), 'team_bench_' || (1 + n % 20),
       case when n % 75 = 0 then null else 'Agent ' || (1 + n % 100) end, case when n % 75 = 0 then null else 'usr_bench_' || (1 + n % 100) end, 'Person ' || n % 5000, 'l1', case when n % 40 = 0 then array['vip'] else '{}' end, n % 9 > 0,
       at, at + interval '20 minutes', case when n % 25 > 0 then at + interval '9 hours' end, case when n % 25 > 0 then at + interval '3 days' end, at + interval '3 days'
     from (select n, $3::timestamptz - ((($4::int - n)::float8 / $4) ^ 1.2 * interval '1095 days') - interval '4 days' as at from generate_series(1, $4::int) n) made`,
    [WORDS, TROUBLES, until, tickets],
  );
  await client.query(
    `insert into ticket_event (ticket_id, seq, at, kind, state, state_kind, team_id, assignee, priority, actor, detail)
     select t.id, s, t.opened_at + (s - 1) * interval '20 minutes', case s when 1 then 'opened' when 2 then 'replied' when 3 then 'state' else 'updated' end, case when s = $1 then t.state else 'Active' end, case when s = $1 then t.state_kind else 'open' end, t.team_id, t.assignee, t.priority, coalesce(t.assignee, ''), '{"changes": {}}'
     from ticket t cross join generate_series(1, $1::int) s where t.id like 'tkt_bench_%'`,
    [eventsEach],
  );
  await client.query(
    `insert into ticket_message (id, ticket_id, kind, author_kind, author_name, body, mention_ids, sent_at, created_at)
     select 'msg_bench_' || t.id || s, t.id, case when s = 2 then 'note' else 'public' end, case s when 3 then 'requester' else 'agent' end, coalesce(t.assignee, 'Agent 1'), 'About ' || t.subject || ': we looked at it, reference ' || t.number || '.', '{}', t.opened_at, t.opened_at + s * interval '20 minutes'
     from ticket t cross join generate_series(1, 3) s where t.id like 'tkt_bench_%'`,
  );
  await client.query(
    `insert into ticket_clock (ticket_id, kind, state, started_at, due_at, warn_at, elapsed_ms, target_ms, computed_at)
     select t.id, 'resolution', case t.state_kind when 'waiting' then 'paused' else 'running' end, t.opened_at, case when t.state_kind = 'open' then $1::timestamptz + ((hashtext(t.id) % 2880) * interval '1 minute') end, null, 0, 36000000, $1::timestamptz
     from ticket t where t.id like 'tkt_bench_%' and t.state_kind in ('open', 'waiting')`,
    [until],
  );
  // What is late was told to somebody when it became so: a desk at work has no heap of clocks that nobody has looked at.
  await client.query("update ticket_clock set state = 'breached', breached_at = due_at, warned_at = due_at, acted_at = due_at where ticket_id like 'tkt_bench_%' and due_at <= $1::timestamptz", [until]);
  await client.query("update ticket t set next_due_at = c.due_at from ticket_clock c where c.ticket_id = t.id and c.stopped_at is null");
  await client.query("analyze");
}
