import { sloDefinitionSchema, type Measure, type Sli, type SloDefinition, type SloMethod, type SloWindow } from "../../contract";
import { slugOf, type ReadDocument } from "./exchanged-slo";
import { Fields, type Fault, type Path } from "./read-fields";

const units: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1_440, w: 10_080 };

/** "5m", "1h", "28d" in minutes; null for other text. */
function minutesOf(text: string): number | null {
  const [, count = "", unit = ""] = /^(\d+)([mhdw])$/.exec(text) ?? [];
  return units[unit] === undefined ? null : Number(count) * units[unit];
}

const calendarUnits = { "1w": "week", "7d": "week", "1M": "month", "1Q": "quarter", "3M": "quarter", "1Y": "year", "12M": "year" } as const;
const isCalendar = (text: string): text is keyof typeof calendarUnits => text in calendarUnits;

function readCalendar(window: Fields, duration: string): SloWindow | null {
  const zone = window.fields("calendar")?.text("timeZone") ?? "UTC";
  if (isCalendar(duration)) return { kind: "calendar", unit: calendarUnits[duration], zone };
  window.fail(["duration"], "a calendar window is a week, month, quarter or year: 1w, 1M, 1Q or 1Y");
  return null;
}

/** v1: `timeWindow` with a duration; v1alpha: `timeWindows` with count and unit. */
function readWindow(spec: Fields, notCarried: Fault[]): SloWindow | null {
  const key = spec.has("timeWindows") ? "timeWindows" : "timeWindow";
  const window = spec.list(key, true)[0];
  if (!window) return null;
  if (window.has("unit")) {
    const [count, unit] = [window.number("count", true), window.word("unit", ["Day", "Week"])];
    return count === null || unit === null ? null : { kind: "rolling", days: unit === "Week" ? count * 7 : count };
  }
  const duration = window.text("duration", true);
  if (duration === null) return null;
  const start = window.fields("calendar")?.raw("startTime");
  if (window.raw("isRolling") === false) {
    if (start !== undefined) notCarried.push({ path: [...window.path, "calendar", "startTime"], reason: "windows begin with the calendar: Monday, the first of the month, of the quarter, of the year" });
    return readCalendar(window, duration);
  }
  const minutes = minutesOf(duration);
  if (minutes !== null && minutes % 1_440 === 0) return { kind: "rolling", days: minutes / 1_440 };
  window.fail(["duration"], "a rolling window is whole days or weeks: 28d, 4w");
  return null;
}

interface Metric {
  type: string;
  spec: Fields | null;
  query: string | null;
}

/** v1: `metricSource` with a type and a spec; v1alpha: source, queryType and query beside each other. */
function readMetric(metric: Fields, notCarried: Fault[]): Metric {
  const source = metric.fields("metricSource");
  if (!source) {
    metric.text("queryType");
    return { type: metric.text("source") ?? "prometheus", spec: null, query: metric.text("query", true) };
  }
  if (source.has("metricSourceRef")) notCarried.push({ path: [...source.path, "metricSourceRef"], reason: "the portal asks the Prometheus that it is configured with" });
  source.raw("metricSourceRef");
  const spec = source.fields("spec", true);
  return { type: source.text("type") ?? "prometheus", spec, query: spec?.text("query") ?? null };
}

/** A query of Prometheus; another source is a fault, because nobody could measure it. */
function readQuery(parent: Fields, key: string, notCarried: Fault[]): string | null {
  const metric = parent.fields(key, true);
  if (!metric) return null;
  const { type, query } = readMetric(metric, notCarried);
  if (!["prometheus", "promql"].includes(type.toLowerCase())) metric.fail([], `the portal reads Prometheus, not ${type}`);
  else if (query === null) metric.fail([], "a query is needed here");
  return query;
}

function readRatio(ratio: Fields, notCarried: Fault[]): Measure | null {
  ratio.raw("counter");
  if (ratio.has("raw")) {
    const counts = ratio.word("rawType", ["success", "failure"] as const) === "failure" ? "bad" : "good";
    const query = readQuery(ratio, "raw", notCarried);
    return query ? { form: "ratio", query, counts } : null;
  }
  const part = ratio.has("bad") ? "bad" : "good";
  const [query, total] = [readQuery(ratio, part, notCarried), readQuery(ratio, "total", notCarried)];
  if (!query || !total) return null;
  return part === "bad" ? { form: "bad", bad: query, total } : { form: "good", good: query, total };
}

