// How far our verdict under a stated policy agrees with the log's made_sla, and why it does not. Lines that begin with "# " are the report; any other line is a difference without a known cause.
import type { CalendarDefinition, PolicyDefinition } from "#contract/sla";
import { readLog, RuleBook, ticketClocks, type Clock } from "#core/sla";
import type { FoldedTicket } from "#core/tickets";
import { readTickets } from "./read-log";

const hourMs = 3_600_000;
const day: [string, string][] = [["00:00", "24:00"]];
const always: CalendarDefinition = { name: "Around the clock", zone: "UTC", week: { "1": day, "2": day, "3": day, "4": day, "5": day, "6": day, "7": day }, holidays: [] };

/** Hours from opened to resolved, around the clock. The source states none; these lie where its own word changes, P2 where one would expect it. */
const statedHours = { p1: 5, p2: 10, p3: 90, p4: 120 } as const;
type Priority = keyof typeof statedHours;

const held = <T>(id: string, definition: T) => ({ id, versions: [{ fromMs: 0, definition }], retiredAtMs: null });
function rulesWhere(pausesWaiting: boolean): RuleBook {
  const policy = (priority: string, hours: number): PolicyDefinition => ({ name: priority, customerId: null, serviceId: null, customerTier: null, priority, category: null, level: null, calendarId: "always", firstResponseMs: null, nextResponseMs: null, resolutionMs: hours * hourMs, pausesWaiting, warnPercent: 75 });
  return new RuleBook(Object.entries(statedHours).map(([priority, hours]) => held(priority, policy(priority, hours))), [held("always", always)]);
}

// Long after the last line: what is open then is late.
const nowMs = Date.parse("2030-01-01T00:00:00Z");
function clockOf(ticket: FoldedTicket, rules: RuleBook): Clock | null {
  const events = ticket.events.map((event) => ({ ...event, changes: event.detail.changes }));
  const log = readLog({ isImported: true, customerId: null, serviceId: null, customerTier: null, category: ticket.category, level: null, firstResponseAt: null, words: [], events });
  return ticketClocks(log, rules, nowMs)[0] ?? null;
}

const targetMs = ({ priority }: FoldedTicket): number => (priority === null ? Number.NaN : statedHours[priority as Priority] * hourMs);
/** By the source's own columns alone, without its events. */
const columnsMade = (ticket: FoldedTicket): boolean | null => (ticket.resolvedAt === null ? null : Date.parse(ticket.resolvedAt) - Date.parse(ticket.openedAt) <= targetMs(ticket));

/** Why our verdict is not the source's; null = no cause is known. */
function causeOf(ticket: FoldedTicket, { made, wallMade }: { made: boolean; wallMade: boolean | null }): string | null {
  if (ticket.priority === "p2" && ticket.madeSla === false) return "the source calls every P2 missed, also one resolved within the hour";
  if (made !== wallMade && wallMade === ticket.madeSla) return "waiting counts in the source and stands here";
  if (columnsMade(ticket) === ticket.madeSla) return "the column resolved_at is not the time of the event that resolves, or the log begins after opened_at";
  if (ticket.resolvedAt === null) return "the source gives no resolved_at, so its verdict rests on something that the log does not hold";
  return null;
}

function compare(tickets: readonly FoldedTicket[], pausesWaiting: boolean): string[] {
  const [rules, wall] = [rulesWhere(pausesWaiting), rulesWhere(false)];
  const causes = new Map<string, number>();
  const lines: string[] = [];
  let equal = 0;
  for (const ticket of tickets) {
    const clock = clockOf(ticket, rules);
    if (!clock) lines.push(`${ticket.number} has no clock`);
    const made = clock?.state !== "breached";
    const wallClock = clockOf(ticket, wall);
    if (made === ticket.madeSla) equal += 1;
    else {
      const cause = causeOf(ticket, { made, wallMade: wallClock && wallClock.state !== "breached" });
      if (cause === null) lines.push(`${ticket.number} (${ticket.priority}) is ${made ? "met" : "breached"} here and ${ticket.madeSla ? "met" : "missed"} in the log, without a known cause`);
      else causes.set(cause, (causes.get(cause) ?? 0) + 1);
    }
  }
  const stated = Object.entries(statedHours).map(([priority, hours]) => `${priority.toUpperCase()} ${hours} h`).join(", ");
  const report = [`# ${stated}, around the clock, waiting ${pausesWaiting ? "stands" : "counts"}: ${equal} of ${tickets.length} verdicts agree with made_sla (${((100 * equal) / tickets.length).toFixed(1)} %)`];
  return [...report, ...[...causes].map(([cause, count]) => `#   ${count}: ${cause}`), ...lines];
}

const tickets = readTickets(process.argv[2] ?? "");
for (const line of [...compare(tickets, false), ...compare(tickets, true)]) console.log(line);
