import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verify } from "@node-rs/argon2";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { knowledgeOperations } from "../knowledge";
import { changesOperations } from "../changes";
import { maintenanceOperations } from "../maintenance";
import { runbooksOperations } from "../runbooks";
import { slaOperations } from "../sla";
import { sloOperations } from "../slo";
import { demoOperations, demoStatus, removeDemo, requireNoDemo, seedDemo, type SeedReport } from ".";

let database: TestDatabase;
const admin = testContext("admin");
const options = { seed: 42, until: "2026-08-19T10:00:00Z", scale: 0.3 };
const tables = ["team", "service", "service_dependency", "customer", "customer_service", "goal", "document", "app_user", "role_grant", "team_member", "monitor", "outage", "check_result", "slo", "sli_hour", "alert", "alert_event", "delivery", "ticket", "ticket_event", "incident", "incident_service", "incident_event", "incident_ticket", "action_item", "postmortem", "rota", "maintenance_series", "maintenance_window", "deployment", "update_cycle", "maintenance_event", "freeze", "change_plan", "change_run", "run_step", "change_run_event", "change_evidence", "status_component", "business_calendar", "sla_policy", "sla_history", "support_level", "escalation_policy", "ticket_message", "ticket_rating", "macro", "saved_view", "runbook_run", "runbook_run_event", "document_space", "document_version", "document_read", "document_feedback", "document_request", "ticket_escalation", "approval"];

/** Everything but what the database or chance decides: integer keys and passwords. */
const digestQueries = [
  "select md5(string_agg((to_jsonb(t) - 'key')::text, '' order by id)) from service t", "select md5(string_agg(to_jsonb(t)::text, '' order by id)) from team t", "select md5(string_agg(to_jsonb(t)::text, '' order by id)) from customer t",
  "select md5(string_agg(to_jsonb(t)::text, '' order by id)) from goal t", "select md5(string_agg(to_jsonb(t)::text, '' order by user_id)) from role_grant t", "select md5(string_agg(to_jsonb(t)::text, '' order by id)) from document t", "select md5(string_agg(to_jsonb(t)::text, '' order by document_id, number)) from document_version t", "select md5(string_agg(to_jsonb(t)::text, '' order by document_id, day)) from document_read t", "select md5(string_agg(to_jsonb(t)::text, '' order by id)) from document_request t", "select md5(string_agg((to_jsonb(t) - 'password_hash')::text, '' order by id)) from app_user t",
  "select md5(string_agg((to_jsonb(t) - 'key')::text, '' order by id)) from monitor t", "select md5(string_agg((to_jsonb(t) - 'monitor_key')::text, '' order by id)) from outage t",
  "select md5(string_agg(slug || (to_jsonb(t) - 'monitor_key')::text, '' order by slug, at)) from check_result t join monitor m on m.key = t.monitor_key",
  "select md5(string_agg((to_jsonb(t) - 'key')::text, '' order by id)) from slo t", "select md5(string_agg(to_jsonb(t)::text, '' order by slo_id)) from slo_version t", "select md5(string_agg((to_jsonb(t) - 'slo_key')::text, '' order by hour)) from sli_hour t",
  "select md5(string_agg(to_jsonb(t)::text, '' order by slo_id)) from slo_status t", "select md5(string_agg(slug || (to_jsonb(t) - 'slo_key')::text, '' order by slug, day)) from sli_day t join slo s on s.key = t.slo_key",
  "select md5(string_agg((to_jsonb(t) - 'id')::text, '' order by slo_id, kind, opened_at)) from slo_freeze t", "select md5(string_agg(to_jsonb(t)::text, '' order by id)) from slo_annotation t",
  "select md5(string_agg((to_jsonb(t) - 'number')::text, '' order by id)) from alert t", "select md5(string_agg(to_jsonb(t)::text, '' order by alert_id, seq)) from alert_event t",
  "select md5(string_agg(to_jsonb(t)::text, '' order by id)) from ticket t", "select md5(string_agg(to_jsonb(t)::text, '' order by ticket_id, seq)) from ticket_event t",
  "select md5(string_agg((to_jsonb(t) - 'number')::text, '' order by id)) from incident t", "select md5(string_agg(to_jsonb(t)::text, '' order by incident_id, service_id)) from incident_service t", "select md5(string_agg(to_jsonb(t)::text, '' order by incident_id, seq)) from incident_event t",
  "select md5(string_agg(to_jsonb(t)::text, '' order by id)) from deployment t", "select md5(string_agg(to_jsonb(t)::text, '' order by id)) from update_cycle t", "select md5(string_agg(to_jsonb(t)::text, '' order by ticket_id, kind)) from ticket_clock t", "select md5(string_agg(to_jsonb(t)::text, '' order by id)) from sla_policy t", "select md5(string_agg((to_jsonb(t) - 'monitor_keys')::text, '' order by id)) from status_component t", "select md5(string_agg(to_jsonb(t)::text, '' order by component_id, day)) from status_day t",
  "select md5(string_agg(to_jsonb(t)::text, '' order by incident_id, ticket_id)) from incident_ticket t", "select md5(string_agg(to_jsonb(t)::text, '' order by id)) from action_item t", "select md5(string_agg(to_jsonb(t)::text, '' order by incident_id)) from postmortem t",
];
async function digest(): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const text of digestQueries) found.push(...(await database.query(text)));
  return found;
}
const count = async (table: string): Promise<number> => Number((await database.query(`select count(*) from "${table}"`))[0]?.count);
async function rowCounts(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) counts[table] = await count(table);
  return counts;
}

