export type { CompiledSql, DimensionDefinition, DomainName, FilterDefinitions, MetricDefinition, SemanticLayer, SubjectDefinition } from "./metric";
export { inlineSql } from "./sql/parameters";
