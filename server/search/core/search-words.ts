const limitWords = 12;
/** Words that say nothing about what is sought: the same that the database leaves out, and those of questions. */
const stopWords = new Set("a about am an and any are as at be been being but by can could did do does doing for from had has have how i if in into is it its me my no not of on or our out should so some than that the their them then there these they this those to up us was we were what when where which while who whom why will with would you your please show find tell give need want get".split(" "));

/** The words of a search in lower case, each once and in order. Question words are left out unless there is nothing else. */
export function wordsOf(q: string): string[] {
  const all = [...new Set((q.normalize("NFKC").match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.toLowerCase()))].slice(0, limitWords);
  const telling = all.filter((word) => !stopWords.has(word));
  return telling.length > 0 ? telling : all;
}

const isCompound = /[\p{Ll}\d]\p{Lu}/u;

/** The parts of names written as one word: "KubePodNotReady" -> "kubepodnotready": kube, pod, not, ready. */
export function partsOf(q: string): Map<string, string[]> {
  const compounds = (q.normalize("NFKC").match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => isCompound.test(word));
  return new Map(compounds.map((word) => [word.toLowerCase(), word.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").toLowerCase().split(" ")]));
}

/** A word with other readings of it; several words in one reading stand together. */
export type WordGroup = readonly (string | readonly string[])[];

const isNumber = /^\d+$/;
/** A number is also sought with a sign: that is how PostgreSQL keeps the 12 of "INC-12". */
const readingOf = (word: string, end: string): string => (isNumber.test(word) ? `(${word}${end} | -${word}${end})` : `${word}${end}`);

/** Words as PostgreSQL's `to_tsquery` reads them. Only letters and digits reach it (`wordsOf` and `partsOf` keep no other), so nothing that was typed can be an operator. */
export function tsqueryOf(groups: readonly WordGroup[], options: { join: "&" | "|"; isLastPrefix: boolean }): string {
  return groups
    .map((group, index) => {
      const isPrefix = options.isLastPrefix && index === groups.length - 1;
      const readings = group.map((reading) => (typeof reading === "string" ? readingOf(reading, isPrefix ? ":*" : "") : `(${reading.join(" & ")})`));
      return readings.length === 1 ? readings[0] : `(${readings.join(" | ")})`;
    })
    .join(` ${options.join} `);
}
