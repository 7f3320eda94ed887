import "server-only";
import { requireAlert } from "../alerts";
import { requireIncident } from "../incidents";
import { maintenanceOperations } from "../maintenance";
import { can } from "../platform/auth/actor";
import type { Permission } from "../platform/auth/permissions";
import { DomainError } from "../platform/errors";
import { execute, type Ctx } from "../platform/registry";
import { ticketsOperations } from "../tickets";
import type { RunbookRunRow, RunSubject, RunSubjectType } from "./contract";
import { findSubject, listSubjects, type SubjectRow } from "./subjects-repository";

const permissionOf: Readonly<Record<RunSubjectType, Permission>> = { incident: "incidents.read", alert: "alerts.read", window: "maintenance.read", ticket: "tickets.read" };
const pageOf: Readonly<Record<RunSubjectType, string>> = { incident: "/incidents/", alert: "/alerts/", window: "/maintenance/", ticket: "/tickets/" };

const noSuchSubject = (): DomainError => new DomainError("NOT_FOUND", "There is nothing of that number.");

/** Whoever may not see a subject is told what its own page says: that there is none. */
async function requireSight({ type, number }: RunSubject, ctx: Ctx): Promise<void> {
  if (type !== "ticket" && !/^\d{1,9}$/.test(number)) throw noSuchSubject();
  if (!can(ctx.actor, permissionOf[type])) throw new DomainError("FORBIDDEN", `Your role does not include "${permissionOf[type]}". Ask an administrator if you need it.`);
  // All that stands on the page of an incident or an alert is much to read for a yes or no.
  if (type === "incident") await requireIncident(Number(number), ctx);
  else if (type === "alert") await requireAlert(Number(number), ctx);
  else if (type === "window") await execute(maintenanceOperations.get, { number: Number(number) }, ctx);
  else await execute(ticketsOperations.get, { number }, ctx);
}

export async function requireSubject(subject: RunSubject, ctx: Ctx): Promise<SubjectRow> {
  await requireSight(subject, ctx);
  const row = await findSubject(subject.type, subject.number, ctx.signal);
  if (!row) throw noSuchSubject();
  return row;
}

type Link = NonNullable<RunbookRunRow["subject"]>;

export const subjectLink = ({ type, number, title }: Pick<SubjectRow, "type" | "number" | "title">): Link => ({ type, number, title, href: `${pageOf[type]}${encodeURIComponent(number)}` });

/** What runs were made for, by id: only of kinds that the reader may see, and to a narrowed scope none. */
export async function subjectsOf(runs: readonly { subjectType: string | null; subjectId: string | null }[], ctx: Ctx): Promise<Map<string, Link>> {
  const types = (Object.keys(permissionOf) as RunSubjectType[]).filter((type) => ctx.actor.scope.kind === "all" && can(ctx.actor, permissionOf[type]));
  const found = await Promise.all(types.map((type) => listSubjects(type, runs.flatMap(({ subjectType, subjectId }) => (subjectType === type && subjectId !== null ? [subjectId] : [])), ctx.signal)));
  return new Map(found.flat().map((row) => [`${row.type}/${row.id}`, subjectLink(row)]));
}
