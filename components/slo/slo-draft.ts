import type { FieldPath } from "react-hook-form";
import { z } from "zod";
import { lengthOfText, rowsForPeriod, type BurnAlertRow } from "#core/slo";
import { sloDefinitionSchema, type Measure, type Sli, type SloDefinition, type SloMethod, type SloWindow } from "#contract/slo";

/** A pair of alert windows as it is typed: "2" percent, "1h", "5m". */
export interface AlertRowDraft {
  severity: string;
  percent: string;
  long: string;
  short: string;
}

/** What the editor's fields hold: text as typed, and every kind's own fields, so that switching a kind back and forth loses nothing. */
export type SloDraft = {
  name: string;
  description: string;
  /** "" = none. */
  service: string;
  owner: string;
  kind: string;
  monitors: string[];
  unit: string;
  /** Longest good event in ms; "" = good is what the sender says it is. */
  thresholdMs: string;
  /** How queries of Prometheus make good and total, and every form's own fields. */
  form: string;
  partQuery: string;
  totalQuery: string;
  histogram: string;
  matchers: string;
  bound: string;
  query: string;
  counts: string;
  op: string;
  limit: string;
  lookback: string;
  targetPercent: string;
  windowKind: string;
  days: string;
  calendarUnit: string;
  zone: string;
  methodKind: string;
  sliceMinutes: string;
  sliceTargetPercent: string;
  noData: string;
  /** Events, or minutes of observed time. */
  minimum: string;
  /** usual = the catalogue for the window's length. */
  alerting: string;
  /** The usual ones as long as it has none of its own, so that these begin with them. */
  alertRows: AlertRowDraft[];
  /** Minutes a year; "" = no cap. */
  exclusionCap: string;
  /** "env=prod; team=search" */
  labels: string;
};

const minuteMs = 60_000;

/** Percent as typed to a ratio without the noise of a division: "99.9" is 0.999. Text that is no number stays wrong on purpose: the schema says so. */
const ratioOf = (percent: string): number => (percent.trim() === "" ? NaN : Number((Number(percent.replace(",", ".")) / 100).toPrecision(12)));
const numberOf = (text: string): number => (text.trim() === "" ? NaN : Number(text));
const percentOf = (ratio: number): string => String(Number((ratio * 100).toPrecision(12)));

export const emptyDraft = (zone: string): SloDraft => ({
  name: "availability", description: "", service: "", owner: "", kind: "probe", monitors: [], unit: "requests", thresholdMs: "", form: "bad", partQuery: "", totalQuery: "",
  histogram: "", matchers: "", bound: "0.4", query: "", counts: "bad", op: "lt", limit: "", lookback: "1", targetPercent: "99.9", windowKind: "rolling", days: "28", calendarUnit: "month", zone,
  methodKind: "occurrences", sliceMinutes: "5", sliceTargetPercent: "95", noData: "ignore", minimum: "0", alerting: "usual", alertRows: rowsForPeriod(28 * 1_440 * minuteMs).map(rowDraft), exclusionCap: "", labels: "",
});

function windowFields(window: SloWindow): Partial<SloDraft> {
  return window.kind === "rolling" ? { windowKind: "rolling", days: String(window.days) } : { windowKind: "calendar", calendarUnit: window.unit, zone: window.zone };
}

function methodFields(method: SloMethod): Partial<SloDraft> {
  return method.kind === "occurrences" ? { methodKind: "occurrences" } : { methodKind: "timeslices", sliceMinutes: String(method.sliceMinutes), sliceTargetPercent: percentOf(method.sliceTarget) };
}

function measureFields(measure: Measure): Partial<SloDraft> {
  if (measure.form === "good") return { form: "good", partQuery: measure.good, totalQuery: measure.total };
  if (measure.form === "bad") return { form: "bad", partQuery: measure.bad, totalQuery: measure.total };
  if (measure.form === "latency") return { form: "latency", histogram: measure.histogram, matchers: measure.matchers, bound: String(measure.bound) };
  if (measure.form === "ratio") return { form: "ratio", query: measure.query, counts: measure.counts };
  return { form: "threshold", query: measure.query, op: measure.op, limit: String(measure.limit) };
}

