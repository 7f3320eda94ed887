import "server-only";
import type { z } from "zod";
import { can } from "@/server/platform/auth/actor";
import { DomainError } from "@/server/platform/errors";
import { execute, statementMs, type Ctx } from "@/server/platform/registry";
import { stateKindSchema, type besideOutput, type ticketGetInput } from "#contract/tickets";
import { knowledgeOperations } from "../knowledge";
import { noSuchTicket } from "./change-ticket";
import { findThreadRow, listSimilarRows, readCustomerRow, type CustomerRow, type ThreadRow } from "./thread-repository";

type Beside = z.input<typeof besideOutput>;

const maxWords = 12;
const shortest = 3;

/** The words of a subject that a search can use; with a short subject also the first ones of the description. */
function wordsOf({ subject, description }: Pick<ThreadRow, "subject" | "description">): string[] {
  const words = (text: string): string[] => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length >= shortest);
  const own = words(subject);
  return [...new Set(own.length >= shortest ? own : [...own, ...words(description.slice(0, 400))])].slice(0, maxWords);
}

/** A suggestion that is late is left out: it must not keep the ticket from being read. */
async function suggestRunbooks(words: readonly string[], ctx: Ctx): Promise<Beside["runbooks"]> {
  if (!can(ctx.actor, "knowledge.read") || words.length === 0) return [];
  try {
    const { items } = await execute(knowledgeOperations.search, { q: words.join(" "), limit: 3 }, ctx);
    return items.map(({ slug, title }) => ({ slug, title }));
  } catch (error) {
    if (error instanceof DomainError && error.code === "UNAVAILABLE") return [];
    throw error;
  }
}

const presentCustomer = (row: CustomerRow | null): Beside["customer"] =>
  row && { name: row.name, slug: row.slug, tickets: row.tickets, open: row.open, slaMet: row.judged === 0 ? null : row.met / row.judged, slaSample: row.judged, rating: row.rating, ratings: row.ratings };

/** What helps with a ticket: tickets like it, runbooks that speak of it, and how the customer fares. Nothing of it for a reader outside of the desk. */
export async function readBeside({ number }: z.output<typeof ticketGetInput>, ctx: Ctx): Promise<Beside> {
  const { scope } = ctx.actor;
  const row = await findThreadRow(scope, number);
  if (!row) throw noSuchTicket(number);
  if (scope.kind === "customers") return { similar: [], runbooks: [], customer: null };
  const options = { signal: ctx.signal, timeoutMs: statementMs.light };
  const words = wordsOf(row);
  const [similar, runbooks, customer] = await Promise.all([
    words.length === 0 ? [] : listSimilarRows(scope, { id: row.id, serviceId: row.serviceId, words }, options),
    suggestRunbooks(words, ctx),
    row.customerId === null ? null : readCustomerRow(scope, row.customerId, { ...options, now: ctx.clock.now() }),
  ]);
  return {
    similar: similar.map((one) => ({ number: one.number, subject: one.subject, customer: one.customer, state: one.state, stateKind: stateKindSchema.parse(one.state_kind), resolutionMs: one.resolution_ms, isSameIncident: one.is_same_incident })),
    runbooks, customer: presentCustomer(customer),
  };
}
