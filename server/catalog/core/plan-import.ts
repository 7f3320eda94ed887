import type { CreateCustomer, CreateGoal, CreateService, CreateTeam } from "../contract";
import { describeCycle, findCycle, type Dependency } from "./graph";
import type { CatalogEntry, CatalogKind, CustomerEntry, Fault, GoalEntry, ServiceEntry, TeamEntry } from "./parse-rows";

/** The catalogue as it stands, by slug; a goal's slug is that of its title. */
export interface CatalogSnapshot {
  team: ReadonlyMap<string, CreateTeam>;
  service: ReadonlyMap<string, CreateService>;
  customer: ReadonlyMap<string, CreateCustomer>;
  goal: ReadonlyMap<string, CreateGoal>;
}

export type Outcome = "created" | "updated" | "unchanged";
interface Step<Kind extends CatalogKind, Row> {
  kind: Kind;
  slug: string;
  outcome: Outcome;
  /** The whole row as it shall be. */
  row: Row;
}
export type ImportStep = Step<"team", CreateTeam> | Step<"service", CreateService> | Step<"customer", CreateCustomer> | Step<"goal", CreateGoal>;

export interface ImportPlan {
  /** In an order in which every reference exists before it is needed, dependencies between services excepted. */
  steps: ImportStep[];
  faults: Fault[];
}

const comparable = (row: object): string => JSON.stringify(Object.entries(row).filter(([key]) => key !== "slug").map(([key, value]) => [key, Array.isArray(value) ? [...value].sort() : (value as unknown)]).sort(([a], [b]) => String(a).localeCompare(String(b))));

function merge<Row extends object>(stored: Row | undefined, entry: { row: Row; given: ReadonlySet<string> }): { row: Row; outcome: Outcome } {
  if (stored === undefined) return { row: entry.row, outcome: "created" };
  const given = Object.fromEntries(Object.entries(entry.row).filter(([key]) => entry.given.has(key)));
  const row = { ...stored, ...given };
  return { row, outcome: comparable(row) === comparable(stored) ? "unchanged" : "updated" };
}

const fault = (entry: CatalogEntry, reason: string): Fault => ({ line: entry.line, excerpt: entry.excerpt, reason });
const missingFrom = (known: ReadonlySet<string>, wanted: readonly string[]): string[] => wanted.filter((slug) => !known.has(slug));
const unknown = (field: string, slugs: readonly string[]): string => `${field}: there is no ${slugs.join(", ")} in the catalogue or in this file`;

interface ServiceChecks {
  snapshot: CatalogSnapshot;
  teams: ReadonlySet<string>;
}

/** One pass over the services still standing: each against all the others, circles in file order. */
function checkServices(entries: readonly ServiceEntry[], { snapshot, teams }: ServiceChecks): { kept: ServiceEntry[]; faults: Fault[] } {
  const known = new Set([...snapshot.service.keys(), ...entries.map((entry) => entry.slug)]);
  let edges: Dependency[] = [...snapshot.service].flatMap(([from, row]) => row.dependsOn.map((to) => ({ from, to })));
  const kept: ServiceEntry[] = [];
  const faults: Fault[] = [];
  for (const entry of entries) {
    const { row } = merge(snapshot.service.get(entry.slug), entry);
    const reason = serviceFault({ slug: entry.slug, row, known, teams, edges });
    if (reason !== null) {
      faults.push(fault(entry, reason));
      continue;
    }
    edges = [...edges.filter((edge) => edge.from !== entry.slug), ...row.dependsOn.map((to) => ({ from: entry.slug, to }))];
    kept.push(entry);
  }
  return { kept, faults };
}

function serviceFault(check: { slug: string; row: CreateService; known: ReadonlySet<string>; teams: ReadonlySet<string>; edges: readonly Dependency[] }): string | null {
  const { slug, row, known, teams, edges } = check;
  if (row.owner !== null && !teams.has(row.owner)) return unknown("owner", [row.owner]);
  const missing = missingFrom(known, row.dependsOn);
  if (missing.length > 0) return unknown("dependsOn", missing);
  const cycle = findCycle(edges, slug, row.dependsOn);
  return cycle === null ? null : `dependsOn: ${describeCycle(cycle)}`;
}

/** A refused service may be what another one needs, so passes repeat until none is refused. */
function acceptServices(entries: readonly ServiceEntry[], checks: ServiceChecks): { kept: ServiceEntry[]; faults: Fault[] } {
  const faults: Fault[] = [];
  let standing = [...entries];
  for (;;) {
    const pass = checkServices(standing, checks);
    faults.push(...pass.faults);
    standing = pass.kept;
    if (pass.faults.length === 0) return { kept: standing, faults };
  }
}

const ofKind = <Entry extends CatalogEntry>(entries: readonly CatalogEntry[], kind: Entry["kind"]): Entry[] => entries.filter((entry): entry is Entry => entry.kind === kind);

/**
 * What an import would do: every entry created, updated or left as it is, and a fault for each that refers to something unknown or
 * would close a circle. A field that an entry leaves out keeps its stored value. Importing the same list twice changes nothing.
 */
export function planImport(snapshot: CatalogSnapshot, entries: readonly CatalogEntry[]): ImportPlan {
  const teamEntries = ofKind<TeamEntry>(entries, "team");
  const teams = new Set([...snapshot.team.keys(), ...teamEntries.map((entry) => entry.slug)]);
  const services = acceptServices(ofKind<ServiceEntry>(entries, "service"), { snapshot, teams });
  const known = new Set([...snapshot.service.keys(), ...services.kept.map((entry) => entry.slug)]);
  const faults = [...services.faults];
  const customers = ofKind<CustomerEntry>(entries, "customer").filter((entry) => {
    const missing = missingFrom(known, entry.row.services);
    if (missing.length > 0) faults.push(fault(entry, unknown("services", missing)));
    return missing.length === 0;
  });
  const steps: ImportStep[] = [
    ...teamEntries.map((entry) => ({ kind: "team" as const, slug: entry.slug, ...merge(snapshot.team.get(entry.slug), entry) })),
    ...services.kept.map((entry) => ({ kind: "service" as const, slug: entry.slug, ...merge(snapshot.service.get(entry.slug), entry) })),
    ...customers.map((entry) => ({ kind: "customer" as const, slug: entry.slug, ...merge(snapshot.customer.get(entry.slug), entry) })),
    ...ofKind<GoalEntry>(entries, "goal").map((entry) => ({ kind: "goal" as const, slug: entry.slug, ...merge(snapshot.goal.get(entry.slug), entry) })),
  ];
  return { steps, faults: faults.sort((a, b) => a.line - b.line) };
}
