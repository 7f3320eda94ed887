import type { QueryPlan } from "../../contract";
import { asksHowMade } from "./follow-up-intent";
import { limitSaid } from "./follow-up-limit";
import { strategicIntents } from "./intent-words";
import type { Slots } from "./read-slots";
import type { Draft } from "./resolve";
import { takenBack } from "./taken-back";
import { said } from "./time-slot";

const openers = ["make it", "go back", "go one", "take it back", "leave out", "leave", "drop", "exclude", "could you leave out", "can you leave out", "ok and", "okay and", "hm and", "right and", "what of", "do the same", "do that", "repeat that", "as before but", "whats behind", "whats driving", "and", "what about", "how about", "only", "just", "now", "same", "instead", "but", "ok", "okay", "also", "then", "the same", "why", "how so", "how come", "by", "per", "for", "without", "excluding", "except", "so", "versus", "vs", "compared", "split", "break that", "break it", "show", "make that", "turn that", "which of", "which ones", "any idea", "no", "or", "not", "rather", "better", "better than", "in", "as a", "over time", "since", "drill", "n", "plus", "add", "include", "fine", "shorter", "longer", "simpler", "group by", "group it", "group them", "next to", "hang on", "hold on", "wait", "sorry", "zoom in", "zoom out", "swap", "switch to", "swap out"];
const pronouns = new Set(["it", "its", "that", "this", "those", "these", "them", "they", "there", "ones", "same", "instead"]);

/** "This week" and "that team" say more than they refer to. */
const isReferring = (slots: Slots): boolean => slots.tokens.some((token, at) => pronouns.has(token.text) && !slots.periods.some((period) => period.from <= at && at < period.to) && !(token.text === "there" && ["are", "is", "were", "was"].includes(slots.tokens[at - 1]?.text ?? "")) && !(token.text === "there" && ["are", "is"].includes(slots.tokens[at + 1]?.text ?? "")));

/** "The one on orders-db", "the 2025 one". */
const pointsAt = /\b(?:the|that|this|which) (?:20\d\d )?one\b/;
/** Words that lean on the question before whatever else is said: "I meant time to acknowledge", "same quarter", "the other way round", "which of the two", "the actual tickets". */
const leaning = /\bi (?:meant|mean)\b|\b(?:the )?same (?:quarter|month|week|year|period|split|again|question|thing|list)\b|\beverything else as\b|\bas (?:it was|before)\b|\bthe other way (?:round|around)\b|\b(?:one|which) of (?:the (?:two|three)|those|these)\b|\bwho(?:s| is) (?:second|third|next|last)\b|\brather than (?:one|the)\b|\bthe (?:actual|underlying) (?!number|figure|value|rate|cause|reason)\w+s\b|\b(?:though|tho)$/;
/** "Did any run over?", "have some been reopened?": how many of what was just counted. */
const someOf = /^(?:(?:and|so|but|ok) )*(?:did|do|have|were|are|was|is) (?:any|some|most|all|none|many|both)(?: of (?:them|those|these))? (?=(?:run|ran|overrun|fail|failed|breach|breached|miss|missed|get|got|be|been|reopen|reopened|escalate|escalated|come|go|gone|went|take|took|last|need|needed|cause|caused|clash|slip|slipped|end|ended|turn|happen|happened|affect|affected|stay|still|late|overdue|open|closed|rolled|undone|reverted)\b)/;
/** "Runbooks only". */
const narrows = /^(?:\w+ ){1,3}only$/;
/** "Freeze or keep shipping?" is asked about what was just shown. */
export const isChoice = (slots: Slots): boolean => /^\w+ or (?:\w+ ){0,2}\w+$/.test(said(slots)) && slots.entities.length + slots.periods.length + slots.filters.length === 0;