let report: SeedReport;
beforeAll(async () => {
  database = await testDatabase();
  report = await seedDemo(admin, options);
});
afterAll(() => database.drop());

describe("seeding the demo", () => {
  it("writes the rows that it reports", async () => {
    const counts = await rowCounts();
    expect(counts).toEqual(report.counts);
    expect(counts.ticket).toBeGreaterThan(1000);
  });

  it("gives every ticket the clocks that its log says, and they agree with what the log says of the SLA", async () => {
    const [row] = await database.query(`select count(*) filter (where c.ticket_id is null)::int as without, count(*) filter (where (c.state <> 'breached') is distinct from e.made_sla)::int as otherwise, count(*) filter (where c.state = 'breached')::int as late
      from ticket t left join ticket_clock c on c.ticket_id = t.id and c.kind = 'resolution' left join lateral (select made_sla from ticket_event where ticket_id = t.id order by seq desc limit 1) e on true`);
    expect(row).toMatchObject({ without: 0, otherwise: 0 });
    expect(row?.late).toBeGreaterThan(20);
  });

  it("tells the operator of every urgent ticket at the instant at which its target passed", async () => {
    const [row] = await database.query(`select count(*)::int as steps, count(*) filter (where e.at < m.at or t.escalated_at > e.at or e.acknowledged_at <= e.at)::int as odd
      from ticket_escalation e join ticket t on t.id = e.ticket_id left join lateral (select min(at) as at from ticket_event v where v.ticket_id = t.id and not v.made_sla) m on true where e.step_key like 'esp_demo_urgent.3.%'`);
    expect(row?.odd).toBe(0);
    expect(row?.steps).toBeGreaterThanOrEqual((await database.query("select count(*)::int as n from ticket t join lateral (select priority from ticket_event v where v.ticket_id = t.id and not v.made_sla order by seq limit 1) m on m.priority in ('p1', 'p2')"))[0]?.n as number);
    expect(row?.steps).toBeGreaterThan(5);
  });

  it("escalates by level, to whom is on call and to the owner of last resort, and the page of escalation shows it", async () => {
    const kinds = await database.query("select kind, count(*)::int as n from ticket_escalation group by 1 order by 1");
    expect(kinds.map(({ kind, n }) => [kind, (n as number) > 0])).toEqual([["bounce", true], ["functional", true], ["hierarchical", true]]);
    expect(await database.query("select t.number from ticket t join lateral (select target_user_id from ticket_escalation where ticket_id = t.id and kind = 'bounce' order by at desc limit 1) e on t.assignee_id is distinct from e.target_user_id")).toEqual([]);
    const { taken, policies } = await execute(slaOperations.escalation, {}, admin);
    expect(taken.length).toBeGreaterThan(20);
    expect(policies.every(({ lastResort }) => lastResort !== null)).toBe(true);
  });

  it("has runbooks in every state of proof: proved by use, changed since, proved long ago and never", async () => {
    const { proof } = await execute(runbooksOperations.coverage, {}, { ...admin, clock: { now: () => new Date(options.until) } });
    expect({ proven: proof.proven >= 3, drifted: proof.drifted >= 3, old: proof.old >= 1, unproven: proof.unproven >= 1 }).toEqual({ proven: true, drifted: true, old: true, unproven: true });
  });

  it("says that demo data is present", async () => {
    expect(await demoStatus()).toEqual({ hasDemo: true, isMixed: false });
    expect(await execute(demoOperations.status, {}, testContext("viewer"))).toEqual({ hasDemo: true, isMixed: false });
    await expect(execute(demoOperations.status, {}, testContext("requester"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("gives one account for each role, whose passwords fit and are long", async () => {
    expect(report.accounts.map((account) => account.role)).toEqual(["admin", "operator", "support", "executive", "viewer", "requester"]);
    for (const account of report.accounts) {
      const [row] = await database.query("select password_hash, is_demo from app_user u join role_grant g on g.user_id = u.id where email = $1 and role = $2", [account.email, account.role]);
      expect(row?.is_demo).toBe(true);
      expect(account.password.length).toBeGreaterThanOrEqual(20);
      expect(await verify(String(row?.password_hash), account.password)).toBe(true);
    }
  });

  it("leaves one audit row without a password and a new version of every domain", async () => {
    const rows = await database.query("select action, after::text as after from audit_event");
    expect(rows.map((row) => row.action)).toEqual(["demo.seed"]);
    for (const account of report.accounts) expect(rows[0]?.after).not.toContain(account.password);
    expect((await database.query("select domain from data_version order by domain")).map((row) => row.domain)).toEqual(["accounts", "alerts", "catalog", "changes", "deployments", "incidents", "knowledge", "maintenance", "monitors", "slo", "status", "tickets"]);
  });

  it("has alerts that follow its failures, of which some were noise and some woke somebody", async () => {
    const [row] = await database.query(`select count(*)::int as alerts, count(*) filter (where severity = 'page')::int as pages, count(*) filter (where title like '% slowly')::int as noise, count(*) filter (where acknowledged_at not between started_at and coalesce(ended_at, last_seen_at))::int as odd,
      count(*) filter (where ended_at < started_at or (ended_at is null) <> (open_key is not null))::int as wrong, count(*) filter (where service_id is null or team_id is null)::int as lost from alert`);
    expect(row).toMatchObject({ odd: 0, wrong: 0, lost: 0 });
    expect(Number(row?.pages)).toBeGreaterThan(20);
    expect(Number(row?.noise)).toBeGreaterThan(100);
  });

  it("keeps figures that agree with their rows", async () => {
    const disagreeing = await database.query(`
      select t.number from ticket t join lateral (select count(*) filter (where kind = 'reassigned') as handed, max(at) as last from ticket_event e where e.ticket_id = t.id) e on true
      where t.reassignment_count <> e.handed or t.updated_at <> e.last or (t.state_kind in ('resolved', 'closed')) <> (t.resolved_at is not null)`);
    expect(disagreeing).toEqual([]);
    expect(await database.query("select slug from monitor m where last_check_at <> (select max(at) from check_result c where c.monitor_key = m.key) or first_check_at <> (select min(at) from check_result c where c.monitor_key = m.key)")).toEqual([]);
    expect(await database.query(`select o.id from outage o where not exists (select 1 from check_result c where c.monitor_key = o.monitor_key and c.at = o.started_at and c.status = 'down')
      or o.ended_at is not null and not exists (select 1 from check_result c where c.monitor_key = o.monitor_key and c.at = o.ended_at and c.status <> 'down')`)).toEqual([]);
  });

  it("evaluates its SLOs: some healthy, some not, none without data", async () => {
    const rows = await database.query("select s.slug, t.status, t.remaining from slo s left join slo_status t on t.slo_id = s.id order by s.slug");
    expect(rows).toHaveLength(13);
    expect(rows.filter(({ remaining }) => remaining === null)).toEqual([]);
    expect(new Set(rows.map(({ status }) => status)).size).toBeGreaterThan(1);
    expect(Number((await database.query("select count(*) from sli_day"))[0]?.count)).toBeGreaterThan(3_000);
  });

  it("froze change when the evaluator's own arithmetic says so, and because of an outage", async () => {
    const freezes = await database.query("select f.kind, f.threshold, f.remaining, f.opened_at, s.slug from slo_freeze f join slo s on s.id = f.slo_id where f.kind <> 'warn' order by f.opened_at");
    expect(freezes.length).toBeGreaterThan(5);
    for (const { slug, threshold, remaining, opened_at: opened } of freezes.slice(-8)) {
      const as = async (minutes: number) => (await execute(sloOperations.get, { slug: String(slug), at: new Date((opened as Date).getTime() + minutes * 60_000).toISOString() }, admin)).adjusted.remaining ?? NaN;
      expect(await as(0)).toBeCloseTo(Number(remaining), 9);
      expect([(await as(0)) <= Number(threshold), (await as(-1)) > Number(threshold)]).toEqual([true, true]);
    }
    expect(await database.query(`select f.id from slo_freeze f join slo s on s.id = f.slo_id where s.sli ->> 'kind' = 'probe' and f.kind <> 'warn'
      and not exists (select 1 from outage o join monitor m on m.key = o.monitor_key where m.service_id = s.service_id and f.opened_at between o.started_at and coalesce(o.ended_at, 'infinity') + interval '1 minute')`)).toEqual([]);
    expect(await database.query("select slo_id from slo_freeze where closed_at is null group by slo_id, kind having count(*) > 1")).toEqual([]);
    expect((await database.query("select count(*) > 0 as told from slo_freeze where overridden_by is not null and override_until < coalesce(closed_at, 'infinity')"))[0]).toEqual({ told: true });
    expect((await database.query("select count(*) > 5 as noted from slo_annotation a join slo s on s.id = a.slo_id where s.is_demo"))[0]).toEqual({ noted: true });
  });

  it("tells incidents that agree with the outages and tickets they come from", async () => {
    expect(await database.query("select id from incident where not (started_at <= declared_at and declared_at <= coalesce(acknowledged_at, 'infinity') and coalesce(acknowledged_at, '-infinity') <= coalesce(mitigated_at, 'infinity') and coalesce(mitigated_at, '-infinity') <= coalesce(resolved_at, 'infinity') and coalesce(resolved_at, '-infinity') <= coalesce(closed_at, 'infinity'))")).toEqual([]);
    expect(await database.query(`select i.title from incident i where i.title like '% unavailable: %' and not exists
      (select 1 from outage o join monitor m on m.key = o.monitor_key where m.service_id = i.service_id and o.started_at between i.started_at - interval '5 minutes' and i.started_at + interval '1 hour')`)).toEqual([]);
    expect(await database.query("select t.number from incident_ticket l join incident i on i.id = l.incident_id join ticket t on t.id = l.ticket_id where t.opened_at < i.started_at or t.opened_at > i.resolved_at")).toEqual([]);
    expect(await database.query("select r.id from incident r join incident e on e.id = r.repeat_of_id where e.started_at >= r.started_at or e.service_id <> r.service_id")).toEqual([]);
    const [kinds] = await database.query(`select count(*) filter (where resolved_at is null) as open, count(distinct severity) as severities, count(*) filter (where repeat_of_id is not null) > 2 as repeats,
      (select count(distinct state) from postmortem) as states, (select count(*) > 0 from action_item where done_at is null and due_on < $1::date) as overdue, (select count(*) > 20 from incident_ticket) as tickets, (select count(distinct incident_id) > 20 from alert) as alerts from incident`, [options.until]);
    expect(kinds).toEqual({ open: "1", severities: "4", repeats: true, states: "3", overdue: true, tickets: true, alerts: true });
  });

  it("has a library that people read, judge and look through in vain: the board of freshness shows all of it", async () => {
    const board = await execute(knowledgeOperations.docBoard, {}, testContext("admin", { clock: { now: () => new Date(options.until) } }));
    expect(board).toMatchObject({ counts: { documents: 10, overdue: 3, due: 2, never: 2, broken: 0, requests: 5 }, inReview: [{ slug: "release-checklist", number: 3, authorName: "Priya Nair" }] });
    expect(board.readAndStale[0]).toMatchObject({ slug: "on-call-handbook", yes: 9, no: 3, ownerName: "Anton Fischer" });
    expect(board.requests.map(({ ownerName }) => ownerName === null)).toEqual([false, true, false, true, false]);
    expect((await execute(knowledgeOperations.listDocs, {}, testContext("requester"))).items.map(({ slug }) => slug)).toEqual(["customer-help"]);
  });

  it("shows components whose year of days is that of their monitors", async () => {
    const days = await database.query("select c.id, count(*)::int as days, min(d.day)::text as first, sum(d.observed_ms) as observed, sum(d.down_ms) as down from status_component c join status_day d on d.component_id = c.id group by c.id order by c.id");
    expect(days.map(({ id }) => id)).toHaveLength(10);
    expect(days.find(({ id }) => id === "cmp_demo_checkout")).toMatchObject({ days: 366, first: "2025-08-19" });
    const monitors = await database.query(`select c.id, sum(extract(epoch from m.last_check_at - m.first_check_at) * 1000)::float8 as observed,
      sum((select coalesce(sum(extract(epoch from coalesce(o.ended_at, m.last_check_at) - o.started_at) * 1000), 0) from outage o where o.monitor_key = m.key))::float8 as down
      from status_component c join monitor m on m.key = any(c.monitor_keys) group by c.id order by c.id`);
    monitors.forEach(({ id, observed, down }, index) => {
      expect(days[index]?.id).toBe(id);
      expect(Number(days[index]?.observed)).toBeCloseTo(Number(observed), 0);
      expect(Number(days[index]?.down)).toBeCloseTo(Number(down), 0);
    });
    const [incidents] = await database.query("select count(*)::int as told from incident i where i.is_public and exists (select 1 from status_component c where c.service_id = i.service_id and c.is_public)");
    expect(Number(incidents?.told)).toBeGreaterThan(3);
  });

  it("has approvals for every window and plan that stands as approved, as many and by whom the policy asks", async () => {
    const windows = await database.query("select number from maintenance_window where approved_at is not null and kind = 'normal' order by risk, number limit 12");
    const plans = await database.query("select number from change_plan where status = 'approved'");
    const standings = [...(await Promise.all(windows.map(({ number }) => execute(maintenanceOperations.get, { number: Number(number) }, admin)))), ...(await Promise.all(plans.map(({ number }) => execute(changesOperations.get, { number: Number(number) }, admin))))];
    expect([windows.length, plans.length > 10]).toEqual([12, true]);
    expect(standings.filter(({ standing, policy }) => standing.given < policy.required || standing.missing > 0).map(({ row }) => row)).toEqual([]);
  });

  it("refuses a second time, and an import that nobody confirmed", async () => {
    await expect(seedDemo(admin, options)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await expect(requireNoDemo(false)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await expect(requireNoDemo(true)).resolves.toBeUndefined();
  });

  it("gives identical rows after it was removed and seeded again", async () => {
    const before = await digest();
    await removeDemo(admin);
    expect(Object.values(await rowCounts()).every((rows) => rows === 0)).toBe(true);
    await seedDemo(admin, options);
    expect(await digest()).toEqual(before);
  });
});

describe("a demo beside real data", () => {
  it("is refused unless it was asked for", async () => {
    await removeDemo(admin);
    await database.query("insert into ticket (id, number, subject, state, state_kind, opened_at, updated_at) values ('tkt_real', 'INC1', 'Printer', 'New', 'open', now(), now())");
    await expect(seedDemo(admin, options)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await seedDemo(admin, { ...options, allowMixed: true });
    expect(await demoStatus()).toEqual({ hasDemo: true, isMixed: true });
  });

  it("is removed without touching a real row, and keeps what a real row refers to", async () => {
    await database.query("update ticket set team_id = 'team_demo_sre' where id = 'tkt_real'");
    await database.query("insert into monitor (id, slug, name, url) values ('mon_real', 'real', 'Real', 'https://example.com')");
    await database.query("insert into check_result (monitor_key, at, status) select key, now(), 'up' from monitor where id = 'mon_real'");
    expect((await removeDemo(admin)).kept).toBe(1);
    expect(await database.query("select id, team_id from ticket")).toEqual([{ id: "tkt_real", team_id: "team_demo_sre" }]);
    expect(await database.query("select id, is_demo from team")).toEqual([{ id: "team_demo_sre", is_demo: false }]);
    expect(await count("check_result")).toBe(1);
    expect(await demoStatus()).toEqual({ hasDemo: false, isMixed: false });
  });

  it("is refused when a name that it needs is taken, and nothing is written", async () => {
    await expect(seedDemo(admin, { ...options, allowMixed: true })).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("team sre") });
    expect(await count("service")).toBe(0);
  });

  it("cannot be removed when there is none", async () => {
    await expect(removeDemo(admin)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });
});
