import MiniSearch from "minisearch";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../learn/random";
import { makeTermIndex, searchTerms } from "./term-search";

const boosts = { title: 1, body: 2 };
const vocabulary = Array.from({ length: 60 }, (_, at) => `term ${at}`);

/** Documents of terms drawn from a small vocabulary, so that many share some. */
function makeDocuments(seed: number) {
  const random = seededRandom(seed);
  const some = (most: number): string[] => vocabulary.filter(() => random() < most / vocabulary.length);
  return Array.from({ length: 12 }, (_, at) => ({ id: `document-${at}`, terms: { title: some(3), body: some(15) } }));
}

/** The same search by another program. */
function oracle(documents: ReturnType<typeof makeDocuments>, terms: readonly string[]): Map<string, number> {
  const search = new MiniSearch({ fields: ["title", "body"], tokenize: (text) => text.split("\n").filter((term) => term !== ""), processTerm: (term) => term, searchOptions: { boost: { body: 2 } } });
  search.addAll(documents.map(({ id, terms: { title, body } }) => ({ id, title: title.join("\n"), body: body.join("\n") })));
  return new Map(search.search(terms.join("\n")).map(({ id, score }) => [String(id), score]));
}

describe("search of terms", () => {
  it.each([1, 2, 3, 4, 5])("scores as another program does (documents %i)", (seed) => {
    const documents = makeDocuments(seed);
    const index = makeTermIndex(documents, boosts);
    for (const terms of [["term 1"], ["term 2", "term 7", "unheard"], vocabulary.slice(10, 25), vocabulary]) {
      const [found, expected] = [searchTerms(index, terms), oracle(documents, terms)];
      expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
      for (const [id, score] of expected) expect(found.get(id)).toBeCloseTo(score, 3);
    }
  });

  it("finds nothing by terms that no document has", () => {
    expect(searchTerms(makeTermIndex(makeDocuments(1), boosts), ["unheard", "term"])).toEqual(new Map());
  });
});
