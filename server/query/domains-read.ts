import "server-only";
import type { Domain } from "@/server/platform/versions";

/** All that can be asked about. Change plans bring no figures of their own; who approved them is told. */
export const askedDomains: readonly Domain[] = ["alerts", "catalog", "changes", "deployments", "incidents", "knowledge", "maintenance", "monitors", "query", "slo", "tickets"];

/** Tables of which the database itself sees to it that no change commits without moving its domain's version (`note_write` in the migrations). */
export const vouchedTables: Readonly<Record<string, Domain>> = {
  alert: "alerts", rota: "alerts",
  customer: "catalog", customer_service: "catalog", service: "catalog", service_dependency: "catalog", team: "catalog",
  change_plan: "changes", change_run: "changes",
  deployment: "deployments",
  action_item: "incidents", incident: "incidents", incident_service: "incidents", incident_ticket: "incidents", postmortem: "incidents",
  document: "knowledge", document_space: "knowledge", runbook_run: "knowledge",
  approval: "maintenance", maintenance_window: "maintenance", maintenance_window_service: "maintenance",
  outage: "monitors",
  ticket: "tickets", ticket_clock: "tickets", ticket_event: "tickets", ticket_message: "tickets", ticket_rating: "tickets",
};

const literals = /'(?:[^']|'')*'/g;
const words = /[a-z_]+/g;
/** What a statement reads from: a name that no dot (a column's) and no bracket (a function's) follows. */
const sources = /\b(?:from|join)\s+(?:lateral\s+)?"?([a-z_]+)\b"?(?!\s*[.(])/g;
/** A second source behind a comma is not looked for: such a statement counts as reading everything. */
const listed = /\bfrom\s+(?:only\s+)?"?[a-z_]+"?(?:\s+(?:as\s+)?[a-z_]+)?\s*,\s*(?!lateral\b)/;
const ownNames = /\b([a-z_]+)\s+as\s+(?:materialized\s+)?\(/g;

const namesIn = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].flatMap(([whole, name]) => name ?? whole);

/**
 * The domains that a statement reads, by the names of tables in it; all of them where it reads from anything that is not vouched for. A name that only looks
 * like a table's counts as one: at worst something is computed again without need.
 */
function find(statement: string): readonly Domain[] {
  const text = statement.toLowerCase().replace(literals, "''");
  const own = new Set(namesIn(text, ownNames));
  const isKnown = !listed.test(text) && namesIn(text, sources).every((name) => name in vouchedTables || own.has(name));
  return isKnown ? [...new Set(namesIn(text, words).flatMap((word) => vouchedTables[word] ?? []))] : askedDomains;
}

const known = new Map<string, readonly Domain[]>();
const mostKnown = 5_000;

/** As `find`, remembered: a statement's text is one of a few hundred, as its values stand apart from it. */
export function domainsRead(statement: string): readonly Domain[] {
  const before = known.get(statement);
  if (before) return before;
  if (known.size >= mostKnown) known.clear();
  const found = find(statement);
  known.set(statement, found);
  return found;
}
