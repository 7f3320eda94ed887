import "server-only";
import { statementMs, type Ctx } from "@/server/platform/registry";
import { displayMarkdown, sectionsOf } from "#core/knowledge";
import { countMatches, partsOf, readableKinds, readerKeys, repairsOf, rootOf, snippetOf, tsqueryOf, wordsOf, type WordGroup } from "#core/search";
import { searchKinds, type SearchHit, type SearchInput, type SearchOutput } from "./contract";
import { countEntries, findEntries, findSimilarTerms, findTerms, type FindOptions, type FoundEntry, type Match } from "./find-repository";
import { keepSearch } from "./keep-search";

/** Fewer full matches than this, and entries with some of the words fill up the page. */
const enough = 5;
const leastRelevance = 0.15;
/** So many are weighed once more by their best part before the page is cut. */
const weighedRows = 40;
const looseWords = 6;

interface Reading {
  groups: readonly WordGroup[];
  weights: ReadonlyMap<string, number>;
  isTyping: boolean;
}

/** A word that nothing has weighs less than a rare one: it can rule a result out, and must not rule out all of them. */
const unknownWeight = 0.3;
const weightOf = (entries: number): number => 1 / Math.log2(2 + entries);

function matchOf({ groups, weights, isTyping }: Reading, join: "&" | "|", seen: Pick<Match, "kinds" | "keys">): Match {
  const known = groups.map((group, index) => ({ query: tsqueryOf([group], { join, isLastPrefix: isTyping && index === groups.length - 1 }), weight: weights.get(String(group[0])) ?? unknownWeight }));
  const telling = join === "&" ? known : known.toSorted((a, b) => b.weight - a.weight).slice(0, looseWords);
  return { ...seen, all: telling.map(({ query }) => query).join(` ${join} `), words: known };
}

interface Part {
  anchor: string;
  heading: string;
  text: string;
  /** Words that it has, a word in its heading counting twice. */
  count: number;
}

/** The part of a document that says most about the words, and where it is. */
function bestSection({ title, body }: Pick<FoundEntry, "title" | "body">, words: readonly string[]): Part {
  const sections = sectionsOf(displayMarkdown(body, { path: "", pageOf: () => null }));
  const counted = sections.map((section) => ({ section, count: countMatches(section, words) }));
  const best = counted.reduce<(typeof counted)[number] | null>((top, each) => (top === null || each.count > top.count ? each : top), null);
  // The page shows its title in place of a first heading.
  const isNamed = best !== null && best.count > 0 && best.section.heading !== title;
  return { ...(isNamed ? best.section : { anchor: "", heading: "", text: best?.section.text || body }), count: best?.count ?? 0 };
}

interface Weighed {
  row: FoundEntry;
  part: Part;
  score: number;
}

const hasParts = ({ kind }: FoundEntry): boolean => kind === "document" || kind === "runbook";

/** A text that says it in one place, above all under a heading of these words, comes before one that has the words here and there. */
function weighParts(rows: readonly FoundEntry[], words: readonly string[], sought: number): Weighed[] {
  const weighed = rows.map((row): Weighed => {
    const part = hasParts(row) ? bestSection(row, words) : { anchor: "", heading: "", text: row.body, count: 0 };
    return { row, part, score: row.score + (0.5 * Math.min(1, part.count / (2 * sought))) };
  });
  return weighed.sort((a, b) => b.score - a.score || a.row.refId.localeCompare(b.row.refId));
}

function presentHit({ row, part, score }: Weighed, words: readonly string[]): SearchHit {
  const { kind, refId, title, label, href, body, changedAt } = row;
  const snippet = snippetOf(part.text, words);
  return {
    kind, refId, title, label, href: part.anchor === "" ? href : `${href}#${part.anchor}`, heading: part.heading,
    snippet: hasParts(row) && !snippet.some(({ isMatch }) => isMatch) ? snippetOf(body, words) : snippet, changedAt: changedAt.toISOString(), score: Math.round(score * 1000) / 1000,
  };
}

