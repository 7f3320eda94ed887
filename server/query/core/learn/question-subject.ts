import { rankIntents } from "../parse/intent";
import { findPatterns } from "../parse/patterns";
import type { Slots } from "../parse/read-slots";
import { scopeCues } from "../parse/scope-words";
import type { Vocabulary } from "../parse/vocabulary";
import { featuresOf, type Feature } from "./features";

/** Features of a question that has been read into slots. */
export function questionFeatures(slots: Slots, vocabulary: Vocabulary): Feature[] {
  const rules = rankIntents(slots, vocabulary);
  const reasons = [...new Set(findPatterns(scopeCues, slots.tokens).map((match) => match.value))];
  return featuresOf({ slots, vocabulary, rules, reasons });
}
