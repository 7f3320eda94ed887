import { alertRowSchema } from "../../contract";
import type { BurnAlertRow } from "../burn-alerts";
import { dayMs, hourMs, minuteMs } from "../intervals";
import { Fields, type Fault, type Path } from "./read-fields";

export interface AlertWindows {
  path: Path;
  /** The length of the windows of SLOs that it is for. */
  periodMs: number;
  rows: BurnAlertRow[];
}

const unitMs: Readonly<Record<string, number>> = { m: minuteMs, h: hourMs, d: dayMs, w: 7 * dayMs };

/** "5m", "36h", "1d12h" in ms; null for anything else. */
export function lengthOfText(text: string): number | null {
  if (!/^(\d+[mhdw])+$/.test(text)) return null;
  return [...text.matchAll(/(\d+)([mhdw])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ""] ?? NaN), 0);
}

function readLength(fields: Fields, key: string): number | null {
  const text = fields.text(key, true);
  const ms = text === null ? null : lengthOfText(text);
  if (text !== null && ms === null) fields.fail([key], "a length such as 5m, 1h or 3d is needed here");
  return ms;
}

function readRow(speeds: Fields | null, speed: "quick" | "slow", severity: BurnAlertRow["severity"]): BurnAlertRow[] {
  const fields = speeds?.fields(speed, true);
  if (!fields) return [];
  const [percent, shortMs, longMs] = [fields.number("errorBudgetPercent", true), readLength(fields, "shortWindow"), readLength(fields, "longWindow")];
  if (percent === null || shortMs === null || longMs === null) return [];
  const row = alertRowSchema.safeParse({ severity, budgetFraction: Number((percent / 100).toPrecision(12)), longMs, shortMs });
  if (row.success) return [row.data];
  const names: Readonly<Record<string, string>> = { budgetFraction: "errorBudgetPercent", longMs: "longWindow", shortMs: "shortWindow" };
  for (const { path, message } of row.error.issues) fields.fail([names[String(path[0])] ?? ""], message);
  return [];
}

/** Reads a catalogue of windows of Sloth (`kind: AlertWindows`): two pairs that page and two that open a ticket, for SLOs of one length. Null when something in it is wrong, which `faults` then says. */
export function readAlertWindows(value: unknown, path: Path, faults: Fault[]): AlertWindows | null {
  const before = faults.length;
  const spec = new Fields(value, path, faults).fields("spec", true);
  if (!spec) return null;
  const periodMs = readLength(spec, "sloPeriod");
  const [page, ticket] = [spec.fields("page", true), spec.fields("ticket", true)];
  const rows = [...readRow(page, "quick", "page"), ...readRow(page, "slow", "page"), ...readRow(ticket, "quick", "ticket"), ...readRow(ticket, "slow", "ticket")];
  return periodMs === null || faults.length > before ? null : { path, periodMs, rows };
}
