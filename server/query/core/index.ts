export type { DimensionDefinition, DomainName, MetricDefinition } from "./metric";
