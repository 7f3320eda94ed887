import type { QueryPlan } from "../../contract";
import { parseQuestion } from "./parse-question";
import { testLexicon } from "./test-lexicon";

const now = "2026-08-19T10:00:00.000Z";

/** The plan of the last of several questions of one conversation. */
export function planOf(...questions: readonly string[]): QueryPlan | undefined {
  const context: QueryPlan[] = [];
  for (const question of questions) context.push(parseQuestion({ question, context: [...context], now, zone: "UTC", lexicon: testLexicon, role: "executive" }).plan);
  return context.at(-1);
}

export const days = (range: { from: string; to: string } | null | undefined): string | null => (range ? `${range.from.slice(0, 10)}..${range.to.slice(0, 10)}` : null);
