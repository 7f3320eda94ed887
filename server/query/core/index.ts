export type { CompiledSql, DimensionDefinition, DomainName, FilterDefinitions, MetricDefinition, SemanticLayer, SubjectDefinition } from "./metric";
export type { Lexicon, LexiconDimension, LexiconEntity, LexiconFilter, LexiconMetric } from "./parse/lexicon";
export { parseQuestion, type ParseInput } from "./parse/parse-question";
export { recordStart, wholeRecordLabel } from "./parse/period";
export { inlineSql } from "./sql/parameters";
