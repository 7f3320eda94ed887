import "server-only";
import { hash, type Options } from "@node-rs/argon2";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { newSecret } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { refreshDemoClocks } from "../sla";
import { refreshDemoSlos } from "../slo";
import { refreshStatusDays } from "../status";
import type { DemoAccount, SeedOptions, SeedReport } from "./contract";
import { seedOptionsSchema } from "./contract";
import { accounts, escalationRows, eventRows, messageRows, ratingRows, tellDemo, ticketRow, type Demo, type DemoTicket, type Row } from "./core";
import { insertIncidents } from "./incident-repository";
import { findTaken, withoutKnownLevels, withoutKnownRequests, insertChecks, insertKeyed, insertRows, insertStatusComponents } from "./seed-repository";
import { readDemoPresence } from "./status-repository";

type Counts = Record<string, number>;

const passwordLength = 20;
// The parameters of the OWASP password storage cheat sheet, as for every other account: 19 MiB, two passes, one lane.
const argon2id: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

interface Login extends DemoAccount {
  hash: string;
}

/** Passwords are the one thing that is not told by the seed: a password that anybody can work out is none. */
async function makeLogins(): Promise<Login[]> {
  return Promise.all(accounts.map(async ({ role, email }) => {
    const password = newSecret().slice(0, passwordLength);
    return { role, email, password, hash: await hash(password, argon2id) };
  }));
}

async function refuseUnfit(options: SeedOptions): Promise<void> {
  const { hasDemo, hasReal } = await readDemoPresence();
  if (hasDemo) throw new DomainError("PRECONDITION_FAILED", "This organisation holds demo data already. Remove it first.");
  if (hasReal && !options.allowMixed) throw new DomainError("PRECONDITION_FAILED", "This organisation holds tickets or monitors of its own, and demo data would mix with them. Use an empty data directory, or confirm that both may stand side by side.");
}

const namesOf = (rows: readonly Row[], column: "slug" | "email"): string[] => rows.map((row) => String(row[column]));

async function refuseTaken(tx: Tx, demo: Demo): Promise<void> {
  const rows = new Map(demo.organisation);
  const slugs = (["team", "service", "customer", "document"] as const).map((table) => [table, "slug", namesOf(rows.get(table) ?? [], "slug")] as const);
  const { spaces, pages } = demo.handbook();
  const taken = await findTaken(tx, [...slugs, ["document_space", "slug", namesOf(spaces, "slug")], ["document", "slug", namesOf(pages, "slug")], ["monitor", "slug", [...demo.monitors()].map((story) => String(story.monitor.slug))], ["slo", "slug", demo.slos().map((story) => String(story.slo.slug))], ["app_user", "email", namesOf(rows.get("app_user") ?? [], "email")]]);
  if (taken.length > 0) throw new DomainError("CONFLICT", `The demo needs names that are taken: ${taken.slice(0, 5).join(", ")}${taken.length > 5 ? ` and ${taken.length - 5} more` : ""}.`);
}

const withPasswords = (rows: readonly Row[], logins: readonly Login[]): Row[] => rows.map((row) => ({ ...row, password_hash: logins.find((login) => login.email === row.email)?.hash ?? null }));

async function writeMonitors(tx: Tx, demo: Demo): Promise<Counts> {
  const counts = { monitor: 0, check_result: 0, outage: 0 };
  for (const { monitor, outages, checks } of demo.monitors()) {
    const key = await insertKeyed(tx, "monitor", monitor);
    await insertRows(tx, "outage", outages.map((outage) => ({ ...outage, monitor_key: key })));
    await insertChecks(tx, key, checks);
    counts.monitor += 1;
    counts.check_result += checks.length;
    counts.outage += outages.length;
  }
  return counts;
}

async function writeSlos(tx: Tx, demo: Demo): Promise<Counts> {
  const counts = { slo: 0, sli_hour: 0 };
  for (const { slo, version, exclusions, notes, hours } of demo.slos()) {
    const key = await insertKeyed(tx, "slo", slo);
    await insertRows(tx, "slo_version", [version]);
    await insertRows(tx, "slo_exclusion", exclusions);
    await insertRows(tx, "slo_annotation", notes);
    await insertRows(tx, "sli_hour", hours.map((hour) => ({ ...hour, slo_key: key })));
    counts.slo += 1;
    counts.sli_hour += hours.length;
  }
  return counts;
}

async function writeAlerts(tx: Tx, demo: Demo): Promise<Counts> {
  const stories = demo.alerts();
  const events = stories.flatMap((story) => story.events);
  await insertRows(tx, "alert", stories.map(({ alert }) => alert));
  const messages = stories.flatMap((story) => story.messages);
  await insertRows(tx, "alert_event", events);
  await insertRows(tx, "delivery", messages);
  return { alert: stories.length, alert_event: events.length, delivery: messages.length };
}

/** During the first long freeze of a service its fix had to go out all the same. */
const toldOverride = { by: "Grace Okafor", reason: "The fix for the cause of the outage has to go out" };

async function writeMaintenance(tx: Tx, demo: Demo): Promise<Counts> {
  const maintenance = demo.maintenance();
  const { services, events, freezes, series } = maintenance;
  const { windows, plans, runs, steps, events: log, evidence, approvals } = demo.changes(maintenance);
  await insertRows(tx, "maintenance_series", series);
  await insertRows(tx, "maintenance_window", windows);
  await insertRows(tx, "maintenance_window_service", services);
  await insertRows(tx, "maintenance_event", events);
  await insertRows(tx, "freeze", freezes);
  await insertRows(tx, "change_plan", plans);
  await insertRows(tx, "approval", approvals);
  await insertRows(tx, "change_run", runs);
  await insertRows(tx, "run_step", steps);
  await insertRows(tx, "change_run_event", log);
  await insertRows(tx, "change_evidence", evidence);
  return { maintenance_series: series.length, maintenance_window: windows.length, maintenance_event: events.length, freeze: freezes.length, change_plan: plans.length, approval: approvals.length, change_run: runs.length, run_step: steps.length, change_run_event: log.length, change_evidence: evidence.length };
}