function sliFields(sli: Sli): Partial<SloDraft> {
  if (sli.kind === "probe") return { kind: "probe", monitors: [...sli.monitors] };
  if (sli.kind === "pushed") return { kind: "pushed", unit: sli.unit, thresholdMs: sli.thresholdMs === undefined ? "" : String(sli.thresholdMs) };
  return { kind: "prometheus", unit: sli.unit, lookback: String(sli.lookbackMinutes), ...measureFields(sli.measure) };
}

const labelsText = (labels: SloDefinition["labels"]): string => Object.entries(labels).map(([name, value]) => `${name}=${value}`).join("; ");

/** Pairs without an equals sign have an empty name, which is refused. */
const labelsOf = (text: string): Record<string, string> => Object.fromEntries(text.split(/[;\n]/).map((pair) => pair.trim()).filter((pair) => pair !== "").map((pair) => (pair.includes("=") ? [pair.slice(0, pair.indexOf("=")).trim(), pair.slice(pair.indexOf("=") + 1).trim()] : ["", pair])));

function lengthText(ms: number): string {
  const [day, hour] = [1_440 * minuteMs, 60 * minuteMs];
  return ms % day === 0 ? `${ms / day}d` : ms % hour === 0 ? `${ms / hour}h` : `${ms / minuteMs}m`;
}

const rowDraft = ({ severity, budgetFraction, longMs, shortMs }: BurnAlertRow): AlertRowDraft => ({ severity, percent: percentOf(budgetFraction), long: lengthText(longMs), short: lengthText(shortMs) });
const rawRow = ({ severity, percent, long, short }: AlertRowDraft): unknown => ({ severity, budgetFraction: ratioOf(percent), longMs: lengthOfText(long.trim()) ?? NaN, shortMs: lengthOfText(short.trim()) ?? NaN });

/** The usual pairs for a window, to begin one's own with. */
export const usualRows = ({ windowKind, days, calendarUnit }: SloDraft): AlertRowDraft[] => rowsForPeriod(((windowKind === "rolling" ? Number(days) : calendarUnit === "week" ? 7 : 30) || 28) * 1_440 * minuteMs).map(rowDraft);

/** A stored definition as the fields show it. */
export function draftOf(definition: SloDefinition, zone: string): SloDraft {
  const { name, description, service, owner, sli, target, noData, minimumSamples, exclusionCapMinutes, alertRows, labels } = definition;
  const window = windowFields(definition.window);
  const measured: Partial<SloDraft> = { ...sliFields(sli), minimum: String(sli.kind === "probe" ? minimumSamples / minuteMs : minimumSamples) };
  return { ...emptyDraft(zone), name, description, service: service ?? "", owner: owner ?? "", targetPercent: percentOf(target), noData, ...measured, ...window, ...methodFields(definition.method), alerting: alertRows === null ? "usual" : "own", alertRows: alertRows === null ? usualRows({ ...emptyDraft(zone), ...window }) : alertRows.map(rowDraft), exclusionCap: exclusionCapMinutes === null ? "" : String(exclusionCapMinutes), labels: labelsText(labels) };
}

function rawMeasure(draft: SloDraft): unknown {
  if (draft.form === "good") return { form: "good", good: draft.partQuery, total: draft.totalQuery };
  if (draft.form === "bad") return { form: "bad", bad: draft.partQuery, total: draft.totalQuery };
  if (draft.form === "latency") return { form: "latency", histogram: draft.histogram, matchers: draft.matchers, bound: numberOf(draft.bound) };
  if (draft.form === "ratio") return { form: "ratio", query: draft.query, counts: draft.counts };
  return { form: "threshold", query: draft.query, op: draft.op, limit: numberOf(draft.limit) };
}

function rawSli(draft: SloDraft): unknown {
  if (draft.kind === "probe") return { kind: "probe", monitors: draft.monitors };
  if (draft.kind === "prometheus") return { kind: "prometheus", unit: draft.unit, lookbackMinutes: numberOf(draft.lookback), measure: rawMeasure(draft) };
  return { kind: "pushed", unit: draft.unit, ...(draft.thresholdMs.trim() === "" ? {} : { thresholdMs: numberOf(draft.thresholdMs) }) };
}

