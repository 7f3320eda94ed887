import { shuffled } from "../random.mjs";

const FIGURES = ["tickets opened", "tickets closed", "median time to resolve", "p90 time to resolve", "SLA breach rate", "reopen rate", "reassignment rate", "escalation rate"];
const HEALTH = ["availability", "downtime", "number of outages", "p95 latency", "incidents", "mean time to restore", "alerts", "deployments", "change failure rate", "maintenance windows"];
const SERVICES = ["checkout", "payments-api", "auth", "search", "notifications", "billing", "catalog", "orders-db", "data-pipeline", "api-gateway", "mobile-backend", "reporting"];
const OTHERS = ["the platform team", "the identity team", "the web team", "the support team", "northwind", "globex", "initech", "umbrella", "hooli"];
const SPLITS = ["", "by priority", "by team", "by channel"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAY_MS = 86_400_000;

/** Asked as leaders do: several figures, methods that fit, proposals. */
const STRATEGIC = [
  "where is support load coming from and what should we do about it", "which tickets should we do first", "what are our biggest risks", "how many agents do we need to answer in time",
  "where is the bottleneck in how we resolve tickets", "how are we doing", "what should we fix first to keep customers happy", "write a board summary of the quarter", "why do tickets take so long to resolve",
  "what could go wrong this weekend", "should we invest in reliability or in support", "how do we reduce the backlog", "which services deserve attention and why", "are we getting better at keeping our promises",
];

const dayOf = (ms) => new Date(ms).toISOString().slice(0, 10);

/** Months, weeks and days of the year before an instant. */
function periods(untilMs) {
  const end = new Date(untilMs);
  const months = Array.from({ length: 12 }, (_, back) => new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - 1 - back, 1))).map((month) => `in ${MONTHS[month.getUTCMonth()]} ${month.getUTCFullYear()}`);
  const weeks = Array.from({ length: 40 }, (_, back) => `between ${dayOf(untilMs - (back * 7 + 8) * DAY_MS)} and ${dayOf(untilMs - (back * 7 + 2) * DAY_MS)}`);
  return [...months, ...weeks, "last week", "last month", "last quarter", "this year"];
}

/**
 * Questions that all differ: figures of services, teams and customers by period, every twentieth a strategic one about one of them.
 * The same seed gives the same order.
 */
export function makeQuestions(random, untilMs) {
  const spans = periods(untilMs);
  const plain = [
    ...FIGURES.flatMap((figure) => [...SERVICES, ...OTHERS].flatMap((thing) => SPLITS.flatMap((split) => spans.map((span) => `${figure} ${split} for ${thing} ${span}`.replace(/\s+/g, " "))))),
    ...HEALTH.flatMap((figure) => SERVICES.flatMap((thing) => spans.map((span) => `${figure} of ${thing} ${span}`))),
  ];
  const strategic = STRATEGIC.flatMap((question) => ["", ...SERVICES.map((service) => ` for ${service}`)].flatMap((thing) => spans.slice(0, 12).map((span) => `${question}${thing} ${span}`)));
  const [figures, methods] = [shuffled(random, plain), shuffled(random, strategic)];
  return figures.flatMap((question, index) => (index % 20 === 19 && methods[(index - 19) / 20] ? [question, methods[(index - 19) / 20]] : [question]));
}
