export type { CompiledSql, DimensionDefinition, DomainName, FillRequest, FilterDefinitions, ListRow, MetricDefinition, SemanticLayer, SubjectDefinition } from "./metric";
export type { Lexicon } from "./parse/lexicon";
export { personaLabels } from "./parse/persona";
export { formatCell } from "./format";
