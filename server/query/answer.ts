import "server-only";
import { performance } from "node:perf_hooks";
import type { Brief, EvidenceTable, QueryPlan } from "#contract/query";
import type { MetricDefinition, SemanticLayer, SubjectDefinition } from "#core/query";
import { soughtByWords } from "./core/settle-plan";
import { sharedOut } from "./core/share-of";
import { compose } from "./core/compose/compose";
import { Evidence, numberAt, text } from "./core/compose/evidence";
import { explain } from "./core/compose/explain";
import { seenThrough } from "./core/compose/lens";
import { strangersFirst } from "./core/compose/headline";
import { noDataHeadline, noDataPhrases, type Asked } from "./core/compose/no-data";
import type { Composition, Result } from "./core/compose/results";
import { verifySpans } from "./core/compose/verify-grounding";
import { gate, type Reader } from "./core/gate";
import { askedPeriod, historyOf, overlaps, resolvePeriod, wholeRecord, type Coverage, type Period } from "./core/period";
import { overviewIntents } from "./core/intent-groups";
import { capital } from "./core/sql/measures";
import { listWork, metricWork, type Work } from "./core/plan-work";
import { readKnownSpan, type DataAsked } from "./coverage";
import { withFrameworks } from "./frameworks/with-frameworks";
import { extentOf } from "./metric-extent";
import { runWork, type WorkOutcome } from "./run-work";
import { inSentence } from "./core/vocabulary";

/** The part of a brief that depends on the plan alone: what the answer cache holds. */
export interface Answer extends Pick<Brief, "outcome" | "headline" | "findings" | "charts" | "artefacts" | "frameworks" | "actions" | "tables" | "unknowns"> {
  tools: Brief["trace"]["tools"];
  grounded: Brief["trace"]["grounded"];
  dataAsOf: Brief["trace"]["dataAsOf"];
  /** Metrics that were answered, or that come nearest to what was asked. */
  metrics: string[];
  stages: Brief["trace"]["stages"];
  /** The period that was applied, when it is not the plan's own. */
  appliedTime: QueryPlan["time"];
}

export interface AnswerRequest extends DataAsked {
  plan: QueryPlan;
  layer: SemanticLayer;
  reader: Reader;
  now: string;
  zone: string;
  /** Values of frameworks' assumptions that the reader set, by id. */
  assumptions: Readonly<Record<string, number>>;
  timeoutMs: number;
}

interface MetricAnswer {
  metric: MetricDefinition;
  period: Period;
  coverage: Coverage;
  outcomes: WorkOutcome[];
}

const run = (request: AnswerRequest, works: readonly Work[]): Promise<WorkOutcome[]> =>
  runWork(works, { plan: request.plan, zone: request.zone, scope: request.reader.scope, reader: request.reader, reads: request.reads, signal: request.signal, timeoutMs: request.timeoutMs });

async function answerMetric(request: AnswerRequest, metric: MetricDefinition): Promise<MetricAnswer> {
  const { plan, layer, zone, now, reader } = request;
  const coverage = await readKnownSpan({ text: metric.coverageSql, values: [] }, request);
  const extent = await extentOf(request, metric, coverage);
  const history = plan.intent === "forecast" ? historyOf(extent, now, zone) : null;
  const period = history ?? resolvePeriod(plan, metric, { now, zone, coverage: extent });
  if (coverage === null || extent === null || (history === null && period.basis === "asked" && !overlaps(period, coverage))) return { metric, period, coverage, outcomes: [] };
  const over = async (span: Period): Promise<MetricAnswer> => ({ metric, period: span, coverage, outcomes: await run(request, metricWork({ plan, layer, zone, scope: reader.scope, period: span, coverage: extent, record: coverage }, metric)) });
  const answer = await over(period);
  // A period that nobody named, in which nothing is left of what the question narrows to, gives way to the whole record.
  if (period.basis !== "default" || metric.kind === "stock" || !isEmpty(answer.outcomes)) return answer;
  const wide = await over(wholeRecord(extent, zone));
  return isEmpty(wide.outcomes) ? answer : wide;
}

/** The figure itself came back without a value, and not for a fault. */
const isEmpty = (outcomes: readonly WorkOutcome[]): boolean => outcomes.some(({ work, table }) => work.kind === "total" && table !== null && !hasValue(table, work));

/** Metrics that share a period and a coverage are told together. */
function composed(request: AnswerRequest, answers: readonly MetricAnswer[], evidence: Evidence): Composition[] {
  const groups = new Map<string, MetricAnswer[]>();
  for (const answer of answers) {
    const key = `${answer.period.label}|${answer.coverage?.to ?? ""}|${answer.metric.kind === "stock"}`;
    groups.set(key, [...(groups.get(key) ?? []), answer]);
  }
  const { plan, layer, zone, now } = request;
  return [...groups.values()].flatMap(([first, ...rest]): Composition[] => {
    if (!first) return [];
    const results = [first, ...rest].flatMap(({ outcomes }) => resultsIn(outcomes));
    return [{ plan, layer, zone, now, evidence, results, period: first.period, coverage: first.coverage }];
  });
}

