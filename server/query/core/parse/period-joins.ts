import type { Token } from "./tokens";

/** Phrases by which the first end of a period is joined to its last. */
const joins: readonly (readonly string[])[] = ["right up to", "up to and including", "to and including", "until and including", "till and including", "through and including", "through to", "up until", "up till", "up to", "to", "until", "till", "through", "thru"].map((phrase) => phrase.split(" "));

/** "May-July", "1 - 15 August": a dash leaves a gap of one character, or of three with blanks around it. */
export const isDashed = (left: Token | undefined, right: Token | undefined): boolean => left !== undefined && right !== undefined && (right.start - left.end === 1 || right.start - left.end === 3);

/** The word after "to", "until", "up to and including" and the like; null where none of them stands. */
export function joinAt(tokens: readonly Token[], at: number, lead: string): number | null {
  if (lead === "between" && tokens[at]?.text === "and") return at + 1;
  const found = joins.find((words) => words.every((word, offset) => tokens[at + offset]?.text === word));
  return found ? at + found.length : null;
}

/** "Grew most from Q1 to Q2": two periods side by side, and not the time from the one to the other. */
export const isGrowth = (words: string): boolean => /\b(?:grew|grown|rose|risen|increased|climbed|fell|fallen|dropped|declined|shrank|changed|moved|improved|worsened)(?: the)? (?:most|least|furthest|fastest) from\b/.test(words);

const nowPhrases: readonly (readonly string[])[] = ["so far", "thus far", "to date", "to now", "till now", "until now", "up to now", "up till now", "up until now", "as of now", "to the present", "up to the present", "up to this moment"].map((phrase) => phrase.split(" "));

/** The word after "so far", "till now", "up to now" and the like; null where none of them stands. */
export function untilNow(tokens: readonly Token[], at: number): number | null {
  const found = nowPhrases.find((words) => words.every((word, offset) => tokens[at + offset]?.text === word));
  return found ? at + found.length : null;
}
