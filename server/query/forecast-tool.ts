import "server-only";
import type { EvidenceTable } from "#contract/query";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { forecastRow, forecastOf } from "./core/forecast-history";
import type { FigureOutput } from "./tool-contract";
import { toOutput, type Figure } from "./tools";

/** The forecast of some days from the history's end, as one row. */
export function forecastTool(history: EvidenceTable, { figure, days, ctx }: { figure: Figure; days: number; ctx: Ctx }): FigureOutput {
  const { metric, period, zone } = figure;
  const horizon = { from: period.to, to: new Date(Date.parse(period.to) + days * 86_400_000).toISOString() };
  const { result, isTooFar } = forecastOf({ metric, history, range: period, horizon, zone, key: metric.id });
  if (isTooFar) throw new DomainError("PRECONDITION_FAILED", "That lies further ahead than the records can carry.");
  if (result === null) throw new DomainError("PRECONDITION_FAILED", "A fortnight of complete days with data is the least that a forecast needs.");
  const { columns, row } = forecastRow(metric, horizon, result);
  const told = { columns: [...columns, { key: "method", label: "Method", unit: "text" as const }], rows: [{ ...row, method: result.method }], totalRows: 1, sql: "", parameters: [] };
  return toOutput(told, { figure, rowLimit: 1, ctx });
}
