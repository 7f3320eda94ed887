import type { SloReport } from "../contract";

const formulaStart = /^[=+\-@\t\r]/;

/** Text as one CSV cell: quoted where needed, and with an apostrophe where a spreadsheet would take it for a formula. Source: OWASP, CSV injection. */
function textCell(text: string): string {
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Numbers are written as they are, without a unit; no data is an empty cell. */
const numberCell = (value: number | null): string => (value === null ? "" : String(Number(value.toPrecision(12))));

const header = ["month", "service", "slo", "owner", "window", "target", "attained", "attained_raw", "budget_spent", "budget_spent_raw", "met", "days_with_data", "days_in_month"];

/** The monthly report as CSV (RFC 4180) with a header; ratios are 0..1. */
export function reportCsv({ month, daysInMonth, rows }: SloReport): string {
  const lines = rows.map((row) => [
    month, textCell(row.service?.name ?? ""), textCell(row.name), textCell(row.owner?.name ?? ""), textCell(row.windowLabel), numberCell(row.target), numberCell(row.adjusted.attained), numberCell(row.raw.attained),
    numberCell(row.adjusted.spent), numberCell(row.raw.spent), row.isMet === null ? "" : row.isMet ? "yes" : "no", numberCell(row.daysWithData), numberCell(daysInMonth),
  ]);
  return [header, ...lines].map((cells) => `${cells.join(",")}\r\n`).join("");
}
