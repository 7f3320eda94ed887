import type { QueryPlan, Reading } from "../contract";
import { choicesFor } from "./frameworks/describe-choices";
import type { SemanticLayer } from "./metric";
import type { ParsedQuestion } from "./parse/parse-question";
import { settlePlan } from "./settle-plan";

const withMethods = (plan: QueryPlan, question: string, intent: Reading["intent"]): QueryPlan => (plan.frameworks.length > 0 ? plan : { ...plan, frameworks: choicesFor(question, plan, intent).chosen.map(({ id }) => id) });

/** The plan that is answered: what the parser read, with what the layer settles and the methods that fit. */
export const completePlan = ({ plan, reading }: Pick<ParsedQuestion, "plan" | "reading">, question: string, layer: SemanticLayer): QueryPlan => withMethods(settlePlan(plan, question, layer), question, reading.intent);

const mostNamed = 5;

/** Which of a question's words the plan, as it was settled, made no use of. */
function unusedWords({ unread }: ParsedQuestion, plan: QueryPlan): string[] {
  const used = new Set([...plan.filters, ...plan.entities].flatMap((pair) => pair.toLowerCase().split(/[^\p{L}\p{N}]+/u)));
  return unread.filter((word) => !used.has(word.toLowerCase()));
}

/** The reading beside its settled plan, with a chip and a note of the words that were not used: an answer must not look as if it had been narrowed by them. */
export function completeReading(parsed: ParsedQuestion, plan: QueryPlan): Reading {
  const { reading } = parsed;
  const words = unusedWords(parsed, plan);
  if (words.length === 0) return reading;
  const named = `${words.slice(0, mostNamed).map((word) => `"${word}"`).join(", ")}${words.length > mostNamed ? " and more" : ""}`;
  return { ...reading, chips: [...reading.chips, { slot: "unknown", connective: "not used:", value: named, assumed: true, options: [] }], notes: [...reading.notes, `I did not use ${named}.`] };
}
