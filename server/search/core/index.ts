export { ndcgAt } from "./ndcg";
export { firstPlace, planTickets, shareOfAll, someOf, widerPlace, type Sought, type SoughtWord } from "./plan-windows";
export { readableKinds, readerKeys, type SearchReader } from "./reader-keys";
export { editDistance, repairsOf, type Term } from "./repair";
export { partsOf, tsqueryOf, wordsOf, type WordGroup } from "./search-words";
export { countMatches, proseOf, rootOf, snippetOf } from "./snippet";
