import { wordTable } from "./word-table";

/** A word of the question: its normal form, and where it stands in what was typed. */
export interface Token {
  /** Lower case, without apostrophes and accents. */
  text: string;
  /** `text` in the singular; all matching is on stems. */
  stem: string;
  raw: string;
  /** Offsets into the question as typed, half-open. */
  start: number;
  end: number;
}

/** A run of tokens [from, to) that a stage has read, with what it means. */
export interface Match<T> {
  from: number;
  to: number;
  value: T;
}

const word = /\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d+(?:[.,]\d+)+|[\p{L}\p{N}\p{M}]+(?:['’‘`´][\p{L}\p{N}]+)*|[%<>]=?/gu;
const irregular: Record<string, string> = wordTable({ people: "people", series: "series", always: "always", news: "news", has: "has", was: "was", as: "as", does: "does", less: "less", plus: "plus", is: "is", this: "this", its: "its", yes: "yes", us: "us", minus: "minus" });

/** Singular of a lower-case English word, good enough to compare two words by: stems are never shown. */
export function stem(text: string): string {
  const fixed = irregular[text];
  if (fixed !== undefined) return fixed;
  if (text.length < 3 || !text.endsWith("s") || text.endsWith("ss") || text.endsWith("us") || text.endsWith("is")) return text;
  if (text.endsWith("ies") && text.length > 4) return `${text.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|zz)es$/.test(text)) return text.slice(0, -2);
  return text.slice(0, -1);
}

/** Words of time whose genitive is said of a period: "yesterday's outage", "next week's windows". */
const timeNouns = new Set(["yesterday", "today", "tomorrow", "tonight", "week", "month", "quarter", "half", "year", "weekend", "night", "morning", "afternoon", "evening", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"]);
const genitive = /['’‘`´]s$/;

/** Written as it is spoken, and the commonest slips in words of time. */
const spoken: Readonly<Record<string, string>> = wordTable({ em: "them", tommorow: "tomorrow", tommorrow: "tomorrow", tomorow: "tomorrow", tmrw: "tomorrow", yesteday: "yesterday", yestarday: "yesterday", wensday: "wednesday", wednsday: "wednesday", teh: "the", befor: "before", yaer: "year", mnoth: "month", v: "vs", quater: "quarter", quaters: "quarters" });

function wordOf(raw: string): string {
  const folded = fold(raw);
  const text = spoken[folded] ?? folded;
  const owner = genitive.test(raw) || text === "yesterdays" || text === "todays" || text === "tomorrows" ? text.slice(0, -1) : "";
  return timeNouns.has(owner) ? owner : text;
}

/** "Hooli's" is Hooli, whatever letter the name ends in. */
const stemOf = (text: string, raw: string): string => (genitive.test(raw) && text.endsWith("s") && irregular[text] === undefined ? stem(text.slice(0, -1)) : stem(text));

/** The form in which words are compared: compatibility characters folded, accents and apostrophes dropped, lower case. */
export function fold(raw: string): string {
  return raw.normalize("NFKD").replace(/\p{M}+/gu, "").replace(/['’‘`´]/g, "").toLowerCase();
}

/**
 * Splits a question into words. Hyphens, slashes and other punctuation separate; an ISO date or a decimal number stays one word.
 * At most `limit` words are kept, so that a long paste costs no more than a long question.
 */
export function tokenise(question: string, limit = 400): Token[] {
  const tokens: Token[] = [];
  for (const found of question.matchAll(word)) {
    if (tokens.length === limit) break;
    const text = wordOf(found[0]);
    if (text !== "") tokens.push({ text, stem: stemOf(text, found[0]), raw: found[0], start: found.index, end: found.index + found[0].length });
  }
  return tokens;
}

/** Stems of a phrase of the vocabulary. */
export function stemsOf(phrase: string): string[] {
  return tokenise(phrase).map((token) => token.stem);
}

/** The text as typed under a run of tokens. */
export function rawOf(question: string, tokens: readonly Token[], span: { from: number; to: number }): string {
  const first = tokens[span.from];
  const last = tokens[span.to - 1];
  return first && last ? question.slice(first.start, last.end) : "";
}
