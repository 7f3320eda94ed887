import type { Lexicon, LexiconEntity } from "./lexicon";
import { testLexicon } from "./test-lexicon";

const ids: Readonly<Record<string, readonly string[]>> = {
  service: ["checkout", "payments-api", "auth", "search", "notifications", "billing", "catalog", "orders-db", "data-pipeline", "api-gateway", "mobile-backend", "reporting"],
  team: ["platform", "payments", "identity", "discovery", "support", "data", "sre", "mobile", "web"],
  customer: ["northwind", "globex", "initech", "umbrella", "hooli"],
};

const entities = Object.entries(ids).flatMap(([type, list]) => list.map((id): LexiconEntity => ({ type, id, name: id, aliases: [] })));

/** The catalogue that question sets are written against: what the classifier learns with and is measured by. */
export const evaluationLexicon: Lexicon = { ...testLexicon, entities };
