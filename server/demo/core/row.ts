import type { Request } from "./ticket-life";
import type { LoggedEvent, Projection } from "./ticket-log";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** A row as the table has it: column to value. */
export type Row = Readonly<Record<string, Json>>;

export interface DemoTicket {
  /** 1 for the first ticket of the year. */
  index: number;
  request: Request;
  shown: Projection;
  events: readonly LoggedEvent[];
}
