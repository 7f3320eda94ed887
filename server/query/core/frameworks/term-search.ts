import { makeNameTable, rowOf, type NameTable } from "../learn/name-table";

/** Texts by field, as lists of distinct terms. */
export interface TermDocument<Field extends string> {
  id: string;
  terms: Readonly<Record<Field, readonly string[]>>;
}

/** Postings of one term: from `starts[row]` to `starts[row + 1]`; a posting is a document and what the term is worth there. */
export interface TermIndex {
  ids: readonly string[];
  table: NameTable;
  starts: Uint32Array;
  documents: Uint16Array;
  worths: Float32Array;
}

/** Parameters of BM25+ (Lv and Zhai 2011): saturation of frequency, weight of length, least worth of a term that occurs. */
const bm25 = { k: 1.2, b: 0.7, d: 0.5 };

/** What a term that occurs once is worth in a field of so many terms. */
function worthOf(input: { documents: number; matching: number; length: number; meanLength: number }): number {
  const rarity = Math.log(1 + (input.documents - input.matching + 0.5) / (input.matching + 0.5));
  return rarity * (bm25.d + (bm25.k + 1) / (1 + bm25.k * (1 - bm25.b + (bm25.b * input.length) / input.meanLength)));
}

/** What each term is worth in each document, over all fields: term → document → worth. */
function worthsOf<Field extends string>(documents: readonly TermDocument<Field>[], boosts: Readonly<Record<Field, number>>): Map<string, Map<number, number>> {
  const worths = new Map<string, Map<number, number>>();
  for (const field of Object.keys(boosts) as Field[]) {
    const meanLength = documents.reduce((sum, { terms }) => sum + terms[field].length, 0) / documents.length;
    const matching = new Map<string, number>();
    for (const { terms } of documents) for (const term of terms[field]) matching.set(term, (matching.get(term) ?? 0) + 1);
    documents.forEach(({ terms }, document) => {
      for (const term of terms[field]) {
        const worth = boosts[field] * worthOf({ documents: documents.length, matching: matching.get(term) ?? 1, length: terms[field].length, meanLength });
        const known = worths.get(term) ?? new Map<number, number>();
        worths.set(term, known.set(document, (known.get(document) ?? 0) + worth));
      }
    });
  }
  return worths;
}

/** An index of few documents with many terms that takes little room: nothing in it is a string but the names of the documents. Field boosts as given. */
export function makeTermIndex<Field extends string>(documents: readonly TermDocument<Field>[], boosts: Readonly<Record<Field, number>>): TermIndex {
  const worths = worthsOf(documents, boosts);
  const postings = [...worths.values()];
  const starts = new Uint32Array(postings.length + 1);
  postings.forEach(({ size }, row) => (starts[row + 1] = (starts[row] ?? 0) + size));
  const all = postings.flatMap((posting) => [...posting]);
  return { ids: documents.map(({ id }) => id), table: makeNameTable([...worths.keys()]), starts, documents: Uint16Array.from(all, ([document]) => document), worths: Float32Array.from(all, ([, worth]) => worth) };
}

/** Scores by document of the terms that a text has, each multiplied by how many of them a document has; documents without any are left out. */
export function searchTerms(index: TermIndex, terms: readonly string[]): Map<string, number> {
  const [sums, hits] = [new Float64Array(index.ids.length), new Uint16Array(index.ids.length)];
  for (const term of terms) {
    const row = rowOf(index.table, term);
    if (row < 0) continue;
    for (let at = index.starts[row] ?? 0; at < (index.starts[row + 1] ?? 0); at += 1) {
      const document = index.documents[at] ?? 0;
      sums[document] = (sums[document] ?? 0) + (index.worths[at] ?? 0);
      hits[document] = (hits[document] ?? 0) + 1;
    }
  }
  return new Map(index.ids.flatMap((id, document): [string, number][] => ((hits[document] ?? 0) > 0 ? [[id, (sums[document] ?? 0) * (hits[document] ?? 0)]] : [])));
}
