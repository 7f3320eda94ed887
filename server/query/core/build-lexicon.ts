import type { SemanticLayer } from "./metric";
import type { Lexicon, LexiconEntity } from "./parse/lexicon";
import { isBucket, isCycle } from "./sql/time-dimensions";
import { dimensionWords } from "./vocabulary";

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

/** Names by which a question may mean things: the measures of the layer, the things of a catalogue, and values that occur in free fields. */
export function buildLexicon(layer: SemanticLayer, named: { entities: readonly LexiconEntity[]; values: readonly { field: string; value: string }[] }): Lexicon {
  return {
    metrics: metricsOf(layer),
    entities: named.entities,
    // Times are the parser's own; here are only the nouns of the records' columns.
    dimensions: Object.entries(dimensionWords).filter(([id]) => !isBucket(id) && !isCycle(id)).map(([id, { synonyms }]) => ({ id, synonyms })),
    filters: named.values.map(({ field, value }) => ({ field, value, synonyms: field === "channel" ? ["by", "via", "through", "through the", "over", "over the", "by the"].map((way) => `${way} ${value.toLowerCase()}`).concat(["only", "line", "ticket"].map((noun) => `${value.toLowerCase()} ${noun}`)) : [value.toLowerCase()] })),
  };
}
