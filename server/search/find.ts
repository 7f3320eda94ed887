import "server-only";
import { statementMs, type Ctx } from "@/server/platform/registry";
import { displayMarkdown, sectionsOf } from "#core/knowledge";
import { countMatches, partsOf, readableKinds, readerKeys, rootOf, snippetOf, wordsOf, type WordGroup } from "#core/search";
import { searchKinds, type SearchHit, type SearchInput, type SearchOutput } from "./contract";
import type { FoundEntry } from "./find-repository";
import { keepSearch } from "./keep-search";
import { lookUp } from "./look-up";

/** So many are weighed once more by their best part before the page is cut. */
const weighedRows = 40;
const countedRows = 1000;

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
  if (groups.every((group) => group.filter((reading) => typeof reading === "string").length < 2)) return [];
  const roots = new Set(rows.flatMap(({ title, body }) => (`${title} ${body}`.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").match(/[\p{L}\p{N}]+/gu) ?? []).map(rootOf)));
  return groups.flatMap((group) => {
    const [from = "", ...others] = group.filter((reading) => typeof reading === "string");
    const to = roots.has(rootOf(from)) ? undefined : others.find((other) => roots.has(rootOf(other)));
    return to === undefined ? [] : [{ from, to }];
  });
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
  const options = { signal: ctx.signal, timeoutMs: statementMs.normal, limit: Math.max(input.limit, weighedRows), now: ctx.clock.now(), typed: input.q, isTyping: input.isTyping };
  const { rows, counts: found, groups, isPartial } = await lookUp(plain, { kinds: readable, wanted: kinds, keys, changedSince: input.changedSince === undefined ? null : new Date(input.changedSince), service: input.service ?? null }, options);
  const counts = input.isTyping ? [] : readable.flatMap((kind) => (found.get(kind) ? [{ kind, count: Math.min(countedRows, found.get(kind) ?? 0) }] : []));
  const marked = [...new Set(groups.flat(2))];
  const shown = weighParts(rows, marked, words.length).slice(0, input.limit);
  const isFiltered = input.kinds !== undefined || input.changedSince !== undefined || input.service !== undefined;
  return {
    items: shown.map((hit) => presentHit(hit, marked)), nextCursor: null, counts, repaired: repairsShown(groups, shown.map(({ row }) => row)), isPartial,
    searchId: await keepSearch({ q: input.q, results: rows.length, isPartial, isFiltered }, ctx),
  };
}
