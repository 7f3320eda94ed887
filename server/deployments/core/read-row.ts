import { splitCsvLine } from "#core/tickets";

/** Columns of a list of deployments; the first two are needed, the others may be missing, and others yet are left out. */
const requiredColumns = ["service", "release"] as const;
const optionalColumns = ["environment", "deployed_at", "committed_at", "commit", "outcome", "restored_at", "incident", "source_key", "actor"] as const;
type Column = (typeof requiredColumns)[number] | (typeof optionalColumns)[number];
export type Header = Partial<Record<Column, number>>;

const columns: readonly Column[] = [...requiredColumns, ...optionalColumns];
const fields: Readonly<Record<Column, string>> = { service: "service", release: "release", environment: "environment", deployed_at: "deployedAt", committed_at: "committedAt", commit: "commit", outcome: "outcome", restored_at: "restoredAt", incident: "incident", source_key: "sourceKey", actor: "actor" };
const words: Readonly<Record<string, string>> = { success: "succeeded", ok: "succeeded", failure: "failed", rollback: "rolled_back", "rolled back": "rolled_back" };

/** Where the columns stand; null with the reason when it is no such list. Without a time a row of a file says nothing, so that column is needed too. */
export function readHeader(line: string): { ok: true; header: Header } | { ok: false; reason: string } {
  const split = splitCsvLine(line);
  const cells = split.ok ? split.cells.map((cell) => cell.trim().toLowerCase().replace(/[ -]/g, "_")) : [];
  const missing = [...requiredColumns, "deployed_at" as const].filter((column) => !cells.includes(column));
  if (missing.length > 0) return { ok: false, reason: `The first line must name the columns ${[...requiredColumns, "deployed_at"].join(", ")}; missing: ${missing.join(", ")}. It may also name ${optionalColumns.filter((column) => column !== "deployed_at").join(", ")}.` };
  return { ok: true, header: Object.fromEntries(columns.flatMap((column) => (cells.includes(column) ? [[column, cells.indexOf(column)]] : []))) };
}

const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/i;
const timed = new Set<Column>(["deployed_at", "committed_at", "restored_at"]);

/** "2026-03-01 09:00" with what an ISO instant asks for: T, seconds and offset are added. A time without an offset is one of the file's zone, told by `toInstant`. */
function timeOf(text: string, toInstant: (local: string) => string | null): string {
  const spaced = text.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, "$1T");
  if (!hasOffset.test(spaced.slice(10))) return toInstant(spaced) ?? text;
  return spaced.replace(/([+-]\d{2})(\d{2})$/, "$1:$2");
}

/** The message of one line, still unchecked; empty cells are left out. */
export function readRow(line: string, header: Header, toInstant: (local: string) => string | null): { ok: true; message: Record<string, string | number> } | { ok: false; reason: string } {
  const split = splitCsvLine(line);
  if (!split.ok) return split;
  const message = columns.flatMap((column): [string, string | number][] => {
    const text = split.cells[header[column] ?? -1]?.trim() ?? "";
    if (text === "") return [];
    if (column === "incident") return [[fields[column], Number(text.replace(/^inc-/i, ""))]];
    if (column === "outcome") return [[fields[column], words[text.toLowerCase()] ?? text.toLowerCase()]];
    return [[fields[column], timed.has(column) ? timeOf(text, toInstant) : text]];
  });
  return { ok: true, message: Object.fromEntries(message) };
}
