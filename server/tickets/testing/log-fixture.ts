/** Lines of an invented incident event log, for tests. */
export const logColumns = [
  "number", "incident_state", "active", "reassignment_count", "reopen_count", "sys_mod_count", "made_sla", "caller_id", "opened_by", "opened_at", "sys_updated_by", "sys_updated_at",
  "contact_type", "location", "category", "subcategory", "u_symptom", "cmdb_ci", "impact", "urgency", "priority", "assignment_group", "assigned_to", "closed_code", "resolved_at", "closed_at",
] as const;

export type LogCells = Partial<Record<(typeof logColumns)[number], string>>;

const ordinary: Record<(typeof logColumns)[number], string> = {
  number: "REQ1001", incident_state: "New", active: "TRUE", reassignment_count: "0", reopen_count: "0", sys_mod_count: "0", made_sla: "TRUE", caller_id: "Caller 12", opened_by: "Opened by  3",
  opened_at: "04-01-2021 08:00", sys_updated_by: "Updated by 5", sys_updated_at: "04-01-2021 08:05", contact_type: "Phone", location: "Location 2", category: "Category 7", subcategory: "Subcategory 70",
  u_symptom: "?", cmdb_ci: "?", impact: "2 - Medium", urgency: "2 - Medium", priority: "3 - Moderate", assignment_group: "Group 1", assigned_to: "?", closed_code: "?", resolved_at: "?", closed_at: "?",
};

export const logLine = (cells: LogCells = {}): string => logColumns.map((column) => cells[column] ?? ordinary[column]).join(",");
export const logFile = (lines: readonly (LogCells | string)[]): string => [logColumns.join(","), ...lines.map((line) => (typeof line === "string" ? line : logLine(line)))].join("\r\n");

/** A small service desk: four tickets, 11 lines, three handovers. */
export const smallDesk: readonly LogCells[] = [
  { number: "REQ1001", sys_updated_at: "04-01-2021 08:05", assignment_group: "Group 1" },
  { number: "REQ1001", sys_mod_count: "1", sys_updated_at: "04-01-2021 09:00", incident_state: "Active", assignment_group: "Group 2", reassignment_count: "1" },
  { number: "REQ1001", sys_mod_count: "2", sys_updated_at: "04-01-2021 11:00", incident_state: "Resolved", assignment_group: "Group 2", reassignment_count: "1", resolved_at: "04-01-2021 11:00" },
  { number: "REQ1001", sys_mod_count: "3", sys_updated_at: "09-01-2021 11:00", incident_state: "Closed", active: "FALSE", assignment_group: "Group 2", reassignment_count: "1", resolved_at: "04-01-2021 11:00", closed_at: "09-01-2021 11:00" },
  { number: "REQ1002", opened_at: "05-01-2021 10:00", sys_updated_at: "05-01-2021 10:01", priority: "1 - Critical", impact: "1 - High", assignment_group: "Group 2" },
  { number: "REQ1002", opened_at: "05-01-2021 10:00", sys_mod_count: "1", sys_updated_at: "05-01-2021 12:00", priority: "1 - Critical", impact: "1 - High", incident_state: "Awaiting Vendor", assignment_group: "Group 3", made_sla: "FALSE", reassignment_count: "1" },
  { number: "REQ1003", opened_at: "06-01-2021 09:00", sys_updated_at: "06-01-2021 09:00", priority: "4 - Low", assignment_group: "?", caller_id: "Caller 99" },
  { number: "REQ1003", opened_at: "06-01-2021 09:00", sys_mod_count: "1", sys_updated_at: "06-01-2021 09:30", priority: "4 - Low", incident_state: "Closed", active: "FALSE", assignment_group: "Group 1", made_sla: "FALSE", caller_id: "Caller 99", closed_at: "06-01-2021 09:30" },
  { number: "REQ1004", opened_at: "07-01-2021 07:00", sys_updated_at: "07-01-2021 07:00", category: "Category 8", subcategory: "?", assignment_group: "Group 3" },
  { number: "REQ1004", opened_at: "07-01-2021 07:00", sys_mod_count: "1", sys_updated_at: "07-01-2021 08:00", category: "Category 8", subcategory: "?", assignment_group: "Group 1", reassignment_count: "1" },
  { number: "REQ1004", opened_at: "07-01-2021 07:00", sys_mod_count: "2", sys_updated_at: "07-01-2021 09:00", category: "Category 8", subcategory: "?", assignment_group: "Group 1", assigned_to: "Resolver 4", reassignment_count: "1" },
];
