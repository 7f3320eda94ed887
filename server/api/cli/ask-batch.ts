import fs from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { askInput, type AskInput, type Brief, type QueryPlan } from "#contract/query";
import { can } from "../../platform/auth/actor";
import { DomainError } from "../../platform/errors";
import type { Ctx } from "../../platform/registry";
import { askQuestion, predictedPlan } from "../../query";
import { semanticLayer } from "../semantic-layer";
import { briefText } from "./brief-text";

/** Questions under way at once. */
const width = 4;
const maxContext = 10;

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  q: z.string(),
  context: z.array(z.string()).nullish(),
  now: z.string().nullish(),
  tz: z.string().nullish(),
});

export interface BatchOptions {
  file: string;
  /** Adds the outcome and the rows that each answer rests on. */
  withEvidence: boolean;
}

function instantOf(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new Error(`"${text}" is no instant.`);
  return at.toISOString();
}

function inputOf({ q, context, now, tz }: z.output<typeof lineSchema>): AskInput {
  const input = askInput.safeParse({ question: q, context: (context ?? []).slice(-maxContext), now: now == null ? null : instantOf(now), zone: tz ?? null });
  if (!input.success) throw new Error(input.error.issues.map(({ message }) => message).join(" "));
  return input.data;
}

interface Answered {
  plan: QueryPlan;
  brief: Brief;
}

async function ask(input: AskInput, ctx: Ctx): Promise<Answered> {
  let plan: QueryPlan | undefined;
  let brief: Brief | undefined;
  for await (const part of askQuestion(input, ctx, semanticLayer)) {
    if (part.type === "error") throw new Error(part.message);
    if (part.type === "plan") plan = part.plan;
    if (part.type === "brief") brief = part.brief;
  }
  if (!plan || !brief) throw new Error("The answer was not completed.");
  return { plan, brief };
}

const evidenceOf = ({ outcome, tables }: Brief) => ({ outcome, tables: tables.map(({ id, title, columns, rows, totalRows }) => ({ id, title, columns, rows, totalRows })) });

/** The question's reading and answer in the form in which sets of questions are scored. */
function predictionOf(id: string, { plan, brief }: Answered) {
  return {
    id, plan: predictedPlan(plan), persona: plan.persona,
    frameworks: { chosen: plan.frameworks, shown: brief.artefacts.map((artefact) => artefact.id) },
    scope: plan.scope, grounded: brief.trace.grounded.ungrounded, brief: briefText(brief),
  };
}

const idIn = (value: unknown): string | null => {
  const found = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(value);
  return found.success ? String(found.data.id) : null;
};

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error("The line is not JSON.");
  }
}

/** One line of the batch to one line of the result. A line that cannot be answered says why under its id, or its number when it has none. */
async function answerLine(line: { text: string; number: number }, ctx: Ctx, { withEvidence }: BatchOptions): Promise<string> {
  let id = `line ${line.number}`;
  try {
    const raw = parseJson(line.text);
    id = idIn(raw) ?? id;
    const parsed = lineSchema.safeParse(raw);
    if (!parsed.success) throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
    const answered = await ask(inputOf(parsed.data), ctx);
    return JSON.stringify({ ...predictionOf(id, answered), ...(withEvidence ? evidenceOf(answered.brief) : {}) });
  } catch (error) {
    return JSON.stringify({ id, error: error instanceof Error ? error.message : "The question could not be answered." });
  }
}

/** Answers a file of questions, a line each, and gives the results in its order. */
export async function* askBatch(options: BatchOptions, ctx: Ctx): AsyncGenerator<string> {
  if (!can(ctx.actor, "query.ask")) throw new DomainError("FORBIDDEN", "This role does not include asking questions.");
  if (!fs.existsSync(options.file)) throw new DomainError("NOT_FOUND", `There is no file ${options.file}.`);
  const open: Promise<string>[] = [];
  let number = 0;
  for await (const text of createInterface({ input: fs.createReadStream(options.file), crlfDelay: Infinity })) {
    number += 1;
    if (text.trim() === "") continue;
    open.push(answerLine({ text: text.replace(/^\uFEFF/, ""), number }, ctx, options));
    const first = open.length >= width ? open.shift() : undefined;
    if (first) yield await first;
  }
  for (const rest of open) yield await rest;
}
