import type { Intent } from "../../contract";
import type { Slots } from "./read-slots";
import { said } from "./time-slot";

/** How long what is counted took. */
export const durationOf: Readonly<Record<string, string>> = { incident_count: "incident_minutes", maintenance_count: "maintenance_minutes", outage_count: "outage_minutes" };

/** "How many incidents, and how long did they last?", "and the total minutes they take", "with its minutes". */
const lasting = /\b(?:and|with|plus) (?:for )?how long (?:did|do|does|was|were|had|have|they|it|these|those|each)\b|\b(?:and|with|plus) (?:how many |(?:the |their |its )?(?:total |combined )?)(?:minutes|hours|duration|length)\b/;

/** "How many came in, and how many did we get done?" */
const finishing = /\band how many (?:of (?:them|those|these) )?(?:did we|did they|were|was|have we|have been|got|we|of)\b.*\b(?:clos\w+|finish\w*|resolv\w+|solv\w+|clear\w*|complet\w+|done|handled|off the table|dealt with|answered and closed)\b/;

/** "And what share of them backfired?": the rate of what was counted first, by what befell it. */
const shares: readonly { of: RegExp; befell: RegExp; measure: string }[] = [
  { of: /^ticket/, befell: /\breopen\w*|came back/, measure: "reopen_rate" },
  { of: /^ticket/, befell: /\bescalat\w+/, measure: "escalation_rate" },
  { of: /^ticket/, befell: /\b(?:late|too late|breach\w*|miss\w*)\b/, measure: "sla_breach_rate" },
  { of: /^(?:change|deployment)/, befell: /\b(?:fail\w*|backfir\w+|broke|(?<!a )bit|went wrong|caused)\b/, measure: "change_failure_rate" },
  { of: /^(?:change|deployment)/, befell: /\b(?:rolled back|undone|reverted)\b/, measure: "rollback_count" },
  { of: /^request/, befell: /\b(?:fail\w*|errors?|went wrong)\b/, measure: "error_rate" },
  { of: /^incident/, befell: /\b(?:repeat\w*|came back|again)\b/, measure: "repeat_incident_rate" },
  { of: /^maintenance/, befell: /\b(?:overran|r[au]n (?:over|long|late)|overrun)\b/, measure: "maintenance_overrun_rate" },
  { of: /^maintenance/, befell: /\b(?:clash\w*|collid\w+|overlap\w*|conflict\w*)\b/, measure: "maintenance_conflicts" },
  { of: /^(?:alert|oncall)/, befell: /\b(?:noise|noisy|false alarms?|for nothing)\b/, measure: "alert_noise_ratio" },
];

/** The rates of what was counted that befell it, in the words behind "how many of them". */
export const sharesOf = (metrics: readonly string[], fate: string | undefined): string[] => (fate === undefined ? [] : shares.filter(({ of, befell }) => metrics.some((id) => of.test(id)) && befell.test(fate)).map(({ measure }) => measure));

const ofThem = /\b(?:and )?(?:what (?:share|part|percentage|proportion|fraction)|how many(?: percent)?|how much)(?: of (?:them|those|these|it|that)\b| (?=(?:failed|broke|bit|backfired|went wrong)\b))(.*)$/;

/** Beside figures of changes, failures are theirs. */
const ofChanges = (metrics: readonly string[], words: string): string[] => metrics.map((id) => (id === "error_rate" && /\bfailures?\b/.test(words) && metrics.some((other) => /^(?:change|deployment|rollback)/.test(other)) ? "change_failure_rate" : id));

/** "How much budget is left, and how quickly are we eating it?" */
const leftAndSpeed = /\bhow much\b.*\bbudget\b.*\band how (?:quickly|fast)\b/;

const counting: ReadonlySet<Intent> = new Set(["metric_lookup", "trend", "breakdown", "comparison", "list_lookup", "exec_communication"]);

/** "Mean time to resolve on checkout": of a service, and where no ticket is spoken of, it is that of its incidents. */
export function ofIncidents(metrics: readonly string[], slots: Slots): string[] {
  const isOfService = slots.entities.some(({ value }) => value.candidates[0]?.type === "service") && slots.subjects.every(({ value }) => value !== "ticket");
  return metrics.map((id) => (id === "resolution_time" && isOfService && /\bmean time to (?:resolve|resolution|fix)\b/.test(said(slots)) ? "mttr" : id));
}

/** "Tickets in against tickets out", "do we finish as many as come in?": what comes and what goes. */
const bothWays = /\b(?:tickets?|requests?|cases?) in (?:(?:and|or|vs|versus|against|to|compared (?:to|with)) )?(?:the )?(?:tickets?|requests?|cases?)? ?out\b(?! of)|\bclosed (?:against|versus|vs) (?:new|opened|raised)\b|\b(?:finish\w*|clos\w+|solv\w+|resolv\w+|clear\w*) (?:as many|more|fewer)\b(?: (?!and\b|one\b)\w+){0,3} (?:as|than)\b.*\b(?:com(?:e|es|ing)|came|take in|took in|takes in|arriv\w*|open(?:ed)?|raised)\b|\b(?:get|got) more off (?:the|our) desk than\b/;
const ofDesk: ReadonlySet<string> = new Set(["ticket_volume", "tickets_closed", "ticket_backlog"]);

/** The measures of a question together with the second one that only a pronoun or a bare unit names. */
export function withSecond(read: readonly string[], slots: Slots, intent: Intent): string[] {
  const words = said(slots);
  if (read.length > 0 && read.every((id) => ofDesk.has(id)) && intent !== "list_lookup" && !slots.plainMetrics.has("ticket_backlog") && bothWays.test(words)) return ["ticket_volume", "tickets_closed"];
  const metrics = ofChanges(read, words);
  if (!counting.has(intent)) return [...metrics, ...(intent === "ranking" ? sharesOf(metrics, ofThem.exec(words)?.[1]) : [])];
  const durations = lasting.test(words) ? metrics.flatMap((id) => durationOf[id] ?? []) : [];
  const closed = metrics.includes("ticket_volume") && finishing.test(words) ? ["tickets_closed"] : [];
  const share = sharesOf(metrics, ofThem.exec(words)?.[1]);
  const left = metrics.join() === "error_budget_burn_rate" && leftAndSpeed.test(words) ? ["error_budget_remaining"] : [];
  return [...new Set([...left, ...metrics, ...durations, ...closed, ...share])];
}
