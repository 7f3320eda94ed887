import type { Lexicon, LexiconEntity, LexiconMetric } from "./lexicon";
import { metricWords } from "./metric-words";
import { testLexicon } from "./test-lexicon";

const ids: Readonly<Record<string, readonly string[]>> = {
  service: ["checkout", "payments-api", "auth", "search", "notifications", "billing", "catalog", "orders-db", "data-pipeline", "api-gateway", "mobile-backend", "reporting"],
  team: ["platform", "payments", "identity", "discovery", "support", "data", "sre", "mobile", "web"],
  customer: ["northwind", "globex", "initech", "umbrella", "hooli"],
};

const entities = Object.entries(ids).flatMap(([type, list]) => list.map((id): LexiconEntity => ({ type, id, name: id, aliases: [] })));

/** Measures of which the catalogue for tests holds no table, held here with every statistic. */
const others = metricWords.filter(({ id }) => !testLexicon.metrics.some((metric) => metric.id === id) && id !== "latency").map(({ id, label, kind }): LexiconMetric => ({
  id, label, kind, synonyms: [], unit: "count", stats: ["mean", "count", "sum", "p50", "p90", "p95", "max"], dimensions: ["service", "team", "day", "week", "month"], filters: ["severity", "region"],
}));

/** The catalogue that question sets are written against, with every measure that the parser knows. */
export const evaluationLexicon: Lexicon = { ...testLexicon, metrics: [...testLexicon.metrics, ...others], entities };
