/** What a deployment can be asked about. Built by the caller from the semantic layer and the live catalogue. */

export interface LexiconMetric {
  id: string;
  label: string;
  /** Most typical first. */
  synonyms: readonly string[];
  unit: string;
  kind: "flow" | "stock";
  /** Statistics the metric supports, its default first. */
  stats: readonly string[];
  /** Dimension ids by which it may be split. */
  dimensions: readonly string[];
  /** Filter fields it understands. */
  filters: readonly string[];
}

export interface LexiconEntity {
  /** service, team, customer, monitor, runbook, ... */
  type: string;
  /** Slug; the plan carries `type:id`. */
  id: string;
  name: string;
  aliases: readonly string[];
}

export interface LexiconDimension {
  id: string;
  synonyms: readonly string[];
}

export interface LexiconFilter {
  field: string;
  value: string;
  synonyms: readonly string[];
}

export interface Lexicon {
  metrics: readonly LexiconMetric[];
  entities: readonly LexiconEntity[];
  dimensions: readonly LexiconDimension[];
  filters: readonly LexiconFilter[];
}
