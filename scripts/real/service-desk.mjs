import { groupBy, parseCsv } from "./csv.mjs";

const UNKNOWN = "?";

/** Day-first local time, read as UTC; null when the source does not know. */
function instant(text) {
  if (text === UNKNOWN) return null;
  const [, day, month, year, hour, minute] = /^(\d+)-(\d+)-(\d+) (\d+):(\d+)$/.exec(text);
  return Date.UTC(year, month - 1, day, hour, minute);
}

/** The value at a share of the sorted values, between the two nearest ones where it falls between them. */
function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  return below + (sorted[Math.ceil(position)] - below) * (position % 1);
}

/** Tickets as lists of their events, oldest first. */
function readTickets(text) {
  const order = (a, b) => Number(a.sys_mod_count) - Number(b.sys_mod_count);
  return [...groupBy(parseCsv(text), (event) => event.number).values()].map((events) => events.sort(order));
}

const lastOf = (events) => events.at(-1);

/** Misses, rate and tickets by the group of the last event. */
function slaMisses(tickets) {
  const groups = groupBy(tickets.map(lastOf), (event) => event.assignment_group);
  groups.delete(UNKNOWN);
  return new Map([...groups].map(([group, events]) => {
    const missed = events.filter((event) => event.made_sla === "FALSE").length;
    return [group, { missed, rate: missed / events.length, n: events.length }];
  }));
}

/** Median and 90th percentile from opened to resolved, in milliseconds, by the priority of the last event. */
function resolutionTimes(tickets) {
  const resolved = tickets.map(lastOf).filter((event) => event.resolved_at !== UNKNOWN);
  return new Map([...groupBy(resolved, (event) => `P${event.priority[0]}`)].map(([priority, events]) => {
    const times = events.map((event) => instant(event.resolved_at) - instant(event.opened_at));
    return [priority, { median: percentile(times, 0.5), p90: percentile(times, 0.9), n: times.length }];
  }));
}

const openedByDay = (tickets) => new Map([...groupBy(tickets, (events) => new Date(instant(lastOf(events).opened_at)).toISOString().slice(0, 10))].map(([day, opened]) => [day, { opened: opened.length }]));

/** Changes from one known group to another between neighbouring events, counted for the group that hands away. */
function handedAway(tickets) {
  const counts = new Map();
  for (const events of tickets) {
    for (const [index, event] of events.entries()) {
      const from = events[index - 1]?.assignment_group ?? UNKNOWN;
      const to = event.assignment_group;
      if (from === UNKNOWN || to === UNKNOWN || from === to) continue;
      counts.set(from, { handed: (counts.get(from)?.handed ?? 0) + 1 });
    }
  }
  return counts;
}

export function serviceDeskTruth(text) {
  const tickets = readTickets(text);
  return { slaMisses: slaMisses(tickets), resolutionTimes: resolutionTimes(tickets), openedByDay: openedByDay(tickets), handedAway: handedAway(tickets) };
}