/** "Forget that. Anything going on Saturday?", "different question: who ...": what follows stands by itself. */
const reset = /^(?:(?:ok|okay|right|actually|well|hm|no|thanks) )*(?:forget (?:about )?(?:that|it|all that)|never ?mind(?: that)?|scrap that|leave that|(?:a |an )?(?:different|new|other|another|separate|unrelated) (?:question|topic|thing|one|subject)|something (?:else|different)|change of (?:topic|subject)|on (?:a different|another) (?:note|topic|subject)) (?=(?:what|which|who|how|when|where|is|are|any|anything|do|does|did|have|has|can|could|will|should|list|give)\b)(?!(?:what|how) (?:about|of)\b|what if\b)/;

export const isStrong = (match: Slots["metrics"][number]): boolean => match.weight >= 1.5;

/** The measures that a question names: those of advice are said in passing. */
const ownMeasures = (slots: Slots, draft: Draft): boolean => slots.metrics.some(isStrong) && !(strategicIntents.has(draft.intent.value) && draft.metrics.length === 0);

const shownAs: ReadonlySet<string> = new Set(["metric_lookup", "list_lookup", "ranking", "trend", "breakdown", "comparison"]);

/** Does the question leave open what it is asked of: no measure, no record, no name, only how it should be shown? */
function isOnlyShape(slots: Slots, draft: Draft): boolean {
  const isOfRecords = draft.metrics.length > 0 || slots.subjects.length > 0 || slots.entities.length > 0 || slots.unknownNames.length > 0;
  return !isOfRecords && shownAs.has(draft.intent.value) && slots.tokens.length <= 10;
}

/** Does the question lean on the one before it: an opener such as "and for ...", a pronoun, or a few words without a measure of their own? */
export function isFollowUp(slots: Slots, draft: Draft, context: readonly QueryPlan[]): boolean {
  const previous = context.at(-1);
  if (!previous || previous.scope !== "in" || slots.tokens.length === 0) return false;
  const text = said(slots);
  if (reset.test(text)) return false;
  const opens = openers.some((opener) => text === opener || text.startsWith(`${opener} `));
  const refers = isReferring(slots) || pointsAt.test(text);
  // "Which team is worst?" names no records: it ranks what was shown.
  const isRanked = slots.order.extreme !== null && slots.tokens.length <= 6;
  const hasOwn = ownMeasures(slots, draft) || slots.subjects.some((match) => !(isRanked && slots.dimensions.some(({ how, from, to }) => how === "which" && from < match.to && match.from < to)));
  const isWhole = hasOwn && (slots.entities.length > 0 || slots.tokens.length > 8) && !text.startsWith("and ") && !text.startsWith("same ");
  if (draft.intent.value === "doc_lookup" && !refers && !(opens && slots.tokens.length <= 4)) return false;
  if (slots.tokens.length > (opens && refers ? 24 : 16)) return false;
  if ((leaning.test(text) || asksHowMade(slots) || (someOf.test(text) && slots.subjects.length === 0)) && slots.entities.length < 2) return true;
  if (opens && slots.tokens.length <= (refers ? 24 : 12) && !(isWhole && !refers)) return !(text.startsWith("show ") && hasOwn && !refers);
  if (refers && !isWhole) return true;
  if (/\b(?:too|as well|also)$/.test(text) && slots.tokens.length <= 6 && slots.entities.length + slots.filters.length + slots.metrics.length > 0) return true;
  const taken = hasOwn ? null : takenBack(text, previous);
  if (narrows.test(text) || isChoice(slots) || (taken !== null && slots.tokens.length <= (taken.isNamed ? 14 : 8))) return true;
  if (hasOwn) return false;
  // "Too many, five is enough. Longest first": rows of what was shown.
  if (limitSaid(slots) !== null && slots.tokens.length <= 10) return true;
  const isShaped = slots.periods.length + slots.dimensions.length + slots.filters.length + slots.stats.length > 0 || limitSaid(slots) !== null || slots.order.extreme !== null;
  if (isShaped && isOnlyShape(slots, draft)) return true;
  return (isShaped || slots.entities.length + slots.metrics.length > 0) && slots.tokens.length <= 6;
}
