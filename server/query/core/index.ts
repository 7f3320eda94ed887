export type { CompiledSql, DimensionDefinition, DomainName, FilterDefinitions, MetricDefinition, SemanticLayer, SubjectDefinition } from "./metric";
export { inlineSql } from "./sql/parameters";
export type { Lexicon, LexiconDimension, LexiconEntity, LexiconFilter, LexiconMetric } from "./parse/lexicon";
export { parseQuestion, type ParseInput } from "./parse/parse-question";