/** Repairs that a shown result bears out: nothing is told of words that only hidden entries have. */
function repairsShown(groups: readonly WordGroup[], rows: readonly FoundEntry[]): { from: string; to: string }[] {
  const roots = new Set(rows.flatMap(({ title, body }) => (`${title} ${body}`.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").match(/[\p{L}\p{N}]+/gu) ?? []).map(rootOf)));
  return groups.flatMap((group) => {
    const [from = "", ...others] = group.filter((reading) => typeof reading === "string");
    const to = roots.has(rootOf(from)) ? undefined : others.find((other) => roots.has(rootOf(other)));
    return to === undefined ? [] : [{ from, to }];
  });
}

interface Found {
  rows: FoundEntry[];
  match: Match;
  groups: readonly WordGroup[];
  isPartial: boolean;
}

async function repaired(groups: readonly WordGroup[], weights: Reading["weights"], options: FindOptions): Promise<WordGroup[]> {
  const words = groups.map((group) => String(group[0]));
  const unknown = words.filter((word) => !weights.has(word));
  const similar = unknown.length === 0 ? [] : await findSimilarTerms(unknown, options);
  return groups.map((group, index) => [...group, ...repairsOf(words[index] ?? "", similar.filter((term) => term.word === words[index]))]);
}

/** Entries with every word; without any, with words repaired; and where those are few, entries with the words that tell most. */
async function lookUp(plain: readonly WordGroup[], seen: Pick<Match, "kinds" | "keys">, { isTyping, ...options }: FindOptions & { isTyping: boolean }): Promise<Found> {
  const words = plain.map((group) => String(group[0]));
  const weights = new Map((await findTerms(words, options)).map(({ term, entries }) => [term, weightOf(entries)]));
  let reading: Reading = { groups: plain, weights, isTyping };
  let match = matchOf(reading, "&", seen);
  let rows = await findEntries(match, options);
  if (rows.length === 0) {
    reading = { ...reading, groups: await repaired(plain, weights, options) };
    match = matchOf(reading, "&", seen);
    if (reading.groups.some((group, index) => group.length > (plain[index]?.length ?? 0))) rows = await findEntries(match, options);
  }
  const { groups } = reading;
  if (rows.length >= enough || words.length === 1) return { rows, match, groups, isPartial: false };
  const loose = matchOf(reading, "|", seen);
  const more = (await findEntries(loose, options)).filter((row) => row.relevance >= leastRelevance && !rows.some((each) => each.kind === row.kind && each.refId === row.refId));
  return { rows: [...rows, ...more].slice(0, options.limit), match: rows.length === 0 ? loose : match, groups, isPartial: rows.length === 0 && more.length > 0 };
}

/** Everything that this person may see and that the words mean, best first. */
export async function find(input: SearchInput, ctx: Ctx): Promise<SearchOutput> {
  const words = wordsOf(input.q);
  const readable = readableKinds(ctx.actor, searchKinds);
  const kinds = input.kinds === undefined ? readable : readable.filter((kind) => input.kinds?.includes(kind));
  const keys = readerKeys(ctx.actor);
  if (words.length === 0 || kinds.length === 0) return { items: [], nextCursor: null, counts: [], repaired: [], isPartial: false, searchId: null };
  const parts = partsOf(input.q);
  const plain = words.map((word): WordGroup => [word, ...(parts.has(word) ? [parts.get(word) ?? []] : [])]);
  const options = { signal: ctx.signal, timeoutMs: statementMs.normal, limit: Math.max(input.limit, weighedRows), now: ctx.clock.now(), typed: input.q };
  const { rows, match, groups, isPartial } = await lookUp(plain, { kinds, keys }, { ...options, isTyping: input.isTyping });
  const counts = input.isTyping ? [] : await countEntries({ ...match, kinds: readable }, options);
  const marked = [...new Set(groups.flat(2))];
  const shown = weighParts(rows, marked, words.length).slice(0, input.limit);
  const found = { items: shown.map((hit) => presentHit(hit, marked)), repaired: repairsShown(groups, shown.map(({ row }) => row)), isPartial };
  return { ...found, nextCursor: null, counts: counts.filter(({ count }) => count > 0), searchId: await keepSearch({ q: input.q, results: rows.length, isPartial, isFiltered: input.kinds !== undefined }, ctx) };
}
