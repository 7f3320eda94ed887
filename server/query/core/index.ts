export type { DimensionDefinition, DomainName, MetricDefinition } from "./metric";
export type { Lexicon, LexiconDimension, LexiconEntity, LexiconFilter, LexiconMetric } from "./parse/lexicon";
export { parseQuestion, type ParseInput } from "./parse/parse-question";
export { recordStart, wholeRecordLabel } from "./parse/period";
