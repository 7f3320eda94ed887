import "server-only";
import type { FillRequest, ListRow } from "#core/query";
import type { SloForecast } from "./contract";
import { forecastSlo } from "./forecast-slo";
import { findSloRecord } from "./slo-records-repository";
import { definitionOf } from "./slos-repository";

/** A forecast reads days of a year; those with the least left are told, the others say so. */
const forecastRows = 20;

const inSentence = (reason: string | null): string => (reason === null ? "no forecast" : `${reason.charAt(0).toLowerCase()}${reason.slice(1).replace(/\.$/, "")}`);

function wordsOf({ median, from, to, until }: SloForecast, zone: string): string {
  const dayOf = (instant: string): string => new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: zone }).format(new Date(instant));
  if (median === null) return from === null ? `lasts until ${dayOf(until)}` : `may run out from ${dayOf(from)} on, more likely lasts until ${dayOf(until)}`;
  return `runs out about ${dayOf(median)} (80 % interval ${from === null ? "open" : dayOf(from)} to ${to === null ? `after ${dayOf(until)}` : dayOf(to)})`;
}

async function filled(row: ListRow, { reader, now, zone, signal }: FillRequest): Promise<ListRow> {
  const record = await findSloRecord(reader.scope, typeof row.href === "string" ? row.href.replace("/slos/", "") : "");
  const definition = record && definitionOf(record);
  if (!record || !definition) return { ...row, forecast: "cannot be evaluated" };
  const { forecast, reason } = await forecastSlo({ record, definition }, now.getTime(), { signal });
  return forecast === null ? { ...row, forecast: inSentence(reason) } : { ...row, forecast: wordsOf(forecast, zone), runs_out: forecast.median, chance: forecast.chance };
}

/** Rows of the list of error budgets with when each runs out if the days to come are like those on record. */
export const fillBudgets = (rows: readonly ListRow[], asking: FillRequest): Promise<ListRow[]> =>
  Promise.all(rows.map((row, at) => (at < forecastRows ? filled(row, asking) : Promise.resolve({ ...row, forecast: "not forecast here: it is told on the SLO's page" }))));
