import { wordTable } from "../parse/word-table";

const fillers = new Set(["the", "a", "an", "our", "my", "your", "their", "his", "her", "its", "this", "these", "those", "really", "just", "actually", "please", "very", "quite", "currently", "is", "are", "was", "were", "be", "been", "being", "am", "do", "does", "did"]);
const negations: Readonly<Record<string, string>> = wordTable({ dont: "not", doesnt: "not", didnt: "not", isnt: "not", arent: "not", wont: "not", cant: "not", cannot: "not", wasnt: "not", werent: "not", havent: "not", hasnt: "not", shouldnt: "not", couldnt: "not", wouldnt: "not", whats: "what", wheres: "where", whos: "who", hows: "how", thats: "that", lets: "let", ive: "i", weve: "we", theyre: "they" });
const whole = new Set(["does", "this", "always", "less", "process", "business", "access", "status", "loss", "news", "sla", "slo", "okr", "thing", "things", "nothing", "something", "everything", "during", "need", "speed", "feed", "bring", "spring", "string", "king", "ring", "sing", "red", "bed", "us", "as", "its", "was", "series", "analysis", "basis", "crisis", "apply", "reply", "rely", "supply", "fly", "only", "family", "early", "daily", "weekly", "monthly", "rise", "build", "building"]);

const undouble = (word: string): string => (/([^aeiouls])\1$/.test(word) ? word.slice(0, -1) : word);

/** A light stem: plural, -ing, -ed and -ly endings and a final e go, so that the forms of a word meet. */
export function stem(word: string): string {
  if (word.length <= 3 || whole.has(word)) return word.replace(/^building$/, "build").replace(/^things$/, "thing");
  let base = word;
  if (/ies$/.test(base)) base = base.length > 4 ? `${base.slice(0, -3)}y` : base;
  else if (/(?:ss|x|ch|sh)es$/.test(base)) base = base.slice(0, -2);
  else if (/[^su]s$/.test(base)) base = base.slice(0, -1);
  if (/ied$/.test(base)) base = `${base.slice(0, -3)}y`;
  else if (/ing$/.test(base) && base.length > 5) base = undouble(base.slice(0, -3));
  else if (/[^e]ed$/.test(base) && base.length > 4) base = undouble(base.slice(0, -2));
  else if (/[^e]ly$/.test(base) && base.length > 5) base = base.slice(0, -2);
  return base.length > 3 && base.endsWith("e") ? base.slice(0, -1) : base;
}

export interface StemmedWord {
  stem: string;
  /** As it was written. */
  raw: string;
}

const splitWords = (text: string): string[] => text.replace(/[’‘]/g, "'").split(/[^\p{L}\p{N}/']+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));

const bare = (word: string): string => word.toLowerCase().replace(/n't$/, "nt").replace(/'(?:s|re|ve|ll|d|m)$/, "").replace(/'/g, "");

/** Words of a text with their stems, without those that carry no meaning here. Contractions with "not" count as "not". */
export const stemmedWords = (text: string): StemmedWord[] =>
  splitWords(text).flatMap((raw): StemmedWord[] => {
    const word = bare(raw);
    return word === "" || fillers.has(word) ? [] : [{ raw, stem: stem(negations[word] ?? word) }];
  });

export const stemsOf = (text: string): string[] => stemmedWords(text).map((word) => word.stem);
