import "server-only";
import type { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import { statementMs, type Ctx } from "@/server/platform/registry";
import type { availabilityInput, availabilityOutput } from "./tool-contract";
import { readAvailability } from "./tool-repository";

const defaultDays = 30;

/** Availability of each monitor over one period. A status holds until the next check; unobserved time counts neither way. */
export async function availabilityOf(input: z.output<typeof availabilityInput>, ctx: Ctx): Promise<z.input<typeof availabilityOutput>> {
  const to = input.to ?? ctx.clock.now().toISOString();
  const from = input.from ?? new Date(Date.parse(to) - defaultDays * 86_400_000).toISOString();
  if (Date.parse(from) >= Date.parse(to)) throw new DomainError("VALIDATION", "The period ends before it begins.", { faults: [{ path: "to", message: "after from" }] });
  const items = await readAvailability(ctx.actor.scope, { ...input, from, to }, { signal: ctx.signal, timeoutMs: statementMs.normal });
  const total = items[0]?.total ?? 0;
  return { period: { from: new Date(from).toISOString(), to: new Date(to).toISOString() }, items, total, rowLimit: input.limit, isTruncated: total > items.length };
}
