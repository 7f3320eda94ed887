const limitWords = 12;
/** Words that say nothing about what is sought: the same that the database leaves out, and those of questions. */
const stopWords = new Set("a about am an and any are as at be been being but by can could did do does doing for from had has have how i if in into is it its me my no not of on or our out should so some than that the their them then there these they this those to up us was we were what when where which while who whom why will with would you your please show find tell give need want get".split(" "));

/** The words of a search in lower case, each once and in order; a name such as KubePodNotReady counts as its parts. Question words are left out unless there is nothing else. */
export function wordsOf(q: string): string[] {
  const split = q.normalize("NFKC").replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const all = [...new Set(split)].slice(0, limitWords);
  const telling = all.filter((word) => !stopWords.has(word));
  return telling.length > 0 ? telling : all;
}

/** A word with other readings of it. */
export type WordGroup = readonly string[];

/** Words as PostgreSQL's `to_tsquery` reads them. Only letters and digits reach it (`wordsOf` keeps no other), so nothing that was typed can be an operator. */
export function tsqueryOf(groups: readonly WordGroup[], options: { join: "&" | "|"; isLastPrefix: boolean }): string {
  return groups
    .map((group, index) => {
      const isPrefix = options.isLastPrefix && index === groups.length - 1;
      const words = group.map((word) => `${word}${isPrefix ? ":*" : ""}`);
      return words.length === 1 ? words[0] : `(${words.join(" | ")})`;
    })
    .join(` ${options.join} `);
}
