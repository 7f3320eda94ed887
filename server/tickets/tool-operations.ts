import "server-only";
import type { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import { defineOperation, statementMs, type Ctx } from "@/server/platform/registry";
import { ageingOutput, atRiskOutput, flowInput, flowOutput, handoversOutput, openInput, openListInput, pairsInput, timeInStateOutput, windowInput, type WindowInput } from "./tool-contract";
import { ageEdges, readAges, readAtRisk, readFlow, readHandovers, readStays, type Window } from "./tool-repository";

const dayMs = 86_400_000;
const maxBuckets = 800;
const bucketDays = { day: 1, week: 7, month: 30 } as const;

const optionsOf = (ctx: Ctx) => ({ signal: ctx.signal, timeoutMs: statementMs.normal });
const nowOf = (ctx: Ctx): string => ctx.clock.now().toISOString();

function windowOf(input: WindowInput, ctx: Ctx): Window {
  const to = input.to ?? nowOf(ctx);
  const from = input.from ?? new Date(Date.parse(to) - 30 * dayMs).toISOString();
  if (Date.parse(from) >= Date.parse(to)) throw new DomainError("VALIDATION", "The period ends before it begins.", { faults: [{ path: "to", message: "after from" }] });
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), scope: ctx.actor.scope, team: input.team, service: input.service, customer: input.customer, priority: input.priority };
}

const periodOf = ({ from, to }: Window): { from: string; to: string } => ({ from, to });
const whole = (count: number): { total: number; rowLimit: number; isTruncated: boolean } => ({ total: count, rowLimit: count, isTruncated: false });

async function flow(input: z.output<typeof flowInput>, ctx: Ctx): Promise<z.input<typeof flowOutput>> {
  const window = windowOf(input, ctx);
  const buckets = (Date.parse(window.to) - Date.parse(window.from)) / dayMs / bucketDays[input.bucket];
  if (buckets > maxBuckets) throw new DomainError("LIMIT_EXCEEDED", `That would be more than ${maxBuckets} rows. Take a longer bucket or a shorter period.`);
  const items = await readFlow({ ...window, bucket: input.bucket, zone: input.zone ?? ctx.actor.zone }, optionsOf(ctx));
  return { period: periodOf(window), items, ...whole(items.length) };
}

async function handovers({ limit, ...input }: z.output<typeof pairsInput>, ctx: Ctx): Promise<z.input<typeof handoversOutput>> {
  const window = windowOf(input, ctx);
  const rows = await readHandovers({ ...window, limit }, optionsOf(ctx));
  const total = rows[0]?.total ?? 0;
  return { period: periodOf(window), items: rows, total, rowLimit: limit, isTruncated: total > rows.length };
}

async function timeInState(input: WindowInput, ctx: Ctx): Promise<z.input<typeof timeInStateOutput>> {
  const window = windowOf(input, ctx);
  const items = await readStays(window, optionsOf(ctx));
  return { period: periodOf(window), items, ...whole(items.length) };
}

async function ageing(input: z.output<typeof openInput>, ctx: Ctx): Promise<z.input<typeof ageingOutput>> {
  const at = nowOf(ctx);
  const rows = await readAges({ ...input, scope: ctx.actor.scope, at }, optionsOf(ctx));
  const items = rows.map(({ edge, open, p1, p2 }) => ({ fromDays: edge, toDays: ageEdges.find((next) => next > edge) ?? null, open, p1, p2 }));
  return { at, items, ...whole(items.length), oldestMs: rows.length === 0 ? null : Math.max(...rows.map(({ oldestMs }) => oldestMs)) };
}

async function atRisk({ limit, ...input }: z.output<typeof openListInput>, ctx: Ctx): Promise<z.input<typeof atRiskOutput>> {
  const at = nowOf(ctx);
  const rows = await readAtRisk({ ...input, scope: ctx.actor.scope, at, limit }, optionsOf(ctx));
  const total = rows[0]?.total ?? 0;
  return { at, items: rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() })), total, rowLimit: limit, isTruncated: total > rows.length };
}

const read = { permission: "tickets.read", effect: "read", cost: "normal" } as const;

/** What the log of tickets says about flow, for programs that ask for it by name. */
export const ticketTools = {
  flow: defineOperation({ ...read, summary: "Tickets opened, ended and open at the end of each day, week or month", rest: "GET /tickets/flow", input: flowInput, output: flowOutput, run: flow }),
  handovers: defineOperation({ ...read, summary: "Which groups hand tickets to which, most first", rest: "GET /tickets/handovers", input: pairsInput, output: handoversOutput, run: handovers }),
  timeInState: defineOperation({ ...read, summary: "How long tickets opened in a period stayed in each state", rest: "GET /tickets/time-in-state", input: windowInput, output: timeInStateOutput, run: timeInState }),
  ageing: defineOperation({ ...read, summary: "Open tickets by age", rest: "GET /tickets/ageing", input: openInput, output: ageingOutput, run: ageing }),
  atRisk: defineOperation({ ...read, summary: "Open tickets that are older than is usual for their priority and have not missed their SLA", rest: "GET /tickets/at-risk", input: openListInput, output: atRiskOutput, run: atRisk }),
};
