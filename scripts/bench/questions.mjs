import { shuffled } from "./random.mjs";

const METRICS = ["tickets opened", "tickets closed", "median time to resolve", "p90 time to resolve", "SLA breach rate", "reassignment rate", "reopen rate", "reassignments handed away", "SLA misses"];
const SPLITS = ["", "by priority", "by team", "by category", "by channel", "by location", "by impact", "by urgency"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** The twelve whole months before an instant, and a few periods that are relative to it. */
function periods(untilMs) {
  const end = new Date(untilMs);
  const months = Array.from({ length: 12 }, (_, back) => new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - 1 - back, 1)));
  return [...months.map((month) => `in ${MONTHS[month.getUTCMonth()]} ${month.getUTCFullYear()}`), "last week", "last month", "in the last 30 days", "in the last 90 days", "this year"];
}

/** Every metric by every split in every period, in an order that the generator chooses. */
export function makeQuestions(random, untilMs) {
  const all = METRICS.flatMap((metric) => SPLITS.flatMap((split) => periods(untilMs).map((period) => [metric, split, period].filter(Boolean).join(" "))));
  return shuffled(random, all);
}
