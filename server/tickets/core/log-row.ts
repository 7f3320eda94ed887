import type { Level, Priority, StateKind } from "../contract";
import type { LocalTimeParser } from "./local-time";
import type { LogColumn, LogHeader } from "./log-header";
import { knownStates, stateKindOf } from "./state";

/** One line of the log: the whole ticket as it stood after one change. Null = the source does not know (`?` or empty). Times are UTC instants. */
export interface LogRow {
  number: string;
  modCount: number;
  at: string;
  actor: string | null;
  state: string;
  stateKind: StateKind;
  madeSla: boolean | null;
  priority: Priority | null;
  impact: Level | null;
  urgency: Level | null;
  group: string | null;
  assignee: string | null;
  requester: string | null;
  channel: string | null;
  location: string | null;
  category: string | null;
  subcategory: string | null;
  symptom: string | null;
  configurationItem: string | null;
  closedCode: string | null;
  openedBy: string | null;
  openedAt: string;
  resolvedAt: string | null;
  closedAt: string | null;
  reassignmentCount: number;
  reopenCount: number;
}

export type RowResult = { ok: true; row: LogRow } | { ok: false; reason: string };

/** Longest value of one field, in characters. */
export const maxFieldLength = 500;

class BadCell extends Error {}

const priorityOf: Record<string, Priority> = { "1": "p1", "2": "p2", "3": "p3", "4": "p4" };
const levelOf: Record<string, Level> = { "1": "high", "2": "medium", "3": "low" };

/** Typed access to the cells of one line; throws BadCell with a sentence for a person. */
class Cells {
  constructor(private readonly cells: readonly string[], private readonly header: LogHeader, private readonly parseTime: LocalTimeParser) {}

  text(column: LogColumn): string | null {
    const index = this.header.position.get(column);
    const value = index === undefined ? "" : (this.cells[index] ?? "").trim();
    if (value.length > maxFieldLength) throw new BadCell(`${column} is longer than ${maxFieldLength} characters`);
    // Runs of spaces are an artefact of the export ("Opened by  8").
    return value === "" || value === "?" ? null : value.replace(/\s+/g, " ");
  }
  need(column: LogColumn): string {
    const value = this.text(column);
    if (value === null) throw new BadCell(`${column} is missing`);
    return value;
  }
  time(column: LogColumn): string | null {
    const value = this.text(column);
    if (value === null) return null;
    const instant = this.parseTime(value);
    if (instant === null) throw new BadCell(`${column} "${value}" is not a day-first date and time such as 29-02-2016 01:16`);
    return instant;
  }
  needTime(column: LogColumn): string {
    this.need(column);
    return this.time(column) ?? "";
  }
  count(column: LogColumn): number {
    const value = this.need(column);
    if (!/^\d{1,9}$/.test(value)) throw new BadCell(`${column} "${value}" is not a whole number`);
    return Number(value);
  }
  flag(column: LogColumn): boolean | null {
    const value = this.text(column)?.toLowerCase() ?? null;
    if (value === null) return null;
    if (value !== "true" && value !== "false") throw new BadCell(`${column} "${value}" is neither TRUE nor FALSE`);
    return value === "true";
  }
  /** "3 - Moderate" by its leading number. */
  ranked<T>(column: LogColumn, words: Record<string, T>): T | null {
    const value = this.text(column);
    if (value === null) return null;
    const known = words[/^(\d)(?:\s*-.*)?$/.exec(value)?.[1] ?? ""];
    if (known === undefined) throw new BadCell(`${column} "${value}" is not one of ${Object.keys(words).join(", ")}`);
    return known;
  }
  state(): { state: string; stateKind: StateKind } {
    const state = this.need("incident_state");
    const stateKind = stateKindOf(state);
    if (stateKind === null) throw new BadCell(`incident_state "${state}" is not one of ${knownStates}`);
    return { state, stateKind };
  }
}

const readRow = (cells: Cells): LogRow => ({
  number: cells.need("number"),
  modCount: cells.count("sys_mod_count"),
  at: cells.needTime("sys_updated_at"),
  actor: cells.text("sys_updated_by"),
  ...cells.state(),
  madeSla: cells.flag("made_sla"),
  priority: cells.ranked("priority", priorityOf),
  impact: cells.ranked("impact", levelOf),
  urgency: cells.ranked("urgency", levelOf),
  group: cells.text("assignment_group"),
  assignee: cells.text("assigned_to"),
  requester: cells.text("caller_id"),
  channel: cells.text("contact_type")?.toLowerCase() ?? null,
  location: cells.text("location"),
  category: cells.text("category"),
  subcategory: cells.text("subcategory"),
  symptom: cells.text("u_symptom"),
  configurationItem: cells.text("cmdb_ci"),
  closedCode: cells.text("closed_code"),
  openedBy: cells.text("opened_by"),
  openedAt: cells.needTime("opened_at"),
  resolvedAt: cells.time("resolved_at"),
  closedAt: cells.time("closed_at"),
  reassignmentCount: cells.count("reassignment_count"),
  reopenCount: cells.count("reopen_count"),
});

/** Reads the cells of one line; the reason of a refusal names the column, the value and what was expected. */
export function parseLogRow(cells: readonly string[], header: LogHeader, parseTime: LocalTimeParser): RowResult {
  if (cells.length !== header.width) return { ok: false, reason: `The line has ${cells.length} fields; the header names ${header.width}` };
  try {
    return { ok: true, row: readRow(new Cells(cells, header, parseTime)) };
  } catch (error) {
    if (error instanceof BadCell) return { ok: false, reason: error.message };
    throw error;
  }
}
