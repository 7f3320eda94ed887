import "server-only";
import type { z } from "zod";
import type { Ctx } from "../platform/registry";
import type { getIncidentInput, incidentDetailSchema, ListIncidents, incidentCourseOutput, listActionsInput, listActionsOutput, listIncidentsOutput, listPeopleOutput } from "./contract";
import { listIncidentHistory } from "../alerts";
import { listBudgetsSpent, worstCourse } from "../slo";
import { findIncidentDetail, findIncidentSpan, listIncidentRecords, listPeopleNames, listSimilar, numberOf, type IncidentDetailRecord } from "./incidents-repository";
import { noSuchIncident } from "./edit-incident";
import { presentAction, presentDetail, presentIncident } from "./present-incident";
import { listActionRecords } from "./timeline-repository";

/** Incidents, the newest first unless asked otherwise. */
export async function listIncidents(input: ListIncidents, ctx: Ctx): Promise<z.input<typeof listIncidentsOutput>> {
  const { records, total, open } = await listIncidentRecords(ctx.actor.scope, input);
  const now = ctx.clock.now();
  const shown = records.slice(0, input.limit);
  return { items: shown.map((record) => presentIncident(record, now)), nextCursor: records.length > input.limit ? (shown.at(-1)?.id ?? null) : null, total, open };
}

/** The services that are hit, the one at the centre first, each with its budgets and what the incident took of them. */
async function withBudgets({ services, service: centre, startedAt, resolvedAt }: IncidentDetailRecord, { clock, signal }: Pick<Ctx, "clock" | "signal">) {
  const budgets = await listBudgetsSpent(services.map(({ service }) => service.id), { fromMs: startedAt.getTime(), toMs: (resolvedAt ?? clock.now()).getTime() }, signal);
  const isCentre = ({ service }: IncidentDetailRecord["services"][number]): number => Number(service.slug === centre?.slug);
  return [...services].sort((a, b) => isCentre(b) - isCentre(a)).map(({ service: { id, ...service } }) => ({ ...service, budgets: budgets.filter(({ serviceId }) => serviceId === id).map(({ serviceId: _, ...budget }) => budget) }));
}

/** Whom an action or a role can be given to; to a scope of customers nobody. */
export const listPeople = async (_input: object, { actor }: Ctx): Promise<z.input<typeof listPeopleOutput>> => ({ items: actor.scope.kind === "customers" ? [] : await listPeopleNames(), nextCursor: null });

const servicesOf = ({ services }: IncidentDetailRecord): string[] => services.map(({ service }) => service.id);

/** Says of an incident that the reader cannot see what its page says: that there is none. */
export async function requireIncident(number: number, { actor }: Pick<Ctx, "actor">): Promise<void> {
  if ((await findIncidentSpan(actor.scope, number)) === null) throw noSuchIncident(number);
}

/** How the SLI that suffered most went around the incident. */
export async function getCourse({ number }: z.output<typeof getIncidentInput>, ctx: Ctx): Promise<z.input<typeof incidentCourseOutput>> {
  const span = await findIncidentSpan(ctx.actor.scope, number);
  if (!span) throw noSuchIncident(number);
  const nowMs = ctx.clock.now().getTime();
  const course = await worstCourse(span.services.map(({ serviceId }) => serviceId), { happened: { fromMs: span.startedAt.getTime(), toMs: span.resolvedAt?.getTime() ?? nowMs }, nowMs }, ctx.signal);
  return { course: course && { ...course, points: course.points.map(({ atMs, bad }) => ({ at: new Date(atMs).toISOString(), bad })) } };
}

export async function getIncident({ number }: z.output<typeof getIncidentInput>, ctx: Ctx): Promise<z.input<typeof incidentDetailSchema>> {
  const record = await findIncidentDetail(ctx.actor.scope, number);
  if (!record) throw noSuchIncident(number);
  const [services, history, similar, repeatOf] = await Promise.all([withBudgets(record, ctx), listIncidentHistory({ id: record.id, serviceIds: servicesOf(record) }, { from: record.startedAt, to: record.resolvedAt ?? ctx.clock.now() }), listSimilar(ctx.actor.scope, record), record.repeatOfId === null ? null : numberOf(ctx.actor.scope, record.repeatOfId)]);
  return presentDetail(record, { history, similar: similar.map(({ startedAt, ...other }) => ({ ...other, startedAt: startedAt.toISOString() })), repeatOf, services }, ctx.clock.now());
}

/** Work that follows from incidents: open by date, overdue, or done. */
export async function listActions(input: z.output<typeof listActionsInput>, ctx: Ctx): Promise<z.input<typeof listActionsOutput>> {
  const today = ctx.clock.now().toISOString().slice(0, 10);
  const records = await listActionRecords(ctx.actor.scope, { state: input.state, today: new Date(today), limit: input.limit });
  return { items: records.map((record) => ({ ...presentAction(record, record.incident.number, today), incidentTitle: record.incident.title })) };
}
