import "server-only";
import { statementMs, type Ctx } from "@/server/platform/registry";
import { displayMarkdown, sectionsOf } from "#core/knowledge";
import { countMatches, readableKinds, readerKeys, repairsOf, rootOf, snippetOf, tsqueryOf, wordsOf, type WordGroup } from "#core/search";
import { searchKinds, type SearchHit, type SearchInput, type SearchOutput } from "./contract";
import { countEntries, findEntries, findSimilarTerms, findTerms, type FindOptions, type FoundEntry, type Match } from "./find-repository";
import { keepSearch } from "./keep-search";

/** Fewer full matches than this, and entries with some of the words fill up the page. */
const enough = 5;
const leastRelevance = 0.3;
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
  const known = groups.map((group, index) => ({ query: tsqueryOf([group], { join, isLastPrefix: isTyping && index === groups.length - 1 }), weight: weights.get(group[0] ?? "") ?? unknownWeight }));
  const telling = join === "&" ? known : known.toSorted((a, b) => b.weight - a.weight).slice(0, looseWords);
  return { ...seen, all: telling.map(({ query }) => query).join(` ${join} `), words: known };
}

/** The part of a document that says most about the words, and where it is. */
function bestSection({ title, body }: Pick<FoundEntry, "title" | "body">, words: readonly string[]): { anchor: string; heading: string; text: string } {
  const sections = sectionsOf(displayMarkdown(body, { path: "", pageOf: () => null }));
  const counted = sections.map((section) => ({ section, count: countMatches(section, words) }));
  const best = counted.reduce<(typeof counted)[number] | null>((top, each) => (top === null || each.count > top.count ? each : top), null);
  // The page shows its title in place of a first heading.
  return best && best.count > 0 && best.section.heading !== title ? best.section : { anchor: "", heading: "", text: best?.section.text || body };
}

function presentHit({ kind, refId, title, label, href, body, changedAt, score }: FoundEntry, words: readonly string[]): SearchHit {
  const hasParts = kind === "document" || kind === "runbook";
  const part = hasParts ? bestSection({ title, body }, words) : { anchor: "", heading: "", text: body };
  const snippet = snippetOf(part.text, words);
  return {
    kind, refId, title, label, href: part.anchor === "" ? href : `${href}#${part.anchor}`, heading: part.heading,
    snippet: hasParts && !snippet.some(({ isMatch }) => isMatch) ? snippetOf(body, words) : snippet, changedAt: changedAt.toISOString(), score: Math.round(score * 1000) / 1000,
  };
}

/** Repairs that a shown result bears out: nothing is told of words that only hidden entries have. */
function repairsShown(groups: readonly WordGroup[], rows: readonly FoundEntry[]): { from: string; to: string }[] {
  const roots = new Set(rows.flatMap(({ title, body }) => (`${title} ${body}`.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").match(/[\p{L}\p{N}]+/gu) ?? []).map(rootOf)));
  return groups.flatMap(([from = "", ...others]) => {
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

async function repaired(words: readonly string[], weights: Reading["weights"], options: FindOptions): Promise<WordGroup[]> {
  const unknown = words.filter((word) => !weights.has(word));
  const similar = unknown.length === 0 ? [] : await findSimilarTerms(unknown, options);
  return words.map((word) => [word, ...repairsOf(word, similar.filter((term) => term.word === word))]);
}

/** Entries with every word; without any, with words repaired; and where those are few, entries with the words that tell most. */
async function lookUp(words: readonly string[], seen: Pick<Match, "kinds" | "keys">, { isTyping, ...options }: FindOptions & { isTyping: boolean }): Promise<Found> {
  const weights = new Map((await findTerms(words, options)).map(({ term, entries }) => [term, weightOf(entries)]));
  let reading: Reading = { groups: words.map((word) => [word]), weights, isTyping };
  let match = matchOf(reading, "&", seen);
  let rows = await findEntries(match, options);
  if (rows.length === 0) {
    reading = { ...reading, groups: await repaired(words, weights, options) };
    match = matchOf(reading, "&", seen);
    if (reading.groups.some((group) => group.length > 1)) rows = await findEntries(match, options);
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
  const options = { signal: ctx.signal, timeoutMs: statementMs.normal, limit: input.limit, now: ctx.clock.now(), typed: input.q };
  const { rows, match, groups, isPartial } = await lookUp(words, { kinds, keys }, { ...options, isTyping: input.isTyping });
  const counts = input.isTyping ? [] : await countEntries({ ...match, kinds: readable }, options);
  const shown = [...new Set(groups.flat())];
  const found = { items: rows.map((row) => presentHit(row, shown)), repaired: repairsShown(groups, rows), isPartial };
  return { ...found, nextCursor: null, counts: counts.filter(({ count }) => count > 0), searchId: await keepSearch({ q: input.q, results: rows.length, isPartial, isFiltered: input.kinds !== undefined }, ctx) };
}
