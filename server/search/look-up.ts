import "server-only";
import { firstPlace, repairsOf, rootOf, shareOfAll, someOf, tsqueryOf, widerPlace, type Sought, type SoughtWord, type Term, type WordGroup } from "#core/search";
import { countBeginning, findEntries, findSimilarTerms, findTerms, rankedTickets, readQueries, type FindOptions, type FoundEntries, type FoundEntry, type Match } from "./find-repository";
import { countAbout, sinceOf } from "./newest-entries";

/** Fewer full matches than this, and entries with some of the words fill up the page. */
const enough = 5;
const leastRelevance = 0.15;
const looseWords = 6;
/** While somebody types, and where only some of the words are asked for, so many tickets are choice enough. */
const enoughTickets = 100;

export interface Found extends FoundEntries {
  groups: readonly WordGroup[];
  isPartial: boolean;
}

export interface LookUpOptions extends FindOptions {
  isTyping: boolean;
}

type Reader = Pick<Match, "kinds" | "wanted" | "keys" | "changedSince" | "service">;

/** What is known of the words of a search. */
interface Reading {
  groups: readonly WordGroup[];
  terms: ReadonlyMap<string, number>;
  entries: number;
  isTyping: boolean;
}

/** A word that nothing has weighs less than a rare one: it can rule a result out, and must not rule out all of them. */
const unknownWeight = 0.3;
const weightOf = (entries: number): number => 1 / Math.log2(2 + entries);

interface Word extends SoughtWord {
  root: string;
  weight: number;
}

/** Each word with its readings. One that is still being typed may become any word that begins so. */
async function wordsOf({ groups, terms, entries, isTyping }: Reading, options: FindOptions): Promise<Word[]> {
  const isOpen = (index: number): boolean => isTyping && index === groups.length - 1;
  const begun = isTyping ? countBeginning(String(groups.at(-1)?.[0] ?? ""), options) : 0;
  const [queries, ofBegun] = await Promise.all([readQueries(groups.map((group, index) => tsqueryOf([group], { join: "&", isLastPrefix: isOpen(index) })), options), begun]);
  return groups.map((group, index) => {
    const [word = ""] = group;
    const count = isOpen(index) ? ofBegun : group.reduce((sum, reading) => sum + (typeof reading === "string" ? (terms.get(reading) ?? 0) : 0), 0);
    const own = terms.get(String(word));
    return { query: `(${queries[index] ?? ""})`, root: rootOf(String(group.at(-1) ?? word)), weight: own === undefined ? unknownWeight : weightOf(own), share: count === 0 || entries === 0 ? null : Math.min(1, count / entries) };
  });
}

/** Looks among the newest tickets first, and further back until there are enough. */
async function findWidening(match: Omit<Match, "tickets">, sought: readonly Sought[], { wantedTickets, entries, ...options }: FindOptions & { wantedTickets: number; entries: number }): Promise<FoundEntries> {
  const scale = { wanted: wantedTickets, entries };
  let places = sought.map(({ share, isRare }) => (isRare ? null : firstPlace(share, scale)));
  for (;;) {
    const tickets = await Promise.all(sought.map(async ({ query }, at) => ({ query, since: places[at] == null ? null : await sinceOf(places[at], options) })));
    const found = await findEntries({ ...match, tickets }, options);
    const count = found.counts.get("ticket") ?? 0;
    if (count >= wantedTickets || places.every((place) => place === null) || !match.kinds.includes("ticket")) return found;
    places = places.map((place) => widerPlace(place, { found: count, ...scale }));
  }
}

function findAll(words: readonly Word[], reading: Reading, { reader, options }: Asked): Promise<FoundEntries> {
  const all = words.map(({ query }) => query).join(" & ");
  return findWidening({ ...reader, all, words, hasEveryWord: true }, [{ query: all, share: shareOfAll(words), isRare: false }], { ...options, entries: reading.entries, wantedTickets: reading.isTyping ? enoughTickets : rankedTickets });
}

function findSome(words: readonly Word[], reading: Reading, { reader, options }: Asked): Promise<FoundEntries> {
  const telling = words.toSorted((a, b) => b.weight - a.weight).slice(0, looseWords);
  return findWidening({ ...reader, all: telling.map(({ query }) => query).join(" | "), words, hasEveryWord: false }, someOf(telling, reading.entries), { ...options, entries: reading.entries, wantedTickets: enoughTickets });
}

interface Asked {
  reader: Reader;
  options: FindOptions;
}

/** The words with what they may have meant, where nothing has them as they stand. */
async function repaired(reading: Reading, options: FindOptions): Promise<Reading | null> {
  const words = reading.groups.map((group) => String(group[0]));
  const unknown = words.filter((word) => !reading.terms.has(word));
  const similar = unknown.length === 0 ? [] : await findSimilarTerms(unknown, options);
  const groups = reading.groups.map((group, index): WordGroup => [...group, ...repairsOf(words[index] ?? "", similar.filter((term) => term.word === words[index]))]);
  const isRepaired = groups.some((group, index) => group.length > (reading.groups[index]?.length ?? 0));
  return isRepaired ? { ...reading, groups, terms: new Map([...similar.map(({ term, entries }: Term) => [term, entries] as const), ...reading.terms]) } : null;
}

const isSame = (a: FoundEntry, b: FoundEntry): boolean => a.kind === b.kind && a.refId === b.refId;

/** Entries with every word; without any, with words repaired; and where those are few, entries with the words that tell most. */
export async function lookUp(plain: readonly WordGroup[], reader: Reader, { isTyping, ...options }: LookUpOptions): Promise<Found> {
  const [terms, entries] = await Promise.all([findTerms(plain.map((group) => String(group[0])), options), countAbout(options)]);
  let reading: Reading = { groups: plain, terms: new Map(terms.map((term) => [term.term, term.entries])), entries, isTyping };
  const asked: Asked = { reader, options };
  let words = await wordsOf(reading, options);
  let found = await findAll(words, reading, asked);
  const mended = found.rows.length === 0 ? await repaired(reading, options) : null;
  if (mended !== null) {
    reading = mended;
    words = await wordsOf(reading, options);
    found = await findAll(words, reading, asked);
  }
  const { groups } = reading;
  if (found.rows.length >= enough || groups.length === 1) return { ...found, groups, isPartial: false };
  const some = await findSome(words, reading, asked);
  const more = some.rows.filter((row) => row.relevance >= leastRelevance && !found.rows.some((each) => isSame(each, row)));
  const rows = [...found.rows, ...more].slice(0, options.limit);
  return found.rows.length === 0 ? { rows, counts: some.counts, groups, isPartial: more.length > 0 } : { rows, counts: found.counts, groups, isPartial: false };
}