/** What an editor has no fields for, and saves as it was. */
type KeptFields = Partial<Pick<SloDefinition, "ruleAlerting">>;

/** The definition that the fields describe, not yet checked. */
function rawDefinition(draft: SloDraft, kept: KeptFields): unknown {
  const isProbe = draft.kind === "probe";
  return {
    name: draft.name, description: draft.description, service: draft.service || null, owner: draft.owner || null, ...kept,
    sli: rawSli(draft),
    target: ratioOf(draft.targetPercent),
    window: draft.windowKind === "rolling" ? { kind: "rolling", days: numberOf(draft.days) } : { kind: "calendar", unit: draft.calendarUnit, zone: draft.zone },
    method: draft.methodKind === "timeslices" ? { kind: "timeslices", sliceMinutes: numberOf(draft.sliceMinutes), sliceTarget: ratioOf(draft.sliceTargetPercent) } : { kind: "occurrences" },
    noData: draft.noData, minimumSamples: numberOf(draft.minimum) * (isProbe ? minuteMs : 1),
    exclusionCapMinutes: draft.exclusionCap.trim() === "" ? null : numberOf(draft.exclusionCap), alertRows: draft.alerting === "own" ? draft.alertRows.map(rawRow) : null, labels: labelsOf(draft.labels),
  };
}

const fieldOf: Readonly<Record<string, keyof SloDraft>> = {
  name: "name", description: "description", service: "service", owner: "owner", sli: "monitors", "sli.monitors": "monitors", "sli.unit": "unit", "sli.thresholdMs": "thresholdMs", "sli.lookbackMinutes": "lookback",
  "sli.measure.good": "partQuery", "sli.measure.bad": "partQuery", "sli.measure.total": "totalQuery", "sli.measure.histogram": "histogram", "sli.measure.matchers": "matchers", "sli.measure.bound": "bound", "sli.measure.query": "query", "sli.measure.limit": "limit", "sli.measure": "query",
  target: "targetPercent", window: "zone", "window.days": "days", "window.zone": "zone",
  "method.sliceMinutes": "sliceMinutes", "method.sliceTarget": "sliceTargetPercent", noData: "noData", minimumSamples: "minimum", exclusionCapMinutes: "exclusionCap", labels: "labels", alertRows: "alerting",
};

const rowField: Readonly<Record<string, keyof AlertRowDraft>> = { severity: "severity", budgetFraction: "percent", longMs: "long", shortMs: "short" };

/** The field that a fault of the definition belongs to. */
export function faultField(path: string): FieldPath<SloDraft> | null {
  const parts = path.split(".");
  const inRow = parts[0] === "alertRows" ? rowField[parts[2] ?? ""] : undefined;
  if (inRow !== undefined) return `alertRows.${Number(parts[1])}.${inRow}`;
  return fieldOf[parts.slice(0, 3).join(".")] ?? fieldOf[parts.slice(0, 2).join(".")] ?? fieldOf[parts[0] ?? ""] ?? null;
}

const notANumber = "A number is needed here.";
const notALength = "A length such as 5m, 1h or 3d.";
const messageOf = ({ code, message, path, ...issue }: z.core.$ZodIssue): string => {
  if (path[0] === "labels") return "Write name=value, with semicolons between.";
  if (code !== "invalid_type" || !("expected" in issue) || issue.expected !== "number") return message;
  return path[0] === "alertRows" && path[2] !== "budgetFraction" ? notALength : notANumber;
};

/** The editor's fields, checked by the definition's own schema; its faults land on the fields. */
export const sloDraftSchema = (kept: KeptFields = {}): z.ZodType<SloDefinition, SloDraft> =>
  z.custom<SloDraft>().transform((draft, ctx): SloDefinition => {
    const parsed = sloDefinitionSchema.safeParse(rawDefinition(draft, kept));
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const field = faultField(issue.path.join(".")) ?? "name";
      ctx.issues.push({ code: "custom", path: field.split("."), message: messageOf(issue), input: draft });
    }
    return z.NEVER;
  });
