import type { z } from "zod";
import { createCustomerSchema, createGoalSchema, createServiceSchema, createTeamSchema, type CreateCustomer, type CreateGoal, type CreateService, type CreateTeam } from "../contract";
import { slugify } from "./slugify";

export const catalogKinds = ["team", "service", "customer", "goal"] as const;
export type CatalogKind = (typeof catalogKinds)[number];

/** One entry of a list as it was read, before anybody looked at it. */
export interface RawRow {
  kind: CatalogKind;
  value: unknown;
  /** 1-based line on which the entry begins. */
  line: number;
  excerpt: string;
}

export interface Fault {
  line: number;
  reason: string;
  excerpt: string;
}

interface Placed {
  line: number;
  excerpt: string;
  /** Goals have no slug of their own: the title's slug says which goal is meant. */
  slug: string;
  /** Fields that the entry names. One that it leaves out keeps its stored value when the row exists already. */
  given: ReadonlySet<string>;
}
export type TeamEntry = Placed & { kind: "team"; row: CreateTeam };
export type ServiceEntry = Placed & { kind: "service"; row: CreateService };
export type CustomerEntry = Placed & { kind: "customer"; row: CreateCustomer };
export type GoalEntry = Placed & { kind: "goal"; row: CreateGoal };
export type CatalogEntry = TeamEntry | ServiceEntry | CustomerEntry | GoalEntry;

const schemas = { team: createTeamSchema, service: createServiceSchema, customer: createCustomerSchema, goal: createGoalSchema };

const camelCase = (key: string): string => key.replaceAll(/[_-]([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** Keys may be written `depends_on`, `depends-on` or `dependsOn`. Null when the entry is no mapping. */
function fieldsOf(value: unknown): Record<string, unknown> | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [camelCase(key), field]));
}

function faultsOf(error: z.ZodError): string {
  return error.issues.map((issue) => (issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`)).join("; ");
}

/** A service may be written as its slug alone, so an entry without a name is called by its slug. */
function withName(kind: CatalogKind, fields: Record<string, unknown>): Record<string, unknown> {
  return kind === "goal" || fields.name !== undefined ? fields : { ...fields, name: fields.slug };
}

/** A schema, made strict: a key that nobody knows is a typing mistake, and silence would lose it. */
function unknownKeys(kind: CatalogKind, fields: Record<string, unknown>): string[] {
  return Object.keys(fields).filter((key) => key !== "type" && !Object.hasOwn(schemas[kind].shape, key));
}

function parseRow(raw: RawRow): CatalogEntry | Fault {
  const at = { line: raw.line, excerpt: raw.excerpt };
  const fields = fieldsOf(raw.value);
  if (fields === null) return { ...at, reason: `a ${raw.kind} is a mapping of fields to values` };
  const unknown = unknownKeys(raw.kind, fields);
  if (unknown.length > 0) return { ...at, reason: `unknown ${unknown.length === 1 ? "field" : "fields"} ${unknown.join(", ")}; a ${raw.kind} has ${Object.keys(schemas[raw.kind].shape).join(", ")}` };
  const { type: _type, ...named } = withName(raw.kind, fields);
  const parsed = schemas[raw.kind].safeParse(named);
  if (!parsed.success) return { ...at, reason: faultsOf(parsed.error) };
  const name = "title" in parsed.data ? parsed.data.title : parsed.data.name;
  const slug = ("slug" in parsed.data ? parsed.data.slug : undefined) ?? slugify(name);
  if (slug === "") return { ...at, reason: "slug: give one, because the name has no letter or digit to make it from" };
  const given = new Set(Object.keys(fields));
  return { ...at, kind: raw.kind, slug, given, row: parsed.data } as CatalogEntry;
}

const isFault = (result: CatalogEntry | Fault): result is Fault => "reason" in result;

export interface ParsedRows {
  entries: CatalogEntry[];
  faults: Fault[];
}

/** Typed entries, and for every other row its line and what is wrong with it. The second of two entries for one thing is a fault. */
export function parseRows(raws: readonly RawRow[]): ParsedRows {
  const entries: CatalogEntry[] = [];
  const faults: Fault[] = [];
  const firstLine = new Map<string, number>();
  for (const raw of raws) {
    const result = parseRow(raw);
    if (isFault(result)) {
      faults.push(result);
      continue;
    }
    const key = `${result.kind} ${result.slug}`;
    const before = firstLine.get(key);
    if (before === undefined) {
      firstLine.set(key, result.line);
      entries.push(result);
    } else faults.push({ line: result.line, excerpt: result.excerpt, reason: `${key} is already on line ${before}` });
  }
  return { entries, faults };
}
