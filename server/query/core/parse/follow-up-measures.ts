import type { Intent, QueryPlan } from "../../contract";
import { asksHowMade, isSupposing } from "./follow-up-intent";
import { isChoice, isStrong } from "./follow-up-leaning";
import { givesWay } from "./measures";
import type { Draft } from "./resolve";
import type { Slots } from "./read-slots";
import { durationOf, sharesOf } from "./second-measures";
import { overlaps } from "./slots";
import { said } from "./time-slot";
import { wordTable } from "./word-table";

/** What the same words mean of other records: incidents are "picked up" by who is on call, changes "fail". */
const kin: readonly { of: RegExp; instead: Readonly<Record<string, string>> }[] = [
  { of: /^(?:change|deployment|rollback)/, instead: { error_rate: "change_failure_rate" } },
  { of: /^(?:incident|mttr|mtta|repeat|outage)/, instead: { time_to_assign: "mtta", first_response_time: "mtta", resolution_time: "mttr" } },
  { of: /^(?:alert|oncall)/, instead: { time_to_assign: "mtta", first_response_time: "mtta" } },
];

function inKind(id: string, slots: Slots, previous: QueryPlan): string {
  if (slots.subjects.length > 0) return id;
  return kin.filter(({ of }) => previous.metrics.some((other) => of.test(other))).map(({ instead }) => instead[id]).find((other) => other !== undefined) ?? id;
}

/** "And how long did they last?" after a count. */
const lasting = /\bhow long (?:did|do|does|was|were|had|have) (?:they|it|these|those|that|each|all)\b.*\b(?:last|lasted|take|took|taken|go on|went on|run|down)\b|\bfor how long\b/;
const lastingOf: Readonly<Record<string, string>> = { ticket_volume: "resolution_time", tickets_closed: "resolution_time" };

/** "What is behind the change?": that of the figure shown before. */
const theChange = /\b(?:behind|explains?|caused|drove|drives) (?:the|this|that) change\b/;

/** "In minutes, not the number": the time of what was counted. */
const asTime = /^(?:\w+ ){0,2}(?:minutes|hours)(?: \w+)?$|\b(?:in|as) (?:total )?(?:minutes|hours)\b/;

const stateWords: Readonly<Record<string, string>> = wordTable({ opened: "ticket_volume", raised: "ticket_volume", created: "ticket_volume", incoming: "ticket_volume", closed: "tickets_closed", resolved: "tickets_closed", solved: "tickets_closed" });
const ticketCounts: ReadonlySet<string> = new Set(["ticket_volume", "tickets_closed", "ticket_backlog"]);
const swaps = /\b(\w+) (?:ones )?(?:not|instead of|rather than) (?:the )?(\w+)\b/;

/** "Opened, not closed": the count of the one instead of the other; null where no such pair is said of tickets. */
export function swappedState(slots: Slots, previous: QueryPlan): string | null {
  const [, wanted = "", refused = ""] = swaps.exec(said(slots)) ?? [];
  const [to, from] = [stateWords[wanted], stateWords[refused]];
  return to !== undefined && from !== undefined && to !== from && previous.metrics.some((id) => ticketCounts.has(id)) ? to : null;
}

/** "How many of them failed?", "did any run over?": what befell the things that were counted. */
const fateOf = /^(?:(?:and|so|but|ok) )*(?:(?:what (?:share|part|percentage|proportion|fraction)|how many|how much) (?:of (?:them|those|these) |were |got |have |had )?|(?:did|have|were|are) (?:any|some|many)(?: of (?:them|those|these))? )(.*)$/;

/** A condition that says the words already: "those caused by a change" are no changes. */
const isCondition = (slots: Slots, match: Slots["metrics"][number]): boolean => slots.filters.some((filter) => (filter.from === match.from && !isStrong(match)) || (filter.value.startsWith("root_cause") && overlaps(filter, [match])));

/** The measures of a follow-up: those it names, as they are called of the records spoken of, or those of the question before. */
export function mergedMetrics(draft: Draft, slots: Slots, before: { previous: QueryPlan; intent: Intent; count: string | null }): string[] {
  const { previous, count } = before;
  const text = said(slots);
  const kept = previous.metrics.length > 0;
  if (kept && (isChoice(slots) || theChange.test(text) || isSupposing(slots) || (before.intent === "explain" && asksHowMade(slots)))) return [...previous.metrics];
  if (asTime.test(text) && slots.periods.length === 0 && slots.tokens.length <= 8) return previous.metrics.map((id) => durationOf[id] ?? id);
  if (kept && lasting.test(text)) return previous.metrics.map((id) => durationOf[id] ?? lastingOf[id] ?? id);
  const swapped = swappedState(slots, previous);
  if (swapped !== null) return [swapped];
  const befallen = sharesOf(previous.metrics, fateOf.exec(text)?.[1]);
  if (befallen.length > 0) return befallen;
  const meant = slots.metrics.filter((match) => !isCondition(slots, match) && (isStrong(match) || !givesWay(match.value, previous.metrics)));
  const named = draft.metrics.filter((id) => meant.some((match) => match.value === id || inKind(match.value, slots, previous) === id));
  if (named.length > 0) return [...new Set(named.map((id) => inKind(id, slots, previous)))];
  return count ? [count] : [...previous.metrics];
}
