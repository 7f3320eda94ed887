import { accounts } from "./accounts";
import type { DemoCheck, DemoMonitor, DemoOutage } from "./checks";
import { dayAfter, goals, quarterEnd } from "./goals";
import { customers, services, teams } from "./organisation";
import { dayMs, type Timeline } from "./rhythm";
import { descriptionOf } from "./conversations";
import { rotasOf, onCallPeople } from "./rotas";
import { runbooks } from "./runbooks";
import type { DemoTicket, Json, Row } from "./row";
import { levelOf, teamId } from "./service-levels";

export type { DemoTicket, Json, Row } from "./row";

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));
const serviceId = (slug: string): string => `svc_demo_${slug}`;
const customerId = (slug: string): string => `cus_demo_${slug}`;
const stamp = ({ fromMs }: Timeline) => ({ is_demo: true, version: 1, created_at: iso(fromMs) });

export type TableName = "team" | "service" | "service_dependency" | "customer" | "customer_service" | "goal" | "document" | "app_user" | "role_grant" | "team_member" | "rota" | "monitor" | "outage" | "ticket" | "ticket_event" | "alert" | "alert_event" | "delivery" | "incident" | "incident_service" | "incident_event" | "action_item" | "postmortem" | "slo_version" | "slo_exclusion" | "slo_annotation" | "sli_hour" | "maintenance_series" | "maintenance_window" | "maintenance_window_service" | "maintenance_event" | "freeze" | "status_component" | "business_calendar" | "sla_policy" | "sla_history" | "support_level" | "escalation_policy" | "deployment" | "update_cycle" | "ticket_message" | "ticket_rating" | "macro" | "saved_view" | "change_plan" | "change_run" | "run_step" | "change_run_event" | "change_evidence" | "runbook_run" | "runbook_run_event" | "document_space" | "document_version" | "document_read" | "document_feedback" | "document_request" | "ticket_escalation" | "approval";

function catalogRows(timeline: Timeline): [TableName, Row[]][] {
  const made = stamp(timeline);
  return [
    ["team", teams.map(({ slug, name, kind, aliases }) => ({ id: teamId(slug), slug, name, kind, aliases, email: `${slug}@demo.example`, ...made }))],
    ["service", services.map(({ slug, name, description, tier, owner, region, aliases }) => ({ id: serviceId(slug), slug, name, description, tier, owner_team_id: teamId(owner), region, lifecycle: "live", aliases, ...made }))],
    ["service_dependency", services.flatMap(({ slug, dependsOn }) => dependsOn.map((other) => ({ service_id: serviceId(slug), depends_on_id: serviceId(other) })))],
    ["customer", customers.map(({ slug, name, tier, region }) => ({ id: customerId(slug), slug, name, tier, region, aliases: [], ...made }))],
    ["customer_service", customers.flatMap(({ slug, uses }) => uses.map((service) => ({ customer_id: customerId(slug), service_id: serviceId(service) })))],
    ["goal", goals.map(({ title, metric, target, startValue, ownerName, quartersAhead }, index) => ({ id: `goal_demo_${index + 1}`, title, metric, target, owner_name: ownerName, due_on: quarterEnd(timeline.untilMs, quartersAhead), start_on: dayAfter(quarterEnd(timeline.untilMs, -1)), start_value: startValue, ...made }))],
  ];
}

