import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { findAlert, listAlertRecords, listGroups } from "./alerts-repository";
import type { alertDetailSchema, alertGroupsOutput, alertNumberInput, ListAlerts, listAlertsOutput } from "./contract";
import { countOthers, findLastIncident, findRunbook, listAlertDeliveries, listAlertEvents, listBudgets, listEarlier } from "./detail-repository";
import { presentAlert, presentDelivery, presentEvent, presentSteps } from "./present-alert";
import { onCallOf } from "./rotas";

export const noSuchAlert = (number: number): DomainError => new DomainError("NOT_FOUND", `There is no alert ${number}.`);

/** Alerts, the newest first unless asked otherwise. */
export async function listAlerts(input: ListAlerts, ctx: Ctx): Promise<z.input<typeof listAlertsOutput>> {
  const now = ctx.clock.now();
  const { records, total, summary } = await listAlertRecords(ctx.actor.scope, input, now);
  const shown = records.slice(0, input.limit);
  return { items: shown.map((record) => presentAlert(record, now)), nextCursor: records.length > input.limit ? (shown.at(-1)?.id ?? null) : null, total, summary };
}

/** What fires now, by group: pages first, the newest first. */
export async function listAlertGroups(_input: object, ctx: Ctx): Promise<z.input<typeof alertGroupsOutput>> {
  const rows = await listGroups(ctx.actor.scope);
  return { items: rows.map(({ slug, name, severity, since, ...row }) => ({ ...row, severity: severity === "page" ? "page" : "ticket", service: slug === null || name === null ? null : { slug, name }, since: since.toISOString() })), nextCursor: null };
}

/** Says of an alert that the reader cannot see what its page says: that there is none. */
export async function requireAlert(number: number, { actor }: Pick<Ctx, "actor">): Promise<void> {
  if ((await findAlert(actor.scope, number)) === null) throw noSuchAlert(number);
}

/** One alert with all that somebody needs who was woken by it. */
export async function getAlert({ number }: z.output<typeof alertNumberInput>, ctx: Ctx): Promise<z.input<typeof alertDetailSchema>> {
  const { scope } = ctx.actor;
  const now = ctx.clock.now();
  const record = await findAlert(scope, number);
  if (!record) throw noSuchAlert(number);
  const [events, deliveries, earlier, others, lastIncident, budgets, runbook, onCall] = await Promise.all([
    listAlertEvents(record.id), listAlertDeliveries(record), listEarlier(scope, record), countOthers(scope, record), findLastIncident(record), listBudgets(record.serviceId), findRunbook(record.runbookSlug),
    record.teamId === null ? null : onCallOf(record.teamId, now),
  ]);
  return {
    row: presentAlert(record, now), description: record.description, labels: record.labels as Record<string, string>, annotations: record.annotations as Record<string, string>, href: record.href, runbook, others,
    events: events.map(presentEvent), deliveries: deliveries.map(presentDelivery),
    earlier: earlier.map(({ number: other, title, startedAt, endedAt, incident }) => ({ number: other, title, startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null, incident: incident?.number ?? null })),
    lastIncident: lastIncident && { ...lastIncident, startedAt: lastIncident.startedAt.toISOString() },
    budgets: budgets.map(({ slug, name, status }) => ({ slug, name, status: status?.status ?? "no_data", remaining: status?.remaining ?? null, burnHour: status?.burnHour ?? null })),
    onCall, steps: presentSteps(record, events[0]?.at ?? record.startedAt), version: record.version,
  };
}
