import "server-only";
import { LRUCache } from "lru-cache";
import type { QueryPlan } from "#contract/query";
import type { Lexicon, MetricDefinition, SemanticLayer } from "#core/query";
import type { Actor } from "@/server/platform/auth/actor";
import type { Versions } from "@/server/platform/versions";
import type { Answer } from "./answer";
import { parseQuestion } from "./core/parse/parse-question";
import { followUpQuestions, suggestQuestions } from "./core/suggest";
import { readKnownSpan, Reads } from "./coverage";
import { readerOf, roleOf } from "./reader";

export interface Asking {
  layer: SemanticLayer;
  lexicon: Lexicon;
  versions: Versions;
  actor: Actor;
  now: string;
  zone: string;
}

const enough = 4;
/** After a refusal: as many as the empty box would offer at a glance. */
const afterRefusal = 3;
const entityTypes: ReadonlySet<string> = new Set(["team", "service", "customer", "monitor"]);

/** What a lexicon reads of a suggestion does not change while the lexicon stands: neither the hour nor the reader decides whether it is understood. */
const understood = new WeakMap<Lexicon, LRUCache<string, boolean>>();

function isReadable(question: string, { layer, lexicon, actor, now, zone }: Asking): boolean {
  const known = understood.get(lexicon) ?? new LRUCache<string, boolean>({ max: 2_000 });
  understood.set(lexicon, known);
  const before = known.get(question);
  if (before !== undefined) return before;
  const { plan } = parseQuestion({ question, context: [], now, zone, lexicon, role: roleOf(actor) });
  const isHeld = (id: string): boolean => layer.metrics.some((metric) => metric.id === id);
  const verdict = plan.scope === "in" && (plan.subject !== null || plan.metrics.length > 0) && plan.metrics.every(isHeld);
  known.set(question, verdict);
  return verdict;
}

/** Only questions that the portal itself reads as being in scope and about something it holds. */
function readable(questions: readonly string[], asking: Asking, limit: number): string[] {
  const kept: string[] = [];
  for (const question of new Set(questions)) {
    if (kept.length === limit) break;
    if (isReadable(question, asking)) kept.push(question);
  }
  return kept;
}

/** Metrics for which the portal holds records now. */
async function metricsWithData({ layer, versions }: Asking): Promise<(metric: MetricDefinition) => boolean> {
  const reading = { versions, reads: new Reads(), signal: AbortSignal.timeout(3_000) };
  const pairs = await Promise.all(layer.metrics.map(async (metric) => [metric.id, await readKnownSpan({ text: metric.coverageSql, values: [] }, reading)] as const));
  const held = new Set(pairs.filter(([, coverage]) => coverage !== null).map(([id]) => id));
  return ({ id }) => held.has(id);
}

/** Questions that the reader's data supports, for a home page, an empty state or a refusal. */
export async function suggestionsFor(asking: Asking, limit: number, beside: string | null = null): Promise<string[]> {
  const { layer, actor } = asking;
  return readable(suggestQuestions(layer, { ...readerOf(actor), role: roleOf(actor) }, { hasData: await metricsWithData(asking), beside }), asking, limit);
}

const periodPhrase = ({ time }: QueryPlan): string => (time?.explicit === true && /^(last|this|past|yesterday|today|the last)\b/i.test(time.label) ? ` ${time.label}` : "");

/** What to ask next: about the metric that was answered, or, after a refusal, what can be asked at all. */
export async function followUpsFor({ plan, answer, ...asking }: Asking & { plan: QueryPlan; answer: Answer }): Promise<string[]> {
  const metric = asking.layer.metrics.find(({ id }) => answer.metrics.includes(id));
  const typesWithNames = new Set(asking.lexicon.entities.map(({ type }) => type));
  const hasNames = (type: string): boolean => !entityTypes.has(type) || typesWithNames.has(type);
  const shown = answer.tables.flatMap(({ columns }) => columns.map(({ key }) => key));
  const next = metric && answer.outcome !== "hidden" && answer.outcome !== "no_data" ? followUpQuestions(metric, { dimensions: [...plan.dimensions, ...shown], period: periodPhrase(plan), hasNames }) : [];
  const kept = readable(next, asking, enough);
  if (kept.length >= 3) return kept;
  const limit = answer.outcome === "answered" ? enough : afterRefusal;
  const beside = asking.layer.subjects.find(({ id }) => id === plan.subject)?.domain ?? null;
  return [...new Set([...kept, ...(await suggestionsFor(asking, limit, beside))])].slice(0, limit);
}
