import "server-only";
import { performance } from "node:perf_hooks";
import type { AskInput, Brief, BriefPart, QueryPlan, Reading } from "#contract/query";
import type { Lexicon, SemanticLayer } from "#core/query";
import { DomainError, toPublicError } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import type { Ctx } from "@/server/platform/registry";
import type { Versions } from "@/server/platform/versions";
import { describeChoices } from "./core/frameworks/describe-choices";
import { editableReading, withAppliedPeriod } from "./core/edit/edit-chips";
import { knownOnly, namedTruly } from "./core/edit/given-plan";
import { askedForm, withForm } from "./core/forms/asked-form";
import { isVisible } from "./core/gate";
import { minuteAfter } from "./core/period";
import { completePlan, completeReading } from "./core/complete-plan";
import { saidFirst } from "./core/said-first";
import { parseQuestion } from "./core/parse/parse-question";
import { beginRun, endRun, openConversation, type Conversation } from "./conversation";
import { currentVersions } from "./coverage";
import { followUpsFor } from "./follow-ups";
import { secondPlan } from "./core/second-reading";
import { loadLexicon } from "./lexicon";
import { engineVersion, obtainAnswer } from "./obtain-answer";
import { answerSecond, withSecond } from "./read-second";
import { readerOf, roleOf } from "./reader";

interface Asked {
  input: AskInput;
  ctx: Ctx;
  layer: SemanticLayer;
  /** When the question arrived (monotonic), and the instant that it is answered as of. */
  started: number;
  now: string;
  zone: string;
  conversation: Conversation;
  versions: Versions;
}

interface Read {
  lexicon: Lexicon;
  plan: QueryPlan;
  /** The other thing that the question may ask for, where nobody knows and it costs little to tell. */
  second: QueryPlan | null;
  reading: Reading;
  stages: Brief["trace"]["stages"];
}

function validZone(zone: string | null, fallback: string): string {
  if (zone === null) return fallback;
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return fallback;
  }
}

async function readQuestion(asked: Asked): Promise<Read> {
  const { input, ctx, layer, now, zone, conversation, versions } = asked;
  const loading = performance.now();
  const lexicon = await loadLexicon(layer, versions, ctx.actor);
  const reading = performance.now();
  const role = roleOf(ctx.actor);
  const plans = [...conversation.plans];
  if (plans.length === 0) for (const question of input.context) plans.push(parseQuestion({ question, context: [...plans], now, zone, lexicon, role }).plan);
  const parsed = parseQuestion({ question: input.question, context: plans, now, zone, lexicon, role });
  const plan = knownOnly(input.plan === null ? completePlan(parsed, input.question, layer) : namedTruly(input.plan, { now, zone }), lexicon);
  const editable = editableReading(completeReading(parsed, plan), { plan, lexicon, now, zone, metrics: layer.metrics.filter((metric) => isVisible(metric, readerOf(ctx.actor))), subjects: layer.subjects }, input.plan !== null);
  const other = input.plan === null ? secondPlan(parsed, { plan, question: input.question, layer }) : null;
  const second = other && knownOnly(other, lexicon);
  return { plan, second, reading: editable, lexicon, stages: [{ name: "Load vocabulary", ms: reading - loading }, { name: "Read the question", ms: performance.now() - reading }] };
}

const rounded = (stages: Brief["trace"]["stages"]): Brief["trace"]["stages"] => stages.map(({ name, ms }) => ({ name, ms: Math.round(ms * 100) / 100 }));

