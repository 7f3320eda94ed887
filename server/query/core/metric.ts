import type { Cell, Stat, Unit } from "../contract";

export type DomainName = "tickets" | "monitors" | "catalog" | "knowledge" | "query" | "slo" | "incidents" | "alerts" | "maintenance" | "deployments";

/** Which rows a reader may see; the shape of the platform's scope. */
export type MetricScope =
  | { kind: "all" }
  | { kind: "customers"; customerIds: readonly string[]; requesterKeys?: readonly string[] }
  | { kind: "teams"; teamIds: readonly string[] };

/** A column or expression by which a metric may be split, over the metric's own FROM clause. */
export interface DimensionDefinition {
  id: string;
  /** SQL expression that gives the group's value (text); null is "unknown". */
  sql: string;
  /** SQL expression of the label shown to people; defaults to `sql`. */
  labelSql?: string;
  /** Has an order of its own (priority, tier): breakdowns keep it. */
  isOrdinal?: boolean;
}

/** field -> SQL expression compared with the filter's value (`priority` -> `t.priority`), or a condition with `{value}` in it. */
export type FilterDefinitions = Readonly<Record<string, string>>;

interface Readable {
  id: string;
  domain: DomainName;
  label: string;
  /** Words by which people mean this, most typical first. */
  synonyms: readonly string[];
  permission: string;
  /** FROM clause with aliases, joins included. */
  from: string;
  /** Constant conditions. */
  where: readonly string[];
  filters: FilterDefinitions;
  /** field -> amount that a threshold (`duration>:2h`) is compared with: milliseconds, or a plain number. May use `{at}`. */
  quantities?: Readonly<Record<string, string>>;
  /** entity type -> SQL expression holding that entity's slug. */
  entities: Readonly<Record<string, string>>;
  /** SQL expression of the customer id, for scopes bound to customers; null = hidden from such scopes. */
  customerSql: string | null;
  /** SQL expression of whom a row was asked for by (account id, or address in lower case), for scopes bound to one person; absent = hidden from such scopes. */
  requesterSql?: string;
  /** SQL expression of the team id, for scopes bound to teams; null = hidden from such scopes. */
  teamSql: string | null;
  /** Path of the list page that shows the rows, with query parameters named as the filters; null if none. */
  listPath: string | null;
  /** The list page takes several values of one parameter as alternatives. */
  listTakesSeveral?: boolean;
  /** Query parameters of the list page by filter value, where the page's words differ (`status:closed` -> `status:ended`); `*` stands for any field, an empty text for a value that the page does not have. */
  listWords?: Readonly<Record<string, string>>;
  /** Constant query parameters of the list page. */
  listQuery?: Readonly<Record<string, string>>;
}

/**
 * One metric of the semantic layer. SQL fragments are trusted constants; everything from a question goes in as a parameter.
 * A flow counts what happened in a period (`timeSql`); a stock holds at an instant and may use `{at}`; a span is weighted by time and
 * uses `{from}` and `{to}`, in `from`, `where` and the aggregates alike.
 */
export interface MetricDefinition extends Readable {
  /** How the figure is defined, in one sentence that a reader can check. */
  definition: string;
  unit: Unit;
  goodDirection: "up" | "down" | "neutral";
  kind: "flow" | "stock" | "span";
  /** Sum over groups equals the whole? Ratios, medians and distinct counts are not additive. */
  isAdditive: boolean;
  /** Plural noun phrase: "tickets opened". */
  noun: string;
  /** The answer in words with `{value}`, `{stat}`, `{count}` and `{n}` for figures: "{value} tickets were opened". */
  phrase: string;
  /** Cheaper rows whose times span those of the metric, where its own are reckoned from many others. */
  extentFrom?: string;
  /** Timestamp expression that decides in which period a row falls (flows). */
  timeSql: string | null;
  /** Aggregate for each statistic. Values in base units (ms, ratio 0..1). For ratios `mean` is the rate and `count` the numerator. */
  stats: Partial<Record<Stat, string>>;
  defaultStat: Stat;
  /** Aggregate that gives n, the number of observations behind the value, and what they are. */
  sampleSql: string;
  sampleNoun: string;
  /** Rates with fewer observations are ranked after the others; 0 = never. */
  minimumSample: number;
  /** Rows that cannot be counted, and why; told under "what is not known". */
  missing?: { condition: string; timeSql: string; phrase: string; /** Where they lie and how they are counted, when the rows of the metric itself do not hold them. */ from?: string; countSql?: string };
  /** Records that people keep here: they stand until somebody changes them, so that no data ends with the last change. */
  isStanding?: boolean;
  /** Nothing found inside the data's coverage is a measured zero (checks ran); otherwise the default period moves to where rows are. */
  isZeroMeasured: boolean;
  dimensions: readonly DimensionDefinition[];
  /** When a row of a stock begins and ends to count (null = it still does), for its course over time. A row that lives several times is joined to its lives. */
  lives?: { begins: string; ends: string; join?: string; where?: readonly string[] };
  /** The single events behind a span, for what only an event has: the hour at which it began, how long it lasted. */
  events?: Pick<MetricDefinition, "from" | "where" | "timeSql" | "stats" | "sampleSql" | "quantities">;
  /** Used by a ranking that names no dimension, and for the supporting breakdown. */
  defaultDimension: string | null;
  /** `select from_at, to_at`: the span for which the domain holds data for this metric; nulls when it holds none. */
  coverageSql: string;
}

interface ListColumn {
  key: string;
  label: string;
  unit: Unit;
  sql: string;
}

/** A record type that can be listed. */
export interface SubjectDefinition extends Readable {
  /** Singular and plural noun. */
  nouns: readonly [string, string];
  /** Timestamp expression by which a period narrows the list; null = it cannot. */
  timeSql: string | null;
  /** How well a record fits the words `{words}` (one text, words separated by spaces): a number, 0 for not at all. */
  searchSql?: string;
  columns: readonly ListColumn[];
  /** Column that names the record, and SQL of the path of its page. */
  titleColumn: string;
  hrefSql: string | null;
  /** metric id (or "default") -> column and direction by which the list is ordered. */
  orders: Readonly<Record<string, { column: string; direction: "asc" | "desc" }>>;
  /** Its records answer the question whatever kind of question it is, and the first one's `told` is the answer. */
  decides?: true;
  /** Column that is told beside the title; left out: the one that the list is ordered by. */
  told?: string;
  /** What is told holds at an instant: the one that is asked for, else now. */
  ofInstant?: true;
  /** What no SQL can tell of the rows (whose turn it is, a forecast): gives the rows as they were read with those columns filled. */
  fill?: (rows: readonly ListRow[], asking: FillRequest) => Promise<ListRow[]>;
  coverageSql: string;
}

export type ListRow = Record<string, Cell>;
export interface FillRequest {
  reader: { permissions: ReadonlySet<string>; scope: MetricScope };
  now: Date;
  /** The reader's time zone. */
  zone: string;
  signal: AbortSignal;
}

export interface SemanticLayer {
  metrics: readonly MetricDefinition[];
  subjects: readonly SubjectDefinition[];
}

/** SQL that runs as it stands: `$1`, `$2`... are bound to `values` in order. */
export interface CompiledSql {
  text: string;
  values: Cell[];
}

export const statLabels: Record<Stat, string> = { count: "count", sum: "total", mean: "mean", p50: "median", p90: "p90", p95: "p95", p99: "p99", max: "longest" };
