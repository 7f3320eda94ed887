import "server-only";
import type { Scope } from "../platform/auth/actor";
import { db } from "../platform/db";

export interface Span {
  from: Date;
  to: Date;
}

const most = 500;
const between = ({ from, to }: Span) => ({ gte: from, lt: to });
const teamsOf = (scope: Scope): readonly string[] | null => (scope.kind === "teams" ? scope.teamIds : null);

/** Of incidents whose team or service is theirs; everything to who may see everything. */
function incidentsIn(scope: Scope) {
  const teamIds = teamsOf(scope);
  return teamIds === null ? {} : { OR: [{ teamId: { in: [...teamIds] } }, { services: { some: { service: { ownerTeamId: { in: [...teamIds] } } } } }] };
}

const incident = { select: { number: true, title: true, serviceId: true } } as const;

export const listActionsDue = (scope: Scope, span: Span) =>
  db().actionItem.findMany({ where: { kind: "action", doneAt: null, dueOn: between(span), incident: incidentsIn(scope) }, select: { title: true, dueOn: true, incident }, orderBy: { dueOn: "asc" }, take: most });

/** Large incidents that were resolved within a time and whose postmortem is not published. */
export const listUnreviewed = (scope: Scope, resolved: Span) =>
  db().incident.findMany({ where: { AND: [incidentsIn(scope), { severity: { in: ["sev1", "sev2"] }, resolvedAt: between(resolved), OR: [{ postmortem: null }, { postmortem: { state: { not: "published" } } }] }] }, select: { number: true, title: true, serviceId: true, resolvedAt: true }, orderBy: { resolvedAt: "asc" }, take: most });

/** What everybody may read: a document for some roles only is not named on a calendar. */
export const listReviewsDue = (span: Span) =>
  db().document.findMany({ where: { state: "published", reviewBy: between(span), audience: { isEmpty: true }, OR: [{ space: null }, { space: { audience: { isEmpty: true } } }] }, select: { slug: true, title: true, kind: true, reviewBy: true, serviceId: true }, orderBy: { reviewBy: "asc" }, take: most });

export function listCycles(scope: Scope) {
  const teamIds = teamsOf(scope);
  return db().updateCycle.findMany({ where: teamIds === null ? {} : { ownerTeamId: { in: [...teamIds] } }, orderBy: { id: "asc" }, take: most });
}

/** Resolutions that are promised by then; first answers are a matter of hours and no date in a calendar. */
export function listResolutionsDue(scope: Scope, span: Span) {
  const teamIds = teamsOf(scope);
  return db().ticketClock.findMany({ where: { kind: "resolution", state: { in: ["running", "breached"] }, dueAt: between(span), ...(teamIds === null ? {} : { ticket: { teamId: { in: [...teamIds] } } }) }, select: { dueAt: true, ticket: { select: { number: true, subject: true, serviceId: true } } }, orderBy: { dueAt: "asc" }, take: most });
}
