import { intents, type Finding, type Intent, type QueryPlan, type Span } from "../contract";
import type { SemanticLayer } from "./metric";
import { unsure } from "./parse/chips";
import { intentLabels } from "./parse/intent-words";
import type { ParsedQuestion } from "./parse/parse-question";
import { settlePlan } from "./settle-plan";

/** Ways to tell a figure that cost a statement or two. */
const cheap: ReadonlySet<Intent> = new Set(["metric_lookup", "list_lookup", "ranking", "trend", "comparison", "breakdown"]);
const fewMetrics = 2;

/** The kind of answer that came second, where the first is not sure; null where there is none worth hearing. */
export function secondIntent({ plan, reading }: Pick<ParsedQuestion, "plan" | "reading">): Intent | null {
  const next = intents.find((intent) => intent === reading.intent.next);
  return plan.scope === "in" && reading.intent.score < unsure && next !== undefined && next !== "out_of_scope" && next !== plan.intent ? next : null;
}

/**
 * The plan of the second reading of a question that is nearly as likely to be meant so, where its answer costs little beside the first. Where it
 * would cost more, the reading's chips offer it instead.
 */
export function secondPlan(parsed: ParsedQuestion, { plan, question, layer }: { plan: QueryPlan; question: string; layer: SemanticLayer }): QueryPlan | null {
  const next = secondIntent(parsed);
  const isCheap = next !== null && cheap.has(next) && cheap.has(plan.intent) && plan.metrics.length > 0 && plan.metrics.length <= fewMetrics;
  return isCheap ? { ...settlePlan({ ...parsed.plan, intent: next }, question, layer), persona: plan.persona, frameworks: [] } : null;
}

const inTable = (span: Span, rename: (table: string) => string): Span => (span.kind === "figure" ? { ...span, table: rename(span.table) } : span);

/** What the second reading says, as a finding beside the first; its tables go by names of their own. */
export function secondFinding(intent: Intent, { headline, findings }: { headline: readonly Span[]; findings: readonly Finding[] }, rename: (table: string) => string): Finding {
  const citations = findings[0]?.citations.map((citation) => ({ ...citation, table: rename(citation.table) })) ?? [];
  return { title: `Also read as: ${intentLabels[intent].toLowerCase()}`, spans: headline.map((span) => inTable(span, rename)), citations };
}
