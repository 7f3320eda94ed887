import "server-only";
import { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import { defineOperation } from "@/server/platform/registry";
import { ticketDetail, ticketFacets, ticketGetInput, ticketListInput, ticketListOutput } from "#contract/tickets";
import { countFacets } from "./count-facets";
import { findTicketRow, listEventRows, listTicketRows } from "./ticket-repository";
import { deskOperations } from "./desk-operations";
import { impactOperations } from "./incident-impact";
import { mappingOperations } from "./map-export";
import { requestOperations } from "./request-operations";
import { ticketTools } from "./tool-operations";
import { sightOf } from "./ticket-where";
import { toTicketDetail, toTicketRow } from "./to-ticket";

const list = defineOperation({
  summary: "Tickets with filters, search and sorting, a page at a time, and how many match.",
  permission: "tickets.read",
  effect: "read",
  cost: "normal",
  rest: "GET /tickets",
  input: ticketListInput,
  output: ticketListOutput,
  run: async (input, ctx) => {
    const page = await listTicketRows(input, { scope: ctx.actor.scope, reader: { userId: ctx.actor.userId, at: ctx.clock.now() } }, { signal: ctx.signal });
    return { items: page.rows.map((row) => toTicketRow(row, sightOf(ctx.actor))), nextCursor: page.nextCursor, total: page.total, isTotalExact: page.isTotalExact };
  },
});

const get = defineOperation({
  summary: "One ticket by its number, with its full history.",
  permission: "tickets.read",
  effect: "read",
  cost: "normal",
  rest: "GET /tickets/{number}",
  input: ticketGetInput,
  output: ticketDetail,
  run: async ({ number }, ctx) => {
    const row = await findTicketRow(number, ctx.actor.scope, { signal: ctx.signal });
    if (!row) throw new DomainError("NOT_FOUND", `There is no ticket ${number}.`);
    return toTicketDetail(row, await listEventRows(row.id, ctx.actor.scope, { signal: ctx.signal }), sightOf(ctx.actor));
  },
});

const facets = defineOperation({
  summary: "How many tickets each filter value has.",
  permission: "tickets.read",
  effect: "read",
  cost: "normal",
  rest: "GET /tickets/facets",
  input: z.object({}),
  output: ticketFacets,
  run: (_input, ctx) => countFacets(ctx),
});

export const ticketsOperations = { ...ticketTools, ...deskOperations, ...requestOperations, ...mappingOperations, ...impactOperations, list, get, facets };