const asIs = (spec: Fields): Sli | null => {
  const parsed = sloDefinitionSchema.shape.sli.safeParse(spec.raw("sli"));
  if (!parsed.success) spec.fail(["sli"], "is no SLI of the portal");
  return parsed.success ? parsed.data : null;
};

/** Threshold metrics: a query with the objective's operator and value; or an SLI that only the portal has, written by its own export. */
function readThreshold(threshold: Fields, objective: Fields, notCarried: Fault[]): Sli | null {
  const { type, spec, query } = readMetric(threshold, notCarried);
  if (type === "Quarterdeck") return spec ? asIs(spec) : null;
  if (type.toLowerCase() !== "prometheus") threshold.fail([], `the portal reads Prometheus, not ${type}`);
  const [op, limit] = [objective.word("op", ["lt", "lte", "gt", "gte"] as const), objective.number("value", true)];
  if (op === null) objective.fail(["op"], "is missing");
  return query && op && limit !== null ? { kind: "prometheus", unit: "events", measure: { form: "threshold", query, op, limit }, lookbackMinutes: 1 } : null;
}

interface Context {
  /** SLIs of the same file by name, each with the document that it stands in. */
  indicators: ReadonlyMap<string, Fields>;
  notCarried: Fault[];
  faultCount: () => number;
}

function readIndicator(spec: Fields, objective: Fields, { indicators, notCarried }: Context): Sli | null {
  const reference = spec.text("indicatorRef");
  const found = reference === null ? spec.fields("indicator")?.fields("spec", true) : indicators.get(reference);
  if (reference !== null && !found) spec.fail(["indicatorRef"], `there is no SLI "${reference}" in this file`);
  const metrics = found ?? (objective.has("ratioMetrics") || objective.has("ratioMetric") ? objective : null);
  if (!metrics) {
    if (reference === null) spec.fail(["indicator"], "indicator or indicatorRef is needed");
    return null;
  }
  const threshold = metrics.fields("thresholdMetric");
  if (threshold) return readThreshold(threshold, objective, notCarried);
  const ratio = metrics.fields(metrics.has("ratioMetrics") ? "ratioMetrics" : "ratioMetric", true);
  const measure = ratio ? readRatio(ratio, notCarried) : null;
  return measure ? { kind: "prometheus", unit: "events", measure, lookbackMinutes: 1 } : null;
}

function readMethod(spec: Fields, objective: Fields): { method: SloMethod } | null {
  const method = spec.word("budgetingMethod", ["Occurrences", "Timeslices", "RatioTimeslices"] as const);
  if (method === null || method === "Occurrences") return { method: { kind: "occurrences" } };
  if (method === "RatioTimeslices") {
    spec.fail(["budgetingMethod"], "the portal never averages ratios: use Occurrences or Timeslices");
    return null;
  }
  const [target, text] = [objective.number("timeSliceTarget", true), objective.raw("timeSliceWindow")];
  const sliceMinutes = typeof text === "number" ? text : minutesOf(String(text));
  if (sliceMinutes === null) objective.fail(["timeSliceWindow"], "minutes are needed here: 5m");
  return target === null || sliceMinutes === null ? null : { method: { kind: "timeslices", sliceMinutes, sliceTarget: target } };
}

function readTarget(objective: Fields): number | null {
  if (!objective.has("targetPercent")) return objective.number("target", true);
  const percent = objective.number("targetPercent");
  return percent === null ? null : Number((percent / 100).toPrecision(12));
}

const own = "quarterdeck/";

/** Null for text that is no JSON: the definition's schema refuses it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What OpenSLO has no field for stands in annotations of the portal's own. */
function fromAnnotations(annotations: Readonly<Record<string, string>>): Record<string, unknown> {
  const value = (name: string): string | undefined => annotations[own + name];
  const json = (name: string, field: string): Record<string, unknown> => {
    const text = value(name);
    return text === undefined ? {} : { [field]: parseJson(text) };
  };
  return {
    ...(value("owner") === undefined ? {} : { owner: value("owner") }), ...(value("no-data") === undefined ? {} : { noData: value("no-data") }),
    ...(value("minimum-samples") === undefined ? {} : { minimumSamples: Number(value("minimum-samples")) }), ...(value("exclusion-cap-minutes") === undefined ? {} : { exclusionCapMinutes: Number(value("exclusion-cap-minutes")) }), ...json("sli", "sli"), ...json("alert-windows", "alertRows"), ...json("rule-alerting", "ruleAlerting"),
  };
}

