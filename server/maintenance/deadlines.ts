import "server-only";
import { openDates } from "#core/deployments";
import { faultsOfRecurrence } from "#core/maintenance";
import { can } from "../platform/auth/actor";
import type { Permission } from "../platform/auth/permissions";
import type { Ctx } from "../platform/registry";
import type { DeadlineKind } from "./contract";
import { listActionsDue, listCycles, listResolutionsDue, listReviewsDue, listUnreviewed, type Span } from "./deadlines-repository";

export interface Deadline {
  kind: DeadlineKind;
  at: Date;
  title: string;
  href: string;
  /** Work on these services within the deadline's time is warned of; none = it stands on the calendar only. */
  serviceIds: readonly string[];
}

/** A kind of date that people have to meet. One more is one more entry below. */
interface DeadlineProvider {
  kind: DeadlineKind;
  permission: Permission;
  list: (span: Span, ctx: Ctx) => Promise<Omit<Deadline, "kind">[]>;
}

const dayMs = 86_400_000;
/** Large incidents are looked back on within two weeks, while people remember (Google SRE book, ch. 15). */
const postmortemMs = 14 * dayMs;
const only = (id: string | null): string[] => (id === null ? [] : [id]);

const actions: DeadlineProvider = {
  kind: "action", permission: "incidents.read",
  list: async (span, { actor }) => (await listActionsDue(actor.scope, span)).flatMap(({ title, dueOn, incident }) => (dueOn === null ? [] : [{ at: dueOn, title: `Due: ${title}`, href: `/incidents/${incident.number}`, serviceIds: [] }])),
};

const postmortems: DeadlineProvider = {
  kind: "postmortem", permission: "incidents.read",
  list: async ({ from, to }, { actor }) =>
    (await listUnreviewed(actor.scope, { from: new Date(from.getTime() - postmortemMs), to: new Date(to.getTime() - postmortemMs) })).flatMap(({ number, title, resolvedAt }) =>
      resolvedAt === null ? [] : [{ at: new Date(resolvedAt.getTime() + postmortemMs), title: `Postmortem due: INC-${number} ${title}`, href: `/incidents/${number}`, serviceIds: [] }]),
};

const reviews: DeadlineProvider = {
  kind: "review", permission: "knowledge.read",
  list: async (span) => (await listReviewsDue(span)).flatMap(({ slug, title, kind, reviewBy }) => (reviewBy === null ? [] : [{ at: reviewBy, title: `Review: ${title}`, href: `/${kind === "runbook" ? "runbooks" : "docs"}/${slug}`, serviceIds: [] }])),
};

const cycles: DeadlineProvider = {
  kind: "update", permission: "maintenance.read",
  list: async ({ from, to }, { actor }) =>
    (await listCycles(actor.scope)).flatMap(({ title, rrule, startsLocal, zone, serviceId, lastDoneAt }) => {
      const recurrence = { rrule, startsLocal, zone, durationMs: 60_000, exdates: [], rdates: [] };
      if (faultsOfRecurrence(recurrence).length > 0) return [];
      return openDates({ rrule, startsLocal, zone, lastDoneAtMs: lastDoneAt?.getTime() ?? null }, { fromMs: from.getTime(), toMs: to.getTime() }).map((atMs) => ({ at: new Date(atMs), title: `Update due: ${title}`, href: "/changes/updates", serviceIds: only(serviceId) }));
    }),
};

const resolutions: DeadlineProvider = {
  kind: "sla", permission: "tickets.read",
  list: async (span, { actor }) => (await listResolutionsDue(actor.scope, span)).flatMap(({ dueAt, ticket }) => (dueAt === null ? [] : [{ at: dueAt, title: `SLA: ${ticket.subject} (${ticket.number})`, href: `/tickets/${ticket.number}`, serviceIds: only(ticket.serviceId) }])),
};

const providers: readonly DeadlineProvider[] = [actions, postmortems, reviews, cycles, resolutions];

/** Dates to be met within a time, in order; of each kind only to whom its subject is open. Customers have theirs on their tickets. */
export async function listDeadlines(span: Span, ctx: Ctx): Promise<Deadline[]> {
  if (ctx.actor.scope.kind === "customers") return [];
  const found = await Promise.all(providers.filter(({ permission }) => can(ctx.actor, permission)).map(async ({ kind, list }) => (await list(span, ctx)).map((deadline): Deadline => ({ kind, ...deadline }))));
  return found.flat().sort((a, b) => a.at.getTime() - b.at.getTime());
}
