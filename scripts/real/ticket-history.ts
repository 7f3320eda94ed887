// Whether the history that an import makes equals the log: states line by line, reassignments and reopenings by the source's own counters. Lines that begin with "# " are the report; any other line is a difference without a known cause.
import fs from "node:fs";
import type { FoldedTicket } from "#core/tickets";
import { groupBy, parseCsv } from "./csv.mjs";
import { readTickets } from "./read-log";

type Line = Readonly<Record<string, string>>;
const file = process.argv[2] ?? "";
const unknown = "?";

const lines = groupBy<Line>(parseCsv(fs.readFileSync(file, "utf8")), ({ number }) => number);
const truth = new Map([...lines].map(([number, of]) => [number, of.toSorted((a, b) => Number(a.sys_mod_count) - Number(b.sys_mod_count))] as const));

const causes = new Map<string, string[]>();
const faults: string[] = [];
const equal = { states: 0, reassignments: 0, reopenings: 0 };

/** Why the handovers that the log shows are not those that the source counts; null = no cause is known. */
function causeOf(lines: readonly Line[]): string | null {
  if (Number(lines[0]?.sys_mod_count) > 0) return "the first line carries a count that is too high, so that it stands behind later ones";
  return lines.some(({ assignment_group: group }) => group === unknown) ? "a line names no group, and a handover across it cannot be seen" : null;
}

function compare({ number, events }: FoldedTicket, lines: readonly Line[]): void {
  const last = lines.at(-1);
  if (events.map(({ state }) => state).join("|") === lines.map(({ incident_state: state }) => state).join("|")) equal.states += 1;
  else faults.push(`${number}: its states are not those of the log`);
  if (events.filter(({ detail }) => detail.isReopening).length === Number(last?.reopen_count)) equal.reopenings += 1;
  else faults.push(`${number}: its reopenings are not ${last?.reopen_count ?? "told"}`);
  const handovers = events.filter(({ kind }) => kind === "reassigned").length;
  if (handovers === Number(last?.reassignment_count)) {
    equal.reassignments += 1;
    return;
  }
  const cause = causeOf(lines);
  if (cause === null) faults.push(`${number}: ${handovers} reassignments, the log says ${last?.reassignment_count ?? "nothing"}`);
  else causes.set(cause, [...(causes.get(cause) ?? []), `${number} (${handovers}, the source ${last?.reassignment_count ?? ""})`]);
}

const tickets = readTickets(file);
if (tickets.length !== truth.size) faults.push(`${tickets.length} tickets were made of ${truth.size}`);
for (const ticket of tickets) compare(ticket, truth.get(ticket.number) ?? []);
console.log(`# of ${truth.size} tickets the history equals the log: states ${equal.states}, reassignments ${equal.reassignments}, reopenings ${equal.reopenings}`);
for (const [cause, list] of causes) console.log(`#   ${list.length} differ in reassignments: ${cause}: ${list.join(", ")}`);
for (const fault of faults) console.log(fault);