const resultsIn = (outcomes: readonly WorkOutcome[]): Result[] => outcomes.filter((outcome): outcome is WorkOutcome & { table: EvidenceTable } => outcome.table !== null);

const dataAsOf = (pairs: readonly Asked[]): Answer["dataAsOf"] =>
  [...new Map(pairs.map(({ domain, coverage }) => [domain, { domain, at: coverage?.to ?? null }])).values()];

async function askedOf(request: AnswerRequest, target: MetricDefinition | SubjectDefinition, coverage: Coverage): Promise<Asked> {
  const others = coverage === null ? request.layer.metrics.filter(({ domain }) => domain === target.domain) : [];
  const spans = await Promise.all(others.map(({ coverageSql }) => readKnownSpan({ text: coverageSql, values: [] }, request)));
  return { label: target.label, domain: target.domain, coverage, isDomainEmpty: coverage === null && spans.every((span) => span === null) };
}

const missingWords: Partial<Record<string, string>> = { late: "took too long and is missing here", error: "failed and is missing here; the fault has been logged" };

const missingNotes = (outcomes: readonly WorkOutcome[]): string[] => outcomes.flatMap(({ call }) => (call && missingWords[call.status] !== undefined ? [`${call.name} ${missingWords[call.status] ?? ""}.`] : []));

/** Nothing came back, and not for want of rows. */
const isFailed = (outcomes: readonly WorkOutcome[]): boolean => outcomes.length > 0 && outcomes.every(({ table, call }) => table === null && (call?.status === "late" || call?.status === "error"));
const failedWords = (outcomes: readonly WorkOutcome[]): string =>
  outcomes.some(({ call }) => call?.status === "late") ? "The database took too long to answer. Try a shorter period." : "This could not be computed; the fault is ours and has been logged.";

interface Told {
  compositions: Composition[];
  outcomes: WorkOutcome[];
  evidence: Evidence;
  asked: Asked[];
  notes: string[];
  metrics: string[];
  toolsMs: number;
  hasData: boolean;
}

const hasValue = (table: EvidenceTable, work: Work): boolean => work.kind === "history" || table.columns.some(({ key }) => key !== "n" && numberAt(table, 0, key) !== null);

function tell(request: AnswerRequest, told: Told): Answer {
  const started = performance.now();
  const first = told.compositions[0];
  const words = compose(told.compositions);
  const outcome = told.hasData ? "answered" : isFailed(told.outcomes) ? "failed" : "no_data";
  const without = outcome === "answered" ? null : outcome === "failed" ? [text(failedWords(told.outcomes))] : noDataHeadline(request, told.asked);
  const { ungrounded } = verifySpans(without ?? [], { tables: [], zone: request.zone, phrases: noDataPhrases(request, told.asked) });
  const period = first?.period;
  return {
    outcome,
    headline: without ?? words.headline,
    findings: outcome === "answered" ? words.findings : [],
    charts: outcome === "answered" ? words.charts : [],
    artefacts: [], frameworks: [], actions: [],
    tables: told.evidence.all(),
    unknowns: [...told.notes, ...words.unknowns, ...missingNotes(told.outcomes)],
    tools: told.outcomes.flatMap(({ call }) => (call ? [call] : [])),
    grounded: without === null ? words.grounded : { figures: 0, ungrounded, dropped: words.grounded.dropped },
    dataAsOf: dataAsOf(told.asked),
    metrics: told.metrics,
    stages: [{ name: "Tools", ms: told.toolsMs }, { name: "Compose, verify", ms: performance.now() - started }],
    appliedTime: period && request.plan.intent !== "forecast" ? { from: period.from, to: period.to, label: period.label, explicit: period.basis === "asked", zone: request.zone } : request.plan.time,
  };
}

/** A period ahead is the horizon of what is asked to be done or decided: the figures that bear on it are those of now. */
function beforeHorizon(request: AnswerRequest): AnswerRequest {
  const { plan, now } = request;
  const isAhead = plan.time?.explicit === true && Date.parse(plan.time.from) >= Date.parse(now) && overviewIntents.has(plan.intent);
  return isAhead ? { ...request, plan: { ...plan, time: null, compareTo: null } } : request;
}

