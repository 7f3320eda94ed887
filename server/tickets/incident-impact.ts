import "server-only";
import { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import { defineOperation, type Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { budgetSpentDuring } from "../slo";
import { deskLimits, stateKindSchema } from "#contract/tickets";
import { firstName, isOver } from "#core/tickets";
import { findImpact, insertDrafts, listOwnDrafts } from "./impact-repository";
import { draftOwner } from "./reply";

const impactInput = z.object({ incident: z.number().int().positive() });
const impactOutput = z.object({
  incident: z.number().int(),
  isResolved: z.boolean(),
  /** All of them; the first twenty are named. */
  alerts: z.number().int(),
  firstAlerts: z.array(z.object({ number: z.number().int(), title: z.string(), isOpen: z.boolean() })),
  services: z.array(z.object({ slug: z.string(), name: z.string() })),
  /** Budget that the time of the incident took, by SLO of its services, in minutes of the whole window's budget; null without data in that time. */
  budgets: z.array(z.object({ slug: z.string(), name: z.string(), minutes: z.number().nullable() })),
  tickets: z.number().int(),
  openTickets: z.number().int(),
  /** Customers with tickets of the incident; told = the desk has answered each of them since it began, and since it was resolved where it is. */
  customers: z.array(z.object({ name: z.string(), tickets: z.number().int(), isTold: z.boolean() })),
  /** Open tickets whose requester has not heard that it is over; none before the incident is resolved. */
  proposals: z.array(z.object({ ticket: z.string(), subject: z.string(), requester: z.string().nullable(), text: z.string() })),
});
type Impact = NonNullable<Awaited<ReturnType<typeof findImpact>>>;
type ImpactTicket = Impact["tickets"][number];

const isOpen = ({ stateKind }: ImpactTicket): boolean => !isOver(stateKindSchema.parse(stateKind));

/** The instant after which a word of the desk counts as having told. */
const tellFrom = ({ incident }: Impact): Date => incident.resolvedAt ?? incident.startedAt;

function textFor({ incident }: Impact, { requester }: ImpactTicket): string {
  const where = incident.services.map(({ service }) => service.name).join(" and ");
  const since = (incident.resolvedAt ?? incident.startedAt).toISOString().slice(0, 16).replace("T", " ");
  return `Hello${requester === null ? "" : ` ${firstName(requester)}`},\n\n${where === "" ? "what you reported" : `the trouble with ${where}`} has been over since ${since} UTC (INC-${incident.number}). Please tell us if you still see it; otherwise nothing is left to do for you.`;
}

const awaiting = (impact: Impact): ImpactTicket[] => (impact.incident.resolvedAt === null ? [] : impact.tickets.filter((ticket) => isOpen(ticket) && (ticket.lastAgentAt === null || ticket.lastAgentAt < tellFrom(impact))));

function customersOf(impact: Impact): z.input<typeof impactOutput>["customers"] {
  const groups = new Map<string, ImpactTicket[]>();
  for (const ticket of impact.tickets) {
    const name = impact.names.get(ticket.customerId ?? "");
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), ticket]);
  }
  const from = tellFrom(impact);
  return [...groups].map(([name, tickets]) => ({ name, tickets: tickets.length, isTold: tickets.every((ticket) => ticket.lastAgentAt !== null && ticket.lastAgentAt >= from) })).sort((a, b) => Number(a.isTold) - Number(b.isTold) || b.tickets - a.tickets);
}

async function loadImpact(number: number, ctx: Ctx): Promise<Impact> {
  const impact = await findImpact(ctx.actor.scope, number);
  if (impact === null) throw new DomainError("NOT_FOUND", `There is no incident INC-${number}.`);
  return impact;
}

async function readImpact({ incident: number }: z.output<typeof impactInput>, ctx: Ctx): Promise<z.input<typeof impactOutput>> {
  const impact = await loadImpact(number, ctx);
  const { incident, tickets } = impact;
  const stretch = { fromMs: incident.startedAt.getTime(), toMs: (incident.resolvedAt ?? ctx.clock.now()).getTime() };
  const budgets = await budgetSpentDuring({ scope: ctx.actor.scope, services: incident.services.map(({ service }) => service.slug), stretch }, ctx);
  return {
    incident: incident.number, isResolved: incident.resolvedAt !== null, alerts: incident._count.alerts, firstAlerts: incident.alerts.map(({ number: alert, title, status }) => ({ number: alert, title, isOpen: status !== "ended" })), budgets, services: incident.services.map(({ service }) => service), tickets: tickets.length, openTickets: tickets.filter(isOpen).length,
    customers: customersOf(impact), proposals: awaiting(impact).map((ticket) => ({ ticket: ticket.number, subject: ticket.subject, requester: ticket.requester, text: textFor(impact, ticket) })),
  };
}

const draftOutput = z.object({ drafted: z.array(z.string()), /** Tickets on which the writer has a draft already; it stays. */ kept: z.array(z.string()) });

/** Lays a proposed answer on each open ticket of a resolved incident, as a draft of the caller. Nothing is sent: each is read, and sent by a person. */
async function draftReplies({ incident: number }: z.output<typeof impactInput>, ctx: Ctx): Promise<z.input<typeof draftOutput>> {
  const impact = await loadImpact(number, ctx);
  if (impact.incident.resolvedAt === null) throw new DomainError("PRECONDITION_FAILED", `INC-${number} is not resolved yet: there is nothing to tell that it is over.`);
  const waiting = awaiting(impact).slice(0, deskLimits.bulk);
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const [userId, updatedAt] = [draftOwner(ctx), ctx.clock.now()];
    const taken = await listOwnDrafts(tx, waiting.map(({ id }) => id), userId);
    const free = waiting.filter(({ id }) => !taken.has(id));
    await insertDrafts(tx, free.map((ticket) => ({ ticketId: ticket.id, userId, body: textFor(impact, ticket), updatedAt })));
    const drafted = free.map((ticket) => ticket.number);
    record({ action: "ticket.drafts.propose", entityType: "incident", entityId: impact.incident.id, after: { number, drafted } });
    return { drafted, kept: waiting.filter(({ id }) => taken.has(id)).map((ticket) => ticket.number) };
  });
}

/** What one incident did to customers, and what is left to say. */
export const impactOperations = {
  impact: defineOperation({ permission: "tickets.write", effect: "read", cost: "normal", summary: "What an incident did: alerts, services, tickets, which customers were told, and proposed answers", rest: "GET /incidents/{incident}/impact", input: impactInput, output: impactOutput, run: readImpact }),
  proposeReplies: defineOperation({ permission: "tickets.write", effect: "write", summary: "Lay proposed answers as drafts on the open tickets of a resolved incident; nothing is sent", rest: "POST /incidents/{incident}/proposed-replies", input: impactInput, output: draftOutput, run: draftReplies }),
};
