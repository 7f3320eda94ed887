import "server-only";
import type { z } from "zod";
import { timesAfter } from "#core/incidents";
import { DomainError } from "../platform/errors";
import type { Tx } from "../platform/db";
import type { Ctx } from "../platform/registry";
import type { changedIncidentOutput, changeStatusInput, IncidentStatus, updateIncidentInput } from "./contract";
import { editIncident, requireServices, type Change } from "./edit-incident";
import { incidentIdByNumber, replaceServices, type IncidentForEdit } from "./incidents-repository";
import { timesOf } from "./present-incident";

type Changed = z.input<typeof changedIncidentOutput>;
const date = (at: string | null): Date | null => (at === null ? null : new Date(at));

/** Moves an incident on, or back to work when the trouble returns. `at` may lie before now. */
export async function changeStatus({ number, version, to, at, note }: z.output<typeof changeStatusInput>, ctx: Ctx): Promise<Changed> {
  const now = ctx.clock.now().toISOString();
  const when = at ?? now;
  if (when > now) throw new DomainError("VALIDATION", "A step cannot be taken in the future.", { faults: [{ path: "at", message: "lies in the future" }] });
  return editIncident({ number, version }, ctx, (_tx, before) => {
    const from = before.status as IncidentStatus;
    const times = timesAfter(timesOf(before), { from, to, at: when });
    if (!times) throw new DomainError("PRECONDITION_FAILED", `An incident that is ${from} cannot become ${to} at that time.`);
    const { acknowledgedAt, mitigatedAt, resolvedAt, closedAt } = times;
    const text = `${from} → ${to}${note === "" ? "" : `: ${note}`}`;
    return Promise.resolve({
      action: "incident.status", after: { status: to, ...times }, entries: [{ kind: "status", at: new Date(when), text, isPublic: before.isPublic }],
      data: { status: to, acknowledgedAt: date(acknowledgedAt), mitigatedAt: date(mitigatedAt), resolvedAt: date(resolvedAt), closedAt: date(closedAt) },
    });
  });
}

type Update = z.output<typeof updateIncidentInput>;

/** What the timeline says of a change: severity and roles are told, wording is not. */
function entriesOf(input: Update, before: IncidentForEdit, at: Date): Change["entries"] {
  const severity = input.severity !== undefined && input.severity !== before.severity ? [{ kind: "severity" as const, at, text: `${before.severity.toUpperCase()} → ${input.severity.toUpperCase()}`, isPublic: before.isPublic }] : [];
  const roles = (["commander", "communicator"] as const).flatMap((role) => {
    const person = input[role];
    return person === undefined || person === before[role] ? [] : [{ kind: "role" as const, at, text: person === null ? `No ${role} any more` : `${person} is ${role}` }];
  });
  return [...severity, ...roles];
}

async function repeatedId(tx: Tx, input: Update, ctx: Ctx): Promise<string | null | undefined> {
  if (input.repeatOf === undefined || input.repeatOf === null) return input.repeatOf;
  const id = input.repeatOf === input.number ? null : await incidentIdByNumber(tx, ctx.actor.scope, input.repeatOf);
  if (id === null) throw new DomainError("VALIDATION", `There is no other incident INC-${input.repeatOf} that this one could repeat.`, { faults: [{ path: "repeatOf", message: "an earlier incident" }] });
  return id;
}

/** Changes the fields that are named and leaves the others as they are. */
export async function updateIncident(input: Update, ctx: Ctx): Promise<Changed> {
  const { number, version, services: slugs, repeatOf: _repeatOf, ...fields } = input;
  return editIncident({ number, version }, ctx, async (tx, before) => {
    const services = slugs === undefined ? undefined : await requireServices(tx, slugs);
    if (services) await replaceServices(tx, before.id, services.map(({ id }) => id));
    const repeatOfId = await repeatedId(tx, input, ctx);
    const centre = services ? { serviceId: services[0]?.id ?? null, teamId: services[0]?.ownerTeamId ?? before.teamId } : {};
    return { action: "incident.update", data: { ...fields, ...centre, ...(repeatOfId === undefined ? {} : { repeatOfId }) }, entries: entriesOf(input, before, ctx.clock.now()), after: { ...fields, services: slugs } };
  });
}