async function writeDeployments(tx: Tx, demo: Demo): Promise<Counts> {
  const { deployments, cycles } = demo.deployments();
  await insertRows(tx, "deployment", deployments);
  await insertRows(tx, "update_cycle", cycles);
  return { deployment: deployments.length, update_cycle: cycles.length };
}

/** After the changes: both kinds of runs share the table of steps. */
async function writeRunbookRuns(tx: Tx, demo: Demo, changes: Counts): Promise<Counts> {
  const { runs, steps, events } = demo.runbookRuns();
  await insertRows(tx, "runbook_run", runs);
  await insertRows(tx, "run_step", steps);
  await insertRows(tx, "runbook_run_event", events);
  return { runbook_run: runs.length, runbook_run_event: events.length, run_step: (changes.run_step ?? 0) + steps.length };
}

/** What people write and read; the runbooks are in the table of documents already. */
async function writeHandbook(tx: Tx, demo: Demo, written: Counts): Promise<Counts> {
  const { spaces, pages, versions, reads, feedback, requests } = demo.handbook();
  await insertRows(tx, "document_space", spaces);
  await insertRows(tx, "document", pages);
  await insertRows(tx, "document_version", versions);
  await insertRows(tx, "document_read", reads);
  await insertRows(tx, "document_feedback", feedback);
  const unknown = await withoutKnownRequests(tx, requests);
  await insertRows(tx, "document_request", unknown);
  return { document_space: spaces.length, document: (written.document ?? 0) + pages.length, document_version: versions.length, document_read: reads.length, document_feedback: feedback.length, document_request: unknown.length };
}

/** Tickets that are written together, with all their events. */
const ticketBatch = 1_000;

/** What hangs on a ticket is written after it. */
const ticketTables = ["ticket", "ticket_event", "ticket_message", "ticket_rating", "ticket_escalation"] as const;
type TicketRows = Record<(typeof ticketTables)[number], Row[]>;
const noTicketRows = (): TicketRows => ({ ticket: [], ticket_event: [], ticket_message: [], ticket_rating: [], ticket_escalation: [] });

function addTicket(rows: TicketRows, ticket: DemoTicket, untilMs: number): void {
  rows.ticket.push(ticketRow(ticket));
  rows.ticket_event.push(...eventRows(ticket));
  rows.ticket_message.push(...messageRows(ticket, untilMs));
  rows.ticket_rating.push(...ratingRows(ticket, untilMs));
  rows.ticket_escalation.push(...escalationRows(ticket, untilMs));
}

async function writeTickets(tx: Tx, demo: Demo, signal: AbortSignal): Promise<Counts> {
  const counts: Counts = {};
  let rows = noTicketRows();
  const flush = async () => {
    for (const table of ticketTables) {
      await insertRows(tx, table, rows[table]);
      counts[table] = (counts[table] ?? 0) + rows[table].length;
    }
    rows = noTicketRows();
    signal.throwIfAborted();
  };
  for (const day of demo.tickets()) {
    for (const ticket of day) addTicket(rows, ticket, demo.timeline.untilMs);
    if (rows.ticket.length >= ticketBatch) await flush();
  }
  await flush();
  return counts;
}

/** Seeds the demo organisation in one transaction: all of it or nothing. Equal options give equal rows; only the passwords are new each time. What SLOs make of the rows is computed at the end. */
export async function seedDemo(ctx: Ctx, input: SeedOptions): Promise<SeedReport> {
  const options = seedOptionsSchema.parse(input);
  await refuseUnfit(options);
  const demo = tellDemo({ seed: options.seed, untilMs: Date.parse(options.until), scale: options.scale });
  const logins = await makeLogins();
  const counts = await businessWrite(ctx, { domains: ["accounts", "alerts", "catalog", "deployments", "incidents", "knowledge", "maintenance", "monitors", "slo", "status", "tickets", "changes"], timeoutMs: 600_000 }, async (tx, record) => {
    await refuseTaken(tx, demo);
    const written: Counts = {};
    for (const [table, rows] of demo.organisation) {
      const wanted = table === "support_level" ? await withoutKnownLevels(tx, rows) : rows;
      await insertRows(tx, table, table === "app_user" ? withPasswords(wanted, logins) : wanted);
      written[table] = wanted.length;
    }
    Object.assign(written, await writeMonitors(tx, demo), await writeSlos(tx, demo), await writeAlerts(tx, demo), await writeTickets(tx, demo, ctx.signal), await insertIncidents(tx, demo.incidents()), await writeMaintenance(tx, demo), await writeDeployments(tx, demo), { status_component: await insertStatusComponents(tx, demo.status()) });
    Object.assign(written, await writeRunbookRuns(tx, demo, written), await writeHandbook(tx, demo, written));
    record({ action: "demo.seed", entityType: "demo", entityId: `seed-${options.seed}`, after: { seed: options.seed, until: options.until, scale: options.scale, rows: written } });
    return written;
  });
  await refreshDemoClocks(new Date(options.until), ctx.signal);
  await refreshDemoSlos(ctx, toldOverride);
  await refreshStatusDays(ctx);
  return { counts, accounts: logins.map(({ hash: _hash, ...login }) => login) };
}
