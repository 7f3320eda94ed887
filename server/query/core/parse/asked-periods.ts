import type { Period } from "./period";
import type { Match, Token } from "./tokens";

const appointments = /\b(?:meet|meeting|meetings|(?<!on[- ])call|calls|review|seeing|see|visit|visiting|visits|auditor|auditors|talk|speak|speaking|present|presenting|board|interview|lunch|flight|vacation|holiday|back from|phone|visitor|deadline|due|back)\b/i;
const stating = /^\s*(?:(?:so|well|ok|okay|anyway|right|look),?\s+)?(?:i|i'm|im|i've|we|we're|my|our|the|preparing|before|for|someone|somebody|tomorrow|on|back)\b/i;
const against = new Set(["than", "to", "with", "from", "against", "vs", "versus"]);

/** "I need five sentences for the board": what is said beforehand asks by itself. */
const requesting = /\b(?:need|want|would like|write|draft|give|show|prepare|summar\w+|list|tell|pull|send|asks?|asked|asking)\b/i;

/** Sentences of a question as offsets [start, end). */
function sentencesOf(question: string): { start: number; end: number }[] {
  const sentences: { start: number; end: number }[] = [];
  let start = 0;
  for (const found of question.matchAll(/[.?!]+\s+/g)) {
    sentences.push({ start, end: found.index + 1 });
    start = found.index + found[0].length;
  }
  return [...sentences, { start, end: question.length }];
}

/** "Better than a year ago" names what to compare with, not the period that is asked about. */
const isBenchmark = (tokens: readonly Token[], match: Match<Period>): boolean => against.has(tokens[match.from - 1]?.text ?? "") && /^(?:a|one|1|12) (?:year|months) ago$/.test(tokens.slice(match.from, match.to).map((token) => token.text).join(" "));

const occasions = new Set(["meeting", "review", "call", "standup", "briefing", "session", "committee", "board", "deck"]);

/** "For my Monday meeting" is when something is told, not what it is about. */
const isOccasion = (tokens: readonly Token[], match: Match<Period>): boolean => /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$/.test(tokens[match.from]?.text ?? "") && match.to === match.from + 1 && (occasions.has(tokens[match.to]?.text ?? "") || (tokens[match.to]?.text === "all" && tokens[match.to + 1]?.text === "hands"));

/** "The auditor is in on Thursday and wants to see ...": the day of a visit. */
const isVisit = (tokens: readonly Token[], match: Match<Period>): boolean => /\b(?:is|are|comes?|coming|here) (?:in |here |over |round )?on$/.test(tokens.slice(Math.max(0, match.from - 4), match.from).map((token) => token.text).join(" ")) && tokens.slice(0, match.from).some(({ stem }) => visitors.has(stem)) && match.to < tokens.length;
const visitors = new Set(["auditor", "board", "visitor", "regulator", "inspector", "investor", "ceo", "cfo", "cto", "ciso", "boss"]);

const telling = new Set(["raise", "tell", "show", "present", "brief", "bring", "say", "explain", "pitch", "report", "take", "put", "mention", "defend"]);

/** "The risks you would raise with the CTO tomorrow": the day on which somebody is told. */
const isTelling = (tokens: readonly Token[], match: Match<Period>): boolean => {
  const before = tokens.slice(Math.max(0, match.from - 7), match.from).filter(({ text }) => text !== "on" && text !== "next");
  const isDay = match.to === match.from + 1 && !/['’]s$/.test(tokens[match.from]?.raw ?? "") && /^(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/.test(tokens[match.from]?.text ?? "");
  return isDay && visitors.has(before.at(-1)?.stem ?? "") && before.some(({ text }) => telling.has(text));
};

/** "The platform as it is today": the present, and no day of figures. */
const isAsItIs = (tokens: readonly Token[], match: Match<Period>): boolean => tokens[match.from]?.text === "today" && /\bas (?:it|they|we|things) (?:is|are|stands?)$/.test(tokens.slice(Math.max(0, match.from - 3), match.from).map((token) => token.text).join(" "));

/** "In this day and age": nowadays, and no day of figures. */
const isNowadays = (tokens: readonly Token[], match: Match<Period>): boolean => tokens[match.to - 1]?.text === "day" && tokens[match.to]?.text === "and" && tokens[match.to + 1]?.text === "age";

/**
 * The periods that the question asks about. One that belongs to an appointment told beforehand ("I meet the auditors on Monday. Pull every
 * change of the first half.") is left out when another sentence does the asking.
 */
export function askedPeriods(question: string, tokens: readonly Token[], periods: readonly Match<Period>[]): Match<Period>[] {
  const kept = periods.filter((match) => !isBenchmark(tokens, match) && !isOccasion(tokens, match) && !isAsItIs(tokens, match) && !isNowadays(tokens, match) && !isVisit(tokens, match) && !isTelling(tokens, match));
  if (kept.length === 0) return kept;
  const sentences = sentencesOf(question.slice(0, 2_000));
  if (sentences.length < 2) return kept;
  const sentenceAt = (match: Match<Period>) => sentences.findIndex(({ start, end }) => (tokens[match.from]?.start ?? 0) >= start && (tokens[match.from]?.start ?? 0) < end);
  const isTold = (at: number) => {
    const sentence = sentences[at];
    const text = sentence ? question.slice(sentence.start, sentence.end) : "";
    return at < sentences.length - 1 && !text.trimEnd().endsWith("?") && stating.test(text) && appointments.test(text) && !requesting.test(text);
  };
  return kept.filter((match) => !isTold(sentenceAt(match)));
}