async function answerMetrics(asked: AnswerRequest, metrics: readonly MetricDefinition[], notes: string[]): Promise<Answer> {
  const request = beforeHorizon(asked);
  if (request === asked) return answerNow(request, metrics, notes);
  const answer = await answerNow(request, metrics, [...notes, `${capital(asked.plan.time?.label ?? "The period")} lies ahead: the figures are those up to now.`]);
  return { ...answer, appliedTime: asked.plan.time };
}

/** Figures that nobody named and that hold nothing here are left out beside those that do. */
function withoutEmpty(plan: QueryPlan, answers: readonly MetricAnswer[]): readonly MetricAnswer[] {
  const held = answers.filter(({ outcomes }) => !isEmpty(outcomes));
  return plan.metrics.length === 0 && held.length > 0 ? held : answers;
}

async function answerNow(request: AnswerRequest, metrics: readonly MetricDefinition[], notes: string[]): Promise<Answer> {
  const started = performance.now();
  const answers = withoutEmpty(request.plan, await Promise.all(metrics.map((metric) => answerMetric(request, metric))));
  const evidence = new Evidence(request.zone);
  const outcomes = answers.flatMap((answer) => answer.outcomes);
  for (const { table } of resultsIn(outcomes)) evidence.add(table);
  const hasData = resultsIn(outcomes).some(({ work, table }) => (work.kind === "total" || work.kind === "history") && hasValue(table, work));
  const asked = await Promise.all(answers.map(({ metric, coverage }) => askedOf(request, metric, coverage)));
  return tell(request, { compositions: composed(request, answers.filter((answer) => answer.outcomes.length > 0), evidence), outcomes, evidence, asked, notes, metrics: metrics.map(({ id }) => id), toolsMs: performance.now() - started, hasData });
}

async function answerList(request: AnswerRequest, subject: SubjectDefinition, notes: string[]): Promise<Answer> {
  const started = performance.now();
  const { plan, layer, zone, now } = request;
  const coverage = await readKnownSpan({ text: subject.coverageSql, values: [] }, request);
  const work = listWork(request, subject);
  const outcomes = coverage === null ? [] : await run(request, [work]);
  const evidence = new Evidence(zone);
  for (const { table } of resultsIn(outcomes)) evidence.add(table);
  const time = plan.time?.explicit ? plan.time : null;
  const period: Period = time ? askedPeriod(time, coverage, zone) : { from: coverage?.from ?? now, to: coverage?.to ?? now, label: "the whole record", basis: "whole_record" };
  const composition: Composition = { plan, layer, zone, now, evidence, results: resultsIn(outcomes), period, coverage };
  const answer = tell(request, { compositions: [composition], outcomes, evidence, asked: [await askedOf(request, subject, coverage)], notes, metrics: plan.metrics, toolsMs: performance.now() - started, hasData: resultsIn(outcomes).length > 0 });
  return { ...answer, appliedTime: time };
}

/** Words without any figure: their only numerals are those in the names and definitions of measures. */
function untold({ plan, layer, zone }: AnswerRequest, words: Pick<Answer, "outcome" | "headline" | "findings" | "metrics">): Answer {
  const phrases = layer.metrics.flatMap(({ label, definition, missing }) => [definition, label, inSentence(label), missing?.phrase ?? ""]);
  const grounded = { ...verifySpans([...words.headline, ...words.findings.flatMap(({ spans }) => spans)], { tables: [], zone, phrases }), dropped: 0 };
  return { ...words, charts: [], artefacts: [], frameworks: [], actions: [], tables: [], unknowns: [], tools: [], grounded, dataAsOf: [], stages: [], appliedTime: plan.time };
}

async function answerFigures(asked: AnswerRequest): Promise<Answer> {
  const request = { ...asked, plan: sharedOut(soughtByWords(asked.plan)) };
  const decision = gate(request.plan, request.layer, request.reader);
  if (decision.kind === "answer") return decision.subject ? answerList(request, decision.subject, decision.notes) : answerMetrics(request, decision.metrics, decision.notes);
  if (decision.kind === "explain") return untold(request, { outcome: "answered", ...explain(decision.metrics), metrics: decision.metrics.map(({ id }) => id) });
  return untold(request, { outcome: decision.outcome, headline: decision.headline, findings: [], metrics: decision.nearest });
}

/** Computes the answer to a plan. Everything that is not a number to be told (refused, hidden, not held, no data) is an outcome, not an error. */
export async function answerPlan(request: AnswerRequest): Promise<Answer> {
  const answer = await answerFigures(request);
  const whole = request.plan.scope === "in" && request.plan.frameworks.length > 0 ? await withFrameworks(request, answer) : answer;
  const told = whole.outcome === "answered" ? { ...whole, headline: strangersFirst(request.plan, whole.headline) } : whole;
  return seenThrough(told, request.plan.persona, request.layer.metrics);
}
