import type { Stat, Unit } from "../contract";

export type DomainName = "tickets" | "monitors" | "catalog" | "knowledge" | "query";

/** A column or expression by which a metric may be split, over the metric's own FROM clause. */
export interface DimensionDefinition {
  id: string;
  /** SQL expression that gives the group's value (text); null is "unknown". */
  sql: string;
  /** SQL expression of the label shown to people; defaults to `sql`. */
  labelSql?: string;
}

/**
 * One metric of the semantic layer. SQL fragments are trusted constants written by us; everything from a question goes in as a parameter.
 * The compiler builds: select <dimension>, <aggregate> from <from> where <where> and <time> and <filters> and <scope> group by ...
 */
export interface MetricDefinition {
  id: string;
  domain: DomainName;
  label: string;
  /** Words by which people mean this metric, most typical first. */
  synonyms: readonly string[];
  unit: Unit;
  goodDirection: "up" | "down" | "neutral";
  /** A flow happens over a period (opened, resolved); a stock holds at an instant (backlog). */
  kind: "flow" | "stock";
  /** Sum over groups equals the whole? Ratios, medians and distinct counts are not additive. */
  isAdditive: boolean;
  permission: string;
  /** FROM clause with aliases, joins included. */
  from: string;
  /** Constant conditions. */
  where: readonly string[];
  /** Timestamp expression that decides in which period a row falls; for a stock, the compiler uses `stockWhere`. */
  timeSql: string;
  /** For stocks: condition with `$at` standing for the instant. */
  stockWhere?: string;
  /** Aggregate for each statistic that the metric supports; the first is its default. Values in base units (ms, ratio 0..1). */
  stats: Partial<Record<Stat, string>>;
  defaultStat: Stat;
  /** SQL aggregate that gives n, the number of observations behind the value. */
  sampleSql: string;
  /** For ratios: the aggregate of the numerator, so that rankings show count, rate and n. */
  numeratorSql?: string;
  dimensions: readonly DimensionDefinition[];
  /** `field` -> SQL expression compared with the filter's value (`priority` -> `t.priority`). */
  filters: Readonly<Record<string, string>>;
  /** entity type -> SQL expression holding that entity's slug. */
  entities: Readonly<Record<string, string>>;
  /** SQL expression of the customer id, for scopes bound to customers; null = the domain is hidden from such scopes. */
  customerSql: string | null;
  /** SQL of the newest instant in the domain's data ("data until"). */
  freshnessSql: string;
  /** Path of the list page that shows the rows, with query parameters named as the filters; null if none. */
  listPath: string | null;
}
