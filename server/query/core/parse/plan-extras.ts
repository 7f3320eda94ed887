import type { Intent, QueryPlan } from "../../contract";
import { readMeaning } from "../learn/read-meaning";
import { typeNouns } from "./dimension-words";
import { givenNames } from "./person-names";
import { readSlots, type Slots } from "./read-slots";
import { overlaps } from "./slots";
import type { Vocabulary } from "./vocabulary";
import type { PeriodClock } from "./period";

const changed = /\b(?:got|getting|gotten|become|became) (?:better|worse|slower|faster|more|less)\b|\b(?:worsened|improved|deteriorated|increased|decreased|grew|grown|dropped|fell|fallen|risen|rose|shortened|jumped|declined)\b|\b(?:biggest|largest|steepest|sharpest) (?:increase|decrease|drop|rise|jump|fall|improvement|change|growth)\b/;

/** Does a ranking go by how much the figure moved, not by the figure? */
export const orderByOf = (intent: Intent, slots: Slots): QueryPlan["orderBy"] => (intent === "ranking" && changed.test(slots.tokens.map((token) => token.text).join(" ")) ? "change" : "value");

const mine = /\b(?:my|mine)\b(?: \w+){0,2} (?:tickets?|requests?|cases?|queue|backlog|work)\b|\b(?:assigned to me|i (?:opened|raised|reported))\b|\btickets? (?:of mine|i have)\b/;

/** "My open tickets": the asker's own records. */
export const isMine = (slots: Slots): boolean => mine.test(slots.tokens.map((token) => token.text).join(" "));

const behindName = new Set(["leave", "leaves", "left", "quit", "quits", "resign", "resigns", "retire", "retires", "close", "closed", "carry", "carrying", "carries", "own", "owns", "does", "did", "is", "was", "has"]);

/** People that a question names although the portal may not know them, as `person:name`. Names of services and months are not people. */
export function personsIn(slots: Slots): { entity: string; name: string }[] {
  const taken = [...slots.entities, ...slots.periods];
  return slots.tokens.flatMap((token, at) => {
    const base = token.text.replace(/s$/, "");
    const name = givenNames.has(token.text) ? token.text : /['’]s$/.test(token.raw) && givenNames.has(base) ? base : null;
    const isCapital = /^\p{Lu}\p{Ll}+$/u.test(token.raw);
    const isStranger = at > 0 && isCapital && behindName.has(slots.tokens[at + 1]?.text ?? "") && slots.unknownNames.some((match) => match.from === at);
    if ((name === null && !isStranger) || overlaps({ from: at, to: at + 1 }, taken)) return [];
    return [{ entity: `person:${name ?? token.text}`, name: token.raw.replace(/['’]s$/, "") }];
  });
}

const beforeName = new Set(["for", "of", "on", "by", "from", "at", "in"]);

/** Names that a question gives to a thing ("the Zebra service") and that the portal does not know, as `unknown:name`: an answer must not pass for one about them. */
export function strangersIn(slots: Slots): string[] {
  const people = new Set(personsIn(slots).map(({ name }) => name));
  const said = (at: number): string => slots.tokens[at]?.text ?? "";
  const isNoun = (at: number): boolean => typeNouns[slots.tokens[at]?.stem ?? ""] !== undefined;
  const isLed = (at: number): boolean => beforeName.has(said(at)) || (said(at) === "the" && beforeName.has(said(at - 1)));
  const isCalled = ({ from, to }: { from: number; to: number }): boolean => (isNoun(from - 1) && isLed(from - 2)) || (isNoun(to) && isLed(from - 1));
  return slots.unknownNames.filter((match) => match.from > 0 && (/^\p{Lu}\p{Ll}/u.test(match.value) || isCalled(match)) && !people.has(match.value.replace(/['’]s$/, ""))).map((match) => `unknown:${match.value.replace(/['’]s$/, "")}`);
}

const clauseBreak = /[.?!;]\s+|,?\s+(?:and|then|but)\s+(?=(?:why|how|what|which|who|whom|when|where|should|is|are|do|does|did|can|could|will|would|show|list|draft|write|compare|tell|give|what's|propose|suggest|recommend|prepare|explain)\b)|,\s+(?=(?:why|how|what|which|who|when|where|should|can|could|will|draft|write|compare)\b)/i;
const asking = /^(?:why|how|what|which|who|whom|whose|when|where|should|shall|is|are|do|does|did|can|could|will|would|has|have|show|list|draft|write|compare|tell|give|propose|suggest|recommend|prepare|explain|rank|summari[sz]e|find)\b/i;
/** "How many things broke in July, and why?", "What was the rate, and which tier suffered most?": where the second part begins. */
const secondPart = /,?\s+and\s+(?=(?:why|how|what|which|who|when|where|should|could|can|do|does|did|was|were|is|are|would|if (?!not\b|so\b|yes\b|any\b))\b)|,\s+(?=(?:why|what should|how do)\b)/i;
const surelyFirst = 0.55;

/** The kind of answer that the first of two joined questions asks for; null where there is one question, or the first is not sure. */
export function firstIntentOf(question: string, input: { vocabulary: Vocabulary; clock: Pick<PeriodClock, "now" | "zone"> }): Intent | null {
  const [head = "", ...rest] = question.slice(0, 600).split(secondPart).map((part) => part.trim());
  const isPair = rest.length > 0 && /^(?:how|what|which|who|when|where|is|are|did|do|does|has|have)\b/i.test(head) && head.split(/\s+/).length >= 4 && !/[.?!]\s/.test(head);
  if (!isPair) return null;
  const first = readMeaning(readSlots(head, input.vocabulary, input.clock), input.vocabulary).intents[0];
  return first && first.intent !== "out_of_scope" && first.probability >= surelyFirst ? first.intent : null;
}

const sureSecond = 0.6;
const mostClauses = 4;

/** What a question of several parts asks besides its first intent, in its order. A statement in between asks nothing. */
export function secondaryIntentsOf(question: string, input: { intent: Intent; vocabulary: Vocabulary; clock: Pick<PeriodClock, "now" | "zone"> }): Intent[] {
  const clauses = question.slice(0, 600).split(clauseBreak).map((clause) => clause.trim()).filter((clause) => clause.split(/\s+/).length >= 2);
  if (clauses.length < 2) return [];
  const found = clauses.slice(0, mostClauses).filter((clause) => asking.test(clause)).flatMap((clause) => {
    const first = readMeaning(readSlots(clause, input.vocabulary, input.clock), input.vocabulary).intents[0];
    return first && first.probability >= sureSecond ? [first.intent] : [];
  });
  return [...new Set(found)].filter((intent) => intent !== input.intent);
}