function headingsOf(body: string): Json {
  return [...body.matchAll(/^(#{1,6}) (.+)$/gm)].map(([, marks = "", text = ""]) => ({ level: marks.length, text }));
}

function documentRows({ fromMs, untilMs }: Timeline): Row[] {
  return runbooks.map((runbook, index) => ({
    id: `doc_demo_${runbook.slug}`, slug: runbook.slug, kind: "runbook", title: runbook.title, section: runbook.section, body: runbook.body, headings: headingsOf(runbook.body), links: [],
    alert_names: runbook.alertNames, service_id: runbook.service === null ? null : serviceId(runbook.service), source_key: `demo:${runbook.slug}`, weight: index,
    is_demo: true, version: 1, created_at: iso(fromMs), updated_at: iso(untilMs - runbook.changedDaysAgo * dayMs),
  }));
}

const userId = (role: string): string => `usr_demo_${role}`;

/** Colleagues with an account, in the order of the teams. */
export const readerIds: readonly string[] = [...accounts.filter(({ customer }) => customer === null).map(({ role }) => userId(role)), ...onCallPeople.map(({ id }) => id)];

const rotaRows = (timeline: Timeline): Row[] => rotasOf(timeline).map(({ team, rule: { zone, startsLocal, turnDays, memberIds } }) => ({ id: `rota_demo_${team}`, team_id: teamId(team), zone, starts_local: startsLocal, turn_days: turnDays, member_ids: [...memberIds], version: 1, created_at: iso(timeline.fromMs) }));

function accountRows(timeline: Timeline): [TableName, Row[]][] {
  return [
    ["app_user", [...accounts.map(({ role, name, email, zone, customer }) => ({ id: userId(role), email, name, zone, customer_id: customer === null ? null : customerId(customer), ...stamp(timeline) })), ...onCallPeople.map(({ id, name, email, zone }) => ({ id, email, name, zone, customer_id: null, ...stamp(timeline) }))]],
    ["role_grant", [...accounts.map(({ role }) => ({ user_id: userId(role), role, created_at: iso(timeline.fromMs) })), ...onCallPeople.map(({ id }) => ({ user_id: id, role: "operator", created_at: iso(timeline.fromMs) }))]],
    ["team_member", [{ team_id: teamId("sre"), user_id: userId("operator") }, { team_id: teamId("support"), user_id: userId("support") }, ...onCallPeople.map(({ team, id }) => ({ team_id: teamId(team), user_id: id }))]],
    ["rota", rotaRows(timeline)],
  ];
}

/** Everything that does not grow with the scale, in an order in which references exist before they are needed. Passwords and integer keys are not ours to say. */
export function organisationRows(timeline: Timeline): [TableName, Row[]][] {
  return [...catalogRows(timeline), ["document", documentRows(timeline)], ...accountRows(timeline)];
}

/** What the portal keeps of the newest check; for a demo monitor it is part of the story. */
const lastResultOf = ({ status, httpStatus, latencyMs }: DemoCheck) => ({ status, httpStatus, latencyMs, certificateEndsAt: null, reason: httpStatus === null ? "no response" : `status ${httpStatus}` });

export function monitorRow(monitor: DemoMonitor, checks: readonly DemoCheck[], timeline: Timeline): Row {
  const last = checks.at(-1);
  const changedAt = checks.findLastIndex((check) => check.status !== last?.status) + 1;
  return {
    id: `mon_demo_${monitor.slug}`, slug: monitor.slug, name: monitor.name, url: monitor.url, kind: "http", source: "demo", service_id: serviceId(monitor.service),
    check: { kind: "http", url: monitor.url }, interval_ms: 3_600_000, timeout_ms: 10_000, retries: 1, degraded_ms: Math.round(monitor.latencyMs * 3), last_result: last === undefined ? null : lastResultOf(last),
    status: last?.status ?? "none", status_since: isoOrNull(checks[changedAt]?.atMs ?? null), first_check_at: isoOrNull(checks[0]?.atMs ?? null), last_check_at: isoOrNull(last?.atMs ?? null), ...stamp(timeline),
  };
}

/** The monitor's integer key is known only to the database. */
export const outageRow = (monitor: DemoMonitor, outage: DemoOutage): Row => ({
  id: `out_demo_${monitor.slug}_${outage.startedAtMs / 60_000}`, started_at: iso(outage.startedAtMs), ended_at: isoOrNull(outage.endedAtMs), cause: outage.cause, source: "demo",
});

const ticketId = (index: number): string => `tkt_demo_${String(index).padStart(7, "0")}`;

/** Those who have an account; most of the demo's people are names alone. */
const accountIds: ReadonlyMap<string | null, string> = new Map([...onCallPeople.map(({ name, id }) => [name, id] as const), ...accounts.filter(({ customer }) => customer === null).map(({ name, role }) => [name, userId(role)] as const)]);
const accountOf = (name: string | null): string | null => accountIds.get(name) ?? null;

/** The requester who can sign in to the demo sees their own requests. */
const addressOf = (name: string, customer: string | null): string | null => accounts.find((account) => account.role === "requester" && account.name === name && account.customer === customer)?.email ?? null;

export function ticketRow(ticket: DemoTicket): Row {
  const { index, request, shown } = ticket;
  const { topic, customer } = request;
  return {
    description: descriptionOf(ticket), assignee_id: accountOf(shown.assignee), level: levelOf(shown.team), tags: [],
    id: ticketId(index), number: `DEMO${String(index).padStart(7, "0")}`, subject: topic.subject, state: shown.state, state_kind: shown.stateKind, impact: shown.impact, urgency: shown.urgency,
    priority: shown.priority, channel: request.channel, category: topic.category, subcategory: topic.subcategory, symptom: topic.symptom, location: customer?.region.toUpperCase() ?? null,
    customer_id: customer ? customerId(customer.slug) : null, service_id: serviceId(request.service), team_id: teamId(shown.team), assignee: shown.assignee, requester: request.requester, requester_email: addressOf(request.requester, customer?.slug ?? null), made_sla: shown.madeSla,
    opened_at: iso(shown.openedAtMs), first_response_at: isoOrNull(shown.firstResponseAtMs), resolved_at: isoOrNull(shown.resolvedAtMs), closed_at: isoOrNull(shown.closedAtMs), updated_at: iso(shown.updatedAtMs),
    reassignment_count: shown.reassignmentCount, reopen_count: shown.reopenCount, escalated_at: isoOrNull(shown.escalatedAtMs), is_demo: true, version: 1, created_at: iso(shown.openedAtMs),
  };
}

export function eventRows({ index, request, events }: DemoTicket): Row[] {
  const { failure } = request;
  const opening: Record<string, Json> = { openedBy: request.requester, ...(failure ? { failure: failure.id, cause: failure.cause, ...(failure.release ? { release: failure.release } : {}) } : {}) };
  return events.map((event) => ({
    ticket_id: ticketId(index), seq: event.seq, at: iso(event.atMs), kind: event.kind, state: event.state, state_kind: event.stateKind, from_team_id: event.fromTeam === null ? null : teamId(event.fromTeam),
    team_id: teamId(event.team), assignee: event.assignee, priority: event.priority, made_sla: event.madeSla, actor: event.actor,
    detail: { modCount: event.seq - 1, changes: event.changes, isReopening: event.isReopening, ...(event.escalation ? { escalation: { kind: event.escalation.kind, to: event.escalation.target, reason: event.escalation.reason } } : {}), ...(event.seq === 1 ? opening : {}) },
  }));
}
