import "server-only";
import type { SemanticLayer } from "#core/query";
import { isBucket, isCycle } from "./core/sql/time-dimensions";
import { dimensionWords } from "./core/vocabulary";
import type { Lexicon } from "./core/parse/lexicon";
import { readEntities, readTicketValues } from "./evidence-repository";

interface Held {
  versions: string;
  digest: string;
  lexicon: Lexicon;
}

const valuesMaxAgeMs = 30_000;
// One lexicon a database: the parser prepares its index once for each lexicon object, so an unchanged one keeps its identity.
const held = new Map<string, Held>();
let values: { database: string; at: number; rows: Awaited<ReturnType<typeof readTicketValues>> } | undefined;

async function ticketValues(database: string): Promise<Awaited<ReturnType<typeof readTicketValues>>> {
  if (values?.database !== database || performance.now() - values.at > valuesMaxAgeMs) values = { database, at: performance.now(), rows: await readTicketValues() };
  return values.rows;
}

const metricsOf = (layer: SemanticLayer): Lexicon["metrics"] => layer.metrics.map((metric) => ({
  id: metric.id,
  label: metric.label,
  synonyms: metric.synonyms,
  unit: metric.unit,
  kind: metric.kind === "stock" ? "stock" : "flow",
  stats: [metric.defaultStat, ...Object.keys(metric.stats).filter((stat) => stat !== metric.defaultStat)],
  dimensions: [...metric.dimensions.map(({ id }) => id), "day", "week", "month", "quarter", ...(metric.kind === "flow" ? ["hour_of_day", "day_of_week"] : [])],
  filters: Object.keys(metric.filters),
}));

async function load(layer: SemanticLayer, database: string): Promise<Lexicon> {
  const [entities, rows] = await Promise.all([readEntities(), ticketValues(database)]);
  return {
    metrics: metricsOf(layer),
    entities,
    // Times are the parser's own; here are only the nouns of the records' columns.
    dimensions: Object.entries(dimensionWords).filter(([id]) => !isBucket(id) && !isCycle(id)).map(([id, { synonyms }]) => ({ id, synonyms })),
    filters: rows.map(({ field, value }) => ({ field, value, synonyms: [field === "channel" ? `by ${value.toLowerCase()}` : value.toLowerCase()] })),
  };
}

/** Names by which a question may mean things: the semantic layer's and those of the live catalogue, reloaded when its data changes. */
export async function loadLexicon(layer: SemanticLayer, versions: string): Promise<Lexicon> {
  const database = process.env.DATABASE_URL ?? "";
  const known = held.get(database);
  if (known?.versions === versions) return known.lexicon;
  const lexicon = await load(layer, database);
  const digest = JSON.stringify(lexicon);
  const kept = known?.digest === digest ? known.lexicon : lexicon;
  held.set(database, { versions, digest, lexicon: kept });
  return kept;
}
