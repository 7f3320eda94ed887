import "server-only";
import { planTickets, repairsOf, rootOf, shareOfAll, someOf, tsqueryOf, widerPlace, type Sought, type SoughtWord, type Term, type WordGroup } from "#core/search";
import { countBeginning, findEntries, findSimilarTerms, findTerms, rankedTickets, readQueries, type FindOptions, type FoundEntries, type FoundEntry, type Match } from "./find-repository";
import { countAbout, sinceOf, visibleTo } from "./newest-entries";

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

interface Spoken {
  queries: readonly string[];
  /** Entries with a word that begins like the one which is still being typed. */
  begun: number;
}

const isOpen = ({ groups, isTyping }: Pick<Reading, "groups" | "isTyping">, index: number): boolean => isTyping && index === groups.length - 1;

/** The words as the database reads them. One that is still being typed may become any word that begins so. */
async function readWords(reading: Pick<Reading, "groups" | "isTyping">, options: FindOptions): Promise<Spoken> {
  const { groups, isTyping } = reading;
  const [queries, begun] = await Promise.all([
    readQueries(groups.map((group, index) => tsqueryOf([group], { join: "&", isLastPrefix: isOpen(reading, index) })), options),
    isTyping ? countBeginning(String(groups.at(-1)?.[0] ?? ""), options) : 0,
  ]);
  return { queries, begun };
}

/** Each word with what it tells and how common it is, its readings together. */
const weighWords = (reading: Reading, { queries, begun }: Spoken): Word[] =>
  reading.groups.map((group, index) => {
    const { terms, entries } = reading;
    const [word = ""] = group;
    const count = isOpen(reading, index) ? begun : group.reduce((sum, reading) => sum + (typeof reading === "string" ? (terms.get(reading) ?? 0) : 0), 0);
    const own = terms.get(String(word));
    return { query: `(${queries[index] ?? ""})`, root: rootOf(String(group.at(-1) ?? word)), weight: own === undefined ? unknownWeight : weightOf(own), share: count === 0 || entries === 0 ? null : Math.min(1, count / entries) };
  });

interface Widening extends FindOptions {
  wantedTickets: number;
  entries: number;
  isPrefix: boolean;
}

/** Looks among the newest tickets first, and further back until there are enough. */
async function findWidening(match: Omit<Match, "tickets">, sought: readonly Sought[], { wantedTickets, entries, isPrefix, ...options }: Widening): Promise<FoundEntries> {
  const scale = { wanted: wantedTickets, entries, visible: await visibleTo(match.keys, options), isPrefix, isGuess: match.words.length > 1 || !match.hasEveryWord };
  let plans = sought.map(({ share, isRare }) => (isRare ? { place: null, isWalk: false } : planTickets(share, scale)));
  for (;;) {
    const tickets = await Promise.all(sought.map(async ({ query }, at) => ({ query, isWalk: plans[at]?.isWalk ?? false, since: plans[at]?.place == null ? null : await sinceOf(plans[at].place, options) })));
    const found = await findEntries({ ...match, tickets }, options);
    const count = found.counts.get("ticket") ?? 0;
    if (count >= wantedTickets || plans.every(({ place }) => place === null) || !match.kinds.includes("ticket")) return found;
    plans = plans.map(({ place }) => ({ place: widerPlace(place, { found: count, ...scale }), isWalk: false }));
  }
}

function findAll(words: readonly Word[], reading: Reading, { reader, options }: Asked): Promise<FoundEntries> {
  const all = words.map(({ query }) => query).join(" & ");
  const { entries, isTyping } = reading;
  return findWidening({ ...reader, all, words, hasEveryWord: true }, [{ query: all, share: shareOfAll(words), isRare: false }], { ...options, entries, isPrefix: isTyping, wantedTickets: isTyping ? enoughTickets : rankedTickets });
}

function findSome(words: readonly Word[], reading: Reading, { reader, options }: Asked): Promise<FoundEntries> {
  const telling = words.toSorted((a, b) => b.weight - a.weight).slice(0, looseWords);
  const all = telling.map(({ query }) => query).join(" | ");
  return findWidening({ ...reader, all, words, hasEveryWord: false }, someOf(telling, reading.entries), { ...options, entries: reading.entries, isPrefix: false, wantedTickets: enoughTickets });
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
  const [terms, entries, spoken] = await Promise.all([findTerms(plain.map((group) => String(group[0])), options), countAbout(options), readWords({ groups: plain, isTyping }, options)]);
  let reading: Reading = { groups: plain, terms: new Map(terms.map((term) => [term.term, term.entries])), entries, isTyping };
  const asked: Asked = { reader, options };
  let words = weighWords(reading, spoken);
  let found = await findAll(words, reading, asked);
  const mended = found.rows.length === 0 ? await repaired(reading, options) : null;
  if (mended !== null) {
    reading = mended;
    words = weighWords(reading, await readWords(reading, options));
    found = await findAll(words, reading, asked);
  }
  const { groups } = reading;
  if (found.rows.length >= enough || groups.length === 1) return { ...found, groups, isPartial: false };
  const some = await findSome(words, reading, asked);
  const more = some.rows.filter((row) => row.relevance >= leastRelevance && !found.rows.some((each) => isSame(each, row)));
  const rows = [...found.rows, ...more].slice(0, options.limit);
  return found.rows.length === 0 ? { rows, counts: some.counts, groups, isPartial: more.length > 0 } : { rows, counts: found.counts, groups, isPartial: false };
}
