import { differences, orderDifferences, outageDifferences } from "./compare.mjs";

export const DAY = "2026-08-18";

/** The questions of the first release, each with what the raw files say. `check` answers with the differences. */
export const questions = ({ desk, uptime }) => [
  {
    ask: "Which groups have the most SLA misses over the whole record?",
    check: (brief) => [
      ...differences(brief, { by: "team", values: { missed: "count", rate: "sla_breach_rate", n: "n" }, truth: desk.slaMisses }),
    ],
  },
  {
    ask: "Median and p90 time to resolve by priority over the whole record",
    check: (brief) => differences(brief, { by: "priority", values: { median: "resolution_time", p90: "p90" }, truth: desk.resolutionTimes, isComplete: true }),
  },
  {
    ask: "Tickets opened per day over the whole record",
    check: (brief) => differences(brief, { by: "day", values: { opened: "ticket_volume" }, truth: desk.openedByDay, isComplete: true }),
  },
  { ask: "What were the ten longest outages?", check: (brief) => outageDifferences(brief, uptime.longestOutages) },
  {
    ask: "Availability of each site over the whole record",
    check: (brief) => differences(brief, { by: "monitor", values: { availability: "availability" }, truth: uptime.wholeRecord, isComplete: true }),
  },
  {
    ask: `Availability of each site on ${DAY}`,
    check: (brief) => differences(brief, { by: "monitor", values: { availability: "availability" }, truth: uptime.onDay, isComplete: true }),
  },
  {
    ask: "Which groups hand away the most tickets over the whole record?",
    check: (brief) => [
      ...differences(brief, { by: "team", values: { handed: "handed_away" }, truth: desk.handedAway }),
      ...orderDifferences(brief, { by: "team", column: "handed_away" }),
    ],
  },
];
