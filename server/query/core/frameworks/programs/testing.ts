import type { Cell, EvidenceTable, QueryPlan, Span } from "../../../contract";
import { Evidence } from "../../compose/evidence";
import type { MetricDefinition } from "../../metric";
import { buildArtefact, type Found, type Program } from "../program";
import { keepGroundedActions, keepGroundedArtefacts } from "../verify-artefacts";

export const testPlan: QueryPlan = {
  intent: "strategy", subject: null, metrics: [], stats: [], dimensions: [], time: null, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in",
};

const units: Readonly<Record<string, EvidenceTable["columns"][number]["unit"]>> = { n: "count", count: "count", sla_breach_rate: "ratio", reopen_rate: "ratio", reassignment_rate: "ratio", availability: "ratio", outage_minutes: "minutes", resolution_time: "ms", sum: "ms", remaining: "ratio" };

/** A metric with as much of a definition as programs read. */
export const testMetric = (id: string, more: Partial<MetricDefinition> = {}): MetricDefinition => ({
  id, domain: "tickets", label: id.replaceAll("_", " "), noun: id.replaceAll("_", " "), definition: "", synonyms: [], permission: "tickets.read", from: "", where: [], filters: {}, entities: {}, customerSql: null, teamSql: null, listPath: null,
  unit: units[id] ?? "count", goodDirection: "down", kind: "flow", isAdditive: true, phrase: "{value}", timeSql: null, stats: {}, defaultStat: "count", sampleSql: "", sampleNoun: "tickets", minimumSample: 0, isZeroMeasured: false, dimensions: [], defaultDimension: null, coverageSql: "", ...more,
});

export interface TestResult {
  metric: string | MetricDefinition;
  rows: readonly Record<string, Cell>[];
  days?: number;
  totalRows?: number;
  href?: string;
}

const start = Date.parse("2026-01-01T00:00:00.000Z");

function foundOf(key: string, { metric, rows, days = 30, totalRows, href }: TestResult): Found {
  const definition = typeof metric === "string" ? testMetric(metric) : metric;
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) => column !== "key" && column !== "href");
  const unitOf = (column: string): EvidenceTable["columns"][number]["unit"] => units[column] ?? (typeof rows.find((row) => row[column] !== null)?.[column] === "string" ? "text" : "count");
  const table: EvidenceTable = { id: `t_${key}`, title: key, columns: keys.map((column) => ({ key: column, label: column, unit: unitOf(column) })), rows: rows.map((row) => ({ ...row })), totalRows: totalRows ?? rows.length, sql: "", parameters: [], href: href ?? null };
  return { table, metric: definition, observed: { from: new Date(start).toISOString(), to: new Date(start + days * 86_400_000).toISOString() } };
}

export const wordsOf = (spans: readonly Span[]): string => spans.map(({ text }) => text).join("");

/** Runs a program over hand-made results and checks that everything in it is grounded. */
export function runProgram(program: Program, results: Readonly<Record<string, TestResult>>, options: { assumptions?: Record<string, number>; plan?: Partial<QueryPlan>; now?: string } = {}) {
  const found = new Map(Object.entries(results).map(([key, result]) => [key, foundOf(key, result)]));
  const evidence = new Evidence("UTC");
  for (const { table } of found.values()) evidence.add(table);
  const built = buildArtefact(program, { plan: { ...testPlan, ...options.plan }, now: options.now ?? "2026-02-01T00:00:00.000Z", zone: "UTC", evidence, found }, options.assumptions ?? {});
  const check = { tables: evidence.all(), zone: "UTC", phrases: ["1 Jan 2026 to 30 Jan 2026"] };
  const artefacts = keepGroundedArtefacts(built.artefact ? [built.artefact] : [], check);
  const actions = keepGroundedActions(built.actions, check);
  const worked = (id: string): EvidenceTable | undefined => evidence.all().find((table) => table.id === id);
  return { ...built, worked, dropped: artefacts.dropped + actions.dropped, lede: built.artefact ? wordsOf(built.artefact.lede) : null };
}
