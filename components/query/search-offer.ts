import type { Brief } from "#contract/query";
import { searchLimits } from "#contract/search";

const withoutAnswer: ReadonlySet<Brief["outcome"]> = new Set(["no_data", "not_held", "refused", "unclear"]);

/** Where the words of a question without an answer can be looked for; null where it was answered, or where its records are hidden from the reader. */
export const searchOffer = ({ outcome, question }: Pick<Brief, "outcome" | "question">): string | null =>
  withoutAnswer.has(outcome) ? `/search?q=${encodeURIComponent(question.trim().slice(0, searchLimits.query))}` : null;
