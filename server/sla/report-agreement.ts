import "server-only";
import type { z } from "zod";
import { compareWithSource } from "#core/sla";
import { statementMs, type Ctx } from "../platform/registry";
import { listImported, mostCompared } from "./agreement-repository";
import type { agreementOutput } from "./contract";
import { requireDesk } from "./list-rules";

/** Imported tickets against the word of their source: history and verdict. */
export async function reportAgreement(_input: object, ctx: Ctx): Promise<z.input<typeof agreementOutput>> {
  requireDesk(ctx);
  const tickets = await listImported(ctx.actor.scope, { signal: ctx.signal, timeoutMs: statementMs.normal });
  return { tickets: tickets.length, isLimited: tickets.length === mostCompared, subjects: compareWithSource(tickets) };
}