async function buildBrief(asked: Asked, read: Read, firstPartMs: number): Promise<Brief> {
  const { input, layer, started, now, zone, conversation, ctx } = asked;
  const lookup = performance.now();
  const order = { layer, actor: ctx.actor, now, isNowGiven: input.now !== null, zone, versions: asked.versions, assumptions: input.assumptions };
  const [{ answer: first, cached, key }, other] = await Promise.all([obtainAnswer({ ...order, plan: read.plan }, ctx.signal), answerSecond(order, { plan: read.second, requestId: ctx.requestId }, ctx.signal)]);
  const form = input.plan === null ? askedForm(input.question, { plan: read.plan, now, permissions: ctx.actor.permissions }) : null;
  const answer = saidFirst(withForm(withSecond(first, other, read.second), form), { question: input.question, notes: read.reading.notes });
  const computedMs = cached === "miss" ? answer.stages.reduce((sum, { ms }) => sum + ms, 0) : 0;
  const lookupMs = Math.max(0, performance.now() - lookup - computedMs);
  const plan: QueryPlan = { ...read.plan, time: answer.appliedTime };
  const reading = withAppliedPeriod(read.reading, { planned: read.plan.time, applied: answer.appliedTime, isOfTimes: layer.subjects.find(({ id }) => id === plan.subject)?.timeSql !== null });
  const following = performance.now();
  const followUps = await followUpsFor({ plan, answer, layer, lexicon: read.lexicon, versions: asked.versions, actor: ctx.actor, now, zone });
  const disclosing = performance.now();
  const stages = [...read.stages, { name: "Cache", ms: lookupMs }, ...(cached === "miss" ? answer.stages : []), { name: "Next questions", ms: disclosing - following }];
  const made = { firstPartMs: Math.round(firstPartMs * 10) / 10, tools: answer.tools, grounded: answer.grounded, dataAsOf: answer.dataAsOf, cache: cached, cacheKey: key, engineVersion: engineVersion(), model: "no model used" as const };
  return {
    runId: conversation.runId, threadId: conversation.threadId, question: input.question, outcome: answer.outcome, plan, reading, headline: answer.headline, findings: answer.findings,
    charts: answer.charts, artefacts: answer.artefacts, frameworks: describeChoices({ question: input.question, plan, reading }, answer.frameworks), actions: answer.actions, tables: answer.tables, unknowns: answer.unknowns, followUps, asOf: now,
    trace: { ...made, stages: rounded([...stages, { name: "Disclose", ms: performance.now() - disclosing }]), totalMs: Math.round((performance.now() - started) * 10) / 10 },
  };
}

const isTooLate = (error: unknown): boolean => error instanceof Error && error.name === "TimeoutError";

/** SQL and parameters stay with readers who may see them. */
export const withoutSql = (brief: Brief): Brief => ({ ...brief, tables: brief.tables.map((table) => ({ ...table, sql: "", parameters: [] })) });

/**
 * Answers a question in parts: how it was read, that it is being computed, and the brief. Whatever fails becomes a visible error part; a
 * caller that leaves cancels the work. `now` stands still inside a minute, so that equal questions share an answer.
 */
export async function* askQuestion(input: AskInput, ctx: Ctx, layer: SemanticLayer): AsyncGenerator<BriefPart> {
  const started = performance.now();
  try {
    const [conversation, versions] = await Promise.all([openConversation(input, ctx), currentVersions()]);
    const asked: Asked = { input, ctx, layer, started, conversation, versions, now: input.now ?? minuteAfter(ctx.clock.now().toISOString()), zone: validZone(input.zone, ctx.actor.zone) };
    const read = await readQuestion(asked);
    await beginRun({ ...asked, plan: read.plan });
    yield { type: "plan", id: "plan", plan: read.plan, reading: read.reading, threadId: conversation.threadId, runId: conversation.runId };
    const firstPartMs = performance.now() - started;
    yield { type: "progress", id: "progress", label: "Computing from the records" };
    const brief = await buildBrief(asked, read, firstPartMs);
    const recorded = endRun(asked, brief);
    yield { type: "brief", id: "brief", brief: ctx.actor.permissions.has("query.sql") ? brief : withoutSql(brief) };
    await recorded;
  } catch (error) {
    const { message, requestId } = toPublicError(isTooLate(error) ? new DomainError("UNAVAILABLE", "The answer took too long. Ask again, or name a shorter period.") : error, ctx.requestId);
    if (!ctx.signal.aborted) log().error({ err: error, requestId }, "question failed");
    yield { type: "error", id: "error", message, requestId };
  }
}