interface Told {
  spec: Fields;
  name: string;
  shared: Pick<SloDefinition, "description" | "labels" | "window"> & { display: string; service: string | null; more: Record<string, unknown> };
}

function readObjective(objective: Fields, index: { at: number; count: number; isAlpha: boolean }, told: Told & Context): ReadDocument["slos"] {
  const { spec, name, shared, notCarried } = told;
  const before = told.faultCount();
  const sli = readIndicator(spec, objective, told);
  const [method, target] = [readMethod(spec, objective), readTarget(objective)];
  const display = index.count > 1 ? (objective.text("displayName") ?? `${shared.display} ${index.at + 1}`) : shared.display;
  for (const path of objective.rest().filter((path) => !["displayName", "op"].includes(String(path.at(-1))))) notCarried.push({ path, reason: "the portal has no place for it" });
  if (!sli && told.faultCount() === before) objective.fail([], "its SLI cannot be read: it needs queries of Prometheus");
  if (!sli || !method || target === null || told.faultCount() > before) return [];
  const definition = sloDefinitionSchema.safeParse({ name: display, description: shared.description, service: null, owner: null, sli, target, window: shared.window, labels: shared.labels, ...method, ...shared.more });
  const suffix = index.isAlpha || index.count > 1 ? `-${index.at}` : "";
  if (definition.success) return [{ path: objective.path, slo: { slug: slugOf(name + suffix), innerName: name + suffix, service: shared.service, definition: definition.data, alerting: null } }];
  for (const issue of definition.error.issues) objective.fail([], `${issue.path.join(".")}: ${issue.message}`);
  return [];
}

/** SLIs that stand on their own and are named by `indicatorRef`. */
export function indicatorsOf(documents: readonly { value: unknown; path: Path }[]): Map<string, Fields> {
  const found = new Map<string, Fields>();
  for (const { value, path } of documents) {
    const document = value as { kind?: unknown; metadata?: { name?: unknown }; spec?: unknown } | null;
    if (document?.kind === "SLI" && typeof document.metadata?.name === "string") found.set(document.metadata.name, new Fields(document.spec, [...path, "spec"], []));
  }
  return found;
}

const others = ["SLI", "Service", "DataSource", "AlertPolicy", "AlertCondition", "AlertNotificationTarget"];

/** Reads one document of OpenSLO v1 (or v1alpha). Of an SLO with several objectives each becomes an SLO of its own. Errors of a shared SLI are told at the SLO that names it. */
export function readOpenSlo(value: unknown, path: Path, indicators: ReadonlyMap<string, Fields>): ReadDocument {
  const found: ReadDocument = { slos: [], faults: [], notCarried: [] };
  const document = new Fields(value, path, found.faults);
  const [version, kind] = [document.text("apiVersion", true), document.text("kind", true)];
  if (version === null || kind === null) return found;
  if (others.includes(kind)) {
    if (kind !== "SLI") found.notCarried.push({ path, reason: `${kind}: the portal keeps these itself` });
    return found;
  }
  if (kind !== "SLO") {
    document.fail(["kind"], `one of SLO, ${others.join(", ")}`);
    return found;
  }
  const [metadata, spec] = [document.fields("metadata", true), document.fields("spec", true)];
  const name = metadata?.text("name", true) ?? null;
  if (!metadata || !spec || name === null) return found;
  const annotations = metadata.labels("annotations");
  for (const key of Object.keys(annotations).filter((each) => !each.startsWith(own))) found.notCarried.push({ path: [...metadata.path, "annotations", key], reason: "the portal has no annotations of others" });
  const shared = { description: spec.text("description") ?? "", service: spec.text("service"), labels: metadata.labels("labels"), display: metadata.text("displayName") ?? name, more: fromAnnotations(annotations) };
  const window = readWindow(spec, found.notCarried);
  const objectives = spec.list("objectives", true);
  if (!window) return found;
  const isAlpha = version.endsWith("v1alpha");
  objectives.forEach((objective, at) => found.slos.push(...readObjective(objective, { at, count: objectives.length, isAlpha }, { spec, name, shared: { ...shared, window }, indicators, notCarried: found.notCarried, faultCount: () => found.faults.length })));
  for (const rest of [...spec.rest(), ...metadata.rest()]) found.notCarried.push({ path: rest, reason: "the portal has no place for it" });
  return found;
}
