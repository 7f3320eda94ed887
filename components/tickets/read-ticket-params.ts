import { parseSort, type PageParams, type Sort } from "@/components/kit/with-params";
import { dayStart } from "#core/tickets";
import { maxSearchLength, ticketFilterNames, ticketSorts, ticketTimes, type TicketListInput } from "#contract/tickets";

const all = (value: PageParams[string]): string[] => (value === undefined ? [] : typeof value === "string" ? [value] : [...value]);
const one = (value: PageParams[string]): string => all(value)[0] ?? "";

/** The first value of a parameter; empty without one. */
export const firstParam = one;

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** A day means all of it, in the reader's zone; an instant means itself; anything else is left out. */
function instantOf(text: string, zone: string, plusDays: number): string | null {
  if (isDay(text)) return dayStart(text, zone, plusDays);
  const time = text.length > 10 ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

export interface TicketParams {
  input: Partial<TicketListInput>;
  sort: Sort;
}

/** What an address of the ticket list asks for. Parameters that make no sense are left out instead of failing the page. */
export function readTicketParams(params: PageParams, zone: string): TicketParams {
  const filters = Object.fromEntries(ticketFilterNames.map((name) => [name, all(params[name]).filter((value) => value !== "" && value.length <= 200).slice(0, 50)]));
  const sort = parseSort(one(params.sort), ticketSorts) ?? { column: "opened", direction: "desc" as const };
  const input: Partial<TicketListInput> = {
    ...filters,
    q: one(params.q).slice(0, maxSearchLength),
    from: instantOf(one(params.from), zone, 0),
    to: instantOf(one(params.to), zone, 1),
    time: ticketTimes.find((time) => time === one(params.time)) ?? "opened",
    sort: ticketSorts.find((name) => name === sort.column) ?? "opened",
    direction: sort.direction,
    cursor: one(params.cursor) === "" ? null : one(params.cursor).slice(0, 500),
  };
  return { input, sort };
}
