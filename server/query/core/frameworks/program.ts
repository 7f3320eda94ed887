import type { Artefact, Assumption, EvidenceTable, ProposedAction, QueryPlan, Range, Span, Stat, Unit } from "../../contract";
import type { Evidence } from "../compose/evidence";
import { text } from "../compose/evidence";
import type { MetricDefinition, SemanticLayer } from "../metric";
import type { Bucket, cycles } from "../sql/time-dimensions";
import { cardOf } from "./cards";
import type { FrameworkCard } from "./card";

/** What a program asks of the semantic layer. The plan's period, entities and filters and the reader's scope apply to it like to any figure. */
export interface Need {
  /** Name by which the program finds the result. */
  key: string;
  metric: string;
  /** `before` and `groups_before` take the equally long period before; `list` reads the records of the subject that `metric` names. */
  kind: "total" | "before" | "groups" | "groups_before" | "trend" | "list";
  /** For groups. */
  dimension?: string;
  /** For a trend. */
  bucket?: Bucket | keyof typeof cycles;
  stats?: readonly Stat[];
  /** Besides those of the plan. */
  filters?: readonly string[];
  limit?: number;
  /** For a list: the metric by which its records are ordered. */
  orderBy?: string;
  /** Days to look back over when the question names no period; otherwise the metric's own default applies. */
  lookBackDays?: number;
}

export interface AssumptionDefinition {
  name: string;
  label: string;
  unit: Unit;
  value: number;
  min: number;
  max: number;
  step: number;
  because: string;
}

export interface NeedContext {
  plan: QueryPlan;
  layer: SemanticLayer;
}

/** A result with the period that it covers, cut to the time for which there is data. */
export interface Found {
  table: EvidenceTable;
  /** Null for a list of records. */
  metric: MetricDefinition | null;
  observed: Range;
}

export interface BuildInput {
  plan: QueryPlan;
  /** ISO instant. */
  now: string;
  zone: string;
  evidence: Evidence;
  found: ReadonlyMap<string, Found>;
  /** Value of an assumption of this program. */
  assume: (name: string) => number;
}

export type ArtefactParts = Pick<Artefact, "lede" | "body" | "gaps" | "citations"> & { actions: ProposedAction[] };

/** What came out: something to draw, or what would have been needed. */
export type Built = { kind: "drawn"; parts: ArtefactParts } | { kind: "missing"; missing: string[] };

/** A method that computes. Pure: the same results and assumptions give the same artefact. */
export interface Program {
  card: string;
  assumptions: readonly AssumptionDefinition[];
  needs: (context: NeedContext) => Need[];
  build: (input: BuildInput) => Built;
}

export const missing = (...what: string[]): Built => ({ kind: "missing", missing: what });

const dayMs = 86_400_000;

/** Days that a result covers. */
export const daysIn = ({ observed }: Pick<Found, "observed">): number => (Date.parse(observed.to) - Date.parse(observed.from)) / dayMs;

/** Numeric cell of a result's first row; null when the need did not come back or holds nothing. */
export function valueOf(input: BuildInput, key: string, column?: string): number | null {
  const found = input.found.get(key);
  if (!found) return null;
  const cell = found.table.rows[0]?.[column ?? found.metric?.id ?? ""];
  return typeof cell === "number" && Number.isFinite(cell) ? cell : null;
}

/** The figure of that cell, with its reference. */
export function figureOf(input: BuildInput, key: string, at: { row?: number; column?: string } = {}): Span {
  const found = input.found.get(key);
  return found ? input.evidence.figure(found.table.id, at.row ?? 0, at.column ?? found.metric?.id ?? "") : text("unknown");
}

/** Tables that a statement rests on, each once. */
export function citing(input: BuildInput, ...keys: string[]): Artefact["citations"] {
  const tables = keys.flatMap((key) => input.found.get(key)?.table ?? []);
  return [...new Map(tables.map((table) => [table.id, { label: table.title, href: table.href, table: table.id }])).values()];
}

/** A list page narrowed by one more value. */
export function narrowed(href: string | null, field: string, value: unknown): string | null {
  if (href === null || typeof value !== "string") return href;
  const [path = "", query = ""] = href.split("?");
  const parameters = new URLSearchParams(query);
  parameters.set(field, value);
  return `${path}?${parameters.toString()}`;
}

/** The card's line under the title: whose method it is and what it does. */
export const aboutCard = (card: FrameworkCard): string => (card.origin === "" ? card.purpose : `${card.origin}. ${card.purpose}`);

/** Assumptions with the reader's values, kept inside their bounds. */
export function settleAssumptions(program: Pick<Program, "card" | "assumptions">, changed: Readonly<Record<string, number>>): Assumption[] {
  return program.assumptions.map(({ name, ...definition }) => {
    const id = `${program.card}.${name}`;
    const asked = changed[id];
    const value = asked !== undefined && Number.isFinite(asked) ? Math.min(definition.max, Math.max(definition.min, asked)) : definition.value;
    return { id, ...definition, value, isChanged: value !== definition.value };
  });
}

/** Runs a program on what came back. */
export function buildArtefact(program: Program, input: Omit<BuildInput, "assume">, changed: Readonly<Record<string, number>>): { artefact: Artefact | null; actions: ProposedAction[]; missing: string[] } {
  const card = cardOf(program.card);
  const assumptions = settleAssumptions(program, changed);
  const assume = (name: string): number => assumptions.find(({ id }) => id === `${program.card}.${name}`)?.value ?? 0;
  const built = program.build({ ...input, assume });
  if (!card || built.kind === "missing") return { artefact: null, actions: [], missing: built.kind === "missing" ? built.missing : [] };
  const { actions, ...parts } = built.parts;
  return { artefact: { id: card.id, title: card.name, about: aboutCard(card), ...parts, assumptions }, actions, missing: [] };
}
