import { z } from "zod";

/** Columns of a ServiceNow incident event log without which a ticket cannot be told. */
export const requiredColumns = [
  "number", "incident_state", "sys_mod_count", "made_sla", "opened_at", "sys_updated_at", "priority", "assignment_group",
  "reassignment_count", "reopen_count", "resolved_at", "closed_at",
] as const;

/** Columns that are read when they are there; without them the field is unknown. */
export const optionalColumns = [
  "caller_id", "opened_by", "sys_updated_by", "contact_type", "location", "category", "subcategory", "u_symptom", "cmdb_ci",
  "impact", "urgency", "assigned_to", "closed_code",
] as const;

export type LogColumn = (typeof requiredColumns)[number] | (typeof optionalColumns)[number];

/** Where each known column stands in a line. */
export interface LogHeader {
  width: number;
  position: ReadonlyMap<LogColumn, number>;
}

export type HeaderResult = { ok: true; header: LogHeader } | { ok: false; reason: string };

const expected = `Expected a ServiceNow incident event log: comma-separated text whose first line names the columns ${requiredColumns.join(", ")} (others may follow).`;

const headerSchema = z.array(z.string()).superRefine((names, issues) => {
  const missing = requiredColumns.filter((name) => !names.includes(name));
  if (missing.length > 0) issues.addIssue({ code: "custom", message: missing.length === requiredColumns.length ? "None of its columns are known" : `It lacks ${missing.join(", ")}` });
  const twice = names.find((name, index) => name !== "" && names.indexOf(name) !== index);
  if (twice !== undefined) issues.addIssue({ code: "custom", message: `It names ${twice} twice` });
});

/** Checks the first line of a file. Names may differ in case and surrounding space; their order is free. */
export function parseLogHeader(cells: readonly string[]): HeaderResult {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const checked = headerSchema.safeParse(names);
  if (!checked.success) return { ok: false, reason: `This is not an incident event log. ${checked.error.issues.map((issue) => issue.message).join("; ")}. ${expected}` };
  const known = [...requiredColumns, ...optionalColumns].flatMap((name) => (names.includes(name) ? [[name, names.indexOf(name)] as const] : []));
  return { ok: true, header: { width: names.length, position: new Map(known) } };
}

/** The refusal of a file without any line. */
export const emptyFileReason = `The file is empty. ${expected}`;
